import { accountRoutes } from '@jzt/shared/contract/account';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { exchangeRoutes as routes, type Exchange as View } from '@jzt/shared/contract/exchange';
import { examRoutes } from '@jzt/shared/contract/exam';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { studyRoutes } from '@jzt/shared/contract/study';
import { trainingRoutes } from '@jzt/shared/contract/training';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import ExcelJS from 'exceljs';
import { signIn } from '../../../testing/client';
import {
  assessed,
  begin,
  complete,
  enrolled,
  exchangeDesk,
  EXCHANGING,
  paperHolder,
  putPaper,
  type ExchangeDesk,
  type PaperHolder,
} from '../../../testing/exchanges';
import { examine, learn } from '../../../testing/newCertificate';
import { employ, enterprise, enterpriseStaff, ledgeredWorker, newIdNumber, officer, authority } from '../../../testing/people';
import { seedOutside, setFault } from '../../../testing/simulators';
import { watchLesson } from '../../../testing/study';
import { startWorld, type World } from '../../../testing/world';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { ExamSessionModel, type ExamSession } from '../exam/exam.model';
import { TrainingClassModel, type TrainingClassRecord } from '../training/training.model';
import { ExchangeModel, type Exchange } from './exchange.model';
import { ExchangeSource } from './exchangeSource.service';
import { FileChecks } from './fileChecks.service';

jest.setTimeout(180_000);

let world: World;
let desk: ExchangeDesk;

const START = '2020-11-01';
const setClock = (day: LocalDate, time = '10:00:00') => world.clock.set(`${day}T${time}+08:00`);
/** Back to where the tests stand, with everybody of the staff signed in anew. */
const backToStart = async () => {
  setClock(START);
  await desk.signInAgain();
};

beforeAll(async () => {
  world = await startWorld({ at: '2020-11-01T02:00:00Z' });
  desk = await exchangeDesk(world);
});
beforeEach(() => backToStart());
afterAll(() => world.stop());

const refusedOf = (one: PaperHolder, number = one.number) => one.client.refused(routes.begin, { body: { number } });
const view = (one: PaperHolder, { id }: View) => one.client.ok(routes.view, { params: { id } });
const update = (one: PaperHolder, { id }: View) => one.client.ok(routes.update, { params: { id } });
const wallet = async (one: PaperHolder) =>
  (await one.client.ok(certificateRoutes.listMine)).items.map((each) => [each.number, each.status, each.kind] as const);
async function voidExam(id: string) {
  const { version } = (await ExamSessionModel.findById(id).lean<ExamSession>())!;
  await desk.reviewer.ok(examRoutes.voidScore, { params: { id }, body: { reason: '替考', version } });
  await world.settle();
}
const inbox = async (one: PaperHolder) => JSON.stringify((await one.client.ok(inboxRoutes.list, {})).items);

