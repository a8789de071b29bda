import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { certificateServiceRoutes as api } from '@jzt/shared/contract/certificateService';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { certificateHolder } from '../../../testing/holders';
import { authority, baseAgent, employ, enterprise, enterpriseStaff, officer, portraitOf } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { EmploymentModel } from '../employment/employment.model';
import { OrganisationModel } from '../organisation/organisation.model';
import { ServiceCaseModel, type ServiceCase } from './certificateService.model';

jest.setTimeout(120_000);

const JIANGSU = '320000';
const TRADE = { category: 'SPECIAL_OP', code: '01' } as const;
let world: World;
let companyId: string;
let agent: Client;
let stranger: Client;
let issuer: Client;
let baseId: string;

async function base(name: string): Promise<string> {
  const made = await OrganisationModel.create({ kind: 'BASE', jurisdictions: [JIANGSU], name, address: '南京市', authorisations: [] });
  return made._id.toHexString();
}

beforeAll(async () => {
  world = await startWorld();
  companyId = (await enterprise({ jurisdictions: [JIANGSU], name: '江苏测试建筑公司' })).id;
  baseId = await base('南京考核基地');
  agent = await signIn(world, (await baseAgent(world, baseId)).phone, 'BASE_AGENT');
  stranger = await signIn(world, (await baseAgent(world, await base('苏州考核基地'))).phone, 'BASE_AGENT');
  issuer = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER', '签发员', await authority(JIANGSU))).phone, 'AUTHORITY_ISSUER');
});
afterAll(() => world.stop());

