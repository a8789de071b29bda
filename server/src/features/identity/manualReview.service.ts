import { Inject, Singleton } from '@midwayjs/core';
import type { ManualReview } from '@jzt/shared/contract/identity';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { FileViewer } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import type { PageAsked, PageGiven } from '../../platform/pages';
import { Persons } from '../person/person.service';
import { presentManualReview } from './identity.presenter';
import { Identities } from './identity.service';

/** 人工核验: an officer looks where a face check is not possible or not wanted (O-18). */
@Singleton()
export class ManualReviews implements FileViewer {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly identities: Identities;

  /** Longest waiting first. */
  async queue(page: PageAsked): Promise<PageGiven<ManualReview> & { total: number }> {
    const [{ items, nextCursor }, total] = await Promise.all([this.persons.manualQueue(page), this.count()]);
    return { items: items.map((person) => presentManualReview(person, this.persons.card(person))), nextCursor, total };
  }

  count(): Promise<number> {
    return this.persons.countManual();
  }

  /** Throws ALREADY_DECIDED when another officer was faster, ID_NUMBER_TAKEN when the number is another account's. */
  async decide(
    caller: Caller,
    personId: string,
    input: { decision: 'PASS' | 'REJECT'; reason: string; version: number },
    op?: string,
  ): Promise<ManualReview> {
    const officer = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const person = await this.persons.get(personId);
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

  /** An officer may see the card photo of somebody who waits for them. */
  async mayViewFile(caller: Caller, fileId: string): Promise<boolean> {
    if (!['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'].includes(caller.role)) return false;
    return this.persons.waitsWithCard(fileId);
  }
}
