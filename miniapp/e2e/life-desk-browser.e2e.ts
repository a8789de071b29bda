import path from 'node:path';
import { certificateServiceRoutes } from '@jzt/shared/contract/certificateService';
import { clearingRoutes } from '@jzt/shared/contract/clearing';
import { yearlyHoursRoutes } from '@jzt/shared/contract/yearlyHours';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { InboxModel } from '../../server/src/features/inbox/inbox.model';
import { OrganisationModel } from '../../server/src/features/organisation/organisation.model';
import { PersonModel } from '../../server/src/features/person/person.model';
import { signIn, type Client } from '../../server/testing/client';
import { certificateHolder, type Holder } from '../../server/testing/holders';
import { authority, baseAgent, enterprise, institution, institutionStaff, officer } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, DESK, PHONE, visit } from './browser';
import { h5Dist } from './dist';
import { signedIn } from './in-page.mjs';

jest.setTimeout(240_000);

const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');
const [HAINAN, CHONGQING, JIANGSU] = ['460000', '500000', '320000'] as const;
const SCREENS = [
  ['phone', PHONE],
  ['desk', DESK],
] as const;

let world: World;
const people: Record<string, Client> = {};
let holder: Holder;
let clearingId: string;
let tradesman: Holder;

beforeAll(async () => {
  world = await startWorld({ env: { WEB_DIR: h5Dist } });
  const staff = async (name: string, made: { phone: string }, role: Parameters<typeof signIn>[2]) =>
    void (people[name] = await signIn(world, made.phone, role));
  const school = await institution({ jurisdictions: [HAINAN], authorisations: [{ category: 'SITE_MANAGER', from: '2020-01-01' }] });
  await staff('teacher', await institutionStaff(world, school.id), 'INSTITUTION_STAFF');
  await staff('reviewer', await officer(world, 'AUTHORITY_REVIEWER', '审核员', await authority(HAINAN)), 'AUTHORITY_REVIEWER');
  await staff('issuer', await officer(world, 'AUTHORITY_ISSUER', '签发员', await authority(CHONGQING)), 'AUTHORITY_ISSUER');
  const site = { kind: 'SITE_MANAGER_ELECTRONIC', subject: { category: 'SITE_MANAGER', code: '101' } } as const;
  holder = await certificateHolder(world, HAINAN, null, { ...site, issuedOn: '2023-05-01' });
  people.worker = holder.client;
  const daysAgo = (days: number) => new Date(world.clock.now().getTime() - days * 86_400_000).toISOString().slice(0, 10);
  const row = { certificateNumber: holder.number, holderName: holder.person.name, mode: 'OFFLINE' as const };
  const sent = await people.teacher!.ok(yearlyHoursRoutes.report, {
    body: { rows: [{ ...row, assessedOn: daysAgo(2), total: '20', professional: '14' }] },
  });
  await people.reviewer!.ok(yearlyHoursRoutes.decideReport, {
    params: { id: sent.id },
    body: { decision: 'ENTER', version: sent.version },
  });
  await people.teacher!.ok(yearlyHoursRoutes.report, {
    body: { rows: [{ ...row, assessedOn: daysAgo(1), total: '8', professional: '4' }] },
  });
  // The evaluation proposes: 2024 and 2025 are far from full.
  await world.settle();
  for (let at = 0; at < 3; at++) {
    const who = await certificateHolder(world, CHONGQING, 400);
    await PersonModel.updateOne({ _id: who.person.id }, { $set: { status: 'VERIFIED' } });
  }
  clearingId = (await people.issuer!.ok(clearingRoutes.preview, { body: { size: 3 } })).id;
  await InboxModel.create({
    entryId: 'undelivered-1',
    personId: holder.person.id,
    jurisdiction: CHONGQING,
    template: 'ce.extensionCloses',
    title: '证书延期快截止了',
    body: '您的安全员C2证书（渝建安C2（2023）0000001）申请延期到2099-01-01截止，错过后证书会失效，请马上申请。',
    at: world.clock.now(),
    deliveredBy: ['INBOX'],
    sms: { state: 'FAILED', dueAt: world.clock.now(), text: 'x', deadline: '2099-01-01', attempts: 1, failure: 'BLOCKED' },
  });
  const company = await enterprise({ jurisdictions: [JIANGSU], name: '江苏测试建筑工程有限公司' });
  const base = await OrganisationModel.create({
    kind: 'BASE',
    jurisdictions: [JIANGSU],
    name: '南京特种作业人员考核基地',
    address: '南京市',
    authorisations: [],
  });
  await staff('agent', await baseAgent(world, base._id.toHexString()), 'BASE_AGENT');
  tradesman = await certificateHolder(world, JIANGSU, 60, { enterpriseId: company.id, subject: { category: 'SPECIAL_OP', code: '01' } });
  people.tradesman = tradesman.client;
  const ask = { params: tradesman.params, body: { service: 'RENEW' as const, baseId: base._id.toHexString() } };
  await tradesman.client.ok(certificateServiceRoutes.askBase, ask);
});
afterAll(async () => {
  await closeBrowser();
  await world.stop();
});

const pages: [name: string, who: string, address: () => string, sees: RegExp][] = [
  ['hours', 'worker', () => '/packages/life/hours/index', /今年还差/],
  ['hours-reports', 'teacher', () => '/packages/staff/hours/index', /已录入/],
  ['hours-form', 'teacher', () => '/packages/staff/hours-form/index', /考核合格日期/],
  ['hours-review', 'reviewer', () => '/packages/authority/hours/index', /审核录入1人/],
  ['clearings', 'issuer', () => '/packages/authority/clearings/index', /待确认/],
  ['clearing', 'issuer', () => `/packages/authority/clearing/index?id=${clearingId}`, /确认清理3本/],
  ['undelivered', 'issuer', () => '/packages/authority/undelivered/index', /再发一次/],
  ['agency', 'agent', () => '/packages/enterprise/agency/index', /请代办延续/],
  ['services-base', 'tradesman', () => `/packages/life/services/index?id=${tradesman.id}`, /请考核基地代办/],
];

it.each(pages.flatMap(([name, ...page]) => SCREENS.map(([size, viewport]) => [name, size, viewport, ...page] as const)))(
  'CQ-23 HN-11 JS-08 %s on a %s: drawn whole, nothing cut off, every target large enough',
  async (name, size, viewport, who, address, sees) => {
    const visitor = await visit(world.url, { folder, viewport });
    await visitor.page.addInitScript(signedIn, people[who]!.session as never);
    await visitor.open(address());
    await visitor.see(sees);
    await visitor.standStill();
    await visitor.screenshot(`life-${name}-${size}`);
    expect({ clipped: await visitor.clipped(), small: await visitor.tooSmall(), complaints: visitor.complaints }).toEqual({
      clipped: [],
      small: [],
      complaints: [],
    });
    await visitor.close();
  },
);
