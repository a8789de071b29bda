/** Why WeChat did not do it: the person went back, answered the privacy question with no, or the phone's settings forbid it. Undefined: something else. */
export type Refusal = 'CANCELLED' | 'PRIVACY' | 'DENIED';

/** The privacy answer comes as errno 103 or 104 (no consent yet, or refused), its words hold "auth" or "privacy" too: so it is looked at first. */
const PRIVACY_ERRNOS = new Set([103, 104]);

export function refusalOf(error: unknown): Refusal | undefined {
  const { errno, errMsg } = (error ?? {}) as { errno?: number; errMsg?: string };
  const text = String(errMsg ?? '');
  if ((errno !== undefined && PRIVACY_ERRNOS.has(errno)) || /privacy/i.test(text)) return 'PRIVACY';
  if (/auth|deny|denied|permission/i.test(text)) return 'DENIED';
  return /cancel/i.test(text) ? 'CANCELLED' : undefined;
}
