import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { passListRoutes, type PassListBatch as View } from '@jzt/shared/contract/passList';
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { signIn } from '../../../testing/client';
import { passList, twoOfficers, type Officers } from '../../../testing/officers';
import { passedExam, sourceOf, type PassedExam } from '../../../testing/passed';
import { institution, institutionStaff } from '../../../testing/people';
import { seedOutside, setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { trusted } from '../../platform/database';
import { Files } from '../../platform/files';
import { Jobs } from '../../platform/jobs';
import { ApplicationModel, type Application } from '../application/application.model';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { poppler, wordsOf } from '../issuing/document/testing';
import { institutionSeal } from '../issuing/sealing.service';
import { PersonModel } from '../person/person.model';

jest.setTimeout(90_000);

let world: World;
let officers: Officers;

beforeAll(async () => {
  world = await startWorld();
  officers = await twoOfficers(world);
});
beforeEach(async () => {
  await setFault(world, 'seal', { mode: 'ok' });
  await provinceSeal(false);
});
afterAll(() => world.stop());

const provinceSeal = (disabled: boolean) =>
  seedOutside(world, 'seal', { seals: [{ sealId: 'QH-ZJT', holder: '青海省住房和城乡建设厅', disabled }] });
const batchOf = (id: string) => officers.issuer.ok(passListRoutes.view, { params: { id } });
const certificatesOf = (exam: PassedExam) =>
  CertificateModel.find({ 'source.id': trusted({ $in: exam.people.map((one) => one.applicationId) }) }).lean<Certificate[]>();
const sealedFiles = () => mongoose.connection.db!.collection('files.files').countDocuments({ 'metadata.purpose': 'CERTIFICATE' });
const statusesOf = async (exam: PassedExam) =>
  (await ApplicationModel.find({ examPlanId: exam.planId }).lean<Application[]>()).map((one) => one.status);
const sign = (batch: View) => officers.issuer.ok(passListRoutes.sign, { params: { id: batch.id }, body: { version: batch.version } });

/** A picture that says it is one and is none: found only when the page is made. */
async function breakPortrait(person: PassedExam['people'][number]): Promise<void> {
  const { portraitFileId } = (await ApplicationModel.findById(person.applicationId).lean<Application>())!;
  await (
    await world.server.get(Files)
  ).save(Buffer.from('no picture'), { id: portraitFileId, ownerId: person.id, purpose: 'PORTRAIT', contentType: 'image/jpeg' });
}

describe('the seal', () => {
  it('QH-20 A-24 a silent seal service: the list waits, nobody has anything, and it recovers by itself', async () => {
    const exam = await passedExam(world, { names: ['甲一', '甲二'] });
    const batch = await passList(world, officers, exam, 'APPROVED');
    await setFault(world, 'seal', { mode: 'down' });
    await sign(batch);
    await world.settle();
    const waiting = await batchOf(batch.id);
    expect(waiting).toMatchObject({ status: 'SIGNING', signedCount: 0, reason: expect.stringContaining('电子签章系统暂时连不上') });
    const numbers = waiting.rows.map((row) => row.certificateNumber);
    world.clock.advance(30_000);
    await world.settle();
    expect(await certificatesOf(exam)).toEqual([]);
    await setFault(world, 'seal', { mode: 'ok' });
    world.clock.advance(60_000);
    await world.settle();
    const issued = await batchOf(batch.id);
    expect(issued).toMatchObject({ status: 'ISSUED', signedCount: 2 });
    expect(issued.reason).toBeUndefined();
    // The number drawn before the silence is the one on the certificate.
    expect(issued.rows.map((row) => row.certificateNumber).slice(0, 1)).toEqual(numbers.slice(0, 1));
    expect((await certificatesOf(exam)).map((one) => one.number).sort()).toEqual(issued.rows.map((row) => row.certificateNumber).sort());
  });

  it.each([
    ['slow', { mode: 'slow', ms: 60_000, times: 1 }],
    ['garbage', { mode: 'garbage', times: 3 }],
    ['a seal over another document', { mode: 'wrong', times: 1 }],
  ] as const)('QH-20 %s is not believed, and the list goes on later', async (_, fault) => {
    const exam = await passedExam(world, { names: ['乙一'] });
    await setFault(world, 'seal', fault);
    const batch = await passList(world, officers, exam);
    await world.settle();
    expect(await batchOf(batch.id)).toMatchObject({ status: 'SIGNING', signedCount: 0 });
    for (let round = 0; round < 3; round++) {
      world.clock.advance(25_000);
      await world.settle();
    }
    const [certificate] = await certificatesOf(exam);
    const pdf = await (await world.server.get(Files)).read(certificate!.fileId!);
    expect(poppler('pdfsig', ['FILE'], pdf).toString()).toContain('Signature is Valid');
  });

  it('QH-20 a refused seal fails the whole list: nothing is published, the signer is told, a retry goes on where it stopped', async () => {
    const exam = await passedExam(world, { names: ['丙一', '丙二'] });
    const batch = await passList(world, officers, exam, 'APPROVED');
    await provinceSeal(true);
    await sign(batch);
    await world.settle();
    const failed = await batchOf(batch.id);
    expect(failed).toMatchObject({
      status: 'SIGN_FAILED',
      signedCount: 0,
      reason: expect.stringContaining('印章已停用'),
      rows: [{ errors: [{ ruleId: 'QH-20', code: 'SEAL_REFUSED' }] }, { errors: [] }],
    });
    expect(await certificatesOf(exam)).toEqual([]);
    expect((await (await signIn(world, exam.people[0]!.phone)).ok(certificateRoutes.listMine)).items).toEqual([]);
    expect(await statusesOf(exam)).toEqual(['BATCHED', 'BATCHED']);
    expect((await officers.issuer.ok(inboxRoutes.list, {})).items[0]).toMatchObject({
      title: '签发失败',
      body: expect.stringContaining(batch.number),
    });
    await provinceSeal(false);
    await sign(failed);
    await world.settle();
    const issued = await batchOf(batch.id);
    expect(issued).toMatchObject({ status: 'ISSUED', signedCount: 2, rows: [{ errors: [] }, { errors: [] }] });
    expect(issued.rows[0]!.certificateNumber).toBe(failed.rows[0]!.certificateNumber);
  });

  it('QH-20 a portrait that cannot be read fails the list; without the row the rest is checked, approved and signed again, and no sealed file is left behind', async () => {
    const exam = await passedExam(world, { names: ['丁一', '丁二'] });
    const [good, bad] = exam.people;
    const batch = await passList(world, officers, exam, 'APPROVED');
    await breakPortrait(bad!);
    const before = await sealedFiles();
    await sign(batch);
    await world.settle();
    const failed = await batchOf(batch.id);
    expect(failed).toMatchObject({
      status: 'SIGN_FAILED',
      signedCount: 1,
      rows: [{ errors: [] }, { errors: [{ code: 'PORTRAIT_UNREADABLE' }] }],
    });
    expect(await certificatesOf(exam)).toEqual([]);
    const params = { id: batch.id };
    let shorter = await officers.reviewer.ok(passListRoutes.removeRow, {
      params,
      body: { version: failed.version, source: sourceOf(bad!), reason: '照片打不开' },
    });
    shorter = await officers.reviewer.ok(passListRoutes.check, { params, body: { version: shorter.version } });
    shorter = await officers.issuer.ok(passListRoutes.approve, { params, body: { version: shorter.version } });
    await sign(shorter);
    await world.settle();
    expect(await batchOf(batch.id)).toMatchObject({
      status: 'ISSUED',
      rows: [{ source: sourceOf(good!), certificateNumber: failed.rows[0]!.certificateNumber }],
    });
    expect(await sealedFiles()).toBe(before + 1);
    expect((await statusesOf(exam)).sort()).toEqual(['CERTIFIED', 'PASSED']);
  });

  it('a rejected list leaves no sealed file behind', async () => {
    const exam = await passedExam(world, { names: ['戊一', '戊二'] });
    const batch = await passList(world, officers, exam, 'APPROVED');
    await breakPortrait(exam.people[1]!);
    const before = await sealedFiles();
    await sign(batch);
    await world.settle();
    expect(await sealedFiles()).toBe(before + 1);
    const failed = await batchOf(batch.id);
    await officers.issuer.ok(passListRoutes.reject, { params: { id: batch.id }, body: { version: failed.version, reason: '照片有误' } });
    await world.settle();
    expect(await sealedFiles()).toBe(before);
    expect(await statusesOf(exam)).toEqual(['PASSED', 'PASSED']);
  });
});

describe('what else must stand', () => {
  it('JS-20 nobody without an identity gets a certificate, also when it was lost after the approval', async () => {
    const exam = await passedExam(world, { names: ['戊三', '戊四'] });
    const batch = await passList(world, officers, exam, 'APPROVED');
    await PersonModel.updateOne({ _id: exam.people[1]!.id }, { $set: { status: 'REVOKED' } });
    const refusal = await officers.issuer.refused(passListRoutes.sign, { params: { id: batch.id }, body: { version: batch.version } });
    expect(refusal).toMatchObject({
      status: 409,
      code: 'ROW_ERRORS',
      message: expect.stringContaining('戊四'),
      refusals: [{ code: 'ROW_IDENTITY' }],
    });
    expect((await batchOf(batch.id)).status).toBe('APPROVED');
  });

  it('O-08 A-24 a silent national platform: no number is lost while the identifier is awaited', async () => {
    const exam = await passedExam(world, { names: ['戊五'] });
    const batch = await passList(world, officers, exam, 'APPROVED');
    await setFault(world, 'national', { mode: 'down' });
    await sign(batch);
    await world.settle();
    const waiting = await batchOf(batch.id);
    expect(waiting).toMatchObject({
      status: 'SIGNING',
      reason: expect.stringContaining('全国平台暂时连不上'),
      rows: [{ certificateNumber: expect.any(String), signed: false }],
    });
    await setFault(world, 'national', { mode: 'ok' });
    world.clock.advance(60_000);
    await world.settle();
    expect(await batchOf(batch.id)).toMatchObject({
      status: 'ISSUED',
      rows: [{ certificateNumber: waiting.rows[0]!.certificateNumber, signed: true }],
    });
  });
});

describe('once', () => {
  it('QH-19 many officers and many workers at once: each person one certificate, numbers unique and in one series', async () => {
    const exams = await Promise.all([
      passedExam(world, { names: ['己一', '己二', '己三'] }),
      passedExam(world, { names: ['己四', '己五'] }),
    ]);
    const batches = [await passList(world, officers, exams[0], 'APPROVED'), await passList(world, officers, exams[1], 'APPROVED')];
    const tries = await Promise.all(
      [...batches, ...batches, ...batches].map((batch) =>
        officers.issuer.call(passListRoutes.sign, { params: { id: batch.id }, body: { version: batch.version } }),
      ),
    );
    expect(tries.map((one) => one.status).sort()).toEqual([200, 200, 409, 409, 409, 409]);
    const jobs = await world.server.get(Jobs);
    await Promise.all(Array.from({ length: 6 }, () => jobs.runNow('passList.sign')));
    await world.settle();
    const certificates = [...(await certificatesOf(exams[0])), ...(await certificatesOf(exams[1]))];
    expect(certificates).toHaveLength(5);
    expect(new Set(certificates.map((one) => one.number)).size).toBe(5);
    expect(new Set(certificates.map((one) => one.tokenHash)).size).toBe(5);
    const refused = await officers.issuer.refused(passListRoutes.sign, {
      params: { id: batches[0]!.id },
      body: { version: (await batchOf(batches[0]!.id)).version },
    });
    expect(refused).toMatchObject({ status: 409, code: 'ILLEGAL_TRANSITION' });
  });

  it('O-03 O-05 numbers: seven digits a year for 安管, province, city, trade, year and six digits for 特种', async () => {
    const year = world.clock.now().getFullYear();
    const safety = await passedExam(world, { names: ['庚一'], subject: { category: 'SAFETY_MGMT', code: 'C2' } });
    const trade = await passedExam(world, {
      names: ['庚二', '庚三'],
      subject: { category: 'SPECIAL_OP', code: '05' },
      institution: await institution({ address: '海东市乐都区测试路3号' }),
    });
    for (const exam of [safety, trade]) await passList(world, officers, exam);
    await world.settle();
    expect((await certificatesOf(safety))[0]!.number).toBe(`青建安C2（${year}）0000001`);
    expect((await certificatesOf(trade)).map((one) => one.number).sort()).toEqual([`青B05${year}000001`, `青B05${year}000002`]);
    const [certificate] = await certificatesOf(trade);
    expect(certificate!.identifier).toMatch(/^1\.2\.156\.3005\.2\.11100000000013338W032\.11630000015000000H\./);
    const words = wordsOf(await (await world.server.get(Files)).read(certificate!.fileId!));
    expect(words).toContain('建筑起重机械司机（塔式起重机）');
    // JS-16: no employer on a certificate that belongs to the person.
    expect(words).not.toContain(trade.enterprise.name);
  });
});

describe('certificates of institutions', () => {
  it('QH-30 QH-33 QH-35 QH-36 the institution signs with its own seal after the authority has filed the list', async () => {
    const trainer = await institution();
    const exam = await passedExam(world, {
      names: ['辛一'],
      institution: trainer,
      subject: { category: 'SKILLED_WORKER', code: '砌筑工' },
    });
    const staff = await signIn(world, (await institutionStaff(world, trainer.id)).phone, 'INSTITUTION_STAFF');
    const checked = await passList(world, officers, exam, 'CHECKED');
    const params = { id: checked.id };
    expect(await staff.refused(passListRoutes.signForInstitution, { params, body: { version: checked.version } })).toMatchObject({
      status: 422,
      code: 'NOT_FILED',
      ruleId: 'QH-35',
    });
    const filed = await officers.issuer.ok(passListRoutes.approve, { params, body: { version: checked.version } });
    // Nobody is offered what would be refused.
    expect(filed.canSign).toBe(false);
    expect((await staff.ok(passListRoutes.viewForInstitution, { params })).canSign).toBe(true);
    expect(await officers.issuer.refused(passListRoutes.sign, { params, body: { version: filed.version } })).toMatchObject({
      status: 422,
      code: 'WRONG_ISSUER',
      ruleId: 'QH-36',
    });
    await seedOutside(world, 'seal', { seals: [{ sealId: institutionSeal(trainer), holder: trainer.name }] });
    await staff.ok(passListRoutes.signForInstitution, { params, body: { version: filed.version } });
    await world.settle();
    const client = await signIn(world, exam.people[0]!.phone);
    const [certificate] = (await client.ok(certificateRoutes.listMine)).items;
    expect(certificate).toMatchObject({
      kind: 'SKILLED_WORKER',
      status: 'ACTIVE',
      issuerZh: trainer.name,
      territoryZh: '仅限本省使用',
      number: expect.stringMatching(/^青技\d{10}$/),
    });
    expect([certificate!.validTo, certificate!.daysLeft]).toEqual([undefined, undefined]);
    const { bytes } = await client.call(certificateRoutes.file, { params: { id: certificate!.id } });
    const report = poppler('pdfsig', ['FILE'], bytes).toString();
    expect(report).toContain('Signature is Valid');
    expect(report).toContain(`Signer Certificate Common Name: ${trainer.name}`);
    expect(wordsOf(bytes)).not.toContain('青海省住房和城乡建设厅');
    expect(wordsOf(bytes)).toContain('砌筑工');
  });
});
