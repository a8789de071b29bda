import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCreditCode } from '@jzt/shared/domain/creditCode';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import mongoose from 'mongoose';
import { OrganisationModel } from '../src/features/organisation/organisation.model';
import { serverParts } from '../src/parts';
import { startServer, type RunningServer } from '../src/platform/boot';
import { createLogger } from '../src/platform/logger';
import { readSettings, type Settings } from '../src/platform/settings';
import { loadLessons } from './lessons';
import { cardOf, DemoPeople, type DemoPerson } from './people';
import { openProvinces, peopleBeside } from './provinces';
import { callerOf, Story, StoryClock, type Learner } from './story';

/** The province of the story. */
const HERE = '630000';
const DAY = 24 * 3600_000;
const MINUTE = 60_000;
const CODE = '看“演示手机”页';

const person = (name: string, phone: string, birth: string, sequence: number): DemoPerson => ({ name, phone, birth, sequence });
const STAFF = {
  teacher: person('马老师', '13800000001', '1985-05-12', 101),
  clerk: person('韩会计', '13800000002', '1988-09-03', 102),
  reviewer: person('祁审核', '13800000003', '1980-02-18', 103),
  issuer: person('才让签发', '13800000004', '1976-11-25', 105),
};
const WORKERS = {
  fresh: person('李桂兰', '13900000001', '1976-04-09', 2),
  ready: person('王建国', '13900000002', '1974-08-21', 3),
  submitted: [
    person('赵铁柱', '13900000003', '1979-01-15', 5),
    person('钱多福', '13900000007', '1982-06-30', 7),
    person('冯春梅', '13900000008', '1984-03-12', 4),
  ],
  learning: person('孙大勇', '13900000004', '1986-10-02', 9),
  examinee: person('周小芳', '13900000005', '1990-12-17', 6),
  certified: person('吴志强', '13900000006', '1978-07-07', 11),
};

const PEOPLE = [
  ['新用户', WORKERS.fresh, '还没实名；身份证样张在 .data/demo 里'],
  ['工人', WORKERS.ready, '已实名、已聘用，可以直接报名'],
  ['工人', WORKERS.submitted[0]!, '已报名，等机构审核'],
  ['学员', WORKERS.learning, '正在学习'],
  ['考生', WORKERS.examinee, '已安排考试，考前30分钟内机构可开考'],
  ['持证人', WORKERS.certified, '有电子证书，等本人激活'],
  ['培训机构', STAFF.teacher, '审核、班次、考试计划'],
  ['企业', STAFF.clerk, '确认聘用'],
  ['主管部门审核', STAFF.reviewer, '社保核查、计划审批、名单核对'],
  ['主管部门签发', STAFF.issuer, '第二人复核、签发'],
] as const;

const guide = () => ({
  people: [
    ...PEOPLE.map(([role, who, note]) => ({ role: `青海·${role}`, name: who.name, phone: who.phone, code: CODE, note })),
    ...peopleBeside.map((one) => ({ ...one, code: CODE, note: '' })),
  ],
});

