import { accountRoutes } from '@jzt/shared/contract/account';
import { duplicateRoutes as routes, type DuplicateNotice } from '@jzt/shared/contract/duplicate';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { provinceName } from '@jzt/shared/domain/provinces';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { authority, ledgeredWorker, newIdNumber, officer, type SeededPerson } from '../../../testing/people';
import { filledIn } from '../../../testing/sheets';
import { seedOutside, setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { CertificateModel } from '../certificate/certificate.model';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { National } from '../../gateways/national/port';
import type { Delivery } from '../../platform/outbox';
import { DuplicateCaseModel, DuplicateListModel, type DuplicateCase } from './duplicate.model';
import { DuplicateTelling } from './duplicateTelling.service';

jest.setTimeout(240_000);

const CQ: Jurisdiction = '500000';
const SICHUAN = '510000';
/** Takes its time to cancel. */
const TIBET = '540000';

let world: World;
let reviewer: Client;
let issuer: Client;
let office: string;
let template: Buffer;
let made = 0;

const setClock = async (day: string, time = '10:00:00') => {
  world.clock.set(`${day}T${time}+08:00`);
  [reviewer, issuer] = [await desk('AUTHORITY_REVIEWER'), await desk('AUTHORITY_ISSUER')];
};
const desk = async (role: 'AUTHORITY_REVIEWER' | 'AUTHORITY_ISSUER') =>
  signIn(world, (await officer(world, role, '经办', office)).phone, role);

beforeAll(async () => {
  world = await startWorld({ at: '2023-09-25T02:00:00Z' });
  office = await authority(CQ);
  await setClock('2023-09-25');
  template = (await reviewer.call(routes.sheet)).bytes as Buffer;
});
afterAll(() => world.stop());

interface Pair {
  name: string;
  idNumber: string;
  phone: string;
  number: string;
  otherNumber: string;
  otherProvince: string;
  person?: SeededPerson;
}

/** Somebody with the same certificate here and in Sichuan, or in another province. `account`: they have signed in and are known. */
async function pair({ account = true, phone = '', province = SICHUAN } = {}): Promise<Pair> {
  const serial = String(++made).padStart(7, '0');
  const [name, idNumber] = ['王建国', newIdNumber()];
  const person = account ? await ledgeredWorker(world, { jurisdiction: CQ, name, idNumber }) : undefined;
  const [number, otherNumber] = [`渝建安B（2021）${serial}`, `川建安B（2022）${serial}`];
  await (
    await world.server.get(RegisterEntries)
  ).record([
    {
      jurisdiction: CQ,
      kind: 'SAFETY_MGMT',
      subject: { category: 'SAFETY_MGMT', code: 'B' },
      number,
      name,
      idNumber,
      issuedOn: '2021-01-01',
      validTo: '2099-12-31',
    },
  ]);
  const holding = (certNum: string, provinceNum: string) => ({
    idNumber,
    name,
    certType: 'W011',
    code: 'B',
    provinceNum,
    certNum,
    certState: '01',
    expiringDate: '2099-12-31',
  });
  await seedOutside(world, 'national', { holdings: [holding(number, CQ), holding(otherNumber, province)] });
  return { name, idNumber, phone, number, otherNumber, otherProvince: provinceName(province), person };
}

type Row = readonly string[];
const rowOf = (one: Pair): Row => [one.name, one.idNumber, one.phone, one.number, one.otherProvince, one.otherNumber, '2099-12-31'];

const sheet = (rows: readonly Row[]): Promise<Buffer> => filledIn(template, rows);
const listed = async (...pairs: Pair[]) => {
  await reviewer.ok(routes.importSheet, { file: await sheet(pairs.map(rowOf)) });
  await world.settle();
};
const stored = async ({ number }: Pair) => (await DuplicateCaseModel.findOne({ 'own.number': number } as never).lean<DuplicateCase>())!;
const idOf = async (one: Pair) => (await stored(one))._id.toHexString();
const client = (one: Pair) => signIn(world, one.person!.phone);
const own = async (one: Pair) => (await CertificateModel.findOne({ number: one.number }).lean())!.status;
const choose = async (one: Pair, cancel: 'OWN' | 'OTHER') => {
  const [who, id] = [await client(one), await idOf(one)];
  const { version } = await who.ok(routes.mine, { params: { id } });
  return { who, params: { id }, body: { cancel, version } };
};
const act = async (one: Pair) => ({ params: { id: await idOf(one) }, body: { version: (await stored(one)).version } });
const notices = async (): Promise<DuplicateNotice[]> => {
  const response = await fetch(`${world.url}${routes.notices.path}`);
  return ((await response.json()) as { items: DuplicateNotice[] }).items;
};
const noticeOf = async ({ number }: Pair) => (await notices()).find((each) => each.numberMasked.endsWith(number.slice(-4)));
/** Lets ten minutes pass, which is how often cases are looked at. */
const later = async (minutes = 11) => {
  world.clock.advance(minutes * 60_000);
  await world.settle();
};

describe('lists of duplicates', () => {
  it('CQ-24 a file: told by row what is wrong, nothing half written, taken in once, one case a person', async () => {
    const [good, gone, third] = [await pair(), await pair(), await pair()];
    const bad = [
      rowOf({ ...good, idNumber: '990101198001010000' }),
      rowOf({ ...good, number: '渝建安B（1999）0000000' }),
      rowOf({ ...third, name: '别的人' }),
      [good.name, good.idNumber, '', good.number, '重庆市', good.otherNumber, ''],
    ];
    const file = await sheet([...bad, rowOf(gone)]);
    const preview = await reviewer.ok(routes.preview, { file });
    expect(preview).toMatchObject({ fresh: 1, already: 0, wrong: 4 });
    expect(preview.rows.map((row) => [row.line, ...row.faults])).toEqual([
      [2, '身份证号不正确'],
      [3, '本省没有这个编号的证书'],
      [4, '姓名或身份证号和本省证书上的不一样'],
      [5, '外省不能是本省'],
      [6],
    ]);
    expect(JSON.stringify(preview)).not.toContain(gone.idNumber);
    expect(await reviewer.refused(routes.importSheet, { file })).toMatchObject({
      code: 'ROWS_WRONG',
      message: expect.stringContaining('第2行'),
    });
    await world.settle();
    expect(await DuplicateCaseModel.countDocuments({})).toBe(0);

    const right = await sheet([rowOf(good), rowOf(gone)]);
    const replies = await Promise.all(Array.from({ length: 4 }, () => reviewer.call(routes.importSheet, { file: right })));
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200]);
    await world.settle();
    expect(await DuplicateCaseModel.countDocuments({})).toBe(2);
    expect(await DuplicateListModel.countDocuments({})).toBe(1);
    expect(await reviewer.ok(routes.importSheet, { file: right })).toEqual({ opened: 0, already: 2 });
    await world.settle();
    expect(await DuplicateCaseModel.countDocuments({})).toBe(2);
  });

  it('CQ-24 the same person twice in a file, and a second pair while the first is open, are told by row', async () => {
    const one = await pair();
    const { rows } = await reviewer.ok(routes.preview, {
      file: await sheet([rowOf(one), [...rowOf(one).slice(0, 5), '川建安B（2022）9', '']]),
    });
    expect(rows.map((row) => row.state)).toEqual(['NEW', 'WRONG']);
    await listed(one);
    const again = await sheet([[...rowOf(one).slice(0, 5), '川建安B（2022）9999', '']]);
    expect((await reviewer.ok(routes.preview, { file: again })).rows[0]!.faults[0]).toContain('已有一对重复的证书在办');
  });

  it('CQ-24 the national platform: who holds the same here and elsewhere; while it is down, nothing', async () => {
    const one = await pair();
    await reviewer.ok(routes.fetchNational);
    await world.settle();
    const another = await pair();
    await setFault(world, 'national', { mode: 'down' });
    expect(await reviewer.refused(routes.fetchNational)).toMatchObject({ status: 409, code: 'CHECK_PENDING' });
    await setFault(world, 'national', { mode: 'ok' });
    expect((await reviewer.ok(routes.fetchNational)).opened).toBe(1);
    await world.settle();
    expect((await reviewer.ok(routes.fetchNational)).opened).toBe(0);
    await world.settle();
    for (const each of [one, another])
      expect(await stored(each)).toMatchObject({ status: 'NOTIFIED', other: { provinceCode: SICHUAN, number: each.otherNumber } });
  });
});

