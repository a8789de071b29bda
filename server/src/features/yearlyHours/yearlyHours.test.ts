import { accountRoutes } from '@jzt/shared/contract/account';
import { certificateServiceRoutes as serviceApi } from '@jzt/shared/contract/certificateService';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { fileRoutes } from '@jzt/shared/contract/file';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { yearlyHoursRoutes as api, type HoursRowInput } from '@jzt/shared/contract/yearlyHours';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import ExcelJS from 'exceljs';
import sharp from 'sharp';
import { Client, signIn } from '../../../testing/client';
import { certificateHolder, type Holder } from '../../../testing/holders';
import { filledIn } from '../../../testing/sheets';
import { authority, institution, institutionStaff, officer } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { FindingModel, HoursBatchModel, type Finding } from './yearlyHours.model';

jest.setTimeout(180_000);

const HAINAN: Jurisdiction = '460000';
const SITE = { category: 'SITE_MANAGER', code: '101' } as const;
let world: World;
const phones: Record<'teacher' | 'reviewer' | 'issuer', string> = { teacher: '', reviewer: '', issuer: '' };
let teacher: Client;
let reviewer: Client;
let issuer: Client;

beforeAll(async () => {
  world = await startWorld({ at: '2025-03-03T02:00:00Z' });
  const authorisations = [{ category: 'SITE_MANAGER' as const, from: '2020-01-01' }];
  const school = await institution({ jurisdictions: [HAINAN], authorisations });
  phones.teacher = (await institutionStaff(world, school.id)).phone;
  phones.reviewer = (await officer(world, 'AUTHORITY_REVIEWER', '审核员', await authority(HAINAN))).phone;
  phones.issuer = (await officer(world, 'AUTHORITY_ISSUER', '签发员', await authority(HAINAN))).phone;
  await signAllIn();
});
afterAll(() => world.stop());

async function signAllIn(): Promise<void> {
  teacher = await signIn(world, phones.teacher, 'INSTITUTION_STAFF');
  reviewer = await signIn(world, phones.reviewer, 'AUTHORITY_REVIEWER');
  issuer = await signIn(world, phones.issuer, 'AUTHORITY_ISSUER');
}
/** Stands on that day, everybody signed in again. */
async function stand(day: string, ...holders: Holder[]): Promise<void> {
  world.clock.set(`${day}T02:00:00Z`);
  await world.settle();
  world.clock.advance(120_000);
  await signAllIn();
  for (const who of holders) who.client = await signIn(world, who.person.phone);
}

/** An electronic certificate of the office, without an end. */
const held = (issuedOn = '2023-05-01'): Promise<Holder> =>
  certificateHolder(world, HAINAN, null, { kind: 'SITE_MANAGER_ELECTRONIC', subject: SITE, issuedOn });
const scan = () =>
  sharp({ create: { width: 600, height: 800, channels: 3, background: '#f4f4f4' } })
    .jpeg()
    .toBuffer();
const stored = async ({ id }: Holder) => (await CertificateModel.findById(id).lean<Certificate>())!;
const row = (who: Holder, total: string, professional: string, assessedOn?: string): HoursRowInput => ({
  certificateNumber: who.number,
  holderName: who.person.name,
  total,
  professional,
  mode: 'OFFLINE',
  ...(assessedOn && { assessedOn }),
});
const account = async (who: Holder) => (await who.client.ok(api.accounts)).items[0]!;
async function entered(rows: HoursRowInput[]): Promise<void> {
  const sent = await teacher.ok(api.report, { body: { rows } });
  await reviewer.ok(api.decideReport, { params: { id: sent.id }, body: { decision: 'ENTER', version: sent.version } });
  await world.settle();
}

