import { addDays } from '@jzt/shared/domain/calendar';
import { certificateServiceRoutes as api } from '@jzt/shared/contract/certificateService';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { fileRoutes } from '@jzt/shared/contract/file';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import { signIn, type Client } from '../../../testing/client';
import { certificateHolder, type Holder } from '../../../testing/holders';
import { authority, enterprise, enterpriseStaff, officer, portraitOf } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { today } from '../../platform/clock';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';

jest.setTimeout(120_000);

const JIANGSU: Jurisdiction = '320000';
const SITE = { category: 'SITE_MANAGER', code: '101' } as const;
const DAY = 86_400_000;
const REASON = '照片不符合要求，请重新上传近期证件照';

let world: World;
let phone: string;

beforeAll(async () => {
  world = await startWorld({ at: '2020-06-01T02:00:00Z' });
  phone = (await officer(world, 'AUTHORITY_ISSUER', '签发员', await authority(JIANGSU))).phone;
});
afterAll(() => world.stop());

/** One code a minute, and no session outlives the days. */
const issuer = () => {
  world.clock.advance(61_000);
  return signIn(world, phone, 'AUTHORITY_ISSUER');
};
const stored = async ({ id }: Holder) => (await CertificateModel.findById(id).lean<Certificate>())!;
const held = (daysLeft: number) =>
  certificateHolder(world, JIANGSU, daysLeft, { kind: 'SITE_MANAGER_PAPER', subject: SITE, issuedOn: '2018-05-01' });

async function asked(who: Holder, service: 'RENEW' | 'CHANGE', more: object = {}) {
  const { version } = await stored(who);
  const portraitFileId = await portraitOf(world, who.person.id);
  return who.client.ok(api.apply, { params: who.params, body: { service, version, portraitFileId, ...more } });
}
const portrait = () =>
  sharp({ create: { width: 350, height: 490, channels: 3, background: '#ffffff' } })
    .jpeg()
    .toBuffer();
const returned = (by: Client, one: { id: string; version: number }, reason: string | undefined = REASON) =>
  by.ok(api.decide, { params: { id: one.id }, body: { decision: 'RETURN', reason, version: one.version } });

it('JS-15 a kind without an end is not ended by the renewal of its old paper', async () => {
  const who = await held(5);
  const one = await asked(who, 'RENEW');
  await (await issuer()).ok(api.decide, { params: { id: one.id }, body: { decision: 'APPROVE', version: one.version } });
  await world.settle();
  world.clock.advance(10 * DAY);
  await world.settle();
  const { status, validTo } = await stored(who);
  expect([status, validTo]).toEqual(['ACTIVE', undefined]);
});

