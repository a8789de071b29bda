import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { certificateServiceRoutes as services } from '@jzt/shared/contract/certificateService';
import { continuingEducationRoutes as ce } from '@jzt/shared/contract/continuingEducation';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { addDays } from '@jzt/shared/domain/calendar';
import { makeCreditCode } from '@jzt/shared/domain/creditCode';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import { examine, learn, provinceDesk, type ProvinceDesk } from '../../../testing/newCertificate';
import { employ, ledgeredWorker, portraitOf } from '../../../testing/people';
import { pushQualified } from '../../../simulators/cePlatform';
import { seedOutside, setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { today } from '../../platform/clock';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { OrganisationModel } from '../organisation/organisation.model';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { CePushes } from '../continuingEducation/cePushes.service';
import { ContinuingEducationModel, type ContinuingEducation } from '../continuingEducation/continuingEducation.model';

jest.setTimeout(240_000);

const QINGHAI: Jurisdiction = '630000';
const CHONGQING: Jurisdiction = '500000';
const DAY = 86_400_000;

let world: World;
let desks: Record<string, ProvinceDesk>;
let count = 0;

beforeAll(async () => {
  world = await startWorld();
  desks = {
    [QINGHAI]: await provinceDesk(world, QINGHAI, 'SAFETY_MGMT', '西宁市城东区测试路1号'),
    [CHONGQING]: await provinceDesk(world, CHONGQING, 'SAFETY_MGMT', '重庆市渝中区测试路1号'),
  };
});
// Time goes far, and no session goes with it.
beforeEach(async () => {
  world.clock.advance(120_000);
  for (const desk of Object.values(desks)) await desk.signInAgain();
});
afterAll(() => world.stop());

/** Somebody with an old certificate that ends in so many days. */
async function holder(province: Jurisdiction, daysLeft: number) {
  const person = await ledgeredWorker(world, { jurisdiction: province });
  await employ(world, person.id, desks[province]!.enterpriseId, '安全员', province);
  const number = `${province === QINGHAI ? '青' : '渝'}建安C2（2023）${String(++count).padStart(7, '0')}`;
  const [made] = await (
    await world.server.get(RegisterEntries)
  ).record([
    {
      jurisdiction: province,
      kind: 'SAFETY_MGMT',
      subject: { category: 'SAFETY_MGMT', code: 'C2' },
      number,
      name: person.name,
      idNumber: person.idNumber,
      issuedOn: '2023-05-01',
      validTo: addDays(today(world.clock), daysLeft),
    },
  ]);
  const id = made!.state === 'REFUSED' ? '' : made!.certificateId;
  return { person, number, id, params: { id }, client: await signIn(world, person.phone) };
}

const day = (days: number) => addDays(today(world.clock), days);
const stored = async (id: string) => (await CertificateModel.findById(id).lean<Certificate>())!;
const education = async (certificateId: string) => (await ContinuingEducationModel.findOne({ certificateId }).lean<ContinuingEducation>())!;

/** A continuing-education class of the province's institution. */
const ceClass = (desk: ProvinceDesk, endsIn: number, seats = 9) =>
  desk.teacher.ok(trainingRoutes.createClass, {
    body: { name: '继续教育班', courseId: desk.courseId, startsOn: day(0), endsOn: day(endsIn), seats, forCe: true },
  });

/** Signed up, learnt and passed in a classroom. */
async function passes(desk: ProvinceDesk, who: Awaited<ReturnType<typeof holder>>, endsIn = 20): Promise<void> {
  const made = await ceClass(desk, endsIn);
  await who.client.ok(ce.enrol, { params: who.params, body: { mode: 'OFFLINE', classId: made.id } });
  await world.settle();
  const source = { kind: 'CONTINUING_EDUCATION' as const, id: (await education(who.id))._id.toHexString() };
  await learn(world, who.client, source);
  await examine(world, desk, who.client, source);
}

describe('from an expiring certificate to the extended one', () => {
  it('QH-23 QH-24 QH-25 QH-26 A-31 JS-05 JS-22 in Qinghai: class, exam, import, extension, waiting past the end, the new edition', async () => {
    const desk = desks[QINGHAI]!;
    const who = await holder(QINGHAI, 40);
    const before = await who.client.ok(ce.view, { params: who.params });
    expect(before).toMatchObject({
      step: 1,
      daysLeft: 40,
      signUp: { window: { state: 'OPEN', closes: day(40), days: 40 } },
      extension: { window: { state: 'OPEN', opens: expect.any(String), closes: day(40), days: 40 } },
    });
    expect(before.extension.verdict.refusals.map((one) => one.code)).toEqual(['CE_REQUIRED']);
    await passes(desk, who);
    const passed = await who.client.ok(ce.view, { params: who.params });
    expect(passed).toMatchObject({ step: 4, current: { status: 'ASSESSED', recorded: 'NONE', passedOn: today(world.clock) } });
    // QH-25: passed, and not imported.
    const body = {
      service: 'EXTEND' as const,
      version: (await stored(who.id)).version,
      portraitFileId: await portraitOf(world, who.person.id),
    };
    expect(await who.client.refused(services.apply, { params: who.params, body })).toMatchObject({
      status: 422,
      code: 'CE_NOT_RECORDED',
      ruleId: 'QH-25',
    });
    const queue = (await desk.reviewer.ok(ce.queue)).items.filter((one) => one.certificateNumber === who.number);
    expect(queue).toMatchObject([{ mode: 'OFFLINE', status: 'ASSESSED', name: who.person.name }]);
    const { results } = await desk.reviewer.ok(ce.confirm, { body: { ids: [queue[0]!.id] } });
    expect(results).toEqual([{ id: queue[0]!.id, ok: true, message: '已记入' }]);
    await world.settle();
    expect((await who.client.ok(ce.view, { params: who.params })).extension.verdict.allowed).toBe(true);
    // No photo is known of an old paper.
    expect(await who.client.refused(services.apply, { params: who.params, body: { ...body, portraitFileId: undefined } })).toMatchObject({
      status: 400,
      code: 'PORTRAIT_REQUIRED',
    });
    const asked = await who.client.ok(services.apply, { params: who.params, body });
    expect(asked).toMatchObject({
      status: 'SUBMITTED',
      nameZh: '延期',
      validTo: day(40),
      newValidTo: expect.any(String),
      canWithdraw: true,
    });
    await world.settle();
    expect((await stored(who.id)).status).toBe('EXTENDING');
    expect((await education(who.id)).status).toBe('EXTENSION_APPLIED');
    // the office is slow, the certificate is kept.
    const end = (await stored(who.id)).validTo!;
    world.clock.advance(42 * DAY);
    await world.settle();
    await desk.signInAgain();
    who.client = await signIn(world, who.person.phone);
    expect((await stored(who.id)).status).toBe('EXTENDING');
    const anybody = new Client(world.url);
    const byNumber = () => anybody.ok(certificateRoutes.verifyByNumber, { body: { number: who.number, name: who.person.name } });
    expect(await byNumber()).toMatchObject({ message: expect.stringContaining('已到期，延期审核中'), certificate: { valid: true } });
    // The reviewer may refuse and not let it pass; nobody decides twice.
    const params = { id: asked.id };
    const [waiting] = (await desk.issuer.ok(services.queue)).items.filter((one) => one.id === asked.id);
    expect(waiting).toMatchObject({
      canApprove: true,
      canRefuse: true,
      basis: [{ label: '继续教育' }, { label: '考核合格' }, { label: '申请日期' }],
    });
    expect(
      await desk.reviewer.refused(services.decide, { params, body: { decision: 'APPROVE', version: waiting!.version } }),
    ).toMatchObject({
      status: 403,
      code: 'WRONG_ROLE',
    });
    await desk.issuer.ok(services.decide, { params, body: { decision: 'APPROVE', version: waiting!.version } });
    expect(
      await desk.issuer.refused(services.decide, { params, body: { decision: 'REFUSE', reason: '晚了', version: waiting!.version } }),
    ).toMatchObject({
      status: 409,
    });
    await world.settle();
    expect(await who.client.ok(services.view, { params })).toMatchObject({ status: 'DONE' });
    const now = await who.client.ok(certificateRoutes.view, { params: who.params });
    expect(now).toMatchObject({ status: 'ACTIVE', number: who.number, validTo: asked.newValidTo, canDownload: true });
    expect(now.recorded).toBeUndefined();
    // From the old end, not from the day of the decision.
    expect(now.validTo!.slice(4)).toBe(end.slice(4));
    expect((await who.client.call(certificateRoutes.file, { params: who.params })).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await education(who.id)).status).toBe('EXTENDED');
    expect((await stored(who.id)).serviceId).toBeUndefined();
    expect((await byNumber()).certificate).toMatchObject({ valid: true, validTo: asked.newValidTo });
    expect((await who.client.ok(inboxRoutes.list)).items.map((one) => one.title)).toEqual(
      expect.arrayContaining(['继续教育考核已安排', '继续教育已确认', '证书已延期']),
    );
    // The next period is another one.
    const next = await who.client.ok(ce.view, { params: who.params });
    expect([next.step, next.current]).toEqual([1, undefined]);
    const reported = (await stored(who.id)).nationalReceipts;
    expect(reported).toMatchObject([{ event: 'extend', state: 'ACCEPTED' }]);
  });

  it('CQ-08 CQ-09 CQ-13 CQ-14 in Chongqing: the window, the classes that end too late, and the extension without an import', async () => {
    const desk = desks[CHONGQING]!;
    const early = await holder(CHONGQING, 200);
    expect(await early.client.ok(ce.view, { params: early.params })).toMatchObject({
      step: 0,
      signUp: { window: { state: 'BEFORE', days: expect.any(Number) } },
    });
    const late = await holder(CHONGQING, 80);
    expect((await late.client.ok(ce.view, { params: late.params })).signUp.window.state).toBe('OVER');
    const who = await holder(CHONGQING, 150);
    const seen = await who.client.ok(ce.view, { params: who.params });
    expect(seen).toMatchObject({ step: 1, classBy: day(140), signUp: { window: { state: 'OPEN' } } });
    const [good, tooLate, tooSoon] = [await ceClass(desk, 30), await ceClass(desk, 145), await ceClass(desk, 2)];
    const { modes, classes } = await who.client.ok(ce.options, { params: who.params });
    expect(modes).toEqual(['OFFLINE']);
    const codeOf = (id: string) => classes.find((one) => one.id === id)!.verdict.refusals.map((one) => `${one.ruleId} ${one.code}`);
    expect([good, tooLate, tooSoon].map((one) => codeOf(one.id))).toEqual([[], ['CQ-09 CLASS_ENDS_TOO_LATE'], ['CQ-13 CLASS_TOO_LATE']]);
    const enrol = (classId: string, of = who) => ({ params: of.params, body: { mode: 'OFFLINE' as const, classId } });
    expect(await who.client.refused(ce.enrol, enrol(tooLate.id))).toMatchObject({ status: 422, code: 'CLASS_ENDS_TOO_LATE' });
    expect(await late.client.refused(ce.enrol, enrol(good.id, late))).toMatchObject({
      status: 422,
      code: 'WINDOW_PASSED',
      ruleId: 'CQ-08',
    });
    expect(await early.client.refused(ce.enrol, enrol(good.id, early))).toMatchObject({ status: 422, code: 'WINDOW_NOT_OPEN' });
    await passes(desk, who, 30);
    // CQ: nothing is imported; the person goes on by themself.
    expect((await desk.reviewer.ok(ce.queue)).items).toEqual([]);
    const asked = await who.client.ok(services.apply, {
      params: who.params,
      body: { service: 'EXTEND', version: (await stored(who.id)).version, portraitFileId: await portraitOf(world, who.person.id) },
    });
    await desk.issuer.ok(services.decide, { params: { id: asked.id }, body: { decision: 'APPROVE', version: asked.version } });
    await world.settle();
    expect(await who.client.ok(certificateRoutes.view, { params: who.params })).toMatchObject({
      status: 'ACTIVE',
      validTo: asked.newValidTo,
    });
  });

  it('CQ-09 the last seat goes to one of two at once, the other is told; before the class begins it can be given back', async () => {
    const desk = desks[CHONGQING]!;
    const [one, two] = [await holder(CHONGQING, 150), await holder(CHONGQING, 150)];
    const made = await desk.teacher.ok(trainingRoutes.createClass, {
      body: { name: '一个座位', courseId: desk.courseId, startsOn: day(5), endsOn: day(30), seats: 1, forCe: true },
    });
    const enrol = (who: typeof one) => who.client.call(ce.enrol, { params: who.params, body: { mode: 'OFFLINE', classId: made.id } });
    const replies = await Promise.all([enrol(one), enrol(two)]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
    expect(replies.find((reply) => reply.status === 409)!.error.code).toBe('CLASS_FULL');
    const [winner, loser] = replies[0]!.status === 200 ? [one, two] : [two, one];
    const { current } = await winner.client.ok(ce.view, { params: winner.params });
    expect(current).toMatchObject({ status: 'ENROLLED', canWithdraw: true });
    await winner.client.ok(ce.withdraw, { params: { id: current!.id }, body: { version: current!.version } });
    expect((await enrol(loser)).status).toBe(200);
  });

  it('QH-24 QH-27 QH-28 QH-29 online in Qinghai: an approved platform pushes, the same push is one record, the authority reviews', async () => {
    const desk = desks[QINGHAI]!;
    const who = await holder(QINGHAI, 60);
    const platform = async (name: string, authorised: boolean) => {
      const creditCode = makeCreditCode(`9163010${String(9_000_000 + ++count).padStart(10, '0')}`);
      const authorisations = authorised ? [{ category: 'SAFETY_MGMT' as const, from: '2020-01-01' }] : [];
      const made = await OrganisationModel.create({
        kind: 'CE_PLATFORM',
        jurisdictions: [QINGHAI],
        name,
        address: '西宁市',
        creditCode,
        authorisations,
      });
      return { id: made._id.toHexString(), creditCode, key: (await world.server.get(CePushes)).keyOf(creditCode) };
    };
    const [approved, other] = [await platform('安培云课', true), await platform('随便学', false)];
    const { platforms } = await who.client.ok(ce.options, { params: who.params });
    expect(platforms.map((one) => [one.name, one.verdict.refusals.map((refusal) => refusal.code)])).toEqual(
      expect.arrayContaining([
        ['安培云课', []],
        ['随便学', ['PLATFORM_NOT_APPROVED']],
      ]),
    );
    const enrol = (platformId: string) => ({ params: who.params, body: { mode: 'ONLINE' as const, platformId } });
    expect(await who.client.refused(ce.enrol, enrol(other.id))).toMatchObject({ status: 422, ruleId: 'QH-27' });
    await who.client.ok(ce.enrol, enrol(approved.id));
    const rows = [{ certificateNo: who.number, idNumber: who.person.idNumber, passedOn: today(world.clock) }];
    const push = (by: typeof approved, at = world.clock.now().toISOString(), of = rows) => pushQualified(world.url, by, of, at);
    expect(await push(other)).toMatchObject({ status: 403, body: { code: 'REPORTER_NOT_LISTED', ruleId: 'QH-27' } });
    expect((await push({ ...approved, key: 'guessed' })).status).toBe(401);
    expect((await push(approved, new Date(world.clock.now().getTime() - 6 * 60_000).toISOString())).status).toBe(401);
    expect(
      (await push(approved, undefined, [{ ...rows[0]!, idNumber: (await holder(QINGHAI, 60)).person.idNumber }])).body.results,
    ).toMatchObject([{ state: 'REFUSED' }]);
    expect((await push(approved)).body.results).toMatchObject([{ state: 'TAKEN' }]);
    expect((await push(approved)).body.results).toMatchObject([{ state: 'ALREADY' }]);
    expect(await ContinuingEducationModel.countDocuments({ certificateId: who.id })).toBe(1);
    // QH-29: not before it is reviewed.
    const extend = async () => ({
      params: who.params,
      body: { service: 'EXTEND' as const, version: (await stored(who.id)).version, portraitFileId: await portraitOf(world, who.person.id) },
    });
    expect(await who.client.refused(services.apply, await extend())).toMatchObject({ code: 'CE_UNDER_REVIEW', ruleId: 'QH-29' });
    const [row] = (await desk.reviewer.ok(ce.queue, { query: { mode: 'ONLINE' } })).items.filter(
      (one) => one.certificateNumber === who.number,
    );
    await desk.reviewer.ok(ce.returnReport, { params: { id: row!.id }, body: { reason: '学时与平台记录不一致', version: row!.version } });
    expect(await who.client.refused(services.apply, await extend())).toMatchObject({ code: 'CE_NOT_ACCEPTED' });
    expect((await push(approved)).body.results).toMatchObject([{ state: 'TAKEN' }]);
    await desk.reviewer.ok(ce.confirm, { body: { ids: [row!.id] } });
    await world.settle();
    expect(await who.client.ok(services.apply, await extend())).toMatchObject({ status: 'SUBMITTED' });
  });

  it('CQ-08 the holder is reminded when the window opens and before it closes, each once, and not after it', async () => {
    const who = await holder(CHONGQING, 150);
    const heard = async () => {
      for (let run = 0; run < 2; run++) await world.settle();
      world.clock.advance(120_000);
      const client = await signIn(world, who.person.phone);
      return (await client.ok(inboxRoutes.list)).items.map((one) => one.title).filter((title) => title.includes('继续教育'));
    };
    expect(await heard()).toEqual(['可以报名继续教育']);
    world.clock.advance(35 * DAY);
    expect(await heard()).toEqual(['继续教育报名快截止了', '可以报名继续教育']);
    world.clock.advance(60 * DAY);
    expect(await heard()).toHaveLength(2);
  });

  it('A-31 passed in time and not imported before the end: the certificate is kept, and its holder gets time to go on', async () => {
    const desk = desks[QINGHAI]!;
    const who = await holder(QINGHAI, 25);
    await passes(desk, who);
    world.clock.advance(27 * DAY);
    await world.settle();
    await desk.signInAgain();
    who.client = await signIn(world, who.person.phone);
    expect((await stored(who.id)).status).toBe('ACTIVE');
    const [row] = (await desk.reviewer.ok(ce.queue)).items.filter((each) => each.certificateNumber === who.number);
    await desk.reviewer.ok(ce.confirm, { body: { ids: [row!.id] } });
    await world.settle();
    const seen = await who.client.ok(ce.view, { params: who.params });
    expect(seen.extension).toMatchObject({ verdict: { allowed: true }, window: { state: 'OPEN', days: 30 } });
    // Who lets that time pass, too, loses it.
    world.clock.advance(30 * DAY);
    await world.settle();
    expect((await stored(who.id)).status).toBe('ACTIVE');
    world.clock.advance(DAY);
    await world.settle();
    expect((await stored(who.id)).status).toBe('EXPIRED');
    world.clock.advance(DAY);
    await world.settle();
    expect((await education(who.id)).status).toBe('MISSED');
  });
});

describe('the business of a certificate', () => {
  /** Everything done but the request. */
  async function extendable(): Promise<
    Awaited<ReturnType<typeof holder>> & { body: { service: 'EXTEND'; version: number; portraitFileId: string } }
  > {
    const who = await holder(QINGHAI, 40);
    await passes(desks[QINGHAI]!, who);
    const one = await education(who.id);
    await desks[QINGHAI]!.reviewer.ok(ce.confirm, { body: { ids: [one._id.toHexString()] } });
    await world.settle();
    const portraitFileId = await portraitOf(world, who.person.id);
    return { ...who, body: { service: 'EXTEND', version: (await stored(who.id)).version, portraitFileId } };
  }

  it('QH-03 A-31 延期 and 调出 at once: one wins, the other is told; what is withdrawn can be asked for again', async () => {
    const who = await extendable();
    const extend = () => who.client.call(services.apply, { params: who.params, body: who.body });
    const leave = () =>
      who.client.call(services.apply, {
        params: who.params,
        body: { service: 'TRANSFER_OUT', toProvince: '500000', version: who.body.version },
      });
    const replies = await Promise.all([extend(), leave(), extend(), leave()]);
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    for (const reply of replies.filter((each) => each.status !== 200)) expect([409, 422]).toContain(reply.status);
    const won = replies.find((reply) => reply.status === 200)!.body;
    await world.settle();
    const { items, open } = await who.client.ok(services.offers, { params: who.params });
    expect(open).toMatchObject({ id: won.id, status: 'SUBMITTED' });
    expect(items.find((one) => one.service === 'EXTEND')!.verdict.refusals[0]).toMatchObject({ code: 'CERT_BUSY' });
    await who.client.ok(services.withdraw, { params: { id: won.id }, body: { version: won.version } });
    await world.settle();
    expect(await stored(who.id)).toMatchObject({ status: 'ACTIVE' });
    expect((await stored(who.id)).serviceId).toBeUndefined();
    const again = await who.client.ok(services.apply, {
      params: who.params,
      body: { ...who.body, version: (await stored(who.id)).version },
    });
    expect(again.status).toBe('SUBMITTED');
  });

  it('A-31 refused with a reason it can be sent again; nobody decides on their own', async () => {
    const who = await extendable();
    const asked = await who.client.ok(services.apply, { params: who.params, body: who.body });
    await world.settle();
    const { reviewer } = desks[QINGHAI]!;
    const decide = (reason?: string) => ({
      params: { id: asked.id },
      body: { decision: 'REFUSE' as const, version: asked.version, reason },
    });
    expect(await reviewer.refused(services.decide, decide())).toMatchObject({ status: 400, code: 'REASON_REQUIRED' });
    await reviewer.ok(services.decide, decide('照片不是近照'));
    await world.settle();
    expect((await stored(who.id)).status).toBe('ACTIVE');
    expect(await who.client.ok(services.view, { params: { id: asked.id } })).toMatchObject({
      status: 'REFUSED',
      decisionReason: '照片不是近照',
    });
    expect((await education(who.id)).status).toBe('REFUSED');
    const titles = (await who.client.ok(inboxRoutes.list)).items.map((one) => one.title);
    expect(titles).toContain('证书延期未通过');
    await who.client.ok(services.apply, { params: who.params, body: { ...who.body, version: (await stored(who.id)).version } });
    await world.settle();
    expect((await education(who.id)).status).toBe('EXTENSION_APPLIED');
  });

  it('A-31 suspended in the middle, past the end, given back and extended: nothing is lost', async () => {
    const who = await extendable();
    const asked = await who.client.ok(services.apply, { params: who.params, body: who.body });
    await world.settle();
    const desk = desks[QINGHAI]!;
    const found = await desk.issuer.ok(services.findCertificate, { body: { number: who.number } });
    expect(found.measures).toEqual(['SUSPEND', 'REVOKE', 'RESCIND', 'CANCEL']);
    expect((await desk.reviewer.ok(services.findCertificate, { body: { number: who.number } })).measures).toEqual([]);
    const act = { reason: '安全检查发现问题', legalBasis: '《建设工程安全生产管理条例》第五十八条' };
    const params = { id: found.id };
    expect(
      await desk.reviewer.refused(services.measure, { params, body: { measure: 'SUSPEND', ...act, version: found.version } }),
    ).toMatchObject({ status: 403 });
    await desk.issuer.ok(services.measure, { params, body: { measure: 'SUSPEND', ...act, version: found.version } });
    expect((await who.client.ok(certificateRoutes.view, { params: who.params })).status).toBe('SUSPENDED');
    world.clock.advance(45 * DAY);
    await world.settle();
    await desk.signInAgain();
    expect((await stored(who.id)).status).toBe('SUSPENDED');
    const held = await desk.issuer.ok(services.findCertificate, { body: { number: who.number } });
    expect(held.measures).toContain('RESTORE');
    await desk.issuer.ok(services.measure, { params, body: { measure: 'RESTORE', ...act, version: held.version } });
    expect((await stored(who.id)).status).toBe('EXTENDING');
    const { version } = await desk.issuer.ok(services.view, { params: { id: asked.id } });
    await desk.issuer.ok(services.decide, { params: { id: asked.id }, body: { decision: 'APPROVE', version } });
    await world.settle();
    expect(await stored(who.id)).toMatchObject({ status: 'ACTIVE', validTo: asked.newValidTo });
  });

  it('QH-03 调出: asked, let go, unusable here; a revoked one ends what was asked for', async () => {
    const desk = desks[QINGHAI]!;
    const who = await holder(QINGHAI, 400);
    const ask = async (of: typeof who) =>
      of.client.ok(services.apply, {
        params: of.params,
        body: { service: 'TRANSFER_OUT', toProvince: '500000', version: (await stored(of.id)).version },
      });
    const asked = await ask(who);
    expect(asked.toProvinceZh).toBe('重庆市');
    await desk.issuer.ok(services.decide, { params: { id: asked.id }, body: { decision: 'APPROVE', version: asked.version } });
    await world.settle();
    // Let go, and not received yet: it is still on its way, and its holder may take it back.
    expect((await stored(who.id)).status).toBe('TRANSFER_OUT');
    const view = { params: { id: asked.id } };
    expect(await who.client.ok(services.view, view)).toMatchObject({ status: 'RELEASED', canWithdraw: true });
    const back = await holder(QINGHAI, 400);
    const kept = await ask(back);
    await desk.issuer.ok(services.decide, { params: { id: kept.id }, body: { decision: 'APPROVE', version: kept.version } });
    await world.settle();
    const { version } = await back.client.ok(services.view, { params: { id: kept.id } });
    await setFault(world, 'national', { mode: 'down' });
    expect(await back.client.refused(services.withdraw, { params: { id: kept.id }, body: { version } })).toMatchObject({
      code: 'CHECK_PENDING',
    });
    await setFault(world, 'national', { mode: 'ok' });
    await back.client.ok(services.withdraw, { params: { id: kept.id }, body: { version } });
    expect((await stored(back.id)).status).toBe('ACTIVE');
    expect((await stored(back.id)).history.map(({ event }) => event)).toContain('recallTransferOut');
    // The other province has it: the nation shows that, and what was taken back is not ended by it.
    const { idNumber, name } = who.person;
    const received = { idNumber, name, certType: 'W011', code: 'C2', provinceNum: '500000', certState: '01', expiringDate: '2099-12-31' };
    await seedOutside(world, 'national', { holdings: [{ ...received, certNum: '渝建安C2（2024）0009001' }] });
    const now = await who.client.ok(services.view, view);
    expect(await who.client.refused(services.withdraw, { ...view, body: { version: now.version } })).toMatchObject({
      code: 'ALREADY_RECEIVED',
    });
    world.clock.advance(11 * 60_000);
    await world.settle();
    expect((await stored(who.id)).status).toBe('TRANSFERRED_OUT');
    expect(await who.client.ok(services.view, view)).toMatchObject({ status: 'DONE' });
    expect((await stored(back.id)).status).toBe('ACTIVE');
    const other = await holder(QINGHAI, 400);
    const waiting = await ask(other);
    const found = await desk.issuer.ok(services.findCertificate, { body: { number: other.number } });
    await desk.issuer.ok(services.measure, {
      params: { id: found.id },
      body: { measure: 'REVOKE', reason: '发生生产安全事故', legalBasis: '《安全生产法》第九十三条', version: found.version },
    });
    await world.settle();
    expect(await other.client.ok(services.view, { params: { id: waiting.id } })).toMatchObject({
      status: 'REFUSED',
      decisionReason: '证书已被吊销，申请终止',
    });
  });

  it('JS-09 what a province does not offer is said beforehand, with the reason', async () => {
    const who = await holder(CHONGQING, 150);
    const { items } = await who.client.ok(services.offers, { params: who.params });
    const said = Object.fromEntries(items.map((one) => [one.service, one.verdict.refusals[0]?.message]));
    expect(said).toMatchObject({ EXTEND: '还没有完成继续教育', CHANGE: '重庆市没有开通这项业务', REISSUE: '重庆市没有开通这项业务' });
  });
});
