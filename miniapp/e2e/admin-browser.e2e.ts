import path from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { inviteByCommand } from '../../server/src/features/member/firstAdministrator';
import { OrganisationModel } from '../../server/src/features/organisation/organisation.model';
import { FieldCipher } from '../../server/src/platform/crypto';
import { ledgeredWorker, type SeededPerson } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, DESK, PHONE } from './browser';
import { h5Dist } from './dist';
import { personAt, uglyPages, type PersonAtScreen } from './people-at-screens';

const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');
jest.setTimeout(300_000);

let world: World;

beforeAll(async () => {
  world = await startWorld({ env: { WEB_DIR: h5Dist } });
});
afterAll(async () => {
  await closeBrowser();
  await world.stop();
});

type Viewport = typeof DESK | typeof PHONE;
const at = (viewport: Viewport): Promise<PersonAtScreen> => personAt(world, { viewport, folder });

/** Takes up the invitation to this person's phone, from the page of invitations. */
async function takesUp(person: SeededPerson, viewport: Viewport): Promise<PersonAtScreen> {
  const visitor = await at(viewport);
  await visitor.signIn(person.phone);
  await visitor.open('/packages/admin/invitations/index');
  await visitor.see('邀请手机号');
  await visitor.looksGood(`admin-invitation-${viewport === PHONE ? 'phone' : 'desk'}`);
  await visitor.tapText('接受邀请');
  await visitor.showFactor();
  return visitor;
}
/** Invites to a role from the page of members that is open. */
async function invites(admin: PersonAtScreen, phone: string, role: string): Promise<void> {
  await admin.tapText('邀请工作人员');
  await admin.fill('手机号', phone);
  await admin.tapText(/^身份，/);
  await admin.tapText(new RegExp(`^${role}$`));
  await admin.tapText('发出邀请');
  await admin.see(new RegExp(`· ${role}$`));
}

it('HN-14 QH-06 an empty installation: the link of the command line, an authority, its people, an institution that is let to work and authorised', async () => {
  const [first, head, signer] = [
    await ledgeredWorker(world, { name: '首任管理' }),
    await ledgeredWorker(world, { name: '厅人事员' }),
    await ledgeredWorker(world, { name: '厅签发员' }),
  ];
  const { token } = await inviteByCommand(new FieldCipher(world.settings.secrets), first.phone);
  const system = await at(DESK);
  await system.signIn(first.phone);
  await system.open(`/packages/admin/welcome/index?token=${token}`);
  await system.see('系统管理员');
  await system.looksGood('admin-welcome');
  await system.tapText('接受邀请');
  await system.showFactor();
  await system.see('主管部门');
  await system.looksGood('admin-home-system');

  await system.open('/packages/admin/register/index');
  await system.tapText(/^省份，/);
  await system.tapText(/^青海省$/);
  await system.fill('单位全称', '青海省住房和城乡建设厅');
  await system.fill('地址', '西宁市五四西路1号');
  await system.tapText(/^登记$/);
  await system.see('工作人员');
  await system.tapText(/^工作人员$/);
  await system.see('还没有工作人员');
  await invites(system, head.phone, '主管部门管理员');
  await system.looksGood('admin-members-empty');

  const clerk = await takesUp(head, DESK);
  await clerk.open('/packages/admin/members/index');
  await clerk.see('厅人事员');
  await invites(clerk, signer.phone, '主管部门签发人员');
  await clerk.looksGood('admin-members');
  const issuer = await takesUp(signer, PHONE);

  await clerk.open('/packages/admin/register/index');
  await clerk.tapText(/^类型，/);
  await clerk.tapText(/^培训机构$/);
  await clerk.fill('单位全称', '高原新办培训中心');
  await clerk.fill('统一社会信用代码', '91350100M000100Y43');
  await clerk.fill('城市', '西宁市');
  await clerk.fill('地址', '西宁市城东区新办路1号');
  await clerk.looksGood('admin-register');
  await clerk.tapText(/^登记$/);
  await clerk.see('等本省签发人员核准');
  await clerk.open('/packages/admin/organisations/index');
  await clerk.see('高原新办培训中心');
  await clerk.looksGood('admin-organisations');

  await issuer.open('/packages/admin/organisations/index');
  await issuer.tapText('高原新办培训中心');
  await issuer.see('还没有授权');
  await issuer.tapText(/^核准$/);
  await issuer.answer(/^核准高原新办培训中心$/);
  await issuer.seeNo('核准这个单位');
  await issuer.tapText(/^设置授权$/);
  await issuer.tapText(/^类别，/);
  await issuer.tapText(/^特种作业人员$/);
  await issuer.chooseDate('从哪一天起', 0, 0);
  await issuer.tapText('加到上面的列表');
  await issuer.looksGood('admin-authorise');
  await issuer.tapText('保存授权');
  await issuer.see('公布授权');
  await issuer.looksGood('admin-organisation');

  // Who is dismissed is named on the button, and is out.
  await clerk.open('/packages/admin/members/index');
  await clerk.tapText('取消厅签发员的工作身份');
  await clerk.see('取消厅签发员在青海省住房和城乡建设厅的工作身份');
  await clerk.tapText(/^已离职$/);
  await clerk.looksGood('admin-dismiss');
  await clerk.tapText(/^取消厅签发员的身份/);
  await clerk.seeNo('厅签发员');
  const made = await OrganisationModel.findOne({ name: '高原新办培训中心' }).lean();
  expect(made).toMatchObject({ status: 'ACTIVE', authorisations: [{ category: 'SPECIAL_OP', ground: 'LISTED' }] });
  expect(uglyPages()).toEqual([]);
});
