import path from 'node:path';
import { certificateServiceRoutes } from '@jzt/shared/contract/certificateService';
import { continuingEducation as machine } from '@jzt/shared/workflow/machines/continuingEducation';
import { addDays } from '@jzt/shared/domain/calendar';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CertificateModel, type Certificate } from '../../server/src/features/certificate/certificate.model';
import { ContinuingEducationModel } from '../../server/src/features/continuingEducation/continuingEducation.model';
import { Cases } from '../../server/src/platform/cases';
import { today } from '../../server/src/platform/clock';
import { signIn, type Client } from '../../server/testing/client';
import { enterpriseStaff, portraitOf, type SeededPerson } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, DESK, PHONE, visit } from './browser';
import { h5Dist } from './dist';
import { expiring, type Expiring } from './expiring';
import { signedIn } from './in-page.mjs';

const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');

let world: World;
let here: Expiring;
let far: Expiring;
let clerk: SeededPerson;
const sessions = new Map<string, Promise<Client>>();

beforeAll(async () => {
  world = await startWorld({ env: { WEB_DIR: h5Dist } });
  here = await expiring(world, '630000', 40);
  far = await expiring(world, '500000', 150);
  for (const { person, client } of [here, far]) sessions.set(person.id, Promise.resolve(client));
  clerk = await enterpriseStaff(world, here.desk.enterpriseId);
});
afterAll(async () => {
  await closeBrowser();
  await world.stop();
});

type Acting = 'AUTHORITY_REVIEWER' | 'AUTHORITY_ISSUER' | 'ENTERPRISE_STAFF';

/** The page on a phone, and for who works at one on a desk: nothing clipped, nothing too small, no complaint. */
async function looksGood(person: SeededPerson, address: string, shown: string, name: string, role?: Acting): Promise<void> {
  const client = sessions.get(person.id) ?? signIn(world, person.phone, role);
  sessions.set(person.id, client);
  for (const [look, viewport] of [['phone', PHONE], ...(role ? ([['desk', DESK]] as const) : [])] as const) {
    const visitor = await visit(world.url, { folder, viewport });
    visitor.page.setDefaultTimeout(60_000);
    await visitor.page.addInitScript(signedIn, (await client).session);
    await visitor.open(address);
    await visitor.see(shown);
    await visitor.standStill();
    await visitor.screenshot(`life-${name}-${look}`);
    expect({ name, look, clipped: await visitor.clipped(), tooSmall: await visitor.tooSmall(), complaints: visitor.complaints }).toEqual({
      name,
      look,
      clipped: [],
      tooSmall: [],
      complaints: [],
    });
    await visitor.close();
  }
}

describe('the life of a certificate on a phone', () => {
  it('CQ-08 CQ-09 QH-24 the holder: what can be done, until when, and the classes that end too late struck out', async () => {
    await looksGood(far.person, '/packages/life/educations/index', far.number, 'educations');
    await looksGood(far.person, `/packages/life/education/index?id=${far.certificateId}`, '★进入报名窗口', 'education');
    await looksGood(far.person, `/packages/life/enrol/index?id=${far.certificateId}`, '班次结束太晚', 'enrol');
    await looksGood(far.person, '/packages/life/deadlines/index', '继续教育报名截止', 'deadlines');
    await looksGood(far.person, `/packages/life/services/index?id=${far.certificateId}`, '重庆市没有开通这项业务', 'services');
    await looksGood(far.person, `/packages/certificate/detail/index?id=${far.certificateId}`, '登记信息', 'certificate');
  });

  it('QH-25 QH-26 the extension, before the holder and before the officers', async () => {
    const one = (await CertificateModel.findById(here.certificateId).lean<Certificate>())!;
    const cases = await world.server.get(Cases);
    const fields = {
      certificateId: here.certificateId,
      periodEnd: one.validTo!,
      personId: here.person.id,
      jurisdiction: '630000' as const,
      packVersion: 'QH-1',
      subject: one.subject,
      certificateNumber: one.number,
      mode: 'OFFLINE' as const,
      institutionId: here.desk.institutionId,
      providerName: '西宁建安培训中心',
      passedOn: addDays(today(world.clock), -2),
    };
    const made = await cases.create(
      ContinuingEducationModel,
      machine,
      { ...fields, status: 'ASSESSED' },
      { event: 'open', actor: { role: 'SYSTEM' } },
    );
    await looksGood(here.reviewer, '/packages/authority/education/index', here.number, 'records', 'AUTHORITY_REVIEWER');
    await ContinuingEducationModel.updateOne({ _id: made._id }, { $set: { status: 'CE_CONFIRMED' } });
    await looksGood(here.person, `/packages/life/apply/index?id=${here.certificateId}&service=EXTEND`, '请上传照片', 'apply');
    const asked = await here.client.ok(certificateServiceRoutes.apply, {
      params: { id: here.certificateId },
      body: { service: 'EXTEND', version: one.version, portraitFileId: await portraitOf(world, here.person.id) },
    });
    await world.settle();
    await looksGood(here.person, `/packages/life/service/index?id=${asked.id}`, '主管部门正在审核', 'service');
    await looksGood(here.issuer, '/packages/authority/services/index', '马生财 · 延期', 'queue', 'AUTHORITY_ISSUER');
    await looksGood(here.issuer, `/packages/authority/service/index?id=${asked.id}`, '同意办理', 'decide', 'AUTHORITY_ISSUER');
    await looksGood(here.issuer, '/packages/authority/certificate/index', '证书编号', 'measures', 'AUTHORITY_ISSUER');
    await looksGood(clerk, '/packages/enterprise/certificates/index', here.number, 'people', 'ENTERPRISE_STAFF');
  });
});
