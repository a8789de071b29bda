import { FAULT_TEXT, type ClientFault } from '@jzt/shared/contract/clientFault';
import { faultText } from '@jzt/shared/domain/withoutPersonalData';
import { ApiError } from './api-error';

export interface FaultDeps {
  /** Tells the server; whatever becomes of it, nobody at the phone hears of it. */
  send(fault: ClientFault): Promise<unknown>;
  /** The page in front, with or without its parameters. */
  page(): string;
  target: ClientFault['target'];
  version(): string;
}

/** One broken page must not fill the network of a cheap phone. */
const MOST_A_RUN = 10;

/** An answer with a sentence for the person, or a person who went back: no fault of the program. */
const isExpected = (thrown: unknown): boolean =>
  thrown instanceof ApiError || /cancel|auth den|authorize/i.test(String((thrown as { errMsg?: string } | undefined)?.errMsg ?? ''));

const wordsOf = (thrown: unknown): { message: string; stack?: string } => {
  if (thrown instanceof Error || (thrown as Error | undefined)?.stack)
    return { message: String((thrown as Error).message), stack: (thrown as Error).stack };
  if (typeof thrown === 'string') {
    // WeChat hands over message and stack in one text.
    const [first = '', second = '', ...rest] = thrown.split('\n');
    return { message: first === 'MiniProgramError' ? second : first, stack: [second, ...rest].join('\n') || undefined };
  }
  return { message: String((thrown as { errMsg?: string } | undefined)?.errMsg ?? thrown) };
};

/** Tells the server of faults of the program: each once, few in a run of the app, without anything of the person. */
export function createFaults({ send, page, target, version }: FaultDeps) {
  const told = new Set<string>();
  return (kind: ClientFault['kind'], thrown: unknown): void => {
    if (isExpected(thrown)) return;
    const { message, stack } = wordsOf(thrown);
    const fault: ClientFault = {
      kind,
      message: faultText(message, FAULT_TEXT.message) || kind,
      ...(stack && { stack: faultText(stack, FAULT_TEXT.stack) }),
      page: faultText(page(), FAULT_TEXT.page),
      target,
      version: version().slice(0, FAULT_TEXT.version),
    };
    const print = `${kind} ${fault.message} ${fault.page}`;
    if (told.has(print) || told.size >= MOST_A_RUN) return;
    told.add(print);
    void send(fault).catch(() => undefined);
  };
}
