import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { continuingEducationRoutes } from '@jzt/shared/contract/continuingEducation';
import { exchangeRoutes } from '@jzt/shared/contract/exchange';
import { passwordAccountRoutes } from '@jzt/shared/contract/passwordAccount';
import { passListRoutes } from '@jzt/shared/contract/passList';
import { provinceRoutes } from '@jzt/shared/contract/province';
import { reviewRoutes } from '@jzt/shared/contract/review';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { ApplicationModel } from '../src/features/application/application.model';
import { CertificateModel } from '../src/features/certificate/certificate.model';
import { DuplicateCaseModel } from '../src/features/duplicate/duplicate.model';
import { ExemptClaimModel } from '../src/features/exemptClaim/exemptClaim.model';
import { Courses } from '../src/features/course/course.service';
import { OrganisationModel } from '../src/features/organisation/organisation.model';
import { QuestionBanks } from '../src/features/questionBank/questionBank.service';
import { Law } from '../src/platform/law';
import { ExchangeModel } from '../src/features/exchange/exchange.model';
import { FilingModel } from '../src/features/filing/filing.model';
import { Client, signIn } from '../testing/client';
import { captchaOf } from '../testing/passwordAccounts';
import { startWorld, type World } from '../testing/world';
import { CASTS, guide } from './casts';
import { EXCHANGING } from './exchanges';
import { LIVES } from './lives';
import { loadDemo, STORY_MS } from './load';
import { DEMO_ACCOUNTS, PROVINCES } from './provinces';

const EVERYWHERE = PROVINCES.map((one) => one.jurisdiction);
let world: World;

beforeAll(async () => {
  world = await startWorld({ at: new Date(Date.now() - STORY_MS).toISOString(), env: { PACK_EDITION: 'DEMO' } });
  await loadDemo(
    world.server,
    { ...world.settings, simulatorUrl: world.simulatorUrl },
    {
      now: () => world.clock.now(),
      pause: (ms) => world.clock.pause(ms),
      pass: (ms) => world.clock.advance(ms),
      catchUp: () => world.clock.set(new Date().toISOString()),
    },
  );
}, 240_000);
afterAll(() => world.stop());

const count = (kind: string, jurisdiction: Jurisdiction) =>
  OrganisationModel.countDocuments({ kind, jurisdictions: jurisdiction } as never);
const standing = async (jurisdiction: Jurisdiction) =>
  (await ApplicationModel.find({ jurisdiction }).lean()).map((one) => one.status).sort();