describe('which certificates', () => {
  it.each([
    ['2014-12-31', 'ISSUED_OUTSIDE_YEARS'],
    ['2015-01-01', undefined],
    ['2018-12-31', undefined],
    ['2019-01-01', 'ISSUED_OUTSIDE_YEARS'],
  ])('HN-01 made on %s: %s', async (issueDate, code) => {
    const one = await paperHolder(world, { issueDate });
    if (!code) return expect(await begin(one)).toMatchObject({ status: 'ELIGIBLE', closesOn: '2020-12-31' });
    expect(await refusedOf(one)).toMatchObject({ code, ruleId: 'HN-01', message: expect.stringContaining('2015年1月1日至2018年12月31日') });
    expect(await ExchangeModel.countDocuments({ personId: one.person.id })).toBe(0);
  });

  it('HN-01 HN-02 HN-05 another maker, a post outside the thirteen, 安全员 and the older title each say why', async () => {
    const [made, post, officerOf, old] = await Promise.all([
      paperHolder(world, { issuedBy: '2' }),
      paperHolder(world, { postCode: '110' }),
      paperHolder(world, { postCode: '190' }),
      paperHolder(world, { certTitle: '3' }),
    ]);
    expect(await refusedOf(made)).toMatchObject({ code: 'ISSUED_BY_OTHERS', ruleId: 'HN-01' });
    expect(await refusedOf(post)).toMatchObject({ code: 'POST_NOT_EXCHANGED', ruleId: 'HN-02' });
    expect(await refusedOf(officerOf)).toMatchObject({ ruleId: 'HN-02', message: expect.stringContaining('安全员') });
    expect(await refusedOf(old)).toMatchObject({ code: 'TITLE_NOT_EXCHANGED', ruleId: 'HN-05' });
    const { certificates } = await old.client.ok(routes.desk);
    expect(certificates).toMatchObject([
      { titleZh: '建设企事业单位专业管理人员岗位证书', verdict: { allowed: false, refusals: [{ ruleId: 'HN-05' }] } },
    ]);
  });

  it('HN-19 a voided or lapsed one is not exchanged', async () => {
    expect(await refusedOf(await paperHolder(world, { certState: '02' }))).toMatchObject({ code: 'CERT_VOIDED' });
    expect(await refusedOf(await paperHolder(world, { expiringDate: '2020-10-31' }))).toMatchObject({ code: 'CERT_LAPSED' });
    expect((await begin(await paperHolder(world, { expiringDate: '2020-11-01' }))).status).toBe('ELIGIBLE');
  });

  it('HN-06 until the last second of the year', async () => {
    const [inTime, late] = [await paperHolder(world), await paperHolder(world)];
    setClock('2020-12-31', '23:59:00');
    inTime.client = await signIn(world, inTime.person.phone);
    expect((await begin(inTime)).status).toBe('ELIGIBLE');
    setClock('2021-01-01', '00:00:00');
    late.client = await signIn(world, late.person.phone);
    expect(await refusedOf(late)).toMatchObject({ code: 'CLOSED', ruleId: 'HN-06', message: expect.stringContaining('换证已截止') });
    expect((await late.client.ok(routes.desk)).verdict).toMatchObject({ allowed: false, refusals: [{ code: 'CLOSED' }] });
  });

  it('HN-08 IDENTITY_REQUIRED for who has no real-name account; another province says what it has', async () => {
    const elsewhere = await ledgeredWorker(world, { jurisdiction: '320000' });
    const { offered, verdict } = await (await signIn(world, elsewhere.phone)).ok(routes.desk);
    expect(offered).toBe(false);
    expect(verdict.refusals[0]).toMatchObject({ code: 'SERVICE_NOT_OFFERED', message: expect.stringContaining('没有开通') });
  });
});

describe('the register', () => {
  it('HN-03 while it is down nothing passes and nothing is refused; it is asked again and the person is told', async () => {
    const [good, old] = [await paperHolder(world), await paperHolder(world, { certTitle: '3' })];
    await setFault(world, 'national', { mode: 'down' });
    expect((await good.client.ok(routes.desk)).register).toBe('DOWN');
    const waiting = await begin(good);
    expect(waiting.status).toBe('CHECKING');
    await begin(old);
    world.clock.advance(61_000);
    await world.settle();
    expect((await view(good, waiting)).status).toBe('CHECKING');
    await setFault(world, 'national', { mode: 'ok' });
    world.clock.advance(61_000);
    await world.settle();
    expect((await view(good, waiting)).status).toBe('ELIGIBLE');
    expect(await inbox(good)).toContain('可以换发电子证书');
    expect(await inbox(old)).toContain('不在换证之列');
  });

  it('HN-03 the found certificate comes into the wallet, once', async () => {
    const one = await paperHolder(world);
    const first = await begin(one);
    expect((await begin(one)).id).toBe(first.id);
    expect(await wallet(one)).toEqual([[one.number, 'ACTIVE', 'SITE_MANAGER_PAPER']]);
  });

  it('HN-09 ten taps at once begin one exchange', async () => {
    const one = await paperHolder(world);
    const replies = await Promise.all(Array.from({ length: 10 }, () => one.client.call(routes.begin, { body: { number: one.number } })));
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
    expect(await ExchangeModel.countDocuments({ personId: one.person.id })).toBe(1);
  });
});

