/** One rule's refusal inside a larger answer. */
export interface RefusalDetail {
  ruleId: string;
  code: string;
  message: string;
  nextStep?: string;
}

/** A refusal a person can read: a stable code, a Chinese sentence, and the rule that decided it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail: { ruleId?: string; fields?: Record<string, string>; refusals?: RefusalDetail[]; retryAfterSeconds?: number } = {},
  ) {
    super(message);
  }
}

type Detail = Refusal['detail'];

/** The input is not of the right shape, or a field is wrong. */
export const badInput = (code: string, message: string, detail?: Detail) => new Refusal(400, code, message, detail);
export const notSignedIn = (code = 'SIGN_IN_REQUIRED', message = '请先登录') => new Refusal(401, code, message);
export const forbidden = (code: string, message: string, detail?: Detail) => new Refusal(403, code, message, detail);
/** Also the answer for somebody else's object: its existence is nobody's business. */
export const notFound = (message = '没有找到，可能已被撤回或不属于您') => new Refusal(404, 'NOT_FOUND', message);
/** The state of the case does not allow it (any more). */
export const conflict = (code: string, message: string, detail?: Detail) => new Refusal(409, code, message, detail);
/** A rule of domain.md refuses. */
export const refusedByRule = (ruleId: string, code: string, message: string, detail?: Detail) =>
  new Refusal(422, code, message, { ruleId, ...detail });
export const tooOften = (code: string, message: string, retryAfterSeconds: number) =>
  new Refusal(429, code, message, { retryAfterSeconds });
/** An outside system is down: nothing is passed and nothing is refused. */
export const outsideDown = (code: string, message: string) => new Refusal(503, code, message, { retryAfterSeconds: 30 });

/** E11000 of a unique index, optionally of one index by name. */
export const isDuplicateKey = (error: unknown, index?: string): boolean =>
  (error as { code?: number }).code === 11000 && (!index || String((error as Error).message).includes(index));
