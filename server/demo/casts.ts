import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { ApplicationSubject } from '../src/features/application/application.model';
import { EXCHANGE_NOTES, EXCHANGE_PROVINCE, EXCHANGING } from './exchanges';
import { CLAIMED, CLAIM_PROVINCE } from './claims';
import { DUPLICATES, DUPLICATE_PROVINCE } from './duplicates';
import { LIFE_NOTES, LIVES } from './lives';
import { idNumberOf, person, type DemoPerson } from './people';
import { PROVINCES, staffOf } from './provinces';
import { TRANSFERRED, TRANSFER_PROVINCE } from './transfers';

/** How far somebody has come: the steps of a new certificate, in their order. */
export const STEPS = ['NEW', 'READY', 'COUNTER', 'ONSITE', 'SUBMITTED', 'LEARNING', 'EXAM_TODAY', 'EXAMINED', 'CERTIFIED'] as const;
export type Step = (typeof STEPS)[number];

export interface Scene {
  step: Step;
  person: DemoPerson;
  /** Where they went to work with the certificate they got here: that province serves them now. */
  movedTo?: Jurisdiction;
}

/** The people of one province's story, all on the way to the same certificate. */
export interface Cast {
  jurisdiction: Jurisdiction;
  subject: ApplicationSubject;
  position: string;
  exam: string;
  /** What the certificate of this law still waits for. */
  held: string;
  scenes: readonly Scene[];
}

const scene = (step: Step, who: DemoPerson, movedTo?: Jurisdiction): Scene => ({ step, person: who, ...(movedTo && { movedTo }) });

export const CASTS: readonly Cast[] = [
  {
    jurisdiction: '630000',
    subject: { category: 'SAFETY_MGMT', code: 'C1' },
    position: '专职安全员',
    exam: '安管人员考试',
    held: '有电子证书，等本人激活',
    scenes: [
      scene('NEW', person('李桂兰', '13900000001', '1976-04-09', 2)),
      scene('READY', person('王建国', '13900000002', '1974-08-21', 3)),
      scene('ONSITE', person('韦自强', '13900000009', '1981-11-11', 13)),
      scene('COUNTER', person('马登山', '13900000010', '1988-02-02', 15)),
      scene('SUBMITTED', person('赵铁柱', '13900000003', '1979-01-15', 5)),
      scene('SUBMITTED', person('钱多福', '13900000007', '1982-06-30', 7)),
      scene('SUBMITTED', person('冯春梅', '13900000008', '1984-03-12', 4)),
      scene('LEARNING', person('孙大勇', '13900000004', '1986-10-02', 9)),
      scene('EXAM_TODAY', person('周小芳', '13900000005', '1990-12-17', 6)),
      scene('CERTIFIED', person('吴志强', '13900000006', '1978-07-07', 11)),
    ],
  },
  {
    jurisdiction: '500000',
    subject: { category: 'SAFETY_MGMT', code: 'C1' },
    position: '专职安全员',
    exam: '安管人员考试',
    held: '有电子证书，等本人激活',
    scenes: [
      scene('READY', person('廖长江', '13900000011', '1985-05-05', 21)),
      scene('SUBMITTED', person('彭小渝', '13900000012', '1987-09-18', 22)),
      scene('LEARNING', person('邓建业', '13900000013', '1983-02-27', 23)),
      scene('EXAMINED', person('蒋秀英', '13900000014', '1989-11-03', 24)),
      scene('CERTIFIED', person('唐开山', '13900000015', '1980-01-22', 25)),
    ],
  },
  {
    jurisdiction: '320000',
    subject: { category: 'SITE_MANAGER', code: '101' },
    position: '土建施工员',
    exam: '现场专业人员考核',
    held: '有电子证书，已生效',
    scenes: [
      scene('READY', person('徐大江', '13900000021', '1984-07-16', 31)),
      scene('SUBMITTED', person('朱慧敏', '13900000022', '1992-03-24', 32)),
      scene('LEARNING', person('严国栋', '13900000023', '1986-12-08', 33)),
      scene('EXAMINED', person('夏雨荷', '13900000024', '1991-06-11', 34)),
      scene('CERTIFIED', person('史永强', '13900000025', '1979-10-19', 35)),
      // Hainan and Jiangxi know no new certificate: who holds one there brought it along.
      scene('CERTIFIED', person('符海生', '13900000031', '1983-08-15', 41), '460000'),
      scene('CERTIFIED', person('刘赣华', '13900000041', '1985-01-30', 43), '360000'),
    ],
  },
];

const ROLES: Record<Step, [role: string, note?: string]> = {
  NEW: ['新用户', '还没实名；身份证样张在 .data/demo 里'],
  READY: ['工人', '已实名、已聘用，可以直接报名'],
  COUNTER: ['工人', '企业自主培训，还没报名：主管部门审核可以用姓名和身份证号给他现场报名'],
  ONSITE: ['工人', '企业自主培训，已在现场报名，等主管部门安排考试'],
  SUBMITTED: ['工人', '已报名，等机构审核'],
  LEARNING: ['学员', '正在学习'],
  EXAM_TODAY: ['考生', '已安排考试，考前30分钟内机构可开考'],
  EXAMINED: ['考生', '考试合格，等主管部门列入名单'],
  CERTIFIED: ['持证人'],
};

/** Everybody whom a visitor can sign in as, a province after the other: who asks for something first, then who decides. */
export const guide = () =>
  PROVINCES.map((province) => {
    const workers = CASTS.flatMap(({ jurisdiction, held, scenes }) =>
      scenes
        .filter((one) => (one.movedTo ?? jurisdiction) === province.jurisdiction)
        .map(({ step, person: who, movedTo }) => {
          const [role, standing] = ROLES[step];
          const note = step === 'COUNTER' ? `${standing}${idNumberOf(who)}` : (standing ?? held);
          const from = movedTo && PROVINCES.find((one) => one.jurisdiction === jurisdiction)!.name;
          return { role, person: who, note: from ? `${note}，在${from}取得` : note };
        }),
    );
    const holders = LIVES.filter((one) => one.jurisdiction === province.jurisdiction).map(({ person: who, standing }) => ({
      role: '持证人',
      person: who,
      note: LIFE_NOTES[standing],
    }));
    const transferring = TRANSFERRED.filter(() => province.jurisdiction === TRANSFER_PROVINCE).map(({ person: who, held }) => ({
      role: '安全员',
      person: who,
      note: held,
    }));
    const exchanging = EXCHANGING.filter(() => province.jurisdiction === EXCHANGE_PROVINCE).map(({ person: who, standing }) => ({
      role: '施工员',
      person: who,
      note: EXCHANGE_NOTES[standing],
    }));
    const claiming = CLAIMED.filter(() => province.jurisdiction === CLAIM_PROVINCE).map(({ person: who, held }) => ({
      role: '安全员',
      person: who,
      note: held,
    }));
    const twice = DUPLICATES.filter((one) => one.held && province.jurisdiction === DUPLICATE_PROVINCE).map(({ person: who, held }) => ({
      role: '持证人',
      person: who,
      note: held,
    }));
    return {
      province: province.name,
      people: [...workers, ...transferring, ...exchanging, ...claiming, ...twice, ...holders, ...staffOf(province)].map(
        ({ role, person: { name, phone }, note }) => ({
          role,
          name,
          phone,
          note,
        }),
      ),
    };
  });