describe('现场核查档案', () => {
  const received = (one: PaperHolder, more: Partial<Record<'idOriginal' | 'certificateOriginal', boolean>> = {}) => ({
    idNumber: one.person.idNumber,
    number: one.number,
    post: '101' as const,
    idOriginal: true,
    certificateOriginal: true,
    ...more,
  });
  const accept = (id: string, version: number, issuedOn = '2016-05-06') =>
    desk.reviewer.ok(routes.decide, {
      params: { id },
      body: { decision: 'ACCEPT', post: '101', issuedOn, validTo: '2021-06-30', version },
    });

  it('HN-03 HN-04 what is not found is told place, papers and last day, and goes on once the originals were seen', async () => {
    const one = await paperHolder(world, 'MISSING');
    const begun = await one.client.ok(routes.begin, { body: { number: one.number, post: '101' } });
    expect(begun).toMatchObject({
      status: 'FILE_CHECK',
      fileCheck: { place: '省住房和城乡建设厅511办公室', papers: ['身份证原件', '证书原件'], until: '2020-11-10' },
    });
    await world.settle();
    expect(await inbox(one)).toContain('511办公室');
    const [waiting] = (await desk.reviewer.ok(routes.fileChecks, {})).items;
    expect(waiting).toMatchObject({ number: one.number, until: '2020-11-10' });
    // Nothing is accepted before both originals were seen.
    expect(
      await desk.reviewer.refused(routes.decide, {
        params: { id: begun.id },
        body: { decision: 'ACCEPT', issuedOn: '2016-05-06', version: waiting!.version },
      }),
    ).toMatchObject({ code: 'ORIGINALS_REQUIRED', ruleId: 'HN-04' });
    for (const half of [{ idOriginal: false }, { certificateOriginal: false }])
      expect(await desk.reviewer.refused(routes.receive, { body: received(one, half) })).toMatchObject({ code: 'ORIGINALS_REQUIRED' });
    const seen = await desk.reviewer.ok(routes.receive, { body: received(one) });
    expect(seen).toMatchObject({ id: begun.id, originalsSeenOn: START });
    await accept(begun.id, seen.version);
    await world.settle();
    expect(await view(one, begun)).toMatchObject({ status: 'ELIGIBLE', oldValidTo: '2021-06-30' });
    expect(await wallet(one)).toEqual([[one.number, 'ACTIVE', 'SITE_MANAGER_PAPER']]);
  });

  it('HN-04 opened at the counter on 10 November, closed on the 11th; a case whose originals nobody saw closes', async () => {
    const [seen, late, unseen] = [
      await paperHolder(world, 'MISSING'),
      await paperHolder(world, 'MISSING'),
      await paperHolder(world, 'MISSING'),
    ];
    const phoned = await begin(unseen);
    setClock('2020-11-10', '23:50:00');
    await desk.signInAgain();
    const open = await desk.reviewer.ok(routes.receive, { body: received(seen) });
    setClock('2020-11-11', '00:11:00');
    await desk.signInAgain();
    expect(await desk.reviewer.refused(routes.receive, { body: received(late) })).toMatchObject({ code: 'CLOSED', ruleId: 'HN-04' });
    late.client = await signIn(world, late.person.phone);
    expect(await refusedOf(late)).toMatchObject({ code: 'NOT_IN_REGISTER', message: expect.stringContaining('已于2020年11月10日截止') });
    await world.settle();
    unseen.client = await signIn(world, unseen.person.phone);
    expect((await view(unseen, phoned)).status).toBe('CLOSED');
    // Shown in time: the office answers later.
    await accept(open.id, open.version);
    await world.settle();
    seen.client = await signIn(world, seen.person.phone);
    expect((await seen.client.ok(routes.desk)).certificates).toMatchObject([{ exchange: { status: 'ELIGIBLE' } }]);
  });

  it('HN-04 refused with a reason, it may be brought once more; of a year outside it is not accepted', async () => {
    const one = await paperHolder(world, 'MISSING');
    const first = await desk.reviewer.ok(routes.receive, { body: received(one) });
    const params = { id: first.id };
    expect(await desk.reviewer.refused(routes.decide, { params, body: { decision: 'REFUSE', version: first.version } })).toMatchObject({
      code: 'REASON_REQUIRED',
    });
    expect(
      await desk.reviewer.refused(routes.decide, {
        params,
        body: { decision: 'ACCEPT', post: '101', issuedOn: '2019-01-01', version: first.version },
      }),
    ).toMatchObject({ ruleId: 'HN-01' });
    const { version } = await desk.reviewer.ok(routes.decide, {
      params,
      body: { decision: 'REFUSE', reason: '档案里没有这本证书', version: first.version },
    });
    expect(await desk.reviewer.refused(routes.decide, { params, body: { decision: 'REFUSE', reason: '没有', version } })).toMatchObject({
      code: 'ALREADY_DECIDED',
    });
    await world.settle();
    expect(await inbox(one)).toContain('档案里没有这本证书');
    expect((await desk.reviewer.ok(routes.receive, { body: received(one) })).id).not.toBe(first.id);
  });

  it('HN-04 accepted by one officer and refused by another at once: of a refused case no certificate is left', async () => {
    for (let round = 0; round < 4; round++) {
      const one = await paperHolder(world, 'MISSING');
      const { id, version } = await desk.reviewer.ok(routes.receive, { body: received(one) });
      const params = { id };
      const replies = await Promise.all([
        desk.reviewer.call(routes.decide, {
          params,
          body: { decision: 'ACCEPT', post: '101', issuedOn: '2016-05-06', validTo: '2021-06-30', version },
        }),
        desk.reviewer.call(routes.decide, { params, body: { decision: 'REFUSE', reason: '档案不符', version } }),
      ]);
      expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
      await world.settle();
      const { status, certificateId } = (await ExchangeModel.findById(id).lean<Exchange>())!;
      const accepted = status === 'ELIGIBLE';
      expect([status, certificateId !== undefined, (await wallet(one)).length]).toEqual([
        accepted ? 'ELIGIBLE' : 'CLOSED',
        accepted,
        accepted ? 1 : 0,
      ]);
    }
  });

  it('HN-04 a number that is another holder’s is not accepted, and the case stays open', async () => {
    const [one, other] = [await paperHolder(world, 'MISSING'), await paperHolder(world)];
    await begin(other);
    const { id, version } = await desk.reviewer.ok(routes.receive, { body: received({ ...one, number: other.number }) });
    const body = { decision: 'ACCEPT' as const, post: '101' as const, issuedOn: '2016-05-06', version };
    expect(await desk.reviewer.refused(routes.decide, { params: { id }, body })).toMatchObject({ code: 'NUMBER_TAKEN' });
    expect(await ExchangeModel.findById(id).lean<Exchange>()).toMatchObject({ status: 'FILE_CHECK' });
  });

  it('HN-04 accepted and not yet entered: a class waits for the certificate, which is entered once however often it is told', async () => {
    const one = await paperHolder(world, 'MISSING');
    const begun = await desk.reviewer.ok(routes.receive, { body: received(one) });
    const params = { id: begun.id };
    await ExchangeModel.updateOne({ _id: begun.id }, { $set: { status: 'ELIGIBLE' } });
    expect(await one.client.refused(routes.enrol, { params, body: { classId: desk.classId } })).toMatchObject({
      code: 'PAPER_NOT_ENTERED',
    });
    expect((await one.client.ok(routes.classes, { params })).items).toEqual([]);
    const checks = await world.server.get(FileChecks);
    const accepted = { id: begun.id, code: '101', issuedOn: '2016-05-06', validTo: '2021-06-30' };
    await checks.enter(accepted);
    await checks.enter(accepted);
    expect(await wallet(one)).toEqual([[one.number, 'ACTIVE', 'SITE_MANAGER_PAPER']]);
    expect((await one.client.ok(routes.classes, { params })).items.length).toBeGreaterThan(0);
  });

  it('HN-04 who is in the register, and who has no account, is not checked; nobody decides their own', async () => {
    const found = await paperHolder(world);
    expect(await desk.reviewer.refused(routes.receive, { body: received(found) })).toMatchObject({ code: 'IN_REGISTER' });
    const stranger = { ...found, person: { ...found.person, idNumber: '990101199001010017' } };
    expect((await desk.reviewer.refused(routes.receive, { body: received(stranger) })).status).toBe(404);
    const own = await officer(world, 'AUTHORITY_REVIEWER', '本人审核', await authority(EXCHANGING));
    const client = await signIn(world, own.phone, 'AUTHORITY_REVIEWER');
    expect(await client.refused(routes.receive, { body: { ...received(found), idNumber: own.idNumber } })).toMatchObject({
      code: 'OWN_CASE',
    });
  });
});