describe('退回补正', () => {
  it('A-31 a returned 延续 is put right past the certificate’s end, and goes on from there', async () => {
    const company = await enterprise({ jurisdictions: [JIANGSU] });
    const { phone: clerkPhone } = await enterpriseStaff(world, company.id);
    const who = await certificateHolder(world, JIANGSU, 5, { enterpriseId: company.id, issuedOn: '2018-05-01' });
    const holder = who.client;
    who.client = await signIn(world, clerkPhone, 'ENTERPRISE_STAFF');
    const first = await asked(who, 'RENEW');
    const by = await issuer();
    expect(first).toMatchObject({ canCorrect: false });
    expect(await by.refused(api.decide, { params: { id: first.id }, body: { decision: 'RETURN', version: first.version } })).toMatchObject({
      code: 'REASON_REQUIRED',
    });
    const correctBy = addDays(today(world.clock), 30);
    expect(await returned(by, first)).toMatchObject({ status: 'RETURNED', correctBy, decisionReason: REASON, canApprove: false });
    expect((await by.ok(api.queue, {})).items.map((one) => one.id)).not.toContain(first.id);
    await world.settle();
    // The clerk who asked and the holder are told.
    for (const client of [who.client, holder])
      expect((await client.ok(inboxRoutes.list)).items[0]).toMatchObject({
        title: '证书业务要补正',
        body: expect.stringContaining(REASON),
      });
    expect((await stored(who)).status).toBe('EXTENDING');

    // The last day of the time for it, long after the certificate's own end.
    world.clock.advance(30 * DAY);
    await world.settle();
    who.client = await signIn(world, clerkPhone, 'ENTERPRISE_STAFF');
    expect((await stored(who)).status).toBe('EXTENDING');
    const portraitFileId = await portraitOf(world, who.person.id);
    const { version } = await who.client.ok(api.view, { params: { id: first.id } });
    const again = await who.client.ok(api.correct, { params: { id: first.id }, body: { portraitFileId, version } });
    expect(again).toMatchObject({ status: 'SUBMITTED', portraitFileId });
    expect([again.correctBy, again.decisionReason]).toEqual([undefined, undefined]);
    expect(again.timeline.map((line) => line.labelZh)).toEqual(['提交申请', '退回补正', '补正后重新提交']);
    await (await issuer()).ok(api.decide, { params: { id: first.id }, body: { decision: 'APPROVE', version: again.version } });
    await world.settle();
    expect(await stored(who)).toMatchObject({ status: 'ACTIVE', validTo: first.newValidTo, portraitFileId });
  });

  it('A-31 what is not put right in its time ends on the next day, and is no way to keep a certificate for ever', async () => {
    const who = await held(5);
    const first = await asked(who, 'RENEW');
    await returned(await issuer(), first);
    world.clock.advance(31 * DAY);
    await world.settle();
    world.clock.advance(DAY);
    await world.settle();
    who.client = await signIn(world, who.person.phone);
    const now = await who.client.ok(api.view, { params: { id: first.id } });
    expect(now).toMatchObject({ status: 'REFUSED', decisionReason: expect.stringMatching(/^没有在.*前补正/) });
    expect(await who.client.refused(api.correct, { params: { id: first.id }, body: { version: now.version } })).toMatchObject({
      status: 409,
    });
    expect((await stored(who)).status).toBe('EXPIRED');
  });

  it('JS-09 a returned 变更 is withdrawn, and what comes with a corrected one is checked like the first', async () => {
    const who = await held(200);
    const first = await asked(who, 'CHANGE', { changes: ['PHOTO'] });
    const one = await returned(await issuer(), first);
    const params = { id: first.id };
    expect(await who.client.refused(api.correct, { params, body: { changes: [], version: one.version } })).toMatchObject({
      code: 'CHANGES_REQUIRED',
    });
    const stranger = await held(200);
    expect(await stranger.client.refused(api.correct, { params, body: { changes: ['NAME'], version: one.version } })).toMatchObject({
      status: 404,
    });
    expect(await who.client.ok(api.withdraw, { params, body: { version: one.version } })).toMatchObject({ status: 'WITHDRAWN' });
    const { status, serviceId } = await stored(who);
    expect([status, serviceId]).toEqual(['ACTIVE', undefined]);
  });

  it('JS-07 what the enterprise asked for the enterprise puts right, not the holder in its place', async () => {
    const company = await enterprise({ jurisdictions: [JIANGSU] });
    const clerk = await signIn(world, (await enterpriseStaff(world, company.id)).phone, 'ENTERPRISE_STAFF');
    const who = await certificateHolder(world, JIANGSU, 200, { enterpriseId: company.id, issuedOn: '2018-05-01' });
    const { version } = await stored(who);
    // The photo of an employee is the clerk's to upload, and the employee's to keep.
    const { fileId } = await clerk.ok(fileRoutes.uploadPortrait, { file: await portrait() });
    const body = {
      service: 'CHANGE' as const,
      changes: ['ENTERPRISE' as const],
      version,
      portraitFileId: fileId,
    };
    const first = await clerk.ok(api.apply, { params: who.params, body });
    for (const client of [clerk, who.client]) expect((await client.call(fileRoutes.view, { params: { id: fileId } })).status).toBe(200);
    const one = await returned(await issuer(), first, '单位信息与社保不一致，请核实');
    const put = { params: { id: first.id }, body: { changes: ['ENTERPRISE' as const], version: one.version } };
    expect(await who.client.refused(api.correct, put)).toMatchObject({ status: 403, code: 'WRONG_ROLE' });
    expect(await clerk.ok(api.correct, put)).toMatchObject({ status: 'SUBMITTED' });
  });
});