async function load(server: RunningServer, settings: Settings, clock: StoryClock): Promise<void> {
  const [main] = await Promise.all(
    ['青海高原建设培训中心', '河湟职业技能培训学校', '昆仑建筑安全教育中心'].map((name, at) =>
      OrganisationModel.create({
        kind: 'INSTITUTION',
        jurisdictions: [HERE],
        name,
        address: `西宁市城东区演示路${8 + at}号`,
        phone: `0971-600000${at}`,
        creditCode: makeCreditCode(`91630102MA000000${at}`),
        authorisations: (at === 2
          ? (['SPECIAL_OP', 'SKILLED_WORKER'] as const)
          : (['SAFETY_MGMT', 'SPECIAL_OP', 'SKILLED_WORKER', 'QUALITY_TESTER'] as const)
        ).map((category) => ({ category, from: '2023-01-01' })),
      }),
    ),
  );
  const [employer] = await Promise.all(
    ['青海三江建筑工程有限公司', '西宁城北劳务有限公司', '柴达木路桥工程有限公司'].map((name, at) =>
      OrganisationModel.create({
        kind: 'ENTERPRISE',
        jurisdictions: [HERE],
        name,
        creditCode: makeCreditCode(`91630100MA111111${at}`),
        address: `西宁市城北区样例路${at + 1}号`,
      }),
    ),
  );
  const authority = await OrganisationModel.create({
    kind: 'AUTHORITY',
    jurisdictions: [HERE],
    name: '青海省住房和城乡建设厅',
    address: '西宁市城西区演示路1号',
    phone: '0971-6000009',
  });
  await openProvinces(server);
  await orderSeals();
  const courses = await loadLessons(server, HERE);
  const people = new DemoPeople(server, settings);
  const [institutionId, enterpriseId, authorityId] = [main!, employer!, authority].map((one) => one._id.toHexString()) as [
    string,
    string,
    string,
  ];
  const member = async (who: DemoPerson, role: StaffRole, organisationId: string) =>
    callerOf(await people.ledgered(who, { role, organisationId }), role, { organisationId, jurisdiction: HERE });
  const desk = {
    institutionId,
    enterpriseId,
    teacher: await member(STAFF.teacher, 'INSTITUTION_STAFF', institutionId),
    clerk: await member(STAFF.clerk, 'ENTERPRISE_STAFF', enterpriseId),
    reviewer: await member(STAFF.reviewer, 'AUTHORITY_REVIEWER', authorityId),
    issuer: await member(STAFF.issuer, 'AUTHORITY_ISSUER', authorityId),
  };
  const story = new Story(server, clock, desk);
  const employed = async (who: DemoPerson): Promise<string> => {
    const personId = await people.ledgered(who);
    await story.employ(personId);
    return personId;
  };
  const applied = async (who: DemoPerson): Promise<Learner> => {
    const personId = await employed(who);
    return story.apply(personId, await people.portrait(who, personId));
  };

  const [certified, examinee, learning] = [
    await applied(WORKERS.certified),
    await applied(WORKERS.examinee),
    await applied(WORKERS.learning),
  ];
  clock.pass(2 * DAY);
  await story.review([certified, examinee, learning]);
  clock.pass(DAY);
  await story.enrol([certified, examinee, learning], courses.get('SAFETY_MGMT')!);
  clock.pass(3 * DAY);
  await story.study(certified);
  await story.study(examinee);
  await story.study(learning, 1);
  const done = await story.plan([certified], '11月上旬安管人员考试', 3 * DAY);
  clock.pass(3 * DAY - 10 * MINUTE);
  await story.sit(done, [certified], 4);
  clock.pass(2 * DAY);
  await story.certify(done);
  clock.catchUp();
  await story.plan([examinee], '今日安管人员考试（演示）', 25 * MINUTE);
  for (const who of WORKERS.submitted) await applied(who);
  await employed(WORKERS.ready);

  const folder = join(settings.dataDir, 'demo');
  mkdirSync(folder, { recursive: true });
  for (const who of [WORKERS.fresh, WORKERS.ready]) {
    writeFileSync(join(folder, `${who.name}-身份证人像面.jpg`), await cardOf(who));
    writeFileSync(join(folder, `${who.name}-身份证国徽面.jpg`), await cardOf(who, 'authority'));
  }
}

/** The institutions' own seals at the development seal service (QH-36); a real one has them already. */
async function orderSeals(): Promise<void> {
  const { SIMULATOR_URL } = process.env;
  if (!SIMULATOR_URL) return;
  const seals = (await OrganisationModel.find({ kind: 'INSTITUTION' }).lean()).map((one) => ({
    sealId: `ORG-${one.creditCode}`,
    holder: one.name,
  }));
  await fetch(`${SIMULATOR_URL}/_seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ system: 'seal', seals }),
  });
}

/** Loads the demo once; prints the demo people as one JSON line. */
async function main(): Promise<void> {
  const settings = { ...readSettings(), port: 0, host: '127.0.0.1', webDir: undefined };
  const clock = new StoryClock();
  const server = await startServer(settings, serverParts(settings), { clock, logger: createLogger('error') });
  const marks = mongoose.connection.collection<{ _id: string; at: Date }>('demo');
  if (!(await marks.findOne({ _id: 'loaded' }))) {
    // Never into a database that holds people: they may be somebody's own.
    if (await mongoose.connection.collection('persons').findOne({}))
      throw new Error('数据库里已有数据，没有载入演示数据：请换一个空的数据库（或删掉 .data 文件夹），或用 npm start -- --no-demo 启动');
    await load(server, settings, clock);
    await marks.insertOne({ _id: 'loaded', at: new Date() });
  }
  await server.stop();
  process.stdout.write(`${JSON.stringify(guide())}\n`);
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exit(1);
  },
);