describe('hours and assessment', () => {
  it('HN-08 profile and portrait come before the class, HN-07 a class that cannot give the hours says so', async () => {
    const one = await paperHolder(world);
    const begun = await begin(one);
    const params = { id: begun.id };
    expect(await one.client.refused(routes.enrol, { params, body: { classId: desk.classId } })).toMatchObject({ ruleId: 'HN-08' });
    await complete(world, one, begun);
    const classes = (await one.client.ok(routes.classes, { params })).items;
    expect(classes.find((each) => each.id === desk.classId)!.verdict.allowed).toBe(true);
    expect(classes.find((each) => each.id === desk.thinClassId)!.verdict.refusals).toMatchObject([
      { ruleId: 'HN-07', message: '需32学时（专业22），已学32（专业21）' },
    ]);
    expect(await one.client.refused(routes.enrol, { params, body: { classId: desk.thinClassId } })).toMatchObject({ ruleId: 'HN-07' });
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => one.client.call(routes.enrol, { params, body: { classId: desk.classId } })),
    );
    expect(replies.some((reply) => reply.status === 200)).toBe(true);
    expect((await view(one, begun)).trainingClass).toMatchObject({ name: '换证继续教育班', begun: true });
    expect((await one.client.ok(routes.desk)).hours).toMatchObject([
      { courseTitle: '换证继续教育班', requiredHours: '32', earnedHours: '0' },
    ]);
  });

  it('HN-07 A-15 32 hours, 22 of them professional, then the assessment; failed it may be sat again', async () => {
    const one = await paperHolder(world);
    const begun = await enrolled(world, desk, one);
    const source = { kind: 'EXCHANGE' as const, id: begun.id };
    expect(await one.client.refused(routes.update, { params: { id: begun.id } })).toMatchObject({
      code: 'EXCHANGE_HOURS_SHORT',
      ruleId: 'HN-07',
      message: expect.stringContaining('需32学时（专业22），已学0'),
    });
    await learn(world, one.client, source);
    expect(await view(one, begun)).toMatchObject({ status: 'HOURS_MET', hours: { earned: '32', professional: '22', required: '32' } });
    // Their trainer plans the assessment, and not the authority, which plans for who was trained by an enterprise (QH-07).
    const waiting = async (officers: boolean) =>
      (await (officers ? desk.reviewer.ok(examRoutes.eligibleForAuthority) : desk.teacher.ok(examRoutes.eligible))).items.map(
        (each) => each.source.id,
      );
    expect([(await waiting(true)).includes(begun.id), (await waiting(false)).includes(begun.id)]).toEqual([false, true]);
    expect(await one.client.refused(routes.update, { params: { id: begun.id } })).toMatchObject({ code: 'ASSESSMENT_REQUIRED' });
    await examine(world, desk, one.client, source, false);
    expect((await view(one, begun)).status).toBe('HOURS_MET');
    await examine(world, desk, one.client, source);
    expect(await view(one, begun)).toMatchObject({ status: 'ASSESSED', verdict: { allowed: true } });
    expect((await one.client.ok(accountRoutes.me)).todos).toContainEqual(expect.objectContaining({ detail: '考核合格，请点“更新”' }));
  });

  it('HN-07 HN-21 a class that closes before the hours are met: another one may be chosen, and what was learnt of its course counts on', async () => {
    const one = await paperHolder(world);
    const begun = await begin(one);
    await complete(world, one, begun);
    const params = { id: begun.id };
    const { courseId } = (await TrainingClassModel.findById(desk.classId).lean<TrainingClassRecord>())!;
    const body = {
      name: '短班',
      courseId: courseId.toHexString(),
      startsOn: START,
      endsOn: '2020-11-05' as LocalDate,
      seats: 9,
      forCe: true,
    };
    const { id: classId } = await desk.teacher.ok(trainingRoutes.createClass, { body });
    await one.client.ok(routes.enrol, { params, body: { classId } });
    await world.settle();
    await watchLesson(world, one.client, { kind: 'EXCHANGE', id: begun.id }, { id: 'c1-1', seconds: 24 });
    setClock('2020-11-06', '01:00:00');
    await world.settle();
    await world.settle();
    one.client = await signIn(world, one.person.phone);
    const free = await view(one, begun);
    expect(free).toMatchObject({ status: 'ELIGIBLE', hours: { earned: '22' } });
    expect(free.trainingClass).toBeUndefined();
    expect(await inbox(one)).toContain('重新选择班次');
    await one.client.ok(routes.enrol, { params, body: { classId: desk.classId } });
    await world.settle();
    expect((await view(one, begun)).trainingClass).toMatchObject({ name: '换证继续教育班', begun: true });
    await learn(world, one.client, { kind: 'EXCHANGE', id: begun.id });
    expect((await view(one, begun)).status).toBe('HOURS_MET');
  });

  it('HN-07 a voided exam before its result is delivered wins; an older failed one that is voided wipes nothing newer', async () => {
    const one = await paperHolder(world);
    const begun = await enrolled(world, desk, one);
    const source = { kind: 'EXCHANGE' as const, id: begun.id };
    await learn(world, one.client, source);
    const owner = await world.server.get(ExchangeSource);
    const by = { officer: { role: 'AUTHORITY_REVIEWER' as const }, reason: '替考' };
    await expect(owner.voidResult({ source, sessionId: 'a'.repeat(24), ...by })).rejects.toThrow('not delivered');
    await examine(world, desk, one.client, source, false);
    const [failed] = await ExamSessionModel.find({ 'source.id': begun.id }).lean<ExamSession[]>();
    await examine(world, desk, one.client, source);
    await voidExam(failed!._id.toHexString());
    const ready = (await ExchangeModel.findById(begun.id).lean<Exchange>())!;
    expect(ready.status).toBe('ASSESSED');
    const sessionId = ready.examSessionId!;
    await voidExam(sessionId);
    expect(await view(one, begun)).toMatchObject({ status: 'HOURS_MET' });
    expect(await inbox(one)).toContain('替考');
    // The void was faster than the result: nothing is passed by what comes late.
    await ExchangeModel.updateOne({ _id: begun.id }, { $set: { examSessionId: sessionId } });
    await owner.voidResult({ source, sessionId, ...by });
    await owner.recordResult({ source, sessionId, passed: true });
    const after = (await ExchangeModel.findById(begun.id).lean<Exchange>())!;
    expect([after.status, after.passedOn, after.examSessionId]).toEqual(['HOURS_MET', undefined, undefined]);
    await examine(world, desk, one.client, source);
    expect((await view(one, begun)).status).toBe('ASSESSED');
  });

  it('HN-07 learnt before its class is left alone when the deadline has come', async () => {
    const one = await paperHolder(world);
    const begun = await enrolled(world, desk, one);
    setClock('2021-01-01', '00:11:00');
    await world.settle();
    one.client = await signIn(world, one.person.phone);
    expect(await view(one, begun)).toMatchObject({ status: 'CLOSED', reason: '换证到2020年12月31日截止' });
    const params = { sourceKind: 'EXCHANGE' as const, sourceId: begun.id };
    expect(await one.client.refused(studyRoutes.open, { params, body: { lessonId: 'c1-1', deviceId: 'device-one' } })).toMatchObject({
      code: 'STUDY_CLOSED',
    });
    expect(await inbox(one)).toContain('原证书在有效期内可继续使用');
    // HN-19: to its own last day, and not longer.
    expect(await wallet(one)).toEqual([[one.number, 'ACTIVE', 'SITE_MANAGER_PAPER']]);
    setClock('2021-06-30', '23:00:00');
    await world.settle();
    one.client = await signIn(world, one.person.phone);
    expect((await wallet(one))[0]![1]).toBe('ACTIVE');
    setClock('2021-07-01', '01:00:00');
    await world.settle();
    one.client = await signIn(world, one.person.phone);
    expect((await wallet(one))[0]![1]).toBe('EXPIRED');
  });
});

