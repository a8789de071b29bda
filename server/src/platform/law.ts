import { Inject, Singleton } from '@midwayjs/core';
import type { Verdict } from '@jzt/shared/contract/common';
import { toLocalDate, type LocalDate } from '@jzt/shared/domain/calendar';
import { addWorkingDays } from '@jzt/shared/domain/workingDays';
import { evaluate, packOf, packOfCase, type Decision, type FactsOf, type Pack, type Service } from '@jzt/shared/policy/index';
import type { Clock } from './clock';
import { conflict, refusedByRule, type Refusal } from './errors';
import type { Settings } from './settings';

/** Asks the rule engine on the server's clock. The server holds no rule of its own: it collects facts and obeys. */
@Singleton()
export class Law {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: Settings;

  /** The province's pack in force today; `caseVersion`, the pack a case was submitted under. */
  pack(caseVersion?: string): Pack {
    if (caseVersion) return packOfCase(caseVersion, this.today());
    const pack = packOf(this.settings.provinceCode, this.today());
    if (!pack) throw new Error(`no policy pack of ${this.settings.provinceCode} is in force`);
    return pack;
  }

  today(): LocalDate {
    return toLocalDate(this.clock.now());
  }

  decide<S extends Service>(service: S, facts: FactsOf<S>, caseVersion?: string): Decision {
    return evaluate(this.pack(caseVersion), service, facts, this.clock.now(), { addWorkingDays });
  }

  /** The same, where a refusal ends the request: throws the first refusal with all of them in its detail, or 409 CHECK_PENDING. Returns the decision for the case's history. */
  require<S extends Service>(service: S, facts: FactsOf<S>, caseVersion?: string): Decision {
    const decision = this.decide(service, facts, caseVersion);
    if (decision.refusals.length) throw asRefusal(decision);
    const waiting = decision.pending[0];
    if (waiting) throw conflict('CHECK_PENDING', waiting.messageZh, { ruleId: waiting.ruleId });
    return decision;
  }
}

export function asRefusal(decision: Decision): Refusal {
  const [first] = decision.refusals;
  if (!first) throw new Error('a decision without refusals refuses nothing');
  const refusals = asVerdict(decision).refusals;
  return refusedByRule(first.ruleId, first.code, [first.messageZh, first.nextStepZh].filter(Boolean).join(' '), { refusals });
}

/** The decision in the contract's words. */
export function asVerdict(decision: Decision): Verdict {
  return {
    allowed: decision.allowed,
    refusals: decision.refusals.map((one) => ({ ruleId: one.ruleId, code: one.code, message: one.messageZh, nextStep: one.nextStepZh })),
    pending: decision.pending.map((one) => ({ ruleId: one.ruleId, on: one.on, message: one.messageZh })),
  };
}
