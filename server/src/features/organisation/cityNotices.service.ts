import { Inject, Singleton } from '@midwayjs/core';
import type { CityNotice as View } from '@jzt/shared/contract/administration';
import { Types } from 'mongoose';
import type { Clock } from '../../platform/clock';
import { conflict, isDuplicateKey } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Limits, type Limit } from '../../platform/limits';
import { Outbox } from '../../platform/outbox';
import { findPage, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { within } from '../../platform/policy';
import { Inbox } from '../inbox/inbox.service';
import { Persons } from '../person/person.service';
import { CityNoticeModel, type CityNotice } from './cityNotice.model';
import { OrganisationModel, type OrganisationRecord } from './organisation.model';
import { cityNotices } from './organisation.policy';

const NOTICES: Limit = {
  name: 'city-notices',
  most: 20,
  per: 'DAY',
  code: 'NOTICES_TOO_MANY',
  words: (wait) => `今天发出的通知太多了，请${wait}后再发`,
};
const PAGE = 100;

/** 城市通知: one message to all who act for the organisations of a city, each told once, whatever breaks off. */
@Singleton()
export class CityNotices {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly inbox: Inbox;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly persons: Persons;

  /** Throws CITY_EMPTY or NOTICES_TOO_MANY. */
  async send(caller: Caller, { city, title, text }: Pick<CityNotice, 'city' | 'title' | 'text'>, op?: string): Promise<View> {
    const jurisdiction = caller.jurisdiction!;
    const before = op && (await CityNoticeModel.findOne({ op }).lean<CityNotice>());
    if (before) return present(before);
    if (!(await OrganisationModel.exists({ jurisdictions: jurisdiction, city, status: 'ACTIVE' })))
      throw conflict('CITY_EMPTY', `${city}还没有登记的单位，请从列表里选择城市`);
    await this.limits.take(NOTICES, caller.personId);
    const by = await this.persons.get(caller.personId);
    const [_id, at] = [new Types.ObjectId(), this.clock.now()];
    const audit = {
      action: 'organisation.cityNotice',
      subjectKind: 'CityNotice',
      subjectId: _id.toHexString(),
      outcome: city,
      actorRole: caller.role,
      actorId: caller.personId,
      actorName: this.persons.displayName(by),
      reason: title,
      jurisdiction,
      at,
    };
    const made = await CityNoticeModel.create({
      _id,
      ...(op && { op }),
      jurisdiction,
      city,
      title,
      text,
      at,
      byPerson: caller.personId,
      byName: this.persons.card(by).name,
      told: 0,
      outbox: this.outbox.stamp(
        [
          { topic: 'audit', payload: audit },
          { topic: 'organisation.cityNotice', payload: { id: _id.toHexString() } },
        ],
        at,
      ),
    }).catch(async (error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
      return (await CityNoticeModel.findOne({ op }))!;
    });
    this.outbox.kick(CityNoticeModel);
    return present(made.toObject() as CityNotice);
  }

  async list(caller: Caller, page: PageAsked): Promise<PageGiven<View>> {
    const { items, nextCursor } = await findPage<CityNotice>(CityNoticeModel, within(cityNotices(caller)), page, newestFirst);
    return { items: items.map(present), nextCursor };
  }

  /** Tells everybody; told again after a crash, nobody hears it twice. */
  async carry(id: string): Promise<void> {
    const notice = await CityNoticeModel.findById(id).lean<CityNotice>();
    if (!notice) return;
    const { jurisdiction, city } = notice;
    const told = new Set<string>();
    const inCity = { jurisdictions: jurisdiction, city, status: 'ACTIVE' as const };
    for await (const one of OrganisationModel.find(inCity, { _id: 1 }).sort({ _id: 1 }).lean<OrganisationRecord[]>().cursor()) {
      let cursor: string | undefined;
      do {
        const page = await this.persons.membersOf(one._id.toHexString(), { limit: PAGE, ...(cursor && { cursor }) });
        for (const person of page.items) {
          const personId = person._id.toHexString();
          if (told.has(personId)) continue;
          told.add(personId);
          await this.inbox.receive(
            {
              personId,
              template: 'organisation.cityNotice',
              params: { subject: notice.title, reason: notice.text, place: city },
              jurisdiction,
            },
            `${id}:${personId}`,
          );
        }
        cursor = page.nextCursor;
      } while (cursor);
    }
    await CityNoticeModel.updateOne({ _id: notice._id }, { $set: { told: told.size } });
  }
}

const present = (one: CityNotice): View => ({
  id: one._id.toHexString(),
  city: one.city,
  title: one.title,
  text: one.text,
  at: one.at.toISOString(),
  byName: one.byName,
  told: one.told,
});