describe('更新', () => {
  it('HN-09 ten taps: one new electronic certificate in force, the old one void, both in the wallet and verified as such', async () => {
    const one = await paperHolder(world);
    const ready = await assessed(world, desk, one);
    const replies = await Promise.all(Array.from({ length: 10 }, () => one.client.call(routes.update, { params: { id: ready.id } })));
    expect(replies.map((reply) => reply.status)).toEqual(Array.from({ length: 10 }, () => 200));
    await world.settle();
    const done = await view(one, ready);
    expect(done).toMatchObject({ status: 'EXCHANGED', certificateNumber: expect.stringMatching(/^462020\d{8}$/) });
    expect(await wallet(one)).toEqual([
      [done.certificateNumber, 'ACTIVE', 'SITE_MANAGER_ELECTRONIC'],
      [one.number, 'VOIDED', 'SITE_MANAGER_PAPER'],
    ]);
    const params = { id: done.certificateId! };
    const { link } = await one.client.ok(certificateRoutes.code, { params });
    expect((await one.client.ok(certificateRoutes.verify, { body: { code: link } })).certificate).toMatchObject({
      valid: true,
      titleZh: '住房和城乡建设领域施工现场专业人员职业培训合格证',
    });
    expect(await inbox(one)).toContain('原证书同时作废');
    // Told again and late, nothing more is made.
    await (
      await world.server.get(ExchangeSource)
    ).issued(ready.id, { certificateId: done.certificateId!, number: done.certificateNumber! });
    expect(await CertificateModel.countDocuments({ personId: one.person.id })).toBe(2);
    expect((await update(one, ready)).status).toBe('EXCHANGED');
  });

  it('HN-09 a seal that refuses: the old one stays in force, the person sees why, and it is made on another day', async () => {
    const one = await paperHolder(world);
    const ready = await assessed(world, desk, one);
    const seal = { sealId: 'HN-ZJT', holder: '海南省住房和城乡建设厅' };
    await seedOutside(world, 'seal', { seals: [{ ...seal, disabled: true }] });
    await update(one, ready);
    await world.settle();
    expect(await view(one, ready)).toMatchObject({ status: 'UPDATING', reason: expect.stringContaining('印章已停用') });
    expect(await wallet(one)).toEqual([[one.number, 'ACTIVE', 'SITE_MANAGER_PAPER']]);
    await seedOutside(world, 'seal', { seals: [seal] });
    setClock('2020-11-03');
    await world.settle();
    one.client = await signIn(world, one.person.phone);
    expect((await view(one, ready)).status).toBe('EXCHANGED');
    expect((await wallet(one)).map((each) => each[1])).toEqual(['ACTIVE', 'VOIDED']);
  });

  it('HN-07 HN-09 voided while the certificate is being made: none comes into being, the old one stays, and a new exam leads on', async () => {
    const one = await paperHolder(world);
    const ready = await assessed(world, desk, one);
    await setFault(world, 'seal', { mode: 'down' });
    await update(one, ready);
    await world.settle();
    expect((await view(one, ready)).status).toBe('UPDATING');
    await voidExam((await ExchangeModel.findById(ready.id).lean<Exchange>())!.examSessionId!);
    await setFault(world, 'seal', { mode: 'ok' });
    world.clock.advance(11 * 60_000);
    await world.settle();
    const after = await view(one, ready);
    expect(after.status).toBe('HOURS_MET');
    expect(after.passedOn).toBeUndefined();
    expect(await wallet(one)).toEqual([[one.number, 'ACTIVE', 'SITE_MANAGER_PAPER']]);
    await examine(world, desk, one.client, { kind: 'EXCHANGE', id: ready.id });
    await update(one, ready);
    await world.settle();
    expect((await view(one, ready)).status).toBe('EXCHANGED');
    expect((await wallet(one)).map((each) => each[1])).toEqual(['ACTIVE', 'VOIDED']);
  });

  it('HN-06 tapped in the last minute and made after it: exchanged', async () => {
    const one = await paperHolder(world);
    const ready = await assessed(world, desk, one);
    setClock('2020-12-31', '23:59:00');
    one.client = await signIn(world, one.person.phone);
    await setFault(world, 'seal', { mode: 'down' });
    await update(one, ready);
    setClock('2021-01-01', '00:20:00');
    await world.settle();
    await setFault(world, 'seal', { mode: 'ok' });
    world.clock.advance(11 * 60_000);
    await world.settle();
    one.client = await signIn(world, one.person.phone);
    expect((await view(one, ready)).status).toBe('EXCHANGED');
  });

  it('HN-19 what was voided meanwhile is not exchanged', async () => {
    const one = await paperHolder(world);
    const ready = await assessed(world, desk, one);
    await CertificateModel.updateOne({ _id: ready.oldCertificateId }, { $set: { status: 'REVOKED' } });
    expect((await one.client.refused(routes.update, { params: { id: ready.id } })).status).toBe(422);
    expect(await ExchangeModel.findById(ready.id).lean<Exchange>()).toMatchObject({ status: 'ASSESSED' });
  });
});