describe('yearly hours', () => {
  it('HN-10 HN-11 HN-16 HN-17 reported by a listed institution, reviewed, and only then of effect', async () => {
    const [who, fresh] = [await held(), await held('2025-01-10')];
    expect(await account(who)).toMatchObject({
      target: { total: '32', professional: '22', twoYears: '64' },
      years: [
        { year: 2025, state: 'RUNNING', total: '0' },
        { year: 2024, state: 'UNMET' },
        { year: 2023, state: 'NOT_OWED' },
      ],
      twoYears: { from: 2024, to: 2025, total: '0', met: false },
    });
    // HN-10: nothing is owed for the year of the certificate.
    expect((await account(fresh)).years[0]).toMatchObject({ year: 2025, state: 'NOT_OWED' });
    expect(await teacher.refused(api.report, { body: { rows: [row(who, '32', '22')] } })).toMatchObject({ status: 422, ruleId: 'HN-16' });
    const wrong = { ...row(who, '32', '22', '2025-03-01'), holderName: '另一个人' };
    const refused = await teacher.refused(api.report, { body: { rows: [row(who, '10', '11', '2025-03-01'), wrong] } });
    expect(refused).toMatchObject({
      status: 400,
      code: 'ROWS_WRONG',
      fields: { 'rows.0': expect.any(String), 'rows.1': expect.any(String) },
    });
    const sent = await teacher.ok(api.report, { body: { rows: [row(who, '32', '21', '2025-03-01')] } });
    expect((await account(who)).years[0]).toMatchObject({ total: '0', waiting: '32', state: 'RUNNING' });
    const [waiting] = (await reviewer.ok(api.reportQueue)).items;
    expect(waiting).toMatchObject({ id: sent.id, status: 'SUBMITTED', batchNumber: '2025-03第1批', canDecide: true });
    const params = { id: sent.id };
    await reviewer.ok(api.decideReport, { params, body: { decision: 'RETURN', reason: '专业学时不对', version: sent.version } });
    await world.settle();
    const [returned] = (await teacher.ok(api.reports)).items;
    expect(returned).toMatchObject({ status: 'RETURNED', reason: '专业学时不对', canCorrect: true });
    expect((await teacher.ok(inboxRoutes.list)).items[0]).toMatchObject({ title: '上报批次被退回' });
    const again = await teacher.ok(api.correct, {
      params,
      body: { rows: [row(who, '31', '22', '2025-03-01')], version: returned!.version },
    });
    await reviewer.ok(api.decideReport, { params, body: { decision: 'ENTER', version: again.version } });
    await world.settle();
    // HN-11: 31 of 32.
    expect((await account(who)).years[0]).toMatchObject({ total: '31', professional: '22', waiting: '0', state: 'RUNNING' });
    expect((await who.client.ok(inboxRoutes.list)).items[0]).toMatchObject({ title: '继续教育学时已录入' });
    await entered([row(who, '1', '0', '2025-03-02')]);
    expect((await account(who)).years[0]).toMatchObject({ total: '32', professional: '22', state: 'MET' });
    // HN-17: the third in a month, and the first of the next; the corrected one was not counted twice.
    expect(await teacher.refused(api.report, { body: { rows: [row(who, '1', '0', '2025-03-03')] } })).toMatchObject({
      status: 422,
      ruleId: 'HN-17',
    });
    await stand('2025-04-01', who);
    // Two at once fill the month, a third has no place.
    const three = [1, 2, 3].map((n) => teacher.call(api.report, { body: { rows: [row(who, '1', '1', `2025-03-1${n}`)] } }));
    expect((await Promise.all(three)).map((reply) => reply.status).sort()).toEqual([200, 200, 422]);
  });

  it('HN-14 an institution that is not on the list reports nothing; elsewhere nobody does', async () => {
    const school = await institution({ jurisdictions: [HAINAN], authorisations: [] });
    const other = await signIn(world, (await institutionStaff(world, school.id)).phone, 'INSTITUTION_STAFF');
    const who = await held();
    const rows = [row(who, '32', '22', '2025-03-01')];
    expect(await other.refused(api.report, { body: { rows } })).toMatchObject({ status: 422, ruleId: 'HN-14' });
    const qinghai = await signIn(world, (await institutionStaff(world, (await institution()).id)).phone, 'INSTITUTION_STAFF');
    expect(await qinghai.refused(api.report, { body: { rows } })).toMatchObject({ code: 'SERVICE_NOT_OFFERED' });
  });

  it('HN-12 A-13 two years short: proposed once after the days for reporting, the holder heard, voided only when an officer confirms', async () => {
    await stand('2026-12-01');
    // Obtained in 2024: 2025 and 2026 are the two years.
    const [short, appealing] = [await held('2024-05-01'), await held('2024-05-01')];
    await entered([row(short, '32', '22', '2026-11-01'), row(appealing, '31', '22', '2026-11-02')]);
    await stand('2027-01-31', short, appealing);
    expect((await account(short)).finding).toBeUndefined();
    await stand('2027-02-01', short, appealing);
    await world.settle();
    const [first, second] = [(await account(short)).finding!, (await account(appealing)).finding!];
    expect(first).toMatchObject({ status: 'PROPOSED', ground: 'SHORT_HOURS', appealBy: '2027-02-16', canAppeal: true });
    expect((await short.client.ok(inboxRoutes.list)).items.filter((one) => one.title === '证书可能被作废')).toHaveLength(1);
    expect((await stored(short)).status).toBe('ACTIVE');
    const confirm = (id: string, version: number, evidence?: string[]) => ({
      params: { id },
      body: { decision: 'CONFIRM' as const, reason: '核对学时记录，两年只有32学时', version, ...(evidence && { evidence }) },
    });
    expect(await reviewer.refused(api.decideFinding, confirm(first.id, first.version, ['学时清单']))).toMatchObject({
      status: 403,
      code: 'WRONG_ROLE',
    });
    expect(await issuer.refused(api.decideFinding, confirm(first.id, first.version))).toMatchObject({
      status: 400,
      code: 'EVIDENCE_REQUIRED',
    });
    expect(await issuer.refused(api.decideFinding, confirm(first.id, first.version, ['学时清单']))).toMatchObject({
      status: 409,
      code: 'APPEAL_TIME',
    });
    // Heard: the officer may decide at once, and lets it stand.
    const heard = await appealing.client.ok(api.appeal, {
      params: { id: second.id },
      body: { text: '去年住院，已补学', version: second.version },
    });
    expect((await issuer.ok(api.findings)).items.find((one) => one.id === second.id)).toMatchObject({
      status: 'APPEALED',
      appeal: '去年住院，已补学',
      canDecide: true,
    });
    await issuer.ok(api.decideFinding, {
      params: { id: second.id },
      body: { decision: 'DISMISS', reason: '情况属实，补学学时已在审核', version: heard.version },
    });
    await stand('2027-02-17', short, appealing);
    const before = (await account(short)).finding!;
    await issuer.ok(api.decideFinding, confirm(first.id, before.version, ['学时清单']));
    await world.settle();
    expect(await stored(short)).toMatchObject({ status: 'VOIDED' });
    expect((await stored(short)).history.at(-1)).toMatchObject({
      byRole: 'AUTHORITY_ISSUER',
      evidence: [`finding:${first.id}`, '学时清单'],
    });
    expect(await short.client.ok(certificateRoutes.view, { params: short.params })).toMatchObject({ status: 'VOIDED' });
    expect((await short.client.ok(inboxRoutes.list)).items.map((one) => one.title)).toContain('证书已作废');
    // Dismissed, it is not proposed again for the same years.
    await world.settle();
    expect((await account(appealing)).finding).toMatchObject({ status: 'DISMISSED' });
    expect((await stored(appealing)).status).toBe('ACTIVE');
  });

  it('HN-12 hours that come late take the ground away', async () => {
    const who = await held('2024-05-01');
    await world.settle();
    const { finding } = await account(who);
    await entered([row(who, '40', '22', '2026-12-01'), row(who, '24', '22', '2025-12-02')]);
    await stand('2027-04-01', who);
    const now = (await account(who)).finding!;
    expect(now.id).toBe(finding!.id);
    const body = { decision: 'CONFIRM' as const, reason: '两年学时不足', evidence: ['学时清单'], version: now.version };
    expect(await issuer.refused(api.decideFinding, { params: { id: now.id }, body })).toMatchObject({
      status: 422,
      ruleId: 'HN-12',
      code: 'NO_GROUND_TO_VOID',
    });
  });

  it('HN-16 one assessment counts once, whoever reports it and in whichever batch', async () => {
    const who = await held('2024-05-01');
    const school = await institution({ jurisdictions: [HAINAN], authorisations: [{ category: 'SITE_MANAGER', from: '2020-01-01' }] });
    await stand('2027-05-03', who);
    const rival = await signIn(world, (await institutionStaff(world, school.id)).phone, 'INSTITUTION_STAFF');
    const rows = [row(who, '20', '12', '2027-05-02')];
    const twice = { status: 400, code: 'ROWS_WRONG', fields: { 'rows.0': expect.stringContaining('已在其他批次上报') } };
    const first = await teacher.ok(api.report, { body: { rows } });
    for (const client of [teacher, rival]) expect(await client.refused(api.report, { body: { rows } })).toMatchObject(twice);
    // Also when the other one was only returned; the batch itself may say it again.
    const params = { id: first.id };
    const back = await reviewer.ok(api.decideReport, {
      params,
      body: { decision: 'RETURN', reason: '请核对学时', version: first.version },
    });
    expect(await rival.refused(api.report, { body: { rows } })).toMatchObject(twice);
    const again = await teacher.ok(api.correct, { params, body: { rows, version: back.version } });
    // Another day is another assessment.
    const other = await rival.ok(api.report, { body: { rows: [row(who, '20', '12', '2027-05-01')] } });
    // Both were sent in the same moment: the second is not entered, and the hours are there once.
    await HoursBatchModel.updateOne({ _id: other.id }, { $set: { 'rows.0.assessedOn': '2027-05-02' } });
    expect((await account(who)).years[0]).toMatchObject({ waiting: '20' });
    await reviewer.ok(api.decideReport, { params, body: { decision: 'ENTER', version: again.version } });
    const enter = { params: { id: other.id }, body: { decision: 'ENTER' as const, version: other.version } };
    expect(await reviewer.refused(api.decideReport, enter)).toMatchObject(twice);
    expect((await account(who)).years[0]).toMatchObject({ total: '20', waiting: '0' });
    expect(await rival.refused(api.report, { body: { rows } })).toMatchObject(twice);
  });

  it('HN-12 each pair of short years is a ground of its own: dismissed, it is never proposed again, and a later pair is', async () => {
    const who = await held('2024-05-01');
    await stand('2027-06-01', who);
    const of = async () => FindingModel.find({ certificateId: who.id }).sort({ _id: 1 }).lean<Finding[]>();
    const dismiss = async () => {
      const one = (await account(who)).finding!;
      const heard = await who.client.ok(api.appeal, { params: { id: one.id }, body: { text: '情况特殊，请核实', version: one.version } });
      await issuer.ok(api.decideFinding, {
        params: { id: one.id },
        body: { decision: 'DISMISS', reason: '情况属实，不作废', version: heard.version },
      });
    };
    expect((await of()).map((one) => one.groundZh)).toEqual(['2025年和2026年继续教育两年累计不满规定学时']);
    await dismiss();
    await entered([row(who, '64', '44', '2027-06-01')]);
    for (const day of ['2028-02-01', '2029-02-01']) {
      await stand(day, who);
      if (day === '2029-02-01') expect(await of()).toHaveLength(1);
    }
    await stand('2030-02-01', who);
    const now = await of();
    expect(now.map((one) => [one.status, one.groundZh])).toEqual([
      ['DISMISSED', '2025年和2026年继续教育两年累计不满规定学时'],
      ['PROPOSED', '2028年和2029年继续教育两年累计不满规定学时'],
    ]);
  });

  it('HN-13 not working in the post: an officer proposes with evidence, the holder is heard first', async () => {
    const who = await held('2026-05-01');
    const known = await reviewer.ok(serviceApi.findCertificate, { body: { number: who.number } });
    expect(known.canProposeVoid).toBe(true);
    const { fileId } = await reviewer.ok(fileRoutes.uploadEvidence, { file: await scan() });
    const ofAnother = await issuer.ok(fileRoutes.uploadEvidence, { file: await scan() });
    const evidence = ['社保核查记录2027-4'];
    expect(
      await reviewer.refused(api.openFinding, { params: who.params, body: { evidence, evidenceFileIds: [ofAnother.fileId] } }),
    ).toMatchObject({ status: 400, code: 'EVIDENCE_REQUIRED' });
    const seen = async (by: Client) => (await by.call(fileRoutes.view, { params: { id: fileId } })).status;
    // Before it is laid before a case it is nobody's but its officer's.
    expect(await Promise.all([reviewer, issuer, who.client].map(seen))).toEqual([200, 404, 404]);
    const found = await reviewer.ok(api.openFinding, { params: who.params, body: { evidence, evidenceFileIds: [fileId] } });
    expect(found).toMatchObject({ status: 'PROPOSED', ground: 'NOT_IN_POST', evidence, evidenceFileIds: [fileId] });
    // The holder is heard on it, and sees what it rests on; nobody else does.
    const stranger = (await held('2026-05-01')).client;
    const elsewhere = (await officer(world, 'AUTHORITY_ISSUER', '外省', await authority('630000'))).phone;
    expect(await Promise.all([issuer, who.client, stranger, await signIn(world, elsewhere, 'AUTHORITY_ISSUER')].map(seen))).toEqual([
      200, 200, 404, 404,
    ]);
    expect((await account(who)).finding).toMatchObject({ evidenceFileIds: [fileId] });
    expect((await who.client.ok(accountRoutes.me)).todos.map((todo) => todo.key)).toContain(`ce-finding-${who.id}`);
    expect((await stored(who)).status).toBe('ACTIVE');
    await who.client.ok(api.appeal, { params: { id: found.id }, body: { text: '刚调了岗位', version: found.version } });
    const now = (await account(who)).finding!;
    await issuer.ok(api.decideFinding, {
      params: { id: found.id },
      body: { decision: 'CONFIRM', reason: '经核实确未从事', version: now.version },
    });
    await world.settle();
    expect((await stored(who)).status).toBe('VOIDED');
    const paper = await certificateHolder(world, HAINAN, 300, { kind: 'SITE_MANAGER_PAPER', subject: SITE });
    expect((await reviewer.ok(serviceApi.findCertificate, { body: { number: paper.number } })).canProposeVoid).toBe(false);
    expect(await reviewer.refused(api.openFinding, { params: paper.params, body: { evidence: ['笔录'] } })).toMatchObject({
      code: 'NO_GROUND_TO_VOID',
    });
  });

  it('HN-17 a table is filled in, read row by row without keeping anything, reported, and comes back with what became of it', async () => {
    await stand('2031-03-03');
    const [one, two] = [await held(), await held()];
    const form = (await teacher.call(api.sheet)).bytes;
    const rows = [
      [one.person.name, one.number, '32', '22', '集中培训', '2031-03-01'],
      [two.person.name, two.number, '30.5', '22', '在线网络学习', '2031年3月2日'],
    ];
    const bad = await teacher.ok(api.readSheet, { file: await filledIn(form, [...rows, ['李四', '123', '很多', '1', '自学', '昨天']]) });
    expect(bad.rows).toHaveLength(2);
    expect(bad.faults).toEqual([{ line: 4, message: expect.stringMatching(/自学.*很多.*昨天/) }]);
    const { rows: read, faults } = await teacher.ok(api.readSheet, { file: await filledIn(form, rows) });
    expect([read.map((row) => row.assessedOn), faults]).toEqual([['2031-03-01', '2031-03-02'], []]);
    expect(await HoursBatchModel.countDocuments({ slot: '2031-03#1' })).toBe(0);
    const sent = await teacher.ok(api.report, { body: { rows: read } });
    const { bytes } = await reviewer.call(api.reportSheet, { params: { id: sent.id } });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    const told = JSON.stringify(book.worksheets[0]!.getSheetValues());
    for (const word of [one.number, '30.5', '在线网络学习', '待主管部门审核']) expect(told).toContain(word);
  });

  it('HN-11 from October on a year that is short is something to do, until it is met', async () => {
    // No year before this one is short.
    const who = await held('2030-12-01');
    const todos = async () => (await who.client.ok(accountRoutes.me)).todos.map((todo) => todo.key);
    await stand('2031-09-30', who);
    expect(await todos()).not.toContain(`hours-${who.id}-2031`);
    await stand('2031-10-01', who);
    expect(await todos()).toContain(`hours-${who.id}-2031`);
    await entered([row(who, '32', '22', '2031-10-01')]);
    expect(await todos()).not.toContain(`hours-${who.id}-2031`);
  });

  it('HN-18 a 安全员 certificate without an end is verified by the hours of every year that is over', async () => {
    const SAFETY = { category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER' } as const;
    const safety = () => certificateHolder(world, HAINAN, null, { kind: 'SITE_SAFETY_OFFICER', subject: SAFETY, issuedOn: '2017-01-01' });
    await stand('2032-03-01');
    const [met, unmet] = [await safety(), await safety()];
    const verified = (who: Holder) =>
      new Client(world.url).ok(certificateRoutes.verifyByNumber, { body: { number: who.number, name: who.person.name } });
    // Entered as usable in 2032: of the years before, its authority's word stands.
    for (const who of [met, unmet]) expect((await verified(who)).certificate).toMatchObject({ valid: true });
    await entered([row(met, '32', '22', '2032-03-01'), row(unmet, '32', '21', '2032-03-01')]);
    await stand('2033-01-31', met, unmet);
    // Institutions may still report.
    expect((await verified(unmet)).certificate).toMatchObject({ valid: true });
    await stand('2033-02-01', met, unmet);
    expect((await verified(met)).certificate).toMatchObject({ valid: true, status: 'ACTIVE' });
    expect(await verified(unmet)).toMatchObject({
      message: '2032年的继续教育没有完成，证书不能再用',
      certificate: { valid: false, status: 'ACTIVE' },
    });
    await entered([row(unmet, '0', '1', '2032-12-30')].map((one) => ({ ...one, total: '1' })));
    expect((await verified(unmet)).certificate).toMatchObject({ valid: true });
  });
});