describe('an assessment base as agent', () => {
  it('JS-08 asked with one tap, the base sees the person, applies in the enterprise’s name, and the agent is recorded', async () => {
    const who = await certificateHolder(world, JIANGSU, 60, { enterpriseId: companyId, subject: TRADE });
    // Before it is asked, the certificate does not exist for it.
    expect(await agent.refused(api.offers, { params: who.params })).toMatchObject({ status: 404 });
    expect((await agent.ok(api.listOfBase)).items).toEqual([]);
    const { items } = await who.client.ok(api.offers, { params: who.params });
    expect(items.find((one) => one.service === 'RENEW')).toMatchObject({ byBase: true, askedBy: expect.any(String) });
    const bases = (await who.client.ok(api.bases, { params: who.params })).items;
    expect(bases.map((one) => one.name)).toEqual(['南京考核基地', '苏州考核基地']);
    const ask = { params: who.params, body: { service: 'RENEW' as const, baseId } };
    expect((await who.client.ok(api.askBase, ask)).message).toContain('南京考核基地');
    await who.client.ok(api.askBase, ask);
    await world.settle();
    expect((await agent.ok(inboxRoutes.list)).items[0]).toMatchObject({ title: '有人请基地代办证书业务' });
    expect((await agent.ok(api.listOfBase)).items).toMatchObject([
      { certificateId: who.id, askedFor: '延续', enterpriseName: '江苏测试建筑公司', daysLeft: 60, holderName: who.person.name },
    ]);
    // Another base was not asked.
    expect(await stranger.refused(api.offers, { params: who.params })).toMatchObject({ status: 404 });
    const offers = await agent.ok(api.offers, { params: who.params });
    expect(offers.items.find((one) => one.service === 'RENEW')!.verdict.allowed).toBe(true);
    const body = { service: 'RENEW' as const, version: offers.certificate.version, portraitFileId: await portraitOf(world, who.person.id) };
    const asked = await agent.ok(api.apply, { params: who.params, body });
    expect(asked.askedBy).toBe('考核基地 南京考核基地（代江苏测试建筑公司）');
    expect(await ServiceCaseModel.findById(asked.id).lean<ServiceCase>()).toMatchObject({
      baseId,
      askedBy: { role: 'BASE_AGENT' },
      onBehalfOf: { enterpriseId: companyId, name: '江苏测试建筑公司' },
      ruleIds: expect.arrayContaining(['JS-08']),
    });
    await world.settle();
    expect((await who.client.ok(inboxRoutes.list)).items.map((one) => one.title)).toContain('已有人代您申请');
    expect((await agent.ok(api.listMine)).items.map((one) => one.id)).toEqual([asked.id]);
    expect((await stranger.ok(api.listMine)).items).toEqual([]);
    await issuer.ok(api.decide, { params: { id: asked.id }, body: { decision: 'APPROVE', version: asked.version } });
    await world.settle();
    expect(await agent.ok(api.view, { params: { id: asked.id } })).toMatchObject({ status: 'DONE' });
    // Its business is done: it is nobody's agent any more.
    expect((await agent.ok(api.listOfBase)).items).toEqual([]);
    expect(await agent.refused(api.offers, { params: who.params })).toMatchObject({ status: 404 });

    // JS-07, JS-08: the file goes to the enterprise; the holder is told who has it; whom nobody has asked now sees nothing.
    const [held] = (await who.client.ok(certificateRoutes.listMine)).items;
    expect(held).toMatchObject({ canDownload: false, downloadBy: expect.stringContaining('企业') });
    expect(await who.client.refused(certificateRoutes.file, { params: who.params })).toMatchObject({ code: 'CHANNEL', ruleId: 'JS-08' });
    expect((await who.client.ok(api.offers, { params: who.params })).download).toMatchObject({ allowed: false });
    const clerk = await signIn(world, (await enterpriseStaff(world, companyId)).phone, 'ENTERPRISE_STAFF');
    expect((await clerk.ok(api.offers, { params: who.params })).download).toEqual({ allowed: true });
    const file = await clerk.call(api.file, { params: who.params });
    expect([file.status, file.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const other = await signIn(world, (await enterpriseStaff(world, (await enterprise()).id)).phone, 'ENTERPRISE_STAFF');
    for (const one of [other, stranger, agent]) expect((await one.refused(api.file, { params: who.params })).status).toBe(404);
  });

  it('JS-08 asked by the enterprise; withdrawn by the base before it is decided', async () => {
    const who = await certificateHolder(world, JIANGSU, 60, { enterpriseId: companyId, subject: TRADE });
    const clerk = await signIn(world, (await enterpriseStaff(world, companyId)).phone, 'ENTERPRISE_STAFF');
    await clerk.ok(api.askBase, { params: who.params, body: { service: 'CHANGE', baseId } });
    const { certificate } = await agent.ok(api.offers, { params: who.params });
    const asked = await agent.ok(api.apply, {
      params: who.params,
      body: {
        service: 'CHANGE',
        changes: ['ENTERPRISE'],
        version: certificate.version,
        portraitFileId: await portraitOf(world, who.person.id),
      },
    });
    expect(await agent.ok(api.withdraw, { params: { id: asked.id }, body: { version: asked.version } })).toMatchObject({
      status: 'WITHDRAWN',
    });
  });

  it('JS-08 a base does what it was asked and nothing else, for as long as the enterprise that it acts for employs the holder', async () => {
    const who = await certificateHolder(world, JIANGSU, 60, { enterpriseId: companyId, subject: TRADE });
    const listed = async () => (await agent.ok(api.listOfBase)).items.filter((one) => one.certificateId === who.id);
    await who.client.ok(api.askBase, { params: who.params, body: { service: 'RENEW', baseId } });
    const offers = await agent.ok(api.offers, { params: who.params });
    expect(offers.items.map((one) => one.service)).toEqual(['RENEW']);
    const portraitFileId = await portraitOf(world, who.person.id);
    const body = { version: offers.certificate.version, portraitFileId, reason: '不再从事这项工作', changes: ['ENTERPRISE' as const] };
    for (const service of ['CANCEL', 'CHANGE'] as const)
      expect(await agent.refused(api.apply, { params: who.params, body: { ...body, service } })).toMatchObject({ status: 404 });
    // Another business is another request: both stand.
    await who.client.ok(api.askBase, { params: who.params, body: { service: 'CHANGE', baseId } });
    expect((await listed()).map((one) => one.askedFor).sort()).toEqual(['变更', '延续'].sort());
    await EmploymentModel.updateOne({ personId: who.person.id }, { $set: { status: 'ENDED' } });
    expect(await listed()).toEqual([]);
    expect(await agent.refused(api.offers, { params: who.params })).toMatchObject({ status: 404 });
    // The next employer never asked.
    const next = (await enterprise({ jurisdictions: [JIANGSU], name: '江苏另一家公司' })).id;
    await employ(world, who.person.id, next, '电工', JIANGSU);
    expect(await listed()).toEqual([]);
    expect(await agent.refused(api.apply, { params: who.params, body: { ...body, service: 'RENEW' } })).toMatchObject({ status: 404 });
  });

  it('JS-08 what was asked of a base is taken back by the holder or the enterprise, and by nobody else', async () => {
    const who = await certificateHolder(world, JIANGSU, 60, { enterpriseId: companyId, subject: TRADE });
    const clerk = await signIn(world, (await enterpriseStaff(world, companyId)).phone, 'ENTERPRISE_STAFF');
    const other = (await enterprise({ jurisdictions: [JIANGSU], name: '江苏第三家公司' })).id;
    const outsider = await signIn(world, (await enterpriseStaff(world, other)).phone, 'ENTERPRISE_STAFF');
    const ask = { params: who.params, body: { service: 'RENEW' as const, baseId } };
    const asked = async (client: Client) =>
      (await client.ok(api.offers, { params: who.params })).items.find((one) => one.service === 'RENEW')!.basesAsked;
    for (const client of [who.client, clerk]) {
      await clerk.ok(api.askBase, ask);
      expect(await asked(client)).toEqual([{ id: baseId, name: '南京考核基地' }]);
      expect(await outsider.refused(api.takeBackBase, ask)).toMatchObject({ status: 404 });
      expect((await agent.ok(api.offers, { params: who.params })).items).toHaveLength(1);
      await client.ok(api.takeBackBase, ask);
      expect(await asked(client)).toBeUndefined();
      expect(await agent.refused(api.offers, { params: who.params })).toMatchObject({ status: 404 });
      // Gone already: it is as they want it.
      await client.ok(api.takeBackBase, ask);
    }
  });

  it('JS-06 JS-07 a base is not asked for what is not a base’s, nor for somebody without an employer', async () => {
    const manager = await certificateHolder(world, JIANGSU, 60, { enterpriseId: companyId });
    const ask = { service: 'RENEW' as const, baseId };
    expect(await manager.client.refused(api.askBase, { params: manager.params, body: ask })).toMatchObject({
      status: 409,
      code: 'BASE_NOT_ALLOWED',
    });
    const alone = await certificateHolder(world, JIANGSU, 60, { subject: TRADE });
    expect(await alone.client.refused(api.askBase, { params: alone.params, body: ask })).toMatchObject({
      status: 409,
      code: 'NO_EMPLOYER',
    });
    const { items } = await manager.client.ok(api.offers, { params: manager.params });
    expect(items.filter((one) => one.byBase)).toEqual([]);
  });
});