describe('做到不遗漏', () => {
  const employed = async (address: string, name: string) => {
    const company = await enterprise({ jurisdictions: [EXCHANGING], address, name });
    const clerk = await signIn(world, (await enterpriseStaff(world, company.id)).phone, 'ENTERPRISE_STAFF');
    return { company, clerk };
  };
  let papers = 0;
  async function paperIn(who: { name?: string } = {}) {
    const person = await ledgeredWorker(world, { jurisdiction: EXCHANGING, ...who });
    const number = `琼旧证${String(++papers).padStart(6, '0')}`;
    await putPaper(world, person, number);
    const entries = await world.server.get(RegisterEntries);
    await entries.record([
      {
        jurisdiction: EXCHANGING,
        kind: 'SITE_MANAGER_PAPER',
        subject: { category: 'SITE_MANAGER', code: '101' },
        number,
        name: person.name,
        idNumber: person.idNumber,
        issuedOn: '2017-03-04',
        validTo: '2021-06-30',
      },
    ]);
    return { person, number };
  }

  it('HN-23 employers see their own, the authority all of them by city, institutions those of their classes', async () => {
    const haikou = await employed('海口市龙华区滨海大道1号', '海口样例公司');
    const lingshui = await employed('海南省陵水黎族自治县椰林镇2号', '陵水样例公司');
    const [first, second, nobody] = [await paperIn({ name: '=HYPERLINK甲' }), await paperIn(), await paperIn()];
    await employ(world, first.person.id, haikou.company.id, '施工员', EXCHANGING);
    await employ(world, second.person.id, lingshui.company.id, '施工员', EXCHANGING);
    const own = await haikou.clerk.ok(routes.pending, { query: {} });
    expect(own).toMatchObject({ total: 1, items: [{ number: first.number, stageZh: '还没有开始' }], closesOn: '2020-12-31' });
    expect((await haikou.clerk.ok(accountRoutes.me)).todos.map((todo) => todo.key)).toContain('unexchanged');
    const all = await desk.reviewer.ok(routes.pending, { query: { limit: 100 } });
    expect(all.cities).toEqual(
      expect.arrayContaining([
        { city: '海口市', count: 1 },
        { city: '陵水黎族自治县', count: 1 },
      ]),
    );
    expect(all.items.map((each) => each.number)).toContain(nobody.number);
    const here = await desk.reviewer.ok(routes.pending, { query: { city: '陵水黎族自治县' } });
    expect(here.items.map((each) => each.number)).toEqual([second.number]);
    // Page after page, each row once.
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.reviewer.ok(routes.pending, { query: { limit: 2, ...(cursor && { cursor }) } });
      pages.push(...page.items.map((each) => each.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(pages.sort()).toEqual(all.items.map((each) => each.id).sort());
    // An institution: who is in its classes.
    const learner = await paperHolder(world);
    await enrolled(world, desk, learner);
    const classes = (await desk.teacher.ok(routes.pending, { query: { limit: 100 } })).items;
    expect(classes.find((each) => each.number === learner.number)).toMatchObject({ stageZh: '可以换证，请完成继续教育' });
    expect(classes.map((each) => each.number)).not.toContain(first.number);

    // A table program must not take a name for a formula.
    const { bytes } = await haikou.clerk.call(routes.sheet, { query: {} });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    const cell = book.worksheets[0]!.getCell(2, 1);
    expect(cell.type).toBe(ExcelJS.ValueType.String);
    expect(cell.value).toBe("'=HYPERLINK甲");

    // 一键提醒: once a day, whoever asks.
    const remind = () => haikou.clerk.ok(routes.remind, { body: {} });
    expect(await remind()).toEqual({ told: 1, already: 0, without: 0 });
    expect(await remind()).toEqual({ told: 0, already: 1, without: 0 });
    expect((await desk.reviewer.ok(routes.remind, { body: { city: '海口市' } })).told).toBe(0);
    await world.settle();
    const client = await signIn(world, first.person.phone);
    const told = (await client.ok(inboxRoutes.list, {})).items.filter((each) => each.title === '您的证书还没有换发');
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).toContain('2020年12月31日');
    setClock('2020-11-02', '00:00:01');
    const again = await signIn(world, (await enterpriseStaff(world, haikou.company.id)).phone, 'ENTERPRISE_STAFF');
    expect(await again.ok(routes.remind, { body: {} })).toEqual({ told: 1, already: 0, without: 0 });
  });

  it('HN-23 nobody is left out behind thousands of older papers: not in the list, not in the table, not by the reminder', async () => {
    const entries = await world.server.get(RegisterEntries);
    const before = (await desk.reviewer.ok(routes.pending, { query: {} })).total!;
    const [old] = await entries.record([
      {
        jurisdiction: EXCHANGING,
        kind: 'SITE_MANAGER_PAPER',
        subject: { category: 'SITE_MANAGER', code: '101' },
        number: '琼老证000000',
        name: '没有账号',
        idNumber: newIdNumber(),
        issuedOn: '2012-03-04',
      },
    ]);
    const { _id, ...text } = (await CertificateModel.findById((old as { certificateId: string }).certificateId).lean<Certificate>())!;
    // The later ones are of the right years and under a title that is not exchanged (HN-05).
    const copies = Array.from({ length: 2100 }, (_, at) => ({
      ...text,
      ...(at % 2 && { issuedOn: '2016-03-04', siteTitle: 'LEGACY_POST' as const }),
      outbox: [],
      number: `${text.number}${at}`,
      numberKey: `${text.numberKey}${at}`,
      source: { ...text.source, id: String(at).padStart(24, '0') },
      tokenHash: `${text.tokenHash}${at}`,
    }));
    await CertificateModel.collection.insertMany(copies as never);
    const { person, number } = await paperIn();
    const list = await desk.reviewer.ok(routes.pending, { query: { limit: 100 } });
    expect(list.total).toBe(before + 1);
    expect(list.items.map((each) => each.number)).toContain(number);
    const { bytes } = await desk.reviewer.call(routes.sheet, { query: {} });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    expect(JSON.stringify(book.worksheets[0]!.getSheetValues())).toContain(number);
    await desk.reviewer.ok(routes.remind, { body: {} });
    await world.settle();
    const client = await signIn(world, person.phone);
    expect(JSON.stringify((await client.ok(inboxRoutes.list, {})).items)).toContain('您的证书还没有换发');
  });

  it('HN-06 HN-23 after the last day the list is over and nobody is reminded', async () => {
    const company = await employed('三亚市吉阳区1号', '三亚样例公司');
    const { person } = await paperIn();
    await employ(world, person.id, company.company.id, '施工员', EXCHANGING);
    setClock('2021-01-01');
    const clerk = await signIn(world, (await enterpriseStaff(world, company.company.id)).phone, 'ENTERPRISE_STAFF');
    expect((await clerk.ok(routes.pending, { query: {} })).items).toEqual([]);
    expect(await clerk.refused(routes.remind, { body: {} })).toMatchObject({ code: 'CLOSED', ruleId: 'HN-06' });
  });
});
