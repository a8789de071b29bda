import { randomUUID } from 'node:crypto';
import { addDays } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { Courses } from '../src/features/course/course.service';
import { Employments } from '../src/features/employment/employment.service';
import type { Exchange } from '../src/features/exchange/exchange.model';
import { Exchanges, sourceOf } from '../src/features/exchange/exchanges.service';
import { FileChecks } from '../src/features/exchange/fileChecks.service';
import { PersonModel } from '../src/features/person/person.model';
import { StudyLedgerModel, StudyModel } from '../src/features/study/study.model';
import { Studies } from '../src/features/study/study.service';
import { TrainingClasses } from '../src/features/training/training.service';
import { sourceKey } from '@jzt/shared/domain/sources';
import type { RunningServer } from '../src/platform/boot';
import { today, type Clock } from '../src/platform/clock';
import type { Settings } from '../src/platform/settings';
import type { Desk } from './organisations';
import { callerOf, idNumberOf, person, type DemoPeople, type DemoPerson } from './people';

/** Where certificates are exchanged by their holders. */
export const EXCHANGE_PROVINCE: Jurisdiction = '460000';

const ROAD = ['FOUND', 'COMPLETE', 'LEARNING', 'HOURS_MET', 'ASSESSED', 'EXCHANGED'] as const;
/** How far somebody has come. OLD_TITLE is in the register and not exchanged; MISSING is not in it, RECEIVED neither, with both originals shown. */
type Standing = (typeof ROAD)[number] | 'OLD_TITLE' | 'MISSING' | 'RECEIVED';

/** Holders of old papers at each step. */
export const EXCHANGING: readonly { person: DemoPerson; standing: Standing; employed?: true }[] = [
  { person: person('吉海波', '13900000061', '1974-03-15', 181), standing: 'FOUND', employed: true },
  { person: person('林椰生', '13900000062', '1983-07-02', 183), standing: 'COMPLETE', employed: true },
  { person: person('陈琼花', '13900000063', '1986-11-20', 184), standing: 'LEARNING', employed: true },
  { person: person('黎母山', '13900000064', '1979-05-09', 185), standing: 'HOURS_MET' },
  { person: person('吴南海', '13900000065', '1981-09-28', 187), standing: 'ASSESSED' },
  { person: person('郑文昌', '13900000066', '1977-12-06', 189), standing: 'EXCHANGED' },
  { person: person('何岛生', '13900000067', '1972-02-17', 191), standing: 'OLD_TITLE' },
  { person: person('符亚妹', '13900000068', '1985-06-13', 182), standing: 'MISSING' },
  { person: person('王天涯', '13900000069', '1980-10-24', 193), standing: 'RECEIVED' },
];

export const EXCHANGE_NOTES: Record<Standing, string> = {
  FOUND: '部里查得到旧证书，可以开始换证',
  COMPLETE: '可以换证，信息已完善，等本人选培训班',
  LEARNING: '已选培训班，正在学习',
  HOURS_MET: '学时已满，等培训机构安排考核',
  ASSESSED: '考核合格，点“更新”就换成电子证书',
  EXCHANGED: '已换成电子证书，旧证书作废',
  OLD_TITLE: '更早的岗位证书，不能换证',
  MISSING: '部里查不到证书，要去现场核查档案',
  RECEIVED: '已到现场交验原件，等主管部门答复',
};

const POST = '101';
const numberOf = ({ sequence }: DemoPerson): string => `琼建教${POST}2016${String(sequence).padStart(4, '0')}`;
const lesson = (id: string, title: string, video: string) => ({ id, title, seconds: 24, video: `${video}.mp4` });

/** 32 hours, 22 of them professional; a visitor is done in minutes. */
const CHAPTERS = [
  {
    id: 'c1',
    title: '第一章 专业岗位知识',
    compulsory: true,
    kind: 'PROFESSIONAL' as const,
    hours: '22',
    lessons: [
      lesson('c1-1', '1.1 脚手架：上架之前看三处', 'scaffold'),
      lesson('c1-2', '1.2 安全带：两米以上必须系', 'harness'),
      lesson('c1-3', '1.3 临时用电：一机一闸一漏一箱', 'power'),
    ],
  },
  {
    id: 'c2',
    title: '第二章 公共知识',
    compulsory: true,
    kind: 'COMMON' as const,
    hours: '10',
    lessons: [lesson('c2-1', '2.1 安全帽：第一道防线', 'helmet'), lesson('c2-2', '2.2 劳动保护：安全带怎么检查', 'harness')],
  },
];

/** The continuing education that an exchange asks for, as a class of this teacher. Its id. */
export async function openExchangeClass(server: RunningServer, clock: Clock, { teacher }: Pick<Desk, 'teacher'>): Promise<string> {
  const course = await (
    await server.get(Courses)
  ).publish({
    jurisdiction: EXCHANGE_PROVINCE,
    title: '现场专业人员换证继续教育',
    category: 'SITE_MANAGER',
    requiredHours: '32',
    chapters: CHAPTERS,
  });
  const now = today(clock);
  const classes = await server.get(TrainingClasses);
  const body = { courseId: course.courseId.toHexString(), startsOn: now, endsOn: addDays(now, 60), seats: 60, forCe: true };
  return (await classes.create(teacher, { name: '换证继续教育第1期（演示）', ...body }, randomUUID())).id;
}

