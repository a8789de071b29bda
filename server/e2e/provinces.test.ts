import { applicationRoutes } from '@jzt/shared/contract/application';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { provinceRoutes } from '@jzt/shared/contract/province';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk } from '../simulators/desk';
import { ApplicationModel } from '../src/features/application/application.model';
import { CertificateModel } from '../src/features/certificate/certificate.model';
import { today } from '../src/platform/clock';
import { signIn } from '../testing/client';
import { checkedList, passedInProvince, provinceDesk, signList, type ProvinceDesk } from '../testing/newCertificate';
import { employ, enterprise, institution, ledgeredWorker, portraitOf } from '../testing/people';
import { sichuan } from '../testing/sixthProvince';
import { startWorld, type World } from '../testing/world';

let world: World;
afterAll(() => world?.stop());

describe('five provinces and a sixth in one running program', () => {
  let chongqing: ProvinceDesk;
  beforeAll(async () => {
    world = await startWorld({ at: '2024-03-04T02:00:00Z', packs: [sichuan] });
    chongqing = await provinceDesk(world, '500000', 'SAFETY_MGMT', '重庆市渝中区测试路1号');
  });

  it('CQ-03 CQ-22 Chongqing: from the sign-up of 安管人员 to an activated certificate', async () => {
    const { worker, application, planId } = await passedInProvince(world, chongqing, { category: 'SAFETY_MGMT', code: 'A' });
    expect(application).toMatchObject({ status: 'PASSED', number: expect.stringMatching(/^BM50-2024-\d{6}$/) });
    const list = await checkedList(world, chongqing, planId);
    expect(list).toMatchObject({ status: 'CHECKED', number: expect.stringMatching(/^PC50-2024-\d{5}$/) });
    expect(list.sealOwnerZh).toBe('重庆市住房和城乡建设委员会');
    const certificate = await signList(world, chongqing, list, worker);
    expect(certificate).toMatchObject({ status: 'ISSUED', number: expect.stringMatching(/^渝建安A（2024）\d{7}$/), canActivate: true });
    const params = { id: certificate.id };
    const active = await worker.ok(certificateRoutes.activate, { params, body: { version: certificate.version } });
    expect(active).toMatchObject({ status: 'ACTIVE', canDownload: true, issuerZh: '重庆市住房和城乡建设委员会' });
    const stored = await ApplicationModel.findById(application.id).lean();
    expect(stored).toMatchObject({ jurisdiction: '500000', packVersion: 'CQ-1' });
    // No social-insurance check is in its document.
    expect(stored!.history.map((line) => line.event)).toContain('skipAuthorityCheck');
  });

  it('CQ-03 Chongqing: from the sign-up of 特种作业 to an issued certificate, under a number of its own', async () => {
    const desk = await provinceDesk(world, '500000', 'SPECIAL_OP', '重庆市渝北区测试路2号');
    const { worker, planId } = await passedInProvince(world, desk, { category: 'SPECIAL_OP', code: '05' });
    const certificate = await signList(world, desk, await checkedList(world, desk, planId), worker);
    expect(certificate).toMatchObject({ status: 'ISSUED', number: expect.stringMatching(/^渝A052024\d{6}$/) });
  });

  it('a sixth province is a file of data: its sign-up, exam, certificate and number', async () => {
    const seals = [{ sealId: 'SC-ZJT', holder: '四川省住房和城乡建设厅' }];
    await new Desk(world.simulatorUrl).seed('seal', { seals });
    const desk = await provinceDesk(world, '510000', 'SPECIAL_OP', '成都市青羊区测试路3号');
    const { items } = await desk.reviewer.ok(provinceRoutes.list);
    expect(items.find((one) => one.code === '510000')).toMatchObject({
      name: '四川省',
      offers: expect.arrayContaining([{ service: 'APPLY', labelZh: '证书报名' }]),
      instead: [{ service: 'EXCHANGE', labelZh: '换证', sentenceZh: '四川省没有换证，请报名取新证' }],
    });
    const { worker, application, planId } = await passedInProvince(world, desk, { category: 'SPECIAL_OP', code: '05' });
    expect(application.number).toMatch(/^BM51-2024-\d{6}$/);
    expect((await worker.ok(applicationRoutes.types)).items.map((one) => one.subject.code)).toEqual(['01', '05']);
    const certificate = await signList(world, desk, await checkedList(world, desk, planId), worker);
    expect(certificate).toMatchObject({
      status: 'ISSUED',
      number: expect.stringMatching(/^川A052024\d{6}$/),
      issuerZh: '四川省住房和城乡建设厅',
    });
    const { link } = await worker.ok(certificateRoutes.code, { params: { id: certificate.id } });
    expect(await worker.ok(certificateRoutes.verify, { body: { code: link } })).toMatchObject({ found: true });
  });
});

