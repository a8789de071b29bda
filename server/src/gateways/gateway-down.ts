/** The outside systems this program talks to. */
export type OutsideSystem = 'wechat' | 'face' | 'sms' | 'national' | 'insurance' | 'seal' | 'card';

/**
 * Why an outside system gave no usable answer.
 * UNREACHABLE no connection, or cut · TIMEOUT too slow · BUSY it says itself that it cannot answer now · GARBAGE an answer that is not
 * what the protocol promises
 * · RESTING it kept so many waiting that it was not asked
 * · UNTRUSTED an answer that does not belong to the question, or whose signature is wrong · CONFIGURATION it does not accept our key, app
 * id, rights or settings (somebody must look).
 */
export type DownReason = 'UNREACHABLE' | 'TIMEOUT' | 'RESTING' | 'BUSY' | 'GARBAGE' | 'UNTRUSTED' | 'CONFIGURATION';

/**
 * An outside system did not answer the question (A-24). The case must wait (CHECK_PENDING, SIGN_FAILED, an outbox row not acknowledged)
 * and be asked again: this never means "yes" and never means "no".
 * The message holds the system, the operation and the provider's code only; never a name, number, phone, token or URL.
 */
export class GatewayDown extends Error {
  readonly retryable = true as const;

  constructor(
    readonly system: OutsideSystem,
    readonly reason: DownReason,
    readonly operation: string,
    readonly providerCode?: string,
  ) {
    super(`${system} ${operation}: ${reason}${providerCode === undefined ? '' : ` (${providerCode})`}`);
    this.name = 'GatewayDown';
  }
}

const NOT_TAKEN: readonly DownReason[] = ['UNREACHABLE', 'RESTING', 'BUSY', 'CONFIGURATION'];
/** Certain not to have been taken: it may be sent again without anybody hearing it twice. */
export const isNotTaken = ({ reason }: GatewayDown): boolean => NOT_TAKEN.includes(reason);
