import type { ApiErrorBody } from '@jzt/shared/contract/common';

/** Codes the app itself gives, beside those of the server. */
export type LocalCode = 'OFFLINE' | 'TIMEOUT' | 'BAD_ANSWER' | 'INVALID_INPUT' | 'CANCELLED';

const LOCAL_MESSAGES: Record<LocalCode, string> = {
  OFFLINE: '现在连不上网络。请检查手机网络，网络恢复后再试。',
  TIMEOUT: '网络太慢，没有等到回答。请稍后再试，不会重复提交。',
  BAD_ANSWER: '收到的不是建证通的回答，可能连着需要登录的无线网络。请换用手机流量再试。',
  INVALID_INPUT: '有内容没有填对，请按红字提示修改。',
  CANCELLED: '已取消。',
};

/** The one error of the app: a stable code and a Chinese sentence for the person who reads it. Screens show `messageZh` and nothing else. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly messageZh: string,
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    readonly detail: Partial<Pick<ApiErrorBody, 'ruleId' | 'fields' | 'refusals' | 'requestId'>> & { retryAfterSeconds?: number } = {},
  ) {
    super(messageZh);
    this.name = 'ApiError';
  }

  get ruleId(): string | undefined {
    return this.detail.ruleId;
  }

  /** Wrong fields by name, each with its sentence. */
  get fields(): Record<string, string> {
    return this.detail.fields ?? {};
  }

  /** The request may never have reached the server, or its answer was lost: sending it again is right. */
  get isUnanswered(): boolean {
    return (
      this.code === 'OFFLINE' ||
      this.code === 'TIMEOUT' ||
      this.code === 'BAD_ANSWER' ||
      this.status === 502 ||
      this.status === 503 ||
      this.status === 504
    );
  }

  /** Not this person's business: not signed in, the wrong role, or somebody else's object. */
  get isDenied(): boolean {
    return this.status === 401 || this.status === 403;
  }
}

export const localError = (code: LocalCode, detail?: ApiError['detail']): ApiError => new ApiError(code, LOCAL_MESSAGES[code], 0, detail);

/** Any thrown value as an ApiError, so that a screen has one shape to show. */
export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError('UNEXPECTED', '程序出了点问题，请返回重试。如果一直这样，请联系客服。', 0);