describe('one person in two provinces', () => {
  /** Somebody with a certificate of our own register in Chongqing, of which the nation knows nothing, who now asks for one in Qinghai. */
  async function holder(subject: { category: 'SAFETY_MGMT' | 'SPECIAL_OP'; code: string }) {
    const person = await ledgeredWorker(world, { idNumber: makeIdNumber('1985-05-05', 300 + (await CertificateModel.countDocuments())) });
    const now = world.clock.now();
    const token = person.id;
    await CertificateModel.create({
      personId: person.id,
      subject,
      kind: subject.category,
      jurisdiction: '500000',
      packVersion: 'CQ-1',
      issuedOn: '2024-01-01',
      validTo: '2026-12-31',
      number: token,
      numberKey: token,
      tokenHash: token,
      source: { kind: 'REGISTER', id: token },
      revision: 1,
      status: 'ACTIVE',
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    await employ(world, person.id, (await enterprise()).id);
    const client = await signIn(world, person.phone);
    const submit = async (code: string, institutionId: string) =>
      client.call(applicationRoutes.submit, {
        body: {
          subject: { category: subject.category, code },
          institutionId,
          education: '高中',
          medicalOn: today(world.clock),
          portraitFileId: await portraitOf(world, person.id),
          declaredTrue: true,
          selfChecked: true,
        },
      });
    return { client, submit };
  }

  it('CQ-05 a certificate of another province is seen in our own register, whatever the nation says or does not say', async () => {
    const { client, submit } = await holder({ category: 'SAFETY_MGMT', code: 'B' });
    const desk = new Desk(world.simulatorUrl);
    await desk.fault('national', 'down');
    const refused = await submit('A', (await institution()).id);
    expect(refused.error).toMatchObject({ code: expect.stringMatching(/^HELD_ELSEWHERE/) });
    expect(refused.error.message).toContain('您在重庆市持有有效安管人员');
    const { items } = await client.ok(applicationRoutes.types, {});
    const safety = items.find((one) => one.subject.category === 'SAFETY_MGMT')!;
    expect(safety.verdict.refusals.map((one) => one.code)).toContain(refused.error.code);
    await desk.fault('national', 'ok');
  });

  it('CQ-06 A-06 of 特种作业 only the same trade: it is not “already held here”, and another trade is free', async () => {
    const { submit } = await holder({ category: 'SPECIAL_OP', code: '05' });
    const { id } = await institution();
    expect((await submit('05', id)).error.code).toMatch(/^HELD_ELSEWHERE/);
    expect((await submit('06', id)).status).toBe(200);
  });

  it('A-06 an open application in Chongqing is none in Qinghai, and each has the number of its province', async () => {
    const person = await ledgeredWorker(world);
    await employ(world, person.id, (await enterprise()).id);
    const client = await signIn(world, person.phone);
    const submit = async (jurisdiction: '500000' | '630000') =>
      client.call(applicationRoutes.submit, {
        body: {
          subject: { category: 'SPECIAL_OP', code: '05' },
          institutionId: (await institution({ jurisdictions: [jurisdiction] })).id,
          education: '高中',
          medicalOn: today(world.clock),
          portraitFileId: await portraitOf(world, person.id),
          declaredTrue: true,
          selfChecked: true,
        },
      });
    expect((await submit('500000')).body.number).toMatch(/^BM50-/);
    expect((await submit('630000')).body.number).toMatch(/^BM63-/);
    expect((await submit('630000')).error.code).toBe('APPLICATION_EXISTS');
    expect((await submit('500000')).error.code).toBe('APPLICATION_EXISTS');
    expect((await client.ok(applicationRoutes.listMine)).items).toHaveLength(2);
  });
});
