import { accountRoutes, type Road } from '@jzt/shared/contract/account';
import { employmentRoutes } from '@jzt/shared/contract/employment';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { application } from '@jzt/shared/workflow/machines/application';
import { identity } from '@jzt/shared/workflow/machines/identity';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issuedExam } from '../../../testing/certificates';
import { signIn, type Client } from '../../../testing/client';
import {
  applicationIn,
  authority,
  employ,
  enterprise,
  enterpriseStaff,
  institution,
  ledgeredWorker,
  officer,
  verifiedWorker,
} from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import type { ApplicationStatus } from '../application/application.service';
import { Types } from 'mongoose';
import { DuplicateCaseModel } from '../duplicate/duplicate.model';
import { ExchangeModel } from '../exchange/exchange.model';
import { PersonModel } from '../person/person.model';

let world: World;
let school: Awaited<ReturnType<typeof institution>>;
let company: Awaited<ReturnType<typeof enterprise>>;

beforeAll(async () => {
  world = await startWorld();
  for (const code of ['500000', '460000', '360000'] as const) await authority(code);
  school = await institution({ name: '高原培训中心' });
  company = await enterprise({ name: '三江建筑公司' });
});
afterAll(() => world.stop());

const born = (jurisdiction: Jurisdiction) => {
  const at = world.clock.now();
  return { jurisdiction, version: 1, createdAt: at, updatedAt: at, history: [], outbox: [] };
};
const road = async (client: Client): Promise<Road> => (await client.ok(accountRoutes.me)).road!;
const worker = async (jurisdiction?: Jurisdiction) => {
  const person = await ledgeredWorker(world, { jurisdiction });
  return { ...person, client: await signIn(world, person.phone) };
};

/** An application in the state, put there, and what its person is told. */
async function roadIn(status: ApplicationStatus, more: Parameters<typeof applicationIn>[2] | object = {}): Promise<Road> {
  const person = await worker();
  await employ(world, person.id, company.id);
  await applicationIn(world, status, {
    personId: person.id,
    institutionId: school.id,
    subject: { category: 'SPECIAL_OP', code: '02' },
    ...more,
  });
  return road(person.client);
}

