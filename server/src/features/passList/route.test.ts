import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { passListRoutes } from '@jzt/shared/contract/passList';
import jsQR from 'jsqr';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import { passList, twoOfficers, type Officers } from '../../../testing/officers';
import { passedExam } from '../../../testing/passed';
import { startWorld, type World } from '../../../testing/world';
import { sha256 } from '../../platform/crypto';
import { Applications } from '../application/application.service';
import { QR_PANEL } from '../issuing/document/layout';
import { paint, poppler, wordsOf } from '../issuing/document/testing';

jest.setTimeout(90_000);

let world: World;
let officers: Officers;

beforeAll(async () => {
  world = await startWorld();
  officers = await twoOfficers(world);
});
afterAll(() => world.stop());

const report = (pdf: Buffer): string => poppler('pdfsig', ['FILE'], pdf).toString();

describe('from the passed exam to the certificate in the hand', () => {
  it('QH-19…21 JS-10 the sealed PDF in the wallet is valid, says what it must, and its QR verifies live', async () => {
    const exam = await passedExam(world, { names: ['马学文', '李青山'] });
    const [holder] = exam.people;
    const client = await signIn(world, holder!.phone);
    expect((await officers.reviewer.ok(passListRoutes.ready)).items).toContainEqual(
      expect.objectContaining({ examPlanId: exam.planId, passed: 2, subject: expect.objectContaining({ code: 'A' }) }),
    );

    const signing = await passList(world, officers, exam);
    expect(signing).toMatchObject({ status: 'SIGNING', number: expect.stringMatching(/^PC63-20\d\d-\d{5}$/), signedCount: 0 });
    expect((await officers.reviewer.ok(passListRoutes.ready)).items.map((one) => one.examPlanId)).not.toContain(exam.planId);
    expect((await client.ok(certificateRoutes.listMine)).items).toEqual([]);
    await world.settle();

    const issued = await officers.issuer.ok(passListRoutes.view, { params: { id: signing.id } });
    expect(issued).toMatchObject({
      status: 'ISSUED',
      signedCount: 2,
      timeline: expect.arrayContaining([expect.objectContaining({ event: 'finishSigning', byRole: 'SYSTEM' })]),
    });
    const [certificate] = (await client.ok(certificateRoutes.listMine)).items;
    const year = world.clock.now().getFullYear();
    expect(certificate).toMatchObject({
      kind: 'SAFETY_MGMT',
      status: 'ISSUED',
      statusZh: '已签发，未激活',
      holderName: '马学文',
      enterpriseName: exam.enterprise.name,
      issuerZh: '青海省住房和城乡建设厅',
      territoryZh: '全国通用',
      canActivate: true,
      canDownload: true,
      number: expect.stringMatching(new RegExp(`^青建安A（${year}）\\d{7}$`)),
      notice: expect.stringContaining('激活'),
    });
    expect(certificate!.idNumberMasked).toBe(`${holder!.idNumber.slice(0, 4)}**********${holder!.idNumber.slice(-4)}`);

    const params = { id: certificate!.id };
    const { bytes: pdf, headers } = await client.call(certificateRoutes.file, { params });
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(report(pdf)).toContain('Signature is Valid');
    expect(report(pdf)).toContain('Total document signed');
    for (const text of ['马学文', holder!.idNumber, certificate!.number, exam.enterprise.name, '青海省住房和城乡建设厅'])
      expect(wordsOf(pdf)).toContain(text);
    const changed = Buffer.from(pdf);
    changed[pdf.indexOf('stream\n') + 40]! ^= 1;
    expect(report(changed)).not.toContain('Signature is Valid');

    const page = paint(pdf, 300, QR_PANEL);
    const scanned = jsQR(new Uint8ClampedArray(page.data), page.width, page.height)!.data;
    expect(scanned).toBe((await client.ok(certificateRoutes.code, { params })).link);
    const verified = await new Client(world.url).ok(certificateRoutes.verify, { body: { code: scanned } });
    expect(verified).toMatchObject({
      found: true,
      fileSha256: sha256(pdf),
      certificate: {
        number: certificate!.number,
        holderName: '马学文',
        valid: false,
        statusZh: '已签发，未激活',
        territoryZh: '全国通用',
        effectZh: expect.stringContaining('与同名纸质证书具有相同效力'),
      },
    });

    const active = await client.ok(certificateRoutes.activate, { params, body: { version: certificate!.version } });
    expect(active).toMatchObject({ status: 'ACTIVE', statusZh: '有效', canActivate: false });
    expect(active.notice).toBeUndefined();
    expect((await client.ok(certificateRoutes.verify, { body: { code: scanned } })).certificate).toMatchObject({
      valid: true,
      statusZh: '有效',
    });

    const application = await (await world.server.get(Applications)).get(holder!.applicationId);
    expect(application).toMatchObject({ status: 'CERTIFIED', certificateId: certificate!.id, passListBatchId: signing.id });
    await world.settle();
    expect((await client.ok(inboxRoutes.list, {})).items.map((one) => one.body)).toEqual(
      expect.arrayContaining([expect.stringContaining(`证书编号：${certificate!.number}`), expect.stringContaining('已激活')]),
    );
  });
});
