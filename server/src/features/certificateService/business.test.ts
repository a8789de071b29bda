import { certificateServiceRoutes as api, type CertificateServiceName } from '@jzt/shared/contract/certificateService';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { certificateHolder, type Holder } from '../../../testing/holders';
import { authority, enterprise, officer, portraitOf } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';

jest.setTimeout(240_000);

const [JIANGSU, HAINAN]: [Jurisdiction, Jurisdiction] = ['320000', '460000'];
const SITE = { category: 'SITE_MANAGER', code: '101' } as const;
const DAY = 86_400_000;

let world: World;
const phones: Record<string, string> = {};

beforeAll(async () => {
  // The last days of Hainan's old business (HN-20), and Jiangsu's as on any other day.
  world = await startWorld({ at: '2020-12-30T02:00:00Z' });
  for (const province of [JIANGSU, HAINAN])
    phones[province] = (await officer(world, 'AUTHORITY_ISSUER', '签发员', await authority(province))).phone;
});
afterAll(() => world.stop());

const stored = async ({ id }: Holder) => (await CertificateModel.findById(id).lean<Certificate>())!;
/** One code a minute, and no session outlives the days. */
const issuerOf = (province: Jurisdiction) => {
  world.clock.advance(61_000);
  return signIn(world, phones[province]!, 'AUTHORITY_ISSUER');
};
const held = (daysLeft: number | null, province: Jurisdiction = JIANGSU) =>
  certificateHolder(world, province, daysLeft, { kind: 'SITE_MANAGER_PAPER', subject: SITE, issuedOn: '2018-05-01' });

async function asking(who: Holder, service: CertificateServiceName, more: object = {}) {
  const body = { service, version: (await stored(who)).version, portraitFileId: await portraitOf(world, who.person.id), ...more };
  return { params: who.params, body };
}
async function approve(who: Client, asked: { id: string; version: number }) {
  await who.ok(api.decide, { params: { id: asked.id }, body: { decision: 'APPROVE', version: asked.version } });
  await world.settle();
}

