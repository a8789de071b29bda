import { Inject, Singleton } from '@midwayjs/core';
import type { ReviewCase, reviewRoutes } from '@jzt/shared/contract/review';
import type { BodyOf } from '@jzt/shared/contract/route';
import type { Facts } from '@jzt/shared/policy/index';
import { GatewayDown } from '../../gateways/gateway-down';
import { SocialInsurance, type InsuranceCheckResult } from '../../gateways/insurance/port';
import { today, type Clock } from '../../platform/clock';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import type { Logger } from '../../platform/logger';
import type { NewOutboxEntry } from '../../platform/outbox';
import type { Application, InsuranceCheck } from '../application/application.model';
import { Applications } from '../application/application.service';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { demand } from './review.policy';
import { Reviews, TAKEN } from './review.service';

const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 30 * 60_000;
const WAITING: readonly string[] = ['AUTH_CHECK', 'AUTH_CHECK_PENDING'];

export interface Question {
  applicationId: string;
  /** Attempts that had failed when this one was planned: a delivery of an older plan is recognised by it and dropped. */
  attempts: number;
}

/** 社保核查 (QH-12): the bureau is asked by itself; while it cannot be reached the case waits, is asked again, and an officer may conclude by hand. */
@Singleton()
export class InsuranceChecks {
  @Inject() private readonly applications: Applications;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly insurance: SocialInsurance;
  @Inject() private readonly law: Law;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly reviews: Reviews;

  /** Asks again at once, also about oneself, because the bureau decides; whatever pause the case is in. Throws ILLEGAL_TRANSITION while an attempt is under way. */
  async recheck(caller: Caller, id: string, body: { version: number }, op?: string): Promise<ReviewCase> {
    const current = await this.applications.of(caller, id);
    const attempts = current.insurance?.attempts ?? 0;
    const moved = await this.applications.move(id, 'resumeAuthorityCheck', {
      actor: await this.reviews.actor(caller, op),
      expectVersion: body.version,
      set: { insurance: { state: 'ASKING', attempts } },
      follow: [ask({ applicationId: id, attempts })],
    });
    return this.reviews.present(moved);
  }

  /** An officer's own conclusion with its grounds, for when the bureau cannot be reached. Throws OWN_CASE, ILLEGAL_TRANSITION or ALREADY_DECIDED. */
  async decide(caller: Caller, id: string, body: BodyOf<typeof reviewRoutes.decideInsurance>, op?: string): Promise<ReviewCase> {
    const current = await this.applications.of(caller, id);
    demand(caller, 'AUTHORITY_CHECK', current);
    const passed = body.decision === 'PASS';
    const facts = {
      actor: { role: caller.role, channel: 'WEAPP' as const },
      socialInsurance: { state: passed ? ('MATCH' as const) : ('MISMATCH' as const) },
      employments: await this.employer(current),
    };
    const law = this.law.of(current);
    const decision = passed ? law.require('AUTHORITY_CHECK', facts) : law.decide('AUTHORITY_CHECK', facts);
    const insurance: InsuranceCheck = { state: 'BY_HAND', checkedAt: this.clock.now(), attempts: current.insurance?.attempts ?? 0 };
    const moved = await this.applications.move(id, passed ? 'authorityPass' : 'authorityReject', {
      actor: await this.reviews.actor(caller, op),
      expectVersion: body.version,
      reason: body.reason,
      set: { insurance },
      ruleIds: decision.ruleIds,
      packVersion: decision.packVersion,
      lost: TAKEN,
    });
    return this.reviews.present(moved);
  }

  async check({ applicationId, attempts }: Question): Promise<void> {
    const current = await this.applications.get(applicationId);
    if (!WAITING.includes(current.status) || (current.insurance?.attempts ?? 0) !== attempts) return;
    let answer: InsuranceCheckResult;
    try {
      answer = await this.askBureau(current);
    } catch (error) {
      if (!(error instanceof GatewayDown)) throw error;
      this.logger.warn({ err: error, applicationId, attempts: attempts + 1 }, 'social insurance not answered');
      return this.postpone(current, attempts);
    }
    await this.conclude(current, answer);
  }

  private async askBureau(current: Application): Promise<InsuranceCheckResult> {
    if (!current.enterpriseId) throw new Error('an application without an employer cannot be checked for social insurance');
    const [person, enterprise] = await Promise.all([
      this.persons.get(current.personId),
      this.organisations.enterprise(current.enterpriseId),
    ]);
    return this.insurance.check({
      jurisdiction: current.jurisdiction,
      idNumber: this.persons.idNumber(person)!,
      name: this.persons.name(person)!,
      creditCode: enterprise.creditCode,
      enterpriseName: enterprise.name,
      month: today(this.clock).slice(0, 7),
    });
  }

  /** The bureau's own answer under the law of the case. */
  private async conclude(current: Application, answer: InsuranceCheckResult): Promise<void> {
    const decision = this.law.of(current).decide('AUTHORITY_CHECK', {
      actor: { role: 'SYSTEM', channel: 'WEAPP' },
      socialInsurance: answer,
      employments: await this.employer(current),
    });
    const insurance: InsuranceCheck = {
      state: answer.state,
      ...(answer.insuredBy && { insuredBy: answer.insuredBy }),
      checkedAt: this.clock.now(),
      attempts: current.insurance?.attempts ?? 0,
    };
    const story = {
      actor: { role: 'SYSTEM' as const },
      expectVersion: current.version,
      set: { insurance },
      ruleIds: decision.ruleIds,
      packVersion: decision.packVersion,
    };
    const id = current._id.toHexString();
    const [refusal] = decision.refusals;
    await (refusal
      ? this.applications.move(id, 'authorityReject', { ...story, reason: refusal.messageZh })
      : this.applications.move(id, 'authorityPass', story));
  }

  /** Neither yes nor no: waits longer each time, up to half an hour. */
  private async postpone(current: Application, before: number): Promise<void> {
    const attempts = before + 1;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(before, 10), LONGEST_PAUSE_MS);
    const nextAttemptAt = new Date(this.clock.now().getTime() + pause);
    const insurance: InsuranceCheck = { state: 'WAITING', attempts, nextAttemptAt };
    const id = current._id.toHexString();
    const again = ask({ applicationId: id, attempts }, nextAttemptAt);
    if (current.status === 'AUTH_CHECK_PENDING') return this.applications.postponeInsurance(id, before, insurance, again);
    await this.applications.move(id, 'waitForInsurance', {
      actor: { role: 'SYSTEM' },
      expectVersion: current.version,
      set: { insurance },
      reason: '社保系统暂时连不上，将自动重试',
      follow: [again],
    });
  }

  /** The employer the person signed up under, as the rules want it. */
  private async employer(current: Application): Promise<Facts['employments']> {
    if (!current.enterpriseId) return [];
    const { name, creditCode } = await this.organisations.enterprise(current.enterpriseId);
    return [{ enterpriseName: name, creditCode, status: 'CONFIRMED' }];
  }
}

const ask = (question: Question, notBefore?: Date): NewOutboxEntry => ({
  topic: 'insurance.check',
  payload: { ...question },
  ...(notBefore && { notBefore }),
});