describe('the holder', () => {
  it('CQ-24 is told by two channels with proof, sees both certificates and the deadline over 国庆 with 调休', async () => {
    const one = await pair();
    await listed(one);
    const who = await client(one);
    const id = await idOf(one);
    expect(await who.ok(routes.mine, { params: { id } })).toMatchObject({
      status: 'NOTIFIED',
      deadline: '2023-10-08',
      workingDaysLeft: 6,
      own: { provinceZh: '重庆市', number: one.number },
      other: { provinceZh: '四川省', number: one.otherNumber, validTo: '2099-12-31' },
      mayChoose: true,
    });
    expect((await who.ok(accountRoutes.me)).todos.find((todo) => todo.key === `duplicate-${id}`)?.detail).toContain('10月8日');
    expect((await who.ok(inboxRoutes.list, {})).items[0]).toMatchObject({ body: expect.stringContaining('2023-10-08') });
    const { attempts } = await reviewer.ok(routes.view, { params: { id } });
    expect(attempts).toMatchObject([
      { channel: 'INBOX', reached: true, note: expect.stringContaining('消息编号') },
      { channel: 'SMS', reached: true, note: expect.stringContaining('短信流水号') },
    ]);
  });

  it('CQ-24 one SMS a message, also when the process dies after sending it and before keeping that', async () => {
    const one = await pair();
    await listed(one);
    const { _id, attempts } = await stored(one);
    const sms = attempts.find((each) => each.channel === 'SMS')!;
    await DuplicateCaseModel.updateOne({ _id }, { $set: { attempts: [], status: 'FOUND' } });
    const telling = await world.server.get(DuplicateTelling);
    await telling.tell({ id: sms.entryId!, sourceId: _id.toHexString() } as Delivery);
    const again = (await stored(one)).attempts.find((each) => each.channel === 'SMS');
    // The receipt of the first one: a second one would have its own.
    expect(again).toMatchObject({ reached: true, note: sms.note });
  });

  it('A-34 CQ-24 at night the inbox is told and no telephone rings; the short message comes in the morning, with its receipt', async () => {
    await setClock('2023-09-25', '22:00:00');
    const [known, unknown] = [await pair(), await pair({ account: false, phone: '13900000009' })];
    await listed(known, unknown);
    const channels = async (one: Pair) => (await stored(one)).attempts.map(({ channel, tried }) => [channel, tried]);
    expect(await channels(known)).toEqual([['INBOX', true]]);
    expect(await channels(unknown)).toEqual([['INBOX', false]]);
    expect([(await stored(known)).status, (await stored(unknown)).status]).toEqual(['NOTIFIED', 'FOUND']);
    await setClock('2023-09-26', '07:59:30');
    await world.settle();
    expect(await channels(unknown)).toHaveLength(1);
    await setClock('2023-09-26', '08:00:00');
    await world.settle();
    for (const one of [known, unknown])
      expect((await stored(one)).attempts.at(-1)).toMatchObject({
        channel: 'SMS',
        reached: true,
        note: expect.stringContaining('短信流水号'),
      });
    // Who has only a number is told with that: the days begin then.
    expect(await stored(unknown)).toMatchObject({ status: 'NOTIFIED', notifiedOn: '2023-09-26' });
    await setClock('2023-09-26');
  });

  it('CQ-24 chooses this province’s: cancelled, and the case closed by that; ten taps choose once', async () => {
    const one = await pair();
    await listed(one);
    const { who, ...choice } = await choose(one, 'OWN');
    const replies = await Promise.all(Array.from({ length: 10 }, () => who.call(routes.choose, choice)));
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    await world.settle();
    expect(await own(one)).toBe('CANCELLED');
    expect(await stored(one)).toMatchObject({ status: 'CLOSED', chosen: 'OWN' });
  });

  it('CQ-24 a number that the platform does not know is told to the officer, and nothing is cancelled on a typing error', async () => {
    const typed = await pair();
    const right = typed.otherNumber;
    typed.otherNumber = `${right}9`;
    await listed(typed);
    const { who, ...choice } = await choose(typed, 'OWN');
    await who.ok(routes.choose, choice);
    await world.settle();
    expect(await own(typed)).toBe('ACTIVE');
    expect(await stored(typed)).toMatchObject({ status: 'CHOSEN', otherMissing: true });
    const seen = await reviewer.ok(routes.view, { params: { id: await idOf(typed) } });
    expect(seen).toMatchObject({ nextZh: '核对外省的证书编号', otherNote: expect.stringContaining('查不到') });
    expect(seen.cancel).toMatchObject({ allowed: false, why: expect.stringContaining('查不到') });
    await DuplicateCaseModel.updateOne({ _id: await idOf(typed) } as never, {
      $set: { status: 'PUBLICIZED', publishedOn: '2023-09-04', noticeEnds: '2023-09-11' },
    });
    expect(await issuer.refused(routes.cancel, await act(typed))).toMatchObject({ code: 'OTHER_NOT_FOUND', ruleId: 'CQ-26' });
    expect(await own(typed)).toBe('ACTIVE');
  });

  it('CQ-24 brackets of the other kind are the same number', async () => {
    const one = await pair();
    one.otherNumber = one.otherNumber.replace('（', '(').replace('）', ')');
    await listed(one);
    const { who, ...choice } = await choose(one, 'OTHER');
    await who.ok(routes.choose, choice);
    await world.settle();
    expect(await stored(one)).toMatchObject({ status: 'CLOSED', otherAnswer: { state: 'ACCEPTED' } });
  });

  it('CQ-24 chooses the other one: cancelled there through the national platform; this province’s stands', async () => {
    const one = await pair();
    await listed(one);
    await setFault(world, 'national', { mode: 'down' });
    const { who, ...choice } = await choose(one, 'OTHER');
    await who.ok(routes.choose, choice);
    await world.settle();
    // A mere choice closes nothing.
    expect(await stored(one)).toMatchObject({ status: 'CHOSEN', chosen: 'OTHER' });
    await setFault(world, 'national', { mode: 'ok' });
    await later(20);
    expect(await stored(one)).toMatchObject({ status: 'CLOSED', otherAnswer: { state: 'ACCEPTED' } });
    expect(await own(one)).toBe('ACTIVE');
  });
});

