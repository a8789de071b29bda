import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { RegisterEntries } from '../src/features/certificate/registerEntries.service';
import { Courses } from '../src/features/course/course.service';
import { PersonModel } from '../src/features/person/person.model';
import { PostTransferModel, type PostTransfer } from '../src/features/postTransfer/postTransfer.model';
import { PostTransfers } from '../src/features/postTransfer/postTransfer.service';
import { TRANSFER_POSTS } from '@jzt/shared/domain/transferPosts';
import type { RunningServer } from '../src/platform/boot';
import { callerOf, idNumberOf, person, type DemoPeople, type DemoPerson } from './people';

/** Where a 安全员 may become something else. */
export const TRANSFER_PROVINCE: Jurisdiction = '500000';

/** Holders of a 安全员 certificate of the register, and how far their transfer is. */
export const TRANSFERRED: readonly { person: DemoPerson; number: string; post?: string; held: string }[] = [
  { person: person('何守安', '13900000016', '1982-04-16', 26), number: '渝安员2021000126', held: '有安全员证书，可以去选岗' },
  {
    person: person('罗长青', '13900000017', '1986-08-09', 27),
    number: '渝安员2021000127',
    post: '101',
    held: '已选土建类施工员，正在学习',
  },
];

/** Of the post first, then what everybody learns: 46 chapters as in the guide, 15 compulsory and 31 elective, 237 sections (CQ-40). */
const PROFESSIONAL = [
  '岗位职责与工作流程',
  '施工图识读',
  '施工组织设计',
  '专项施工方案',
  '技术交底',
  '测量放线',
  '材料进场检验',
  '施工机具使用',
  '工序交接检查',
  '隐蔽工程验收',
  '质量通病防治',
  '进度计划与控制',
  '成本控制要点',
  '施工日志与资料',
  '竣工验收',
  '深基坑工程',
  '模板支撑体系',
  '钢筋工程',
  '混凝土工程',
  '砌体工程',
  '防水工程',
  '脚手架工程',
  '起重吊装',
  '季节性施工',
  '装配式施工',
  'BIM技术应用',
  '绿色施工',
  '样板引路',
  '实测实量',
  '成品保护',
  '劳务班组管理',
] as const;
const COMMON = [
  '建筑法与建设工程质量管理条例',
  '安全生产法',
  '建设工程安全生产管理条例',
  '劳动合同与工资支付',
  '施工现场消防',
  '临时用电',
  '高处作业',
  '有限空间作业',
  '文明施工与扬尘治理',
  '职业健康',
  '应急预案与处置',
  '事故案例',
  '职业道德',
  '沟通与协调',
  '信息化管理',
] as const;
const COMPULSORY = 15;
const SECTIONS = 5;
/** So many chapters have a section more. */
const LONGER = 7;
const PARTS = ['要点', '做法', '检查方法', '常见问题', '案例', '小结'] as const;
const VIDEOS = ['helmet', 'harness', 'scaffold', 'power'] as const;
const SECONDS = 24;

export const transferChapters = () =>
  [...PROFESSIONAL.map((title) => ['PROFESSIONAL', title] as const), ...COMMON.map((title) => ['COMMON', title] as const)].map(
    ([kind, title], at) => ({
      id: `c${at + 1}`,
      title: `第${at + 1}章 ${title}`,
      compulsory: at < COMPULSORY,
      kind,
      // A visitor is done after four chapters: 演示 asks for minutes.
      hours: '2',
      lessons: PARTS.slice(0, at < LONGER ? SECTIONS + 1 : SECTIONS).map((part, index) => ({
        id: `c${at + 1}-${index + 1}`,
        title: `${at + 1}.${index + 1} ${title}：${part}`,
        seconds: SECONDS,
        video: `${VIDEOS[(at + index) % VIDEOS.length]!}.mp4`,
      })),
    }),
  );

/** The free course of each of the eight posts (CQ-18, CQ-21). */
export async function publishTransferCourses(server: RunningServer): Promise<void> {
  const courses = await server.get(Courses);
  for (const { code, labelZh } of TRANSFER_POSTS)
    await courses.publish({
      jurisdiction: TRANSFER_PROVINCE,
      category: 'SITE_MANAGER',
      codes: [code],
      learntFor: 'POST_TRANSFER',
      title: `${labelZh}换岗换证`,
      requiredHours: '8',
      chapters: transferChapters(),
    });
}

/** People with a 安全员 certificate: one who has not chosen yet, one who learns. */
export async function transferDemo(server: RunningServer, people: DemoPeople): Promise<void> {
  await publishTransferCourses(server);
  const [entries, transfers] = [await server.get(RegisterEntries), await server.get(PostTransfers)];
  for (const { person: who, number, post } of TRANSFERRED) {
    const personId = await people.worker(who);
    await PersonModel.updateOne(
      { _id: personId },
      { $set: { served: { jurisdiction: TRANSFER_PROVINCE, by: 'CHOICE', at: new Date(0) } } },
    );
    await entries.record([
      {
        jurisdiction: TRANSFER_PROVINCE,
        kind: 'SITE_MANAGER_PAPER',
        subject: { category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER' },
        number,
        name: who.name,
        idNumber: idNumberOf(who),
        issuedOn: '2021-06-01',
        validTo: `${new Date().getFullYear() + 1}-12-31`,
      },
    ]);
    if (!post) continue;
    const caller = callerOf(personId, 'WORKER');
    await transfers.choose(caller, { post, portraitFileId: await people.portrait(who, personId) });
    const chosen = (await PostTransferModel.findOne({ personId }).lean<PostTransfer>())!;
    await transfers.passFace(chosen, { role: 'SYSTEM' }, 'face:demo');
    await transfers.start(caller);
  }
}
