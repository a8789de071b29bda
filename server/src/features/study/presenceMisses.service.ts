import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { PresenceMiss as View } from '@jzt/shared/contract/presence';
import { addDays } from '@jzt/shared/domain/calendar';
import { sourceOfKey } from '@jzt/shared/domain/sources';
import { presenceMiss as machine } from '@jzt/shared/workflow/machines/presenceMiss';
import { Cases } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { conflict, isDuplicateKey } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { lengthOf } from '../../platform/media/ranges';
import { findPage, newestFirst, oldestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { bySource } from '../../platform/source';
import { Courses } from '../course/course.service';
import { Persons, type PersonCard } from '../person/person.service';
import { PresenceMissModel, type PresenceMiss } from './presenceMiss.model';
import { Presences, type Missed } from './presences.service';
import { misses as policy } from './study.policy';
import { amountOf, presentMiss } from './study.presenter';
import { StudyModel, type Study } from './study.model';

const WAITING = { status: 'APPEALED' };
const REASONS = { NO_ANSWER: '没有在时限内确认是本人', FAILED: '多次核验都没有通过' } as const;

/** Checks that were not passed, and the word of the person about them. */
@Singleton()
export class PresenceMisses {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly courses: Courses;
  @Inject() private readonly presences: Presences;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  async listMine(caller: Caller, page: PageAsked): Promise<PageGiven<View>> {
    const { items, nextCursor } = await findPage<PresenceMiss>(PresenceMissModel, policy.scope(caller), page, newestFirst);
    return { items: items.map((one) => this.present(one)), nextCursor };
  }

  async listAppeals(caller: Caller, page: PageAsked): Promise<PageGiven<View>> {
    const filter = within(policy.scope(caller), WAITING);
    const { items, nextCursor } = await findPage<PresenceMiss>(PresenceMissModel, filter, page, oldestFirst);
    const people = await this.persons.cards(items.map(({ personId }) => personId));
    return { items: items.map((one) => this.present(one, people.get(one.personId))), nextCursor };
  }

  countAppeals(caller: Caller): Promise<number> {
    return PresenceMissModel.countDocuments(within(policy.scope(caller), WAITING));
  }

  /** Throws APPEAL_TIME when the days for it are over. */
  async appeal(caller: Caller, id: string, { reason, version }: { reason: string; version: number }, op?: string): Promise<View> {
    const one = await findWithin(PresenceMissModel, policy.scope(caller), id, '没有找到这次核验');
    if (one.status === 'MISSED' && today(this.clock) > one.appealBy)
      throw conflict('APPEAL_TIME', `申诉时间到${one.appealBy}为止，已经过了。请重新核验后接着学`, { ruleId: 'A-37' });
    const moved = await this.cases.move(PresenceMissModel, one._id, {
      machine,
      event: 'appeal',
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      packVersion: one.packVersion,
      reason,
      set: { appeal: reason },
    });
    return this.present(moved);
  }

  /** Throws OWN_CASE, ALREADY_DECIDED. */
  async decide(
    caller: Caller,
    id: string,
    { decision, reason, version }: { decision: 'RESTORE' | 'DISMISS'; reason: string; version: number },
    op?: string,
  ): Promise<View> {
    const one = await findWithin(PresenceMissModel, policy.scope(caller), id, '没有找到这件申诉');
    policy.demand(caller, 'DECIDE_PRESENCE_APPEAL', one);
    const restores = decision === 'RESTORE';
    const moved = await this.cases.move(PresenceMissModel, one._id, {
      machine,
      event: restores ? 'restore' : 'dismiss',
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      packVersion: one.packVersion,
      reason,
      lost: { code: 'ALREADY_DECIDED', message: '这件申诉已由其他人处理，请刷新' },
      set: { decisionReason: reason },
      notices: [
        {
          personId: one.personId,
          params: { subject: one.courseTitle, reason, amount: amountOf(one.voidedSeconds) },
          page: pageAddress('presenceChecks'),
        },
      ],
      follow: restores ? [{ topic: 'study.presenceRestored', payload: { id } }] : [],
    });
    return this.present(moved, this.persons.card(await this.persons.get(moved.personId)));
  }

  /** A missed check becomes a case; delivered twice, it is one already. */
  async record({ personId, track, checkId, reason, at, voided }: Missed): Promise<void> {
    const one = (await StudyModel.findOne(bySource(sourceOfKey(track))).lean<Study>())!;
    const { title: courseTitle } = await this.courses.of(one);
    const { pack } = this.law.of(one);
    const appealBy = addDays(today(this.clock), pack.study?.appealDays.value ?? 0);
    const voidedSeconds = voided.reduce((sum, { ranges }) => sum + lengthOf(ranges), 0);
    await this.cases
      .create<PresenceMiss>(
        PresenceMissModel,
        machine,
        {
          checkId,
          personId,
          jurisdiction: one.jurisdiction,
          packVersion: one.packVersion,
          ...(one.institutionId && { institutionId: one.institutionId }),
          courseTitle,
          at: new Date(at),
          missReason: reason,
          voided,
          voidedSeconds,
          appealBy,
        },
        {
          event: 'miss',
          actor: { role: 'SYSTEM' },
          reason: REASONS[reason],
          ruleIds: ['A-37'],
          packVersion: one.packVersion,
          notices: [
            {
              personId,
              template: 'study.presenceMissed',
              params: { subject: courseTitle, amount: amountOf(voidedSeconds), deadline: appealBy },
              page: pageAddress('presenceChecks'),
            },
          ],
        },
      )
      .catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
  }

  /** Delivered twice, the same seconds are covered once. */
  async carryOut({ id }: { id: string }): Promise<void> {
    const one = await PresenceMissModel.findById(id).lean<PresenceMiss>();
    if (one?.status === 'RESTORED') await this.presences.restore(one.personId, one.checkId, one.voided);
  }

  /** `who`: for those who decide. */
  private present(one: PresenceMiss, who?: PersonCard): View {
    return presentMiss(one, { reasonZh: REASONS[one.missReason], today: today(this.clock), who });
  }
}