describe('the days run out, public notice and cancelling by law', () => {
  let inTime: Pair;
  let late: Pair;
  let silent: Pair;

  it('CQ-24 may choose to 10-08 23:59:59, and no more at 10-09 00:00:00; without a choice the public notice begins', async () => {
    await setClock('2023-09-25', '17:00:00');
    [inTime, late, silent] = [await pair(), await pair(), await pair()];
    await listed(inTime, late, silent);
    world.clock.set('2023-10-08T23:59:40+08:00');
    const [first, second] = [await choose(inTime, 'OWN'), await choose(late, 'OWN')];
    await first.who.ok(routes.choose, { params: first.params, body: first.body });
    await world.settle();
    expect((await stored(inTime)).status).toBe('CLOSED');
    expect((await stored(silent)).status).toBe('NOTIFIED');
    world.clock.set('2023-10-09T00:00:00+08:00');
    const again = await second.who.refused(routes.choose, { params: second.params, body: second.body });
    expect(again).toMatchObject({ code: expect.stringMatching(/^(DEADLINE_OVER|ILLEGAL_TRANSITION)$/) });
    await later(2);
    expect(await stored(silent)).toMatchObject({ status: 'PUBLICIZED', publishedOn: '2023-10-09', noticeEnds: '2023-10-16' });
    expect((await stored(late)).status).toBe('PUBLICIZED');
  });

  it('CQ-25 the notice is public, name and numbers masked', async () => {
    const items = await notices();
    const notice = await noticeOf(silent);
    expect(notice).toMatchObject({ nameMasked: '王**', endsOn: '2023-10-16', otherProvinceZh: '四川省' });
    expect(JSON.stringify(items)).not.toContain(silent.idNumber);
    expect(JSON.stringify(items)).not.toContain(silent.number);
  });

  it('CQ-26 a completed cancellation in between closes the case', async () => {
    await setClock('2023-10-12');
    const { name, idNumber, otherNumber: certNum } = late;
    const record = {
      idNumber,
      name,
      certType: 'W011',
      code: 'B',
      provinceNum: SICHUAN,
      certNum,
      certState: '04',
      expiringDate: '2099-12-31',
    };
    await seedOutside(world, 'national', { holdings: [record] });
    await later();
    expect(await stored(late)).toMatchObject({ status: 'CLOSED' });
    expect(await own(late)).toBe('ACTIVE');
  });

  it('CQ-26 five working days of notice, then an officer cancels, never the system, and this province’s certificate alone', async () => {
    await setClock('2023-10-16', '23:59:40');
    expect(await issuer.refused(routes.cancel, await act(silent))).toMatchObject({ code: 'NOTICE_RUNNING', ruleId: 'CQ-26' });
    expect(await noticeOf(silent)).toBeDefined();
    await setClock('2023-10-17', '00:00:00');
    await later();
    expect((await stored(silent)).status).toBe('PUBLICIZED');
    // Public to its last day, and no longer.
    expect(await noticeOf(silent)).toBeUndefined();
    expect((await reviewer.refused(routes.cancel, await act(silent))).status).toBe(403);
    await setFault(world, 'national', { mode: 'down' });
    expect(await issuer.refused(routes.cancel, await act(silent))).toMatchObject({ code: 'CHECK_PENDING' });
    await setFault(world, 'national', { mode: 'ok' });
    await issuer.ok(routes.cancel, await act(silent));
    await world.settle();
    expect((await stored(silent)).status).toBe('CANCELLED');
    expect(await own(silent)).toBe('CANCELLED');
    const holdings = await (await world.server.get(National as never as new () => National)).lookUpHoldings(silent);
    expect(holdings.find((each) => each.certificateNo === silent.otherNumber)!.state).toBe('VALID');
  });

  it('CQ-26 within the notice, to its last second, the holder cancels either one, and that closes the case; ten taps do it once', async () => {
    await setClock('2023-09-25', '18:00:00');
    const [own1, other1, far] = [await pair(), await pair(), await pair({ province: TIBET })];
    await listed(own1, other1, far);
    await setClock('2023-10-09', '00:10:00');
    await later();
    const late = async (one: Pair, cancel: 'OWN' | 'OTHER') => {
      const { who, params, body } = await choose(one, cancel);
      expect(await who.ok(routes.mine, { params })).toMatchObject({ status: 'PUBLICIZED', mayChoose: false, mayCancel: true });
      return { who, call: { params, body } };
    };
    await setClock('2023-10-12');
    const other = await late(other1, 'OTHER');
    await other.who.ok(routes.cancelMine, other.call);
    await world.settle();
    expect(await stored(other1)).toMatchObject({ status: 'CLOSED', chosen: 'OTHER' });
    expect(await own(other1)).toBe('ACTIVE');

    await setClock('2023-10-16', '23:59:40');
    const mine = await late(own1, 'OWN');
    const replies = await Promise.all(Array.from({ length: 10 }, () => mine.who.call(routes.cancelMine, mine.call)));
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    await world.settle();
    expect(await stored(own1)).toMatchObject({ status: 'CLOSED', chosen: 'OWN' });
    expect(await own(own1)).toBe('CANCELLED');
    const certificate = (await CertificateModel.findOne({ number: own1.number }).lean())!;
    expect(certificate.history.at(-1)).toMatchObject({ event: 'cancel', byRole: 'WORKER', ruleIds: ['CQ-26'] });

    // Asked for late, and the other province takes its time: the law takes its course.
    const slow = await late(far, 'OTHER');
    await slow.who.ok(routes.cancelMine, slow.call);
    await world.settle();
    expect(await stored(far)).toMatchObject({ status: 'PUBLICIZED', otherAnswer: { state: 'ACCEPTED' } });
    await setClock('2023-10-17', '00:00:00');
    await issuer.ok(routes.cancel, await act(far));
    await world.settle();
    expect(await stored(far)).toMatchObject({ status: 'CANCELLED' });
    const again = { params: slow.call.params, body: { cancel: 'OTHER' as const, version: (await stored(far)).version } };
    expect(await slow.who.refused(routes.cancelMine, again)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('A-27 unreachable: three failed attempts over two channels; reached later, the five days begin', async () => {
    await setClock('2023-10-18');
    // This number has unsubscribed.
    const one = await pair({ account: false, phone: '19900000003' });
    await listed(one);
    expect(await stored(one)).toMatchObject({
      status: 'FOUND',
      attempts: [
        { channel: 'INBOX', tried: false },
        { channel: 'SMS', tried: true },
      ],
    });
    const attempt = async (channel: 'CALL' | 'LETTER', reached = false) => {
      const { params, body } = await act(one);
      return reviewer.ok(routes.attempt, { params, body: { ...body, channel, reached, note: '拨打三次无人接听' } });
    };
    expect(await reviewer.refused(routes.publicize, await act(one))).toMatchObject({ code: 'NOTIFY_FIRST' });
    expect((await attempt('CALL')).status).toBe('FOUND');
    expect((await attempt('CALL')).status).toBe('UNREACHABLE');
    expect((await reviewer.ok(routes.view, { params: { id: await idOf(one) } })).publicize).toEqual({ allowed: true });
    expect(await attempt('LETTER', true)).toMatchObject({ status: 'NOTIFIED', deadline: '2023-10-25' });
    expect(await reviewer.refused(routes.publicize, await act(one))).toMatchObject({ code: 'CHOICE_STILL_OPEN' });
  });

  it('A-27 who registers later is told then', async () => {
    const one = await pair({ account: false });
    await listed(one);
    expect((await stored(one)).status).toBe('FOUND');
    one.person = await ledgeredWorker(world, { jurisdiction: CQ, name: one.name, idNumber: one.idNumber });
    await later();
    expect(await stored(one)).toMatchObject({ status: 'NOTIFIED', personId: one.person.id });
  });

  it('CQ-25 chose the other one in time and the platform took it: never overdue, published or cancelled here, however long it takes', async () => {
    const one = await pair({ province: TIBET });
    await listed(one);
    const { who, ...choice } = await choose(one, 'OTHER');
    await who.ok(routes.choose, choice);
    await world.settle();
    expect(await stored(one)).toMatchObject({ status: 'CHOSEN', otherAnswer: { state: 'ACCEPTED' } });
    await setClock('2023-11-20');
    await later();
    expect((await stored(one)).status).toBe('CHOSEN');
    expect(await reviewer.refused(routes.publicize, await act(one))).toMatchObject({ code: 'CANCELLED_ELSEWHERE_SOON', ruleId: 'CQ-25' });
    // As one stands whose choice the platform took only after the deadline.
    await DuplicateCaseModel.updateOne({ _id: await idOf(one) } as never, {
      $set: { status: 'PUBLICIZED', publishedOn: '2023-10-09', noticeEnds: '2023-10-16' },
    });
    expect(await issuer.refused(routes.cancel, await act(one))).toMatchObject({ code: 'CANCELLED_ELSEWHERE_SOON', ruleId: 'CQ-26' });
    expect(await own(one)).toBe('ACTIVE');
  });

  it('A-04 over 春节 with 调休, and a year whose calendar is not known is not computed but told', async () => {
    await setClock('2024-02-06');
    const spring = await pair();
    await listed(spring);
    // 02-10…02-17 free; 02-18, a Sunday, worked.
    expect(await stored(spring)).toMatchObject({ status: 'NOTIFIED', deadline: '2024-02-19' });
    await setClock('2035-06-01');
    const unknown = await pair();
    await listed(unknown);
    expect(await stored(unknown)).toMatchObject({ status: 'FOUND', attempts: [] });
    expect(world.logs.join('')).toContain('A-04');
  });
});
