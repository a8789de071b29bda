import { toLocalDate } from '../domain/calendar';
import type { LocalDate } from '../domain/calendar';
import type { Category } from '../domain/categories';
import type { Context, Decision, Options, Rule, RuleId } from './core';
import type { FactKey, Facts, FactsOf, Service } from './facts';
import type { Code } from './messages';
import type { Pack } from './pack';
import { RULES } from './rules';
import { pendingZh, sentences, snake } from './words';

interface AnyClause {
  readonly rule: keyof typeof RULES;
  readonly id: RuleId;
  readonly for?: readonly Category[];
}
/** Facts as they may arrive from a wire: any section may be missing. */
export type SomeFacts = { readonly [K in FactKey]?: Facts[K] | 'UNAVAILABLE' };

class Evaluation implements Context {
  readonly refusals: Decision['refusals'] = [];
  readonly pending: Decision['pending'] = [];
  opens: LocalDate | null = null;
  closes: LocalDate | null = null;
  limited = false;

  constructor(
    readonly pack: Pack,
    readonly service: Service,
    readonly today: LocalDate,
    private readonly options: Options,
  ) {}

  refuse(ruleId: RuleId, code: Code, values?: Record<string, string | number>): void {
    const [messageZh, nextStepZh] = sentences(code, this.pack, values);
    this.refusals.push({ ruleId, code, messageZh, nextStepZh });
  }

  pend(ruleId: RuleId, on: string): void {
    if (!this.pending.some((one) => one.on === on)) this.pending.push({ ruleId, on, messageZh: pendingZh(on) });
  }

  limit(opens: LocalDate | null, closes: LocalDate | null): void {
    this.limited = true;
    if (opens !== null && (this.opens === null || opens > this.opens)) this.opens = opens;
    if (closes !== null && (this.closes === null || closes < this.closes)) this.closes = closes;
  }

  workingDay(ruleId: RuleId, from: LocalDate, n: number): LocalDate | null {
    try {
      if (this.options.addWorkingDays) return this.options.addWorkingDays(from, n);
    } catch (error) {
      // A year without an official calendar refuses to compute; anything else is a fault of ours.
      if (!(error instanceof RangeError)) throw error;
    }
    this.pend(ruleId, 'WORKING_DAYS');
    return null;
  }
}

const categoryOf = ({ subject, certificate }: SomeFacts): Category | undefined =>
  subject && subject !== 'UNAVAILABLE' ? subject.category : certificate && certificate !== 'UNAVAILABLE' ? certificate.category : undefined;

function decide(pack: Pack, service: Service, facts: SomeFacts, today: LocalDate, options: Options): Decision {
  const evaluation = new Evaluation(pack, service, today, options);
  const ruleIds: RuleId[] = [];
  const clauses: readonly AnyClause[] | undefined = pack.services[service];
  if (!clauses) {
    ruleIds.push('PACK');
    evaluation.refuse('PACK', 'SERVICE_NOT_OFFERED');
  } else {
    const category = categoryOf(facts);
    for (const clause of clauses) {
      if (clause.for && (category === undefined || !clause.for.includes(category))) continue;
      ruleIds.push(clause.id);
      const rule = RULES[clause.rule] as unknown as Rule<AnyClause, FactKey>;
      const missing = rule.needs.find((key) => facts[key] === undefined || facts[key] === 'UNAVAILABLE');
      if (missing === undefined) rule.check(clause, facts as Facts, evaluation);
      else evaluation.pend(clause.id, snake(missing));
    }
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
