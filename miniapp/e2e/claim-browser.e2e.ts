import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderPortrait } from '../../server/demo/cards';
import { CLAIM_PROVINCE } from '../../server/demo/claims';
import { ExemptClaimModel, type ExemptClaim } from '../../server/src/features/exemptClaim/exemptClaim.model';
import { OrganisationModel } from '../../server/src/features/organisation/organisation.model';
import { employ, enterprise, officer, type SeededPerson } from '../../server/testing/people';
import type { World } from '../../server/testing/world';
import { closeBrowser, DESK, PHONE } from './browser';
import { h5Dist } from './dist';
import { personAt, uglyPages } from './people-at-screens';
import { safetyOfficer, transferWorld } from './transfer';

const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');

let world: World;
let person: SeededPerson;
let reviewer: SeededPerson;
let photos: string;

beforeAll(async () => {
  world = await transferWorld(h5Dist);
  person = await safetyOfficer(world, '覃少华', '渝安员2021000987');
  await employ(world, person.id, (await enterprise({ jurisdictions: [CLAIM_PROVINCE] })).id, '安全员', CLAIM_PROVINCE);
  const office = (await OrganisationModel.findOne({ kind: 'AUTHORITY', jurisdictions: CLAIM_PROVINCE } as never).lean())!;
  reviewer = await officer(world, 'AUTHORITY_REVIEWER', '审核员', office._id.toHexString());
  photos = mkdtempSync(path.join(tmpdir(), 'jzt-claim-'));
  writeFileSync(path.join(photos, 'portrait.jpg'), await renderPortrait(19, { sex: 'M' }));
});
afterAll(async () => {
  rmSync(photos, { recursive: true, force: true });
  await closeBrowser();
  await world.stop();
});

const stored = async () => (await ExemptClaimModel.findOne({ personId: person.id }).lean<ExemptClaim>())!;

describe('安全员C证免试申领 in the browser', () => {
  it('CQ-15 claim, proof, sent back, corrected, approved and issued', async () => {
    const [worker, desk] = [await personAt(world, { viewport: PHONE, folder }), await personAt(world, { viewport: DESK, folder })];
    const photo = path.join(photos, 'portrait.jpg');
    await worker.signIn(person.phone);
    await worker.tapText('免试申领安全员C证');
    await worker.see('凭合格证书免试申领');
    await worker.looksGood('claim-begin');
    await worker.tapText('提交免试申领');
    await worker.see('请上传合格证书照片');
    await worker.choosePhoto('合格证书照片', photo);
    await worker.choosePhoto('本人照片', photo);
    for (const label of ['合格证书照片', '本人照片']) await worker.page.getByLabel(`${label}，已有照片，点击重拍`).waitFor();
    await worker.tapText('提交免试申领');
    await worker.see('主管部门正在审核');
    await worker.looksGood('claim-sent');

    await desk.signIn(reviewer.phone);
    await desk.open('/packages/authority/claims/index');
    await desk.see('覃少华');
    await desk.looksGood('claim-queue');
    await desk.tapText(/^退回修改$/);
    await desk.tapText('证书照片看不清，请重新拍摄');
    await desk.page
      .getByRole('dialog')
      .getByText(/^退回修改$/)
      .locator('visible=true')
      .last()
      .click();
    await desk.see('没有等着审核的申领');
    expect((await stored()).status).toBe('RETURNED');

    await worker.open('/packages/transfer/claim/index');
    await worker.see('证书照片看不清');
    await worker.looksGood('claim-returned');
    await worker.tapText('重新提交');
    await worker.see('主管部门正在审核');

    await desk.open('/packages/authority/claims/index');
    await desk.tapText(/^通过$/);
    await desk.answer('通过并发证');
    await desk.see('没有等着审核的申领');
    await world.settle();
    expect(await stored()).toMatchObject({ status: 'ISSUED' });

    await worker.open('/packages/transfer/claim/index');
    await worker.see('安全员C证已签发');
    await worker.looksGood('claim-issued');
    expect(uglyPages()).toEqual([]);
    await worker.close();
    await desk.close();
  });
});
