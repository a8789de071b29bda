import { Inject, Singleton } from '@midwayjs/core';
import type { ManualReview } from '@jzt/shared/contract/identity';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Caller } from '../../platform/http/tokens';
import type { PageAsked, PageGiven } from '../../platform/pages';
import { Persons } from '../person/person.service';
import { demand, scope } from './identity.policy';
import { presentManualReview } from './identity.presenter';
import { Identities } from './identity.service';

/** 人工核验: an officer looks where a face check is not possible or not wanted (O-18). */
@Singleton()
export class ManualReviews {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly identities: Identities;

  /** Longest waiting first. */
  async queue(caller: Caller, page: PageAsked): Promise<PageGiven<ManualReview> & { total: number }> {
    const [{ items, nextCursor }, total] = await Promise.all([this.persons.manualQueue(scope(caller), page), this.count(caller)]);
    const holders = await this.persons.holdersOf(items);
    const shown = items.map((person) => {
      const holder = holders.get(person._id.toHexString());
      return presentManualReview(person, this.persons.card(person), holder && { phone: this.persons.phone(holder) });
    });
    return { items: shown, nextCursor, total };
  }

  count(caller: Caller): Promise<number> {
    return this.persons.countManual(scope(caller));
  }

  /** Who is passed may take over their account under an earlier phone, if there is one. Throws OWN_CASE, ALREADY_DECIDED when another officer was faster. */
  async decide(
    caller: Caller,
    personId: string,
    input: { decision: 'PASS' | 'REJECT'; reason: string; version: number },
    op?: string,
  ): Promise<ManualReview> {
    const officer = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const person = await this.persons.getWithin(scope(caller), personId);
    demand(caller, 'MANUAL_IDENTITY', person);
    const story = { reason: input.reason, expectVersion: input.version };
    const moved =
      input.decision === 'PASS'
        ? await this.identities.verify(person, 'approveManualReview', officer, story)
        : await this.persons.move(personId, {
            event: 'rejectManualReview',
            actor: officer,
            ...story,
            lost: { code: 'ALREADY_DECIDED', message: '这份资料已由其他人处理，请刷新' },
            set: { 'identity.lastMessage': `人工核验未通过：${input.reason}` },
            notices: [{ personId, params: { reason: input.reason }, page: pageAddress('identity') }],
          });
    return presentManualReview(moved, this.persons.card(moved));
  }
}