/** Puts papers into the development register; a real one has them already. */
export async function registerPapers(simulatorUrl: string, people: readonly { person: DemoPerson; oldTitle?: boolean }[]): Promise<void> {
  const siteCertificates = people.map(({ person: who, oldTitle }) => ({
    idNumber: idNumberOf(who),
    name: who.name,
    certTitle: oldTitle ? '3' : '1',
    postCode: POST,
    provinceNum: EXCHANGE_PROVINCE,
    certNum: numberOf(who),
    issueDate: '2016-05-06',
    expiringDate: '2028-05-05',
  }));
  await fetch(`${simulatorUrl}/_seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ system: 'national', siteCertificates }),
  });
}

/** People at every step of an exchange; `settle` lets what follows from one step come about before the next. */
export async function exchangeDemo(
  server: RunningServer,
  settings: { simulatorUrl?: string } & Pick<Settings, 'secrets'>,
  clock: Clock,
  people: DemoPeople,
  desk: Desk,
  settle: () => Promise<void>,
): Promise<void> {
  if (!settings.simulatorUrl) return;
  const classId = await openExchangeClass(server, clock, desk);
  const papers = EXCHANGING.filter((one) => one.standing !== 'MISSING' && one.standing !== 'RECEIVED');
  await registerPapers(
    settings.simulatorUrl,
    papers.map((one) => ({ person: one.person, oldTitle: one.standing === 'OLD_TITLE' })),
  );
  const road = new Road(server, clock, people, desk, classId, settle);
  for (const { person: who, standing, employed } of EXCHANGING) {
    const personId = await people.worker(who);
    await PersonModel.updateOne(
      { _id: personId },
      { $set: { served: { jurisdiction: EXCHANGE_PROVINCE, by: 'CHOICE', at: new Date(0) } } },
    );
    if (employed) await road.employ(personId);
    await road.walk(who, personId, standing);
  }
}

class Road {
  constructor(
    private readonly server: RunningServer,
    private readonly clock: Clock,
    private readonly people: DemoPeople,
    private readonly desk: Desk,
    private readonly classId: string,
    private readonly settle: () => Promise<void>,
  ) {}

  async employ(personId: string): Promise<void> {
    const employments = await this.server.get(Employments);
    const asked = await employments.ask(
      callerOf(personId, 'WORKER'),
      { enterpriseId: this.desk.enterpriseId, position: '施工员', jurisdiction: EXCHANGE_PROVINCE },
      randomUUID(),
    );
    await employments.confirm(this.desk.clerk, asked.id, { version: asked.version }, randomUUID());
  }

  async walk(who: DemoPerson, personId: string, standing: Standing): Promise<void> {
    const [caller, exchanges] = [callerOf(personId, 'WORKER'), await this.server.get(Exchanges)];
    if (standing === 'FOUND' || standing === 'OLD_TITLE') return;
    const { id } = await exchanges.begin(caller, { number: numberOf(who), post: POST }, randomUUID());
    if (standing === 'MISSING') return;
    if (standing === 'RECEIVED') {
      const shown = { idNumber: idNumberOf(who), number: numberOf(who), post: POST, idOriginal: true, certificateOriginal: true } as const;
      await (await this.server.get(FileChecks)).receive(this.desk.reviewer, shown, randomUUID());
      return;
    }
    const far = (step: (typeof ROAD)[number]) => ROAD.indexOf(standing) >= ROAD.indexOf(step);
    await exchanges.complete(caller, id, { education: '大专', portraitFileId: await this.people.portrait(who, personId) });
    if (!far('LEARNING')) return;
    await exchanges.enrol(caller, id, { classId: this.classId }, randomUUID());
    await this.settle();
    if (far('HOURS_MET')) await this.learn((await exchanges.find(id))!);
    if (far('ASSESSED'))
      await exchanges.move((await exchanges.find(id))!, 'passAssessment', {
        actor: { role: 'SYSTEM' },
        set: { passedOn: today(this.clock) },
      });
    if (far('EXCHANGED')) await exchanges.update(caller, id, randomUUID());
  }

  /** As if the whole course had been watched. */
  private async learn(one: Exchange): Promise<void> {
    const source = sourceOf(one);
    const study = await StudyModel.findOneAndUpdate(
      { 'source.kind': source.kind, 'source.id': source.id },
      { $set: { status: 'LEARNING' }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    );
    const track = { covered: {}, positions: {}, chapters: CHAPTERS.map(({ id }) => id), earned: 3200 };
    await StudyLedgerModel.updateOne(
      { _id: one.personId },
      { $set: { [`tracks.${sourceKey(source)}`]: track }, $setOnInsert: { epoch: 0, seq: 0, revision: 0, outbox: [] } },
      { upsert: true },
    );
    await (await this.server.get(Studies)).finish(study!._id.toHexString());
    await this.settle();
  }
}
