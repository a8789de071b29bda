import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ONSITE_PAPERS } from '@jzt/shared/domain/onsitePapers';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { renderPortrait } from '../../server/demo/cards';
import { signIn } from '../../server/testing/client';
import { questionBank } from '../../server/testing/courses';
import { employ, enterprise, institution, institutionStaff, ledgeredWorker, officer } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, DESK, PHONE, visit, type Visitor } from './browser';
import { h5Dist } from './dist';
import { signedIn } from './in-page.mjs';

const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');
const SCHOOL = '高原培训中心';

let world: World;
let photos: string;

jest.setTimeout(240_000);

beforeAll(async () => {
  world = await startWorld({ env: { WEB_DIR: h5Dist } });
  photos = mkdtempSync(path.join(tmpdir(), 'jzt-photos-'));
  await questionBank();
});
afterAll(async () => {
  await closeBrowser();
  await world.stop();
  rmSync(photos, { recursive: true, force: true });
});

async function opened(phone: string, role: Parameters<typeof signIn>[2], viewport: { width: number; height: number }): Promise<Visitor> {
  const visitor = await visit(world.url, { folder, viewport });
  await visitor.page.addInitScript(signedIn, (await signIn(world, phone, role)).session);
  return visitor;
}
async function sound(visitor: Visitor, name: string): Promise<void> {
  await visitor.screenshot(`onsite-${name}`);
  expect({ name, clipped: await visitor.clipped(), small: await visitor.tooSmall() }).toEqual({ name, clipped: [], small: [] });
}

describe('QH-07 QH-15 enterprise trainees', () => {
  it('are signed up at the counter, planned, approved by a colleague and put into an institution’s room; the worker’s road has no class', async () => {
    const school = await institution({ name: SCHOOL });
    const company = await enterprise({ name: '青海自训建筑有限公司' });
    const person = await ledgeredWorker(world, { name: '柴达木' });
    await employ(world, person.id, company.id, '安全员');
    const [reviewer, second] = [await officer(world), await officer(world)];
    const teacher = await institutionStaff(world, school.id);
    const photo = path.join(photos, 'portrait.jpg');
    writeFileSync(photo, await renderPortrait(11));

    const counter = await opened(reviewer.phone, 'AUTHORITY_REVIEWER', PHONE);
    await counter.open('/pages/home/index');
    await counter.see('企业自主培训的');
    await counter.open('/packages/authority/onsite/index');
    await counter.see('没有等着考试的人');
    await counter.tapText(/^现场报名$/);
    await counter.see('先看身份证原件');
    await counter.fill('姓名', person.name);
    await counter.fill('身份证号', person.idNumber);
    await sound(counter, 'who');
    await counter.tapText(/^查这个人$/);
    await counter.see('青海自训建筑有限公司');
    await counter.tapText(/^报名类型/);
    await counter.tapText(/^机械类专职安全生产管理人员（C1证）/);
    await counter.choosePhoto('现场拍本人照片', photo);
    await counter.see('重拍');
    await counter.tapText(/^学历/);
    await counter.tapText(/^高中/);
    for (const paper of Object.values(ONSITE_PAPERS)) await counter.tapText(paper);
    await counter.tapText('已在全国平台查过本人的持证情况');
    await counter.see('审核通过，建立报名');
    await sound(counter, 'record');
    await counter.tapText(/^审核通过，建立报名$/);
    await counter.see('企业自主培训，现场报名');
    await sound(counter, 'case');

    await counter.open('/packages/authority/onsite/index');
    await counter.see('1人等着安排考试');
    await sound(counter, 'list');
    await counter.tapText(/^安排考试$/);
    await counter.see('计划名称');
    await counter.fill('计划名称', '企业自训第一场');
    await counter.tapText(/^考试时间/);
    await counter.tapText(/^确定$|^确认$/);
    await counter.tapText(/^柴达木/);
    await counter.tapText(/^保存$/);
    await counter.see('提交审批');
    await sound(counter, 'plan');
    await counter.tapText(/^提交审批$/);
    await counter.tapText(/^提交审批$/);
    await counter.see('待审批');
    await counter.see('等另一位审核人员审批');
    expect(
      await counter.page
        .getByText(/^批准$/)
        .locator('visible=true')
        .count(),
    ).toBe(0);

    const colleague = await opened(second.phone, 'AUTHORITY_REVIEWER', DESK);
    await colleague.open('/packages/authority/plans/index');
    await colleague.see('企业自主培训，由主管部门安排');
    await colleague.screenshot('onsite-colleague');
    await colleague.tapText(/^批准$/);
    await colleague.tapText(/^批准$/);
    await colleague.tapText(/^全部$/);
    await colleague.see('已审批，待安排');
    await colleague.tapText(/^安排考场$/);
    await colleague.tapText(/^用哪家培训机构的机房/);
    await colleague.tapText(new RegExp(`^${SCHOOL}`));
    await colleague.fill('考场', '一号机房');
    await colleague.screenshot('onsite-room');
    await colleague.tapText(/^安排座位并通知1名考生$/);
    await colleague.see('已安排');
    await world.settle();

    const room = await opened(teacher.phone, 'INSTITUTION_STAFF', PHONE);
    await room.open('/packages/staff/plans/index');
    await room.see('企业自训第一场');
    await room.tapText('企业自训第一场');
    await room.see('企业自主培训，由主管部门安排');
    await sound(room, 'teacher');

    const worker = await opened(person.phone, undefined, PHONE);
    await worker.open('/packages/application/list/index');
    await worker.tapText('企业自主培训，现场报名');
    await worker.see('现场报名审核通过');
    await worker.seeNo('待培训');
    await sound(worker, 'road');
    for (const one of [counter, colleague, room, worker]) expect(one.complaints).toEqual([]);
  });
});
