/** A telephone's browser: small and worked by a finger. The exam room's computers are neither, at any zoom. */
const PHONE = '(max-width: 700px) and (pointer: coarse)';

/** Where this person sits the exam: WeChat runs on phones; the H5 is the exam room's computer (QH-16, QH-32). */
export const examClient = (): 'COMPUTER' | 'MOBILE' =>
  process.env.TARO_ENV === 'h5' && !window.matchMedia(PHONE).matches ? 'COMPUTER' : 'MOBILE';
