import { Inject, Singleton } from '@midwayjs/core';
import type { Verdict } from '@jzt/shared/contract/common';
import { NATIONAL, type Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { addWorkingDays } from '@jzt/shared/domain/workingDays';
import { evaluate, listServices, packOf, packOfCase, type Decision, type FactsOf, type Pack, type Service } from '@jzt/shared/policy/index';
import { today, type Clock } from './clock';
import { conflict, refusedByRule, type Refusal } from './errors';
import type { Settings } from './settings';

/** What of a case its law is known by. */
export interface LawCase {
  packVersion: string;
}

/** One pack, asked on the server's clock. */
export class LawText {
  constructor(
    readonly pack: Pack,
    private readonly clock: Clock,
  ) {}

  decide<S extends Service>(service: S, facts: FactsOf<S>): Decision {
    return evaluate(this.pack, service, facts, this.clock.now(), { addWorkingDays });
  }

  /** The same, where a refusal ends the request: throws the first refusal with all of them in its detail, or 409 CHECK_PENDING. Returns the decision for the case's history. */
  require<S extends Service>(service: S, facts: FactsOf<S>): Decision {
    const decision = this.decide(service, facts);
    if (decision.refusals.length) throw asRefusal(decision);
    const waiting = decision.pending[0];
    if (waiting) throw conflict('CHECK_PENDING', waiting.messageZh, { ruleId: waiting.ruleId });
    return decision;
  }
}

/** Asks the rule engine. The server holds no rule of its own: it collects facts and obeys. Which law, is told by a place or by a case. */
@Singleton()
export class Law {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly packs: readonly Pack[];
  @Inject() private readonly settings: Settings;

  /** What is in force there today. Throws where nothing ever was. */
  in(place: Jurisdiction | typeof NATIONAL): LawText {
    const pack = this.packIn(place);
    if (!pack) throw new Error(`no policy pack of ${place} is in force`);
    return new LawText(pack, this.clock);
  }

  /** The services that are known there today; none where nothing is in force. */
  servicesIn(place: Jurisdiction): Service[] {
    const pack = this.packIn(place);
    return pack ? listServices(pack) : [];
  }

  /** Provinces whose law in force today knows the service. */
  provincesWith(service: Service): Jurisdiction[] {
    const provinces = [...new Set(this.packs.map(({ province }) => province))].filter((one) => one !== NATIONAL) as Jurisdiction[];
    return provinces.filter((one) => this.servicesIn(one).includes(service));
  }

  /** Are rules to be tried out in force there today? */
  isDemoIn(place: Jurisdiction): boolean {
    return !!this.packIn(place)?.demoRules;
  }

  /** What the case is decided by: the pack it was submitted under, or a retroactive one (HN-22). */
  of({ packVersion }: LawCase): LawText {
    return new LawText(packOfCase(packVersion, today(this.clock), this.packs), this.clock);
  }

  private packIn(place: Jurisdiction | typeof NATIONAL): Pack | undefined {
    return packOf(place, today(this.clock), this.packs, this.settings.packEdition);
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
