import { Inject, Singleton } from '@midwayjs/core';
import type { StuckTransfer, TransferReview } from '@jzt/shared/contract/postTransfer';
import { trusted } from '../../platform/database';
import { conflict } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { findPage, longestFirst, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { PostTransferModel, type PostTransfer } from './postTransfer.model';
import { demand, scope, WAITING } from './postTransfer.policy';
import { presentReview, presentStuck } from './postTransfer.presenter';
import { PostTransfers } from './postTransfer.service';

const DECIDED = { code: 'ALREADY_DECIDED', message: '这份资料已由其他人处理，请刷新' };

/** An officer looks where a face check is not possible or not wanted (A-08, O-18); the chosen post stays what it is. */
@Singleton()
export class ManualTransfers {
  @Inject() private readonly transfers: PostTransfers;
  @Inject() private readonly persons: Persons;

  async queue(caller: Caller, page: PageAsked): Promise<PageGiven<TransferReview>> {
    const order = longestFirst<PostTransfer>('manualSince', (one) => one.manualSince!);
    const { items, nextCursor } = await findPage<PostTransfer>(PostTransferModel, within(scope(caller), WAITING), page, order);
    const people = await this.persons.getMany(items.map((one) => one.personId));
    return { items: items.map((one) => this.present(one, people.get(one.personId)!)), nextCursor };
  }

  /** Whose certificate could not be made (CQ-43): tried again every day, or over because the old one has ended. */
  async stuck(caller: Caller, page: PageAsked): Promise<PageGiven<StuckTransfer>> {
    const filter = within(scope(caller), { refusedZh: trusted({ $exists: true }) });
    const { items, nextCursor } = await findPage<PostTransfer>(PostTransferModel, filter, page, newestFirst);
    const cards = await this.persons.cards(items.map((one) => one.personId));
    return { items: items.map((one) => presentStuck(one, cards.get(one.personId)!)), nextCursor };
  }

  count(caller: Caller): Promise<number> {
    return PostTransferModel.countDocuments(within(scope(caller), WAITING) as never);
  }

  /** Throws OWN_CASE, ALREADY_DECIDED when another officer was faster. */
  async decide(
    caller: Caller,
    id: string,
    { decision, reason, version }: { decision: 'PASS' | 'REJECT'; reason: string; version: number },
    op?: string,
  ): Promise<TransferReview> {
    const one = await findWithin<PostTransfer>(PostTransferModel, scope(caller), id, '没有找到这份转岗');
    demand(caller, 'MANUAL_TRANSFER', one);
    const officer = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    // Nobody is passed who did not ask, or whose case has moved on.
    if (one.status !== 'CHOSEN' || !one.manualSince) throw conflict(DECIDED.code, DECIDED.message);
    const by = { reason, expectVersion: version, lost: DECIDED };
    if (decision === 'PASS') await this.transfers.passFace(one, officer, 'manual', by);
    else await this.transfers.rejectManual(one, officer, by);
    return this.present(one, await this.persons.know(one.personId));
  }

  private present(one: PostTransfer, person: Person): TransferReview {
    return presentReview(one, this.persons.card(person), person.identity);
  }
}
