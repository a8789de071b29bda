import type { CeOverview } from '@jzt/shared/contract/continuingEducation';

/** One date of one certificate. */
export interface Deadline {
  key: string;
  on: string;
  title: string;
  certificate: string;
  certificateId: string;
}

/** Every date to come of a person's certificates, the nearest first (CQ-08…11, QH-26). What is done already is not asked for again. */
export function deadlinesOf(items: readonly CeOverview[], today: string): Deadline[] {
  const all = items.flatMap((one): Deadline[] => {
    const certificate = `${one.subject.labelZh} ${one.number}`;
    const at = (key: string, on: string | undefined, title: string): Deadline[] =>
      on && on >= today ? [{ key: `${one.certificateId}-${key}`, on, title, certificate, certificateId: one.certificateId }] : [];
    const signed = one.current !== undefined;
    const asked = one.serviceId !== undefined;
    const { signUp, extension } = one;
    return [
      ...(signed ? [] : at('signUpOpens', signUp.window.opens, '继续教育报名开始')),
      ...(signed ? [] : at('signUpCloses', signUp.window.closes, '继续教育报名截止')),
      ...(signed ? [] : at('classBy', one.classBy, '继续教育班次最迟这天结束')),
      ...(asked ? [] : at('extensionOpens', extension.window.opens, '可以申请延期')),
      ...(asked ? [] : at('extensionCloses', extension.window.closes, '申请延期截止')),
      ...at('end', one.validTo, '证书到期'),
    ];
  });
  return all.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