describe('the demo', () => {
  it('opens five provinces, each with an authority, two institutions and two enterprises; Jiangsu has a base, Qinghai five CE platforms', async () => {
    expect([...EVERYWHERE].sort()).toEqual(['320000', '360000', '460000', '500000', '630000']);
    for (const one of EVERYWHERE) {
      const found = await Promise.all(['AUTHORITY', 'INSTITUTION', 'ENTERPRISE'].map((kind) => count(kind, one)));
      expect([one, ...found]).toEqual([one, 1, 2, 2]);
    }
    expect(await count('BASE', '320000')).toBe(1);
    expect(await count('CE_PLATFORM', '630000')).toBe(5);
    const unapproved = { kind: 'CE_PLATFORM' as const, authorisations: { $size: 0 } };
    expect(await OrganisationModel.collection.countDocuments(unapproved)).toBe(1);
  });

  it('has a bank and a course in every province for every category that its law examines, and none where it examines nothing', async () => {
    const [law, banks, courses] = [await world.server.get(Law), await world.server.get(QuestionBanks), await world.server.get(Courses)];
    for (const jurisdiction of EVERYWHERE) {
      const { kinds } = law.in(jurisdiction).pack;
      const examined = Object.entries(kinds).flatMap(([category, kind]) => (kind.exam ? [category] : []));
      for (const category of examined) expect((await banks.published(jurisdiction, category))?.version).toBe(1);
      const taught = [...new Set((await courses.list({ jurisdiction })).map((one) => one.category))];
      expect([jurisdiction, ...taught.sort()]).toEqual([jurisdiction, ...examined.sort()]);
    }
  });

  it('has people at the steps of the new certificate where there is one', async () => {
    const steps = ['CERTIFIED', 'IN_TRAINING', 'PASSED', 'SUBMITTED'];
    expect([...new Set(await standing('500000'))]).toEqual(steps);
    expect([...new Set(await standing('320000'))]).toEqual(steps);
    expect(await standing('630000')).toEqual(['CERTIFIED', 'IN_TRAINING', 'SCHEDULED', 'SUBMITTED', 'SUBMITTED', 'SUBMITTED', 'TRAINED']);
    expect(await ApplicationModel.countDocuments({ trainedBy: 'ENTERPRISE', jurisdiction: '630000' })).toBe(1);
    for (const none of ['460000', '360000'] as const) expect(await standing(none)).toEqual([]);
  });

  it('serves the holders in Hainan and Jiangxi there: the certificate is in their wallet, and anybody can verify it', async () => {
    const moved = CASTS.flatMap((cast) => cast.scenes).filter((one) => one.movedTo);
    expect(moved.map((one) => one.movedTo).sort()).toEqual(['360000', '460000']);
    for (const { person, movedTo } of moved) {
      const holder = await signIn(world, person.phone);
      expect((await holder.ok(provinceRoutes.mine)).province).toMatchObject({ code: movedTo, by: 'EMPLOYER' });
      const [held, ...more] = (await holder.ok(certificateRoutes.listMine)).items;
      expect(more).toEqual([]);
      const { link } = await holder.ok(certificateRoutes.code, { params: { id: held!.id } });
      expect(await holder.ok(certificateRoutes.verify, { body: { code: link } })).toMatchObject({
        found: true,
        certificate: { valid: true },
      });
    }
  });

  it('shows each officer the people of their province alone', async () => {
    const all = await ApplicationModel.find({}, { jurisdiction: 1 }).lean();
    for (const { jurisdiction, authority } of PROVINCES) {
      const own = all.filter((one) => one.jurisdiction === jurisdiction).map((one) => one._id.toHexString());
      for (const [person, role] of [
        [authority.reviewer, 'AUTHORITY_REVIEWER'],
        [authority.issuer, 'AUTHORITY_ISSUER'],
      ] as const) {
        const officer = await signIn(world, person.phone, role);
        const seen = await Promise.all(
          all.map(async ({ _id }) => {
            const params = { id: _id.toHexString() };
            return (await officer.call(reviewRoutes.viewForAuthority, { params })).status === 200 ? [params.id] : [];
          }),
        );
        expect(seen.flat()).toEqual(own);
        const lists = (await officer.ok(passListRoutes.list)).items;
        expect(lists).toHaveLength(CASTS.some((cast) => cast.jurisdiction === jurisdiction) ? 1 : 0);
      }
    }
  });

  it('QH-23 CQ-08 has holders of old certificates at every distance, and one that waits for the real-name check', async () => {
    const stands: [string, string | undefined, boolean][] = [];
    for (const { person, standing } of LIVES) {
      const holder = await signIn(world, person.phone);
      const [one] = (await holder.ok(continuingEducationRoutes.listMine)).items;
      stands.push([standing, one!.current?.status, one!.extension.verdict.allowed]);
    }
    expect(stands).toEqual([
      ['OPEN', undefined, false],
      ['READY', 'CE_CONFIRMED', true],
      ['ASKED', 'EXTENSION_APPLIED', false],
      ['PASSED', 'ASSESSED', false],
      ['OPEN', undefined, false],
      ['READY', 'CE_CONFIRMED', true],
    ]);
    // One of Qinghai, and one of somebody who is on a list of duplicates and has no account.
    expect(await CertificateModel.countDocuments({ 'source.kind': 'REGISTER', personId: null } as never)).toBe(2);
  });

  it('CQ-24…26 has duplicates at three steps, and CQ-15 claims at each', async () => {
    const cases = await DuplicateCaseModel.find().lean();
    expect(cases.map((one) => one.status).sort()).toEqual(['FOUND', 'NOTIFIED', 'PUBLICIZED']);
    const claims = await ExemptClaimModel.find().lean();
    expect(claims.map((one) => one.status).sort()).toEqual(['ISSUED', 'RETURNED', 'SUBMITTED']);
  });

  it('names everybody whom it prints, no phone twice, and every province has its staff', () => {
    const printed = guide();
    const people = printed.flatMap((one) => one.people);
    expect(new Set(people.map((one) => one.phone)).size).toBe(people.length);
    expect(people.filter((one) => !one.name || !one.note || !/^1\d{10}$/.test(one.phone))).toEqual([]);
    for (const one of printed) {
      const roles = one.people.map((each) => each.role);
      expect(roles).toEqual(expect.arrayContaining(['主管部门管理员', '主管部门审核', '主管部门签发', '培训机构', '企业']));
    }
  });

  it('HN-03 HN-09 Hainan has somebody at every step of an exchange, one through with it', async () => {
    const found = await ExchangeModel.find().lean();
    expect(found.map((one) => one.status).sort()).toEqual([
      'ASSESSED',
      'ELIGIBLE',
      'ELIGIBLE',
      'EXCHANGED',
      'FILE_CHECK',
      'FILE_CHECK',
      'HOURS_MET',
    ]);
    const [first, , , , , , oldTitle] = EXCHANGING;
    const client = await signIn(world, first!.person.phone);
    expect((await client.ok(exchangeRoutes.desk)).certificates).toMatchObject([{ verdict: { allowed: true } }]);
    const refused = await (await signIn(world, oldTitle!.person.phone)).ok(exchangeRoutes.desk);
    expect(refused.certificates).toMatchObject([{ verdict: { allowed: false, refusals: [{ ruleId: 'HN-05' }] } }]);
  });

  it('JX-21 Jiangxi has filings at each state, one with its certificate, and accounts that open', async () => {
    const filings = await FilingModel.find().lean();
    expect(filings.map((one) => one.status).sort()).toEqual([
      'DRAFT',
      'PASSED',
      'PENDING_REVIEW',
      'PENDING_REVIEW',
      'PENDING_REVIEW',
      'REJECTED',
    ]);
    expect(filings.find((one) => one.status === 'PASSED')!.certificateNo).toMatch(/^\d{14}$/);
    for (const { account, password } of Object.values(DEMO_ACCOUNTS)) {
      const client = new Client(world.url);
      await client.ok(passwordAccountRoutes.signIn, { body: { account, password, captcha: await captchaOf(world), agreed: true } });
    }
  });
});
