import { accountRoutes } from '@jzt/shared/contract/account';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Desk } from '../../../simulators/desk';
import { signIn, type Client } from '../../../testing/client';
import { eventually } from '../../../testing/eventually';
import { certificateHolder } from '../../../testing/holders';
import { authority, ledgeredWorker, officer } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { trusted } from '../../platform/database';
import { Certificates } from '../certificate/certificate.service';
import { PersonModel } from '../person/person.model';
import { InboxModel, type InboxRecord } from './inbox.model';
import { Inbox } from './inbox.service';
import { undisturbed } from './quietHours';

jest.setTimeout(120_000);

const DAY = 86_400_000;
const PROVINCE: Jurisdiction = '500000';
let world: World;
let desk: Desk;
let officerPhone: string;
let entry = 0;

beforeAll(async () => {
  world = await startWorld();
  desk = new Desk(world.simulatorUrl);
  officerPhone = (await officer(world, 'AUTHORITY_REVIEWER', '审核员', await authority(PROVINCE))).phone;
});
afterAll(() => world.stop());

/** The next time that China's clocks show this hour. */
function atHour(hour: number): void {
  const now = world.clock.now().getTime();
  const midnight = Math.floor((now + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000;
  const then = midnight + hour * 3_600_000;
  world.clock.advance((then > now ? then : then + DAY) - now + 60_000);
}
const texts = async (phone: string) => (await desk.messagesTo(phone)).filter((one) => one.templateId === '1000002').map((one) => one.text);

const someone = (seed: { phone?: string } = {}) => ledgeredWorker(world, { jurisdiction: PROVINCE, ...seed });

/** A notice of the last days; its record. */
async function tell(personId: string, deadlineIn: number): Promise<InboxRecord> {
  const deadline = new Date(world.clock.now().getTime() + deadlineIn * DAY + 8 * 3_600_000).toISOString().slice(0, 10);
  const entryId = `entry-${++entry}`;
  const notice = {
    personId,
    template: 'ce.extensionCloses' as const,
    params: { subject: 'C2', number: '渝1', deadline },
    urgent: { deadline, jurisdiction: PROVINCE },
  };
  const inbox = await world.server.get(Inbox);
  await inbox.receive(notice, entryId);
  // What follows comes at least once.
  await inbox.receive(notice, entryId);
  await world.settle();
  return read(entryId);
}
const read = async (entryId: string) => (await InboxModel.findOne({ entryId }).lean<InboxRecord>())!;
/** One code a minute. */
const reviewer = () => {
  world.clock.advance(61_000);
  return signIn(world, officerPhone, 'AUTHORITY_REVIEWER');
};
const undelivered = async (client?: Client) => (await (client ?? (await reviewer())).ok(inboxRoutes.undelivered)).items;

describe('quiet hours', () => {
  const hours = { from: 21, to: 8 };
  it.each([
    ['2026-03-01T20:59:59+08:00', '2026-03-01T20:59:59+08:00'],
    ['2026-03-01T21:00:00+08:00', '2026-03-02T08:00:00+08:00'],
    ['2026-03-02T07:59:59+08:00', '2026-03-02T08:00:00+08:00'],
    ['2026-03-02T08:00:00+08:00', '2026-03-02T08:00:00+08:00'],
  ])('A-23 what is to be sent at %s is sent at %s', (at, sent) => {
    expect(undisturbed(new Date(at), hours)).toEqual(new Date(sent));
  });
});

describe('what did not arrive', () => {
  it('is seen by the officers of the case’s province alone, wherever the person chose to be served, and by none where there is no case', async () => {
    atHour(10);
    const person = await someone({ phone: '19900000003' });
    await PersonModel.updateOne({ _id: person.id }, { $set: { served: { jurisdiction: PROVINCE, by: 'CHOICE', at: world.clock.now() } } });
    const inbox = await world.server.get(Inbox);
    const seen: string[] = [];
    for (const jurisdiction of ['630000', PROVINCE, undefined] as const) {
      const entryId = `entry-${++entry}`;
      const params = { subject: 'C2', number: '渝2' };
      await inbox.receive({ personId: person.id, template: 'certificate.activated', params, jurisdiction }, entryId);
      await world.settle();
      const one = await read(entryId);
      expect(one.sms).toMatchObject({ state: 'FAILED' });
      seen.push(one._id.toHexString());
    }
    const shown = (await undelivered()).map((each) => each.id).filter((id) => seen.includes(id));
    expect(shown).toEqual([seen[1]]);
    const client = await reviewer();
    for (const id of [seen[0]!, seen[2]!])
      expect(await client.refused(inboxRoutes.resend, { params: { id } })).toMatchObject({ status: 404 });
  });

  it('carries the province of its case: every notice of a case that moves', async () => {
    const who = await certificateHolder(world, '630000', 100);
    const certificates = await world.server.get(Certificates);
    await certificates.change((await certificates.find(who.id))!, 'suspend', {
      actor: { role: 'AUTHORITY_ISSUER' },
      reason: '调查中',
      evidence: ['1'],
    } as never);
    await world.settle();
    const [one] = await InboxModel.find({ personId: who.person.id, template: trusted({ $regex: '^certificate' }) })
      .sort({ _id: -1 })
      .lean<InboxRecord[]>();
    expect(one).toMatchObject({ jurisdiction: '630000' });
  });
});

describe('a short message of the last days', () => {
  it('A-23 goes at once by day, once, with the serial number as proof', async () => {
    atHour(10);
    const person = await someone();
    const sent = await tell(person.id, 3);
    expect(sent.sms).toMatchObject({ state: 'SENT', attempts: 1, proof: expect.stringMatching(/.{10,}/) });
    expect(sent.deliveredBy).toEqual(['INBOX', 'SMS']);
    await world.settle();
    expect(await texts(person.phone)).toEqual([expect.stringContaining('证书延期快截止了：最后办理日期')]);
  });

  it('A-23 waits through the night and goes in the morning', async () => {
    atHour(21);
    const person = await someone();
    const one = await tell(person.id, 3);
    expect(one.sms!.state).toBe('DUE');
    expect(await texts(person.phone)).toEqual([]);
    atHour(8);
    await world.settle();
    expect((await read(one.entryId)).sms!.state).toBe('SENT');
    expect(await texts(person.phone)).toHaveLength(1);
  });

  it('A-23 that waited past its last day is not sent after the fact, and an officer sees it', async () => {
    atHour(21);
    const person = await someone();
    const one = await tell(person.id, 0);
    atHour(8);
    // A turn that a busy database broke off comes again with the next minute.
    await eventually(
      async () => {
        world.clock.advance(60_000);
        await world.settle();
        expect((await read(one.entryId)).sms).toMatchObject({ state: 'FAILED', failure: 'LATE' });
      },
      { within: 5_000 },
    );
    expect(await texts(person.phone)).toEqual([]);
    const row = (await undelivered()).find((each) => each.id === one._id.toHexString())!;
    expect(row).toMatchObject({ canRetry: false, reasonZh: '等到能发送时已过办理期限' });
    const client = await reviewer();
    expect(await client.refused(inboxRoutes.resend, { params: { id: row.id } })).toMatchObject({ status: 409, code: 'NOTICE_OVER' });
  });

  it('A-23 to who has blocked us stands in the officer’s list and to-dos; tried again it is in the trail, and goes when it can', async () => {
    atHour(10);
    const person = await someone({ phone: '19900000003' });
    const one = await tell(person.id, 5);
    expect(one.sms).toMatchObject({ state: 'FAILED', failure: 'BLOCKED' });
    const id = one._id.toHexString();
    const client = await reviewer();
    expect((await undelivered(client)).find((each) => each.id === id)).toMatchObject({
      name: '测试工人',
      phoneMasked: '199****0003',
      canRetry: true,
      attempts: 1,
    });
    expect((await client.ok(accountRoutes.me)).todos.map((each) => each.key)).toContain('undelivered');
    await client.ok(inboxRoutes.resend, { params: { id } });
    expect((await read(one.entryId)).sms!.state).toBe('FAILED');
    const other = await someone();
    await InboxModel.updateOne({ _id: one._id }, { $set: { personId: other.id } });
    await client.ok(inboxRoutes.resend, { params: { id } });
    expect((await read(one.entryId)).sms!.state).toBe('SENT');
    expect((await undelivered(client)).find((each) => each.id === id)).toBeUndefined();
    await world.settle();
    const { items } = await client.ok(accountRoutes.audit, { query: { subjectId: id } });
    expect(items.map((each) => each.action)).toEqual(['inbox.retry', 'inbox.retry']);
  });

  it('A-24 a provider that is down is tried again with growing pauses, and the message is sent once', async () => {
    atHour(10);
    const person = await someone();
    await desk.fault('sms', 'down');
    const one = await tell(person.id, 3);
    expect(one.sms).toMatchObject({ state: 'DUE', failure: 'DOWN' });
    await desk.fault('sms', 'ok');
    world.clock.advance(10 * 60_000);
    await world.settle();
    expect((await read(one.entryId)).sms!.state).toBe('SENT');
    expect(await texts(person.phone)).toHaveLength(1);
  });

  it('A-23 one whose answer never came is not sent a second time by itself: an officer decides', async () => {
    atHour(10);
    const person = await someone();
    const one = await tell(person.id, 3);
    await InboxModel.updateOne({ _id: one._id }, { $set: { 'sms.state': 'SENDING' } });
    world.clock.advance(6 * 60_000);
    await world.settle();
    expect((await read(one.entryId)).sms).toMatchObject({ state: 'FAILED', failure: 'UNKNOWN' });
    expect(await texts(person.phone)).toHaveLength(1);
  });
});

it('CQ-08 the reminder of the last week also goes by short message, and those before it do not', async () => {
  atHour(10);
  // 100 days before the end is in the window, ten days before its last one.
  const who = await certificateHolder(world, '500000', 100);
  const reminded = async () => (await texts(who.person.phone)).filter((text) => text.includes('最后办理日期'));
  await world.settle();
  expect(await reminded()).toEqual([]);
  for (let day = 0; day < 10; day++) {
    world.clock.advance(DAY);
    await world.settle();
  }
  expect(await reminded()).toHaveLength(2);
});
