import type { SafetyCode } from '@jzt/shared/domain/categories';
import type { Trade } from '@jzt/shared/domain/trades';

/** What the questions are about: a file of `content/questions` each. */
export const TOPICS = {
  'law-safety': '安全生产法',
  'law-construction': '建设工程安全法规',
  accident: '事故报告与应急',
  dangerous: '危大工程',
  management: '现场安全管理与检查',
  leader: '企业与项目负责人履职',
  rights: '从业人员权利义务与工伤',
  protection: '个人防护与急救',
  height: '高处作业',
  electricity: '临时用电',
  fire: '消防安全',
  earthwork: '基坑与模板工程',
  scaffold: '脚手架安全管理',
  machinery: '起重机械与机具管理',
  'special-op': '特种作业人员管理',
  electrician: '建筑电工',
  scaffolder: '普通脚手架架子工',
  climbing: '附着升降脚手架',
  rigger: '起重司索信号',
  'tower-crane': '塔式起重机操作',
  hoist: '施工升降机',
  'material-hoist': '物料提升机',
  erection: '塔式起重机安装拆卸',
  gondola: '高处作业吊篮',
  craft: '建筑工人操作技能',
  'testing-law': '检测管理',
  'testing-concrete': '混凝土检测',
  'testing-material': '材料检测',
  'testing-structure': '实体与地基检测',
} as const;

export type Topic = keyof typeof TOPICS;

/** Whose questions a topic's are; `codes` absent: of everybody in the category. */
interface Part {
  topics: readonly Topic[];
  codes?: readonly string[];
}

const C_MACHINES: SafetyCode[] = ['B', 'C', 'C1', 'C3'];
const C_BUILDING: SafetyCode[] = ['B', 'C', 'C2', 'C3'];
const OF = (...trades: Trade[]): Trade[] => trades;

/** How the bank of each category that has an exam is put together; the provinces share it. */
export const BANKS = {
  SAFETY_MGMT: [
    { topics: ['law-safety', 'law-construction', 'accident', 'dangerous', 'management', 'rights', 'protection', 'fire', 'special-op'] },
    { topics: ['leader'], codes: ['A', 'B'] },
    { topics: ['electricity'], codes: ['B', 'C', 'C1', 'C2', 'C3'] },
    { topics: ['machinery', 'hoist', 'erection'], codes: C_MACHINES },
    { topics: ['height', 'earthwork', 'scaffold'], codes: C_BUILDING },
  ],
  SPECIAL_OP: [
    { topics: ['special-op', 'rights', 'protection'] },
    { topics: ['electrician'], codes: OF('01') },
    { topics: ['electricity'], codes: OF('01', '99') },
    { topics: ['fire'], codes: OF('01', '99') },
    { topics: ['scaffold'], codes: OF('02', '03') },
    { topics: ['scaffolder'], codes: OF('02') },
    { topics: ['climbing'], codes: OF('03') },
    { topics: ['height'], codes: OF('02', '03', '11', '99') },
    { topics: ['rigger'], codes: OF('04') },
    { topics: ['tower-crane'], codes: OF('05') },
    { topics: ['machinery'], codes: OF('04', '05', '06', '07', '08', '09', '10', '99') },
    { topics: ['hoist'], codes: OF('06', '09') },
    { topics: ['material-hoist'], codes: OF('07', '10') },
    { topics: ['erection'], codes: OF('05', '08') },
    { topics: ['gondola'], codes: OF('11') },
  ],
  SKILLED_WORKER: [{ topics: ['craft', 'rights', 'protection', 'height', 'electricity', 'fire'] }],
  SITE_MANAGER: [
    { topics: ['law-safety', 'law-construction', 'accident', 'dangerous', 'management', 'rights', 'protection', 'fire'] },
    { topics: ['height', 'electricity', 'earthwork', 'scaffold', 'machinery'] },
  ],
  QUALITY_TESTER: [{ topics: ['testing-law', 'testing-concrete', 'testing-material', 'testing-structure'] }],
} as const satisfies Record<string, readonly Part[]>;

export type ExamCategory = keyof typeof BANKS;