describe('QH-22 the road of 首页 shows where the newest open case stands', () => {
  it.each<[ApplicationStatus, string, Road['turn'], string]>([
    ['CHECK_PENDING', '报名', 'OTHERS', '等系统核验全国持证情况'],
    ['DRAFT', '报名', 'YOU', '核验没有通过，请修改报名'],
    ['SUBMITTED', '报名', 'OTHERS', '等高原培训中心审核'],
    ['INST_RETURNED', '报名', 'YOU', '报名被退回，请修改'],
    ['INST_PASSED', '报名', 'OTHERS', '等主管部门核查社保'],
    ['AUTH_CHECK', '报名', 'OTHERS', '等主管部门核查社保'],
    ['AUTH_CHECK_PENDING', '报名', 'OTHERS', '社保系统连不上，等重新核查'],
    ['AUTH_PASSED', '学习', 'OTHERS', '等高原培训中心编班'],
    ['IN_TRAINING', '学习', 'YOU', '学习课程'],
    ['TRAINED', '考试', 'OTHERS', '等高原培训中心安排考试'],
    ['SCHEDULED', '考试', 'YOU', '参加考试'],
    ['EXAMINED', '考试', 'OTHERS', '已交卷，等成绩登记'],
    ['PASSED', '领证', 'OTHERS', '合格，等主管部门发证'],
    ['BATCHED', '领证', 'OTHERS', '证书正在签发'],
  ])('an application that is %s stands at %s', async (status, stop, turn, nowZh) => {
    const told = await roadIn(status);
    expect(told).toMatchObject({ titleZh: expect.stringContaining('普通脚手架'), turn, nowZh });
    expect(told.stops[told.at]).toBe(stop);
    expect(told.nextZh).not.toBe('');
    expect(Date.parse(told.since!)).toBeLessThanOrEqual(world.clock.now().getTime());
  });

  it('has its own words for every open state of the machine, none of them for a closed one', async () => {
    for (const status of Object.keys(application.states) as ApplicationStatus[]) {
      const { titleZh, nowZh } = await roadIn(status);
      if (application.terminal.includes(status)) expect([status, titleZh]).toEqual([status, '报名']);
      else expect([status, nowZh]).not.toEqual([status, '正在办理']);
    }
  });

  it('names an institution that fits on the line, and says what it is of one that does not', async () => {
    const [fits, long] = [await institution({ name: '十一个字的建设培训中心' }), await institution({ name: '十二个字的建设培训学校啊' })];
    const told = await Promise.all([fits, long].map(({ id }) => roadIn('SUBMITTED', { institutionId: id })));
    expect(told.map((one) => one.nowZh)).toEqual(['等十一个字的建设培训中心审核', '等培训机构审核']);
  });

  it('QH-07 who signed up at the counter waits for the authority, and has no class on the road', async () => {
    const told = await roadIn('TRAINED', { trainedBy: 'ENTERPRISE', institutionId: undefined });
    expect(told).toMatchObject({ stops: ['实名', '报名', '考试', '领证'], at: 2, turn: 'OTHERS', nowZh: '等主管部门安排考试' });
  });

  it('QH-36 an institution that issues by itself is named', async () => {
    const told = await roadIn('PASSED', { subject: { category: 'SKILLED_WORKER', code: '砌筑工' } });
    expect(told.nowZh).toBe('合格，等高原培训中心发证');
  });

  it('QH-12 where no insurance check is asked for, none is promised', async () => {
    const here = await roadIn('SUBMITTED');
    const elsewhere = await roadIn('SUBMITTED', { packVersion: 'CQ-1', jurisdiction: '500000' });
    expect([here.nextZh, elsewhere.nextZh]).toEqual(['通过后由主管部门核查社保', '通过后由培训机构编班开课']);
  });

  it('QH-09 an employment says whose answer it waits for, and stands back for what began later', async () => {
    const person = await worker();
    expect(await road(person.client)).toMatchObject({ nowZh: '向您的单位申请聘用关系', turn: 'YOU' });
    const asked = await person.client.ok(employmentRoutes.ask, { body: { enterpriseId: company.id, position: '架子工' } });
    const told = await road(person.client);
    expect(told).toMatchObject({ titleZh: '三江建筑公司', at: 1, turn: 'OTHERS', nowZh: '等单位确认聘用关系', since: asked.createdAt });
    expect(told.stops[1]).toBe('聘用');

    const clerk = await signIn(world, (await enterpriseStaff(world, company.id)).phone, 'ENTERPRISE_STAFF');
    await clerk.ok(employmentRoutes.confirm, { params: { id: asked.id }, body: { version: asked.version } });
    expect(await road(person.client)).toMatchObject({ nowZh: '选择要报的证书', stops: ['实名', '报名', '学习', '考试', '领证'], at: 1 });

    await applicationIn(world, 'SUBMITTED', {
      personId: person.id,
      institutionId: school.id,
      subject: { category: 'SPECIAL_OP', code: '02' },
    });
    expect((await road(person.client)).nowZh).toBe('等高原培训中心审核');
    world.clock.advance(1000);
    const other = await enterprise({ name: '后来的公司' });
    await person.client.ok(employmentRoutes.end, {
      params: { id: asked.id },
      body: { version: asked.version + 1, reason: '合同到期' },
    });
    await person.client.ok(employmentRoutes.ask, { body: { enterpriseId: other.id, position: '架子工' } });
    expect((await road(person.client)).titleZh).toBe('后来的公司');
  });

  it('QH-09 an invitation is the worker’s turn', async () => {
    const person = await worker();
    const clerk = await signIn(world, (await enterpriseStaff(world, company.id)).phone, 'ENTERPRISE_STAFF');
    await clerk.ok(employmentRoutes.invite, { body: { name: person.name, idNumber: person.idNumber, position: '架子工' } });
    expect(await road(person.client)).toMatchObject({ turn: 'YOU', nowZh: '确认单位的聘用邀请', titleZh: '三江建筑公司' });
  });

  it.each(Object.keys(identity.states).filter((one) => one !== 'LEDGERED'))(
    'CQ-30 a real-name check that is %s comes first',
    async (status) => {
      const person = await verifiedWorker(world);
      await PersonModel.updateOne({ _id: person.id }, { $set: { status, 'identity.manualSince': world.clock.now() } });
      const told = await road(await signIn(world, person.phone));
      expect(told).toMatchObject({ titleZh: '实名认证', at: 0 });
      expect(told.turn).toBe({ MANUAL_REVIEW: 'OTHERS', VERIFIED: 'OTHERS', REVOKED: 'NOBODY' }[status] ?? 'YOU');
      expect(told.since === undefined).toBe(!['MANUAL_REVIEW', 'VERIFIED'].includes(status));
    },
  );

  it('CQ-22 a certificate that waits for its holder, and one in force', async () => {
    const officers = {
      reviewer: await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER'),
      issuer: await signIn(world, (await officer(world, 'AUTHORITY_ISSUER')).phone, 'AUTHORITY_ISSUER'),
    };
    const { people, certificates } = await issuedExam(world, officers, { names: ['甘持证'], institution: school });
    const client = await signIn(world, people[0]!.phone);
    const active = certificates[0]!.status === 'ACTIVE';
    expect(await road(client)).toMatchObject(
      active
        ? { turn: 'NOBODY', at: 5, nowZh: expect.stringMatching(/^证书有效，到\d{4}年\d+月\d+日$/) }
        : { turn: 'YOU', at: 4, nowZh: '激活证书' },
    );
  });

  it.each<[Jurisdiction]>([['460000'], ['360000']])(
    '%s has no sign-up: the road says so and leads to where one goes instead',
    async (place) => {
      const told = await road((await worker(place)).client);
      expect(told).toMatchObject({ turn: 'NOBODY', nowZh: '这里没有新取证报名', page: 'packages/application/types/index' });
      expect(told.stops).toEqual(['实名']);
    },
  );

  it('is nobody’s who acts for an organisation', async () => {
    const clerk = await signIn(world, (await enterpriseStaff(world, company.id)).phone, 'ENTERPRISE_STAFF');
    expect((await clerk.ok(accountRoutes.me)).road).toBeUndefined();
  });

  it.each([
    ['FILE_CHECK', {}, 'YOU', '带两样原件到现场核查档案'],
    ['FILE_CHECK', { originalsSeenOn: '2026-11-01' }, 'OTHERS', '正在核查档案'],
    ['ELIGIBLE', {}, 'YOU', '完善个人信息，上传头像'],
    ['HOURS_MET', {}, 'OTHERS', '等培训机构安排考核'],
    ['ASSESSED', {}, 'YOU', '点“更新”，生成电子证书'],
  ] as const)('HN-09 an exchange that is %s is on the road', async (status, more, turn, nowZh) => {
    const person = await worker('460000');
    await ExchangeModel.create({
      ...born('460000'),
      ...more,
      status,
      packVersion: 'HN-1',
      personId: person.id,
      oldNumber: '琼建教10100001',
      oldKey: new Types.ObjectId().toHexString(),
      round: 0,
      post: '101',
      fileCheckTo: '2099-12-31',
    });
    expect(await road(person.client)).toMatchObject({ titleZh: '换发电子证书', turn, nowZh });
  });

  it('CQ-24 a duplicate is on the road, with its last day', async () => {
    const person = await worker('500000');
    await DuplicateCaseModel.create({
      ...born('500000'),
      status: 'NOTIFIED',
      packVersion: 'CQ-1',
      personId: person.id,
      own: { certificateId: new Types.ObjectId().toHexString(), number: '渝建安A（2021）0000001' },
      other: { provinceCode: '510000', number: '川建安A（2024）0000001' },
      subject: { category: 'SAFETY_MGMT', code: 'A' },
      attempts: [],
      deadline: '2099-01-05',
      open: true,
    } as never);
    expect(await road(person.client)).toMatchObject({ titleZh: '跨省重复持证', turn: 'YOU', nextZh: '最迟2099年1月5日' });
  });
});
