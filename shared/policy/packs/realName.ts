import type { ClauseFor } from '../pack';

/** The real-name steps of S0 annexes 1 and 2, taken by every province whose flow begins with a real-name check. */
export const REAL_NAME_STEPS: readonly ClauseFor<'IDENTITY_STEP'>[] = [
  { rule: 'stepOrder', id: 'CQ-29' }, // 「核对姓名和身份证号等相关信息，拍摄本人照片」
  { rule: 'cardPhoto', id: 'CQ-33' }, // 「本人有效的二代身份证」
  { rule: 'photoQuality', id: 'CQ-34' }, // 「边框完整、字体清晰、亮度均匀」
  { rule: 'cardInfo', id: 'CQ-35' }, // 「真实姓名请填写您的真实姓名」
  { rule: 'faceConsent', id: 'O-18' }, // 人脸识别办法
];

export const AGREEMENT: readonly ClauseFor<'LOGIN'>[] = [{ rule: 'agreementTicked', id: 'CQ-32' }]; // 「我已阅读《服务协议》和《隐私权政策》」
