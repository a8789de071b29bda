import { toLocalDate } from '../domain/calendar';
import type { LocalDate } from '../domain/calendar';
import type { Clause, Context, Decision, Options, RuleId } from './core';
import type { CertificateFacts, FactKey, Facts, FactsOf, Service, Subject } from './facts';
import { SERVICE_NOT_OFFERED } from './messages';
import type { Message } from './messages';
import type { Pack } from './pack';
import { fill, pendingZh, snake } from './words';

/** Facts as they may arrive from a wire: any section may be missing. */
export type SomeFacts = { readonly [K in FactKey]?: Facts[K] | 'UNAVAILABLE' };

class Evaluation implements Context {
  readonly refusals: Decision['refusals'] = [];
  readonly pending: Decision['pending'] = [];
  opens: LocalDate | null = null;
  closes: LocalDate | null = null;
  limited = false;
  ruleId: RuleId = 'PACK';

  constructor(
    readonly pack: Pack,
    readonly service: Service,
    readonly today: LocalDate,
    private readonly options: Options,
  ) {}

  refuse(message: Message, values?: Record<string, string | number>, ruleId = this.ruleId): void {
    const zh = (text: string) => fill(text, this.pack.nameZh, values);
    const { code, wrong, next, incomplete } = message;
    const refusal = { ruleId, code, messageZh: zh(wrong), nextStepZh: zh(next), ...(incomplete && { incomplete }) };
    // Two rules that find the same fault say it once.
    if (!this.refusals.some((one) => one.code === code && one.messageZh === refusal.messageZh)) this.refusals.push(refusal);
  }

  pend(on: string): void {
    if (!this.pending.some((one) => one.on === on)) this.pending.push({ ruleId: this.ruleId, on, messageZh: pendingZh(on) });
  }

  limit(opens: LocalDate | null, closes: LocalDate | null): void {
    this.limited = true;
    if (opens !== null && (this.opens === null || opens > this.opens)) this.opens = opens;
    if (closes !== null && (this.closes === null || closes < this.closes)) this.closes = closes;
  }

  workingDay(from: LocalDate, n: number): LocalDate | null {
    try {
      if (this.options.addWorkingDays) return this.options.addWorkingDays(from, n);
    } catch (error) {
      // A year without an official calendar refuses to compute; anything else is a fault of ours.
      if (!(error instanceof RangeError)) throw error;
    }
    this.pend('WORKING_DAYS');
    return null;
  }
}

const subjectOf = ({ subject, certificate }: SomeFacts): Subject | undefined =>
  [subject, certificate].find((one): one is CertificateFacts => !!one && one !== 'UNAVAILABLE');

/** While nobody knows which certificate it is about, a clause that looks at it speaks: it is pending, or says that there is none. */
function concerns({ given, needs }: Clause, subject: Subject | undefined): boolean {
  if (!subject) return !(given.for ?? given.codes) || needs.includes('certificate') || needs.includes('subject');
  return (given.for?.includes(subject.category) ?? true) && (given.codes?.includes(subject.code ?? '') ?? true);
}

function decide(pack: Pack, service: Service, facts: SomeFacts, today: LocalDate, options: Options): Decision {
  const evaluation = new Evaluation(pack, service, today, options);
  const ruleIds: RuleId[] = [];
  const clauses: readonly Clause[] | undefined = pack.services[service];
  if (!clauses) evaluation.refuse({ ...SERVICE_NOT_OFFERED, next: pack.instead?.[service] ?? SERVICE_NOT_OFFERED.next });
  const subject = subjectOf(facts);
  for (const clause of clauses ?? []) {
    if (!concerns(clause, subject)) continue;
    const { id, given, needs, check } = clause;
    ruleIds.push(id);
    evaluation.ruleId = id;
    let missing: FactKey | undefined;
    const sections = needs.map((key) => {
      const section = facts[key];
      if (section === undefined || section === 'UNAVAILABLE') missing ??= key;
      return section;
    });
    if (missing) evaluation.pend(snake(missing));
    else check(given, evaluation, ...sections);
  }
  const { refusals, pending, limited, opens, closes } = evaluation;
  return {
    allowed: refusals.length === 0 && pending.length === 0,
    refusals,
    pending,
    ...(limited && { window: { opens, closes } }),
    ruleIds,
    packVersion: pack.version,
  };
}

/**
 * The verdict on one service: `evaluate(pack, 'APPLY', {identity: {…}, subject: {category: 'SPECIAL_OP', code: '01'}, …}, clock.now())`.
 * `facts` are plain JSON of the shapes in facts.ts, read by the server from its own store (CQ-02); a section that is missing or `UNAVAILABLE` makes the verdict pending.
 * `instant` is the server's clock; days are Asia/Shanghai. Never throws for facts of the declared shape.
 */
export function evaluate<S extends Service>(pack: Pack, service: S, facts: FactsOf<S>, instant: Date, options: Options = {}): Decision {
  return decide(pack, service, facts as SomeFacts, toLocalDate(instant), options);
}

/** The same from facts that may lack sections, as a phone has them before the tap: what is unknown is pending. */
export function preview(pack: Pack, service: Service, facts: SomeFacts, instant: Date, options: Options = {}): Decision {
  return decide(pack, service, facts, toLocalDate(instant), options);
}

/** The verdicts on every service the pack offers, for one person. */
export function evaluateAll(pack: Pack, facts: SomeFacts, instant: Date, options: Options = {}): Partial<Record<Service, Decision>> {
  const today = toLocalDate(instant);
  const all: Partial<Record<Service, Decision>> = {};
  for (const service of listServices(pack)) all[service] = decide(pack, service, facts, today, options);
  return all;
}

/** The services a province offers, in the order of its pack. */
export const listServices = (pack: Pack): Service[] => Object.keys(pack.services) as Service[];