describe('the business of a certificate at both sides of its last day', () => {
  const businesses: [CertificateServiceName, object][] = [
    ['CHANGE', { changes: ['PHOTO'] }],
    ['RENEW', {}],
    ['RECHECK', {}],
    ['CANCEL', { reason: '不再从事这项工作' }],
  ];
  it.each(businesses)('JS-04 JS-06 JS-09 %s is open on the last day and not on the next', async (service, more) => {
    const [today, tomorrow] = [await held(0), await held(0)];
    const asked = await today.client.ok(api.apply, await asking(today, service, more));
    expect(asked).toMatchObject({ status: 'SUBMITTED', askedBy: '本人' });
    world.clock.advance(DAY);
    // The job has not written it down yet: the law says it all the same.
    tomorrow.client = await signIn(world, tomorrow.person.phone);
    expect(await tomorrow.client.refused(api.apply, await asking(tomorrow, service, more))).toMatchObject({ status: 422, ruleId: 'JS-04' });
    const offers = await tomorrow.client.ok(api.offers, { params: tomorrow.params });
    expect(offers.items.find((one) => one.service === service)!.verdict.allowed).toBe(false);
  });

  it('JS-05 JS-09 变更: the photo is new, the paper becomes electronic, the number and the last day stay', async () => {
    const who = await held(200);
    const before = await stored(who);
    const asked = await who.client.ok(api.apply, await asking(who, 'CHANGE', { changes: ['PHOTO'] }));
    expect((await stored(who)).status).toBe('CHANGING');
    await approve(await issuerOf(JIANGSU), asked);
    const after = await stored(who);
    expect(after).toMatchObject({ status: 'ACTIVE', number: before.number, validTo: before.validTo, portraitFileId: asked.portraitFileId });
    expect([before.medium, after.medium, after.fileId === undefined]).toEqual(['PAPER', undefined, false]);
  });

  it('JS-09 复核: passed, it goes on for the years of its kind; refused, it is as it was', async () => {
    const [passes, fails] = [await held(200), await held(200)];
    const [one, two] = [
      await passes.client.ok(api.apply, await asking(passes, 'RECHECK')),
      await fails.client.ok(api.apply, await asking(fails, 'RECHECK')),
    ];
    expect((await stored(passes)).status).toBe('RECHECKING');
    const issuer = await issuerOf(JIANGSU);
    await approve(issuer, one);
    await issuer.ok(api.decide, { params: { id: two.id }, body: { decision: 'REFUSE', reason: '材料不符', version: two.version } });
    await world.settle();
    const [now, was] = [await stored(passes), await stored(fails)];
    expect([now.status, now.validTo]).toEqual(['ACTIVE', one.newValidTo]);
    expect([was.status, was.validTo, was.serviceId]).toEqual(['ACTIVE', two.validTo, undefined]);
    // Sent again with what was missing.
    expect(await fails.client.ok(api.apply, await asking(fails, 'RECHECK'))).toMatchObject({ status: 'SUBMITTED' });
  });

  it('JS-09 注销: nobody’s but by their own word, with a reason, and for good', async () => {
    const who = await held(200);
    expect(await who.client.refused(api.apply, await asking(who, 'CANCEL'))).toMatchObject({ status: 400, code: 'REASON_REQUIRED' });
    const asked = await who.client.ok(api.apply, await asking(who, 'CANCEL', { reason: '不再从事这项工作' }));
    expect((await stored(who)).status).toBe('ACTIVE');
    await approve(await issuerOf(JIANGSU), asked);
    expect((await stored(who)).status).toBe('CANCELLED');
    expect((await who.client.refused(api.apply, await asking(who, 'CHANGE', { changes: ['PHOTO'] }))).status).toBe(422);
  });

  it('JS-06 JS-07 the holder of 安管 is told whose account it is', async () => {
    const company = await enterprise({ jurisdictions: [JIANGSU] });
    const manager = await certificateHolder(world, JIANGSU, 200, { enterpriseId: company.id, issuedOn: '2018-05-01' });
    expect(await manager.client.refused(api.apply, await asking(manager, 'CHANGE', { changes: ['PHOTO'] }))).toMatchObject({
      status: 422,
      ruleId: 'JS-07',
      code: 'CHANNEL',
    });
  });

  it('A-31 延续 and 变更 at once: one wins, the other is told, and after it can be asked for', async () => {
    for (let round = 0; round < 3; round++) {
      const who = await held(100);
      const requests = [await asking(who, 'RENEW'), await asking(who, 'CHANGE', { changes: ['PHOTO'] })];
      const replies = await Promise.all(requests.map((request) => who.client.call(api.apply, request)));
      expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
      expect(replies.find((reply) => reply.status === 409)!.error.code).toMatch(/^(CERT_BUSY|VERSION_CONFLICT|ILLEGAL_TRANSITION)$/);
      const won = replies.find((reply) => reply.status === 200)!.body;
      await world.settle();
      expect((await stored(who)).serviceId).toBe(won.id);
      await who.client.ok(api.withdraw, { params: { id: won.id }, body: { version: won.version } });
      const other = won.service === 'RENEW' ? await asking(who, 'CHANGE', { changes: ['PHOTO'] }) : await asking(who, 'RENEW');
      expect(await who.client.ok(api.apply, other)).toMatchObject({ status: 'SUBMITTED' });
    }
  });
});

describe('HN-20 the old title of Hainan', () => {
  it('HN-20 补办 and 注销 to 31 December 2020, and none after it', async () => {
    world.clock.set('2020-12-31T13:00:00Z');
    const [one, late] = [await held(300, HAINAN), await held(300, HAINAN)];
    const before = await stored(one);
    const asked = await one.client.ok(api.apply, await asking(one, 'REISSUE', { reason: '原证书遗失' }));
    expect((await stored(one)).status).toBe('ACTIVE');
    world.clock.set('2021-01-01T01:00:00Z');
    late.client = await signIn(world, late.person.phone);
    for (const service of ['REISSUE', 'CANCEL'] as const)
      expect(await late.client.refused(api.apply, await asking(late, service, { reason: '原证书遗失' }))).toMatchObject({
        status: 422,
        ruleId: 'HN-20',
        code: 'SERVICE_STOPPED',
      });
    // Asked for in time, it is carried out after it.
    const issuer = await issuerOf(HAINAN);
    expect((await issuer.ok(api.queue)).items.map((row) => row.id)).toContain(asked.id);
    expect([before.validTo, before.status]).toEqual([(await stored(one)).validTo, 'ACTIVE']);
  });
});
