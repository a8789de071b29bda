import { applicationRoutes } from '@jzt/shared/contract/application';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { fileRoutes } from '@jzt/shared/contract/file';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { addDays, toLocalDate } from '@jzt/shared/domain/calendar';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { ROLES } from '@jzt/shared/domain/roles';
import { certificate as machine } from '@jzt/shared/workflow/machines/certificate';
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { issuedExam } from '../../../testing/certificates';
import { Client, signIn } from '../../../testing/client';
import { twoOfficers, type Officers } from '../../../testing/officers';
import { ledgeredWorker } from '../../../testing/people';
import { setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import type { Actor } from '../../platform/cases';
import { PersonModel } from '../person/person.model';
import { CertificateModel, type Certificate } from './certificate.model';
import { Certificates } from './certificate.service';

const ISSUER: Actor = { role: 'AUTHORITY_ISSUER', name: '测*' };

jest.setTimeout(90_000);

let world: World;
let officers: Officers;
let certificates: Certificates;

beforeAll(async () => {
  world = await startWorld();
  officers = await twoOfficers(world);
  certificates = await world.server.get(Certificates);
});
beforeEach(() => setFault(world, 'national', { mode: 'ok' }));
afterAll(() => world.stop());

const stored = async (one: Certificate) => (await CertificateModel.findById(one._id).lean<Certificate>())!;
const idOf = (one: Certificate) => one._id.toHexString();
const reports = async (number: string) =>
  ((await (await fetch(`${world.simulatorUrl}/national/reports`)).json()) as { reports: { content: Record<string, string> }[] }).reports
    .map((one) => one.content)
    .filter((one) => one.certNum === number);

describe('the wallet', () => {
  it('QH-21 shows and gives the certificate to its holder only: to anybody else it does not exist', async () => {
    const {
      people,
      certificates: [one],
    } = await issuedExam(world, officers);
    const params = { id: idOf(one!) };
    const [holder, other] = [await signIn(world, people[0]!.phone), await signIn(world, (await ledgeredWorker(world)).phone)];
    expect((await holder.ok(certificateRoutes.view, { params })).number).toBe(one!.number);
    expect((await holder.call(certificateRoutes.file, { params })).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await other.ok(certificateRoutes.listMine)).items).toEqual([]);
    for (const route of [certificateRoutes.view, certificateRoutes.file, certificateRoutes.code])
      expect((await other.refused(route, { params })).status).toBe(404);
    expect((await other.refused(certificateRoutes.activate, { params, body: { version: 1 } })).status).toBe(404);
    expect((await officers.issuer.refused(certificateRoutes.file, { params })).status).toBe(403);
    expect((await new Client(world.url).refused(certificateRoutes.file, { params })).status).toBe(401);
    // Nor by the address of photos.
    expect((await holder.refused(fileRoutes.view, { params: { id: one!.fileId! } })).status).toBe(404);
  });

  it('QH-21 the application leads to the certificate, and the certificate stops a second application', async () => {
    const {
      people,
      certificates: [one],
    } = await issuedExam(world, officers, { subject: { category: 'SAFETY_MGMT', code: 'B' } });
    const holder = await signIn(world, people[0]!.phone);
    expect((await holder.ok(applicationRoutes.view, { params: { id: people[0]!.applicationId } })).certificateId).toBe(idOf(one!));
    const { items } = await holder.ok(applicationRoutes.types);
    expect(items.find((item) => item.subject.code === 'B')!.verdict.refusals.map((refusal) => refusal.code)).toContain('ALREADY_HELD');
  });

  it('CQ-22 without a complete identity it cannot be activated, with it once', async () => {
    const {
      people,
      certificates: [one],
    } = await issuedExam(world, officers);
    const params = { id: idOf(one!) };
    const holder = await signIn(world, people[0]!.phone);
    await PersonModel.updateOne({ _id: people[0]!.id }, { $set: { status: 'NONE' } });
    expect(await holder.ok(certificateRoutes.view, { params })).toMatchObject({
      canActivate: false,
      notice: expect.stringContaining('实名认证'),
    });
    expect(await holder.refused(certificateRoutes.activate, { params, body: { version: one!.version } })).toMatchObject({
      status: 422,
      code: 'IDENTITY_REQUIRED',
      ruleId: 'CQ-22',
    });
    await PersonModel.updateOne({ _id: people[0]!.id }, { $set: { status: 'LEDGERED' } });
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => holder.call(certificateRoutes.activate, { params, body: { version: one!.version } })),
    );
    expect(tries.map((each) => each.status).sort()).toEqual([200, ...Array(7).fill(409)]);
    const active = await stored(one!);
    expect(active.history.filter((line) => line.event === 'activate')).toHaveLength(1);
    expect(await holder.refused(certificateRoutes.activate, { params, body: { version: active.version } })).toMatchObject({
      status: 409,
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('CQ-22 CQ-23 a deactivated certificate comes back by its holder', async () => {
    const {
      people,
      certificates: [one],
    } = await issuedExam(world, officers);
    const holder = await signIn(world, people[0]!.phone);
    const params = { id: idOf(one!) };
    await holder.ok(certificateRoutes.activate, { params, body: { version: one!.version } });
    await certificates.change(await stored(one!), 'deactivate', { actor: ISSUER });
    const shown = await holder.ok(certificateRoutes.view, { params });
    expect(shown).toMatchObject({
      status: 'DEACTIVATED',
      canActivate: true,
      notice: expect.stringContaining('证书已取消激活，请完成实名认证'),
    });
    expect((await holder.ok(certificateRoutes.activate, { params, body: { version: shown.version } })).status).toBe('ACTIVE');
  });
});

describe('its life', () => {
  it('O-06 valid three years to the day before; at E+1 it is over by the job, and shown so before the job', async () => {
    const {
      people,
      certificates: [one],
    } = await issuedExam(world, officers);
    const [holder, day] = [await signIn(world, people[0]!.phone), toLocalDate(world.clock.now())];
    await holder.ok(certificateRoutes.activate, { params: { id: idOf(one!) }, body: { version: one!.version } });
    expect([one!.issuedOn, one!.validTo]).toEqual([day, addDays(`${Number(day.slice(0, 4)) + 3}${day.slice(4)}`, -1)]);
    // The last day, then the first one after it, moved to today.
    await CertificateModel.updateOne({ _id: one!._id }, { $set: { validTo: day } });
    await world.settle();
    expect(await holder.ok(certificateRoutes.view, { params: { id: idOf(one!) } })).toMatchObject({ status: 'ACTIVE', daysLeft: 0 });
    await CertificateModel.updateOne({ _id: one!._id }, { $set: { validTo: addDays(day, -1) } });
    expect(await holder.ok(certificateRoutes.view, { params: { id: idOf(one!) } })).toMatchObject({
      status: 'EXPIRED',
      statusZh: '失效（已过有效期）',
    });
    expect((await stored(one!)).status).toBe('ACTIVE');
    await world.settle();
    const expired = await stored(one!);
    expect(expired).toMatchObject({
      status: 'EXPIRED',
      history: expect.arrayContaining([expect.objectContaining({ event: 'expire', byRole: 'SYSTEM' })]),
    });
    expect((await holder.ok(inboxRoutes.list, {})).items[0]!.title).toBe('证书已失效');
    await world.settle();
    expect((await stored(one!)).version).toBe(expired.version);
  });

  it('HN-18 the job ends nothing that the law does not call expired', async () => {
    const {
      people,
      certificates: [one],
    } = await issuedExam(world, officers);
    const holder = await signIn(world, people[0]!.phone);
    const validTo = addDays(toLocalDate(world.clock.now()), -1);
    const officer = {
      kind: 'SITE_SAFETY_OFFICER',
      subject: { category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER' },
      packVersion: 'HN-1',
      jurisdiction: '460000',
    };
    await CertificateModel.updateOne({ _id: one!._id }, { $set: { ...officer, status: 'ACTIVE', validTo } });
    await world.settle();
    expect((await stored(one!)).status).toBe('ACTIVE');
    // No year of it is over that it owes hours for.
    const shown = await holder.ok(certificateRoutes.view, { params: { id: idOf(one!) } });
    expect([shown.status, shown.notice]).toEqual(['ACTIVE', undefined]);
    await CertificateModel.updateOne({ _id: one!._id }, { $set: { 'subject.code': '101' } });
    await world.settle();
    expect((await stored(one!)).status).toBe('EXPIRED');
  });

  it('JS-06 JS-07 the file goes to the account that the law of its province names', async () => {
    const {
      people,
      certificates: [one],
    } = await issuedExam(world, officers);
    const holder = await signIn(world, people[0]!.phone);
    const params = { id: idOf(one!) };
    await CertificateModel.updateOne({ _id: one!._id }, { $set: { status: 'ACTIVE', packVersion: 'JS-1', jurisdiction: '320000' } });
    expect((await holder.ok(certificateRoutes.view, { params })).canDownload).toBe(false);
    expect(await holder.refused(certificateRoutes.file, { params })).toMatchObject({ code: 'CHANNEL', ruleId: 'JS-07' });
    await CertificateModel.updateOne(
      { _id: one!._id },
      { $set: { kind: 'SITE_MANAGER_PAPER', subject: { category: 'SITE_MANAGER', code: '101' } } },
    );
    expect((await holder.ok(certificateRoutes.view, { params })).canDownload).toBe(true);
  });

  it('every step that the machine does not have is refused, for every state and role, and changes nothing', async () => {
    const {
      certificates: [one],
    } = await issuedExam(world, officers);
    let refused = 0;
    for (const status of Object.keys(machine.states) as Certificate['status'][]) {
      await CertificateModel.updateOne({ _id: one!._id }, { $set: { status } });
      const before = await stored(one!);
      for (const event of Object.keys(machine.events) as (keyof typeof machine.events)[])
        for (const role of ROLES) {
          const row = machine.transitions.find((each) => each.from === status && each.event === event);
          if (row?.who.includes(role)) continue;
          const code = await certificates.change(before, event, { actor: { role } }).then(
            () => 'DONE',
            (error: { code: string }) => error.code,
          );
          expect([status, event, role, code]).toEqual([status, event, role, row ? 'WRONG_ROLE' : 'ILLEGAL_TRANSITION']);
          refused += 1;
        }
      expect(await stored(one!)).toEqual(before);
    }
    const all = Object.keys(machine.states).length * Object.keys(machine.events).length * ROLES.length;
    expect(refused).toBe(all - machine.transitions.flatMap((row) => row.who).length);
  }, 120_000);
});

describe('JS-22 the nation', () => {
  it('hears of the issue in the words of the kind, with the identifier it gave before', async () => {
    const {
      people,
      enterprise,
      certificates: [safety],
    } = await issuedExam(world, officers);
    const {
      certificates: [trade],
    } = await issuedExam(world, officers, { subject: { category: 'SPECIAL_OP', code: '01' } });
    expect(await reports(safety!.number)).toEqual([
      expect.objectContaining({
        certType: 'W011',
        operateType: '01',
        certState: '01',
        categoryCode: 'A',
        companyName: enterprise.name,
        creditCode: enterprise.creditCode,
        identityCard: people[0]!.idNumber,
        issuAuthCode: '11630000015000000H',
        issuAuth: '青海省住房和城乡建设厅',
        zzeCertID: safety!.identifier,
        expiringDate: safety!.validTo,
      }),
    ]);
    expect(await reports(trade!.number)).toEqual([expect.objectContaining({ certType: 'W032', operationCategory: '01' })]);
    expect((await stored(safety!)).nationalReceipts).toEqual([
      expect.objectContaining({ event: 'issue', state: 'ACCEPTED', answer: expect.stringMatching(/^GJ/) }),
    ]);
  });

  it('is told again until it acknowledges, in the order of the changes, each once', async () => {
    const {
      certificates: [one],
    } = await issuedExam(world, officers);
    await certificates.change(await stored(one!), 'activate', { actor: { role: 'SYSTEM' } });
    await setFault(world, 'national', { mode: 'down' });
    await certificates.change(await stored(one!), 'suspend', { actor: ISSUER, reason: '检查中' });
    await world.settle();
    await certificates.change(await stored(one!), 'revoke', { actor: ISSUER, reason: '查实违法' });
    await world.settle();
    expect((await reports(one!.number)).map((each) => each.operateType)).toEqual(['01']);
    expect((await stored(one!)).outbox.filter((entry) => entry.topic === 'certificate.report')).toHaveLength(2);
    await setFault(world, 'national', { mode: 'ok' });
    for (let round = 0; round < 3; round++) {
      world.clock.advance(2 * 60_000);
      await world.settle();
    }
    expect((await reports(one!.number)).map((each) => [each.operateType, each.certState])).toEqual([
      ['01', '01'],
      ['03', '02'],
      ['05', '07'],
    ]);
    expect((await stored(one!)).outbox).toEqual([]);
  });

  it('refuses what it cannot take: kept for an officer, not sent for ever', async () => {
    const {
      certificates: [one],
    } = await issuedExam(world, officers, { subject: { category: 'SPECIAL_OP', code: '02' } });
    await certificates.change(await stored(one!), 'activate', { actor: { role: 'SYSTEM' } });
    await CertificateModel.updateOne({ _id: one!._id }, { $set: { identifier: 'nonsense' } });
    await certificates.change(await stored(one!), 'suspend', { actor: ISSUER, reason: '检查中' });
    await world.settle();
    expect(await stored(one!)).toMatchObject({
      outbox: [],
      nationalReceipts: [
        { state: 'ACCEPTED' },
        { event: 'suspend', state: 'REJECTED', answer: expect.stringMatching(/^4\d{4} .*[一-龥]/) },
      ],
    });
  });
});

describe('what lies in the database', () => {
  it('no name, ID number or token in clear, on the list or on the certificate, nor in the log', async () => {
    const idNumber = makeIdNumber('1983-03-04', 77);
    const {
      people,
      certificates: [one],
    } = await issuedExam(world, officers, { names: ['欧阳明德'], idNumbers: [idNumber] });
    const holder = await signIn(world, people[0]!.phone);
    const { link } = await holder.ok(certificateRoutes.code, { params: { id: idOf(one!) } });
    const [token] = link.split('/v/')[1]!.split('.');
    await holder.ok(certificateRoutes.verify, { body: { code: link } });
    for (const name of ['certificates', 'pass_list_batches', 'audit', 'applications', 'inbox', 'idempotency_keys']) {
      const dump = JSON.stringify(await mongoose.connection.db!.collection(name).find().toArray());
      for (const secret of [idNumber, '欧阳明德', token!])
        expect({ where: `${name} ${secret.length}`, value: dump.includes(secret) }).toEqual({
          where: `${name} ${secret.length}`,
          value: false,
        });
    }
    for (const secret of [idNumber, '欧阳明德', token!]) expect(world.logs.some((line) => line.includes(secret))).toBe(false);
  });
});
