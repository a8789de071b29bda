import type { Pack } from '../pack';
import { demo, from } from '../pack';
import { AGREEMENT, REAL_NAME_STEPS } from './realName';

const PROVINCE_PAIR = ['SAFETY_MGMT', 'SPECIAL_OP'] as const;
const INSTITUTION_PAIR = ['SKILLED_WORKER', 'QUALITY_TESTER'] as const;
const IDENTITY = { rule: 'identityComplete', id: 'QH-09' } as const; // 「提前完成个人实名认证和企业建立聘用关系」
const PLAN_APPROVED = ['APPROVED', 'ARRANGED', 'RUNNING'] as const;
const AUTHORITY = { roles: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'], who: '省住建厅人事处' } as const; // 「考核审核部门为省住建厅人事处」

/** 青海: S1 住建厅核发安管人员、特种作业人员证书培训考核办证流程. */
export const qinghai: Pack = {
  province: '630000',
  nameZh: '青海省',
  version: 'QH-1',
  effectiveFrom: '2023-01-01',
  retroactive: false,
  document: '住建厅核发安管人员、特种作业人员证书培训考核办证流程',
  services: {
    LOGIN: AGREEMENT,
    IDENTITY_STEP: REAL_NAME_STEPS,
    APPLY: [
      { ...IDENTITY, act: '不受理报名' },
      { rule: 'employed', id: 'QH-09' },
      { rule: 'choiceComplete', id: 'QH-10' }, // 「自行选择考试类型及培训机构进行报名」
      { rule: 'formComplete', id: 'QH-10' },
      {
        rule: 'offered', id: 'QH-31', // 「报名培训考试流程同安全三类人员」
        items: { SAFETY_MGMT: ['A', 'B', 'C1', 'C2', 'C3'], SPECIAL_OP: true, SKILLED_WORKER: true, QUALITY_TESTER: true },
      },
      { rule: 'authorised', id: 'QH-06' }, // 「省住建厅授权的培训机构自行组织」
      { rule: 'enterpriseTraining', id: 'QH-07', address: '住建厅人事处9楼906室' }, // 「9楼906室现场报名审核」
      { rule: 'minimumAge', id: 'O-10', for: ['SPECIAL_OP'], years: 18 },
      // The national check is the same everywhere; the words are Chongqing's.
      { rule: 'selfCheck', id: 'CQ-04', for: PROVINCE_PAIR },
      { rule: 'nationalCheck', id: 'CQ-07', for: PROVINCE_PAIR },
      { rule: 'notHeldElsewhere', id: 'CQ-05', for: ['SAFETY_MGMT'], same: 'CATEGORY' },
      { rule: 'notHeldElsewhere', id: 'CQ-06', for: ['SPECIAL_OP'], same: 'CODE' },
      { rule: 'notHeldHere', id: 'A-06' },
      { rule: 'noOpenApplication', id: 'A-06' },
    ],
    REVIEW_APPLICATION: [{ rule: 'relationIs', id: 'QH-11', relations: ['OWN_INSTITUTION'] }], // 「培训机构在建设云考务平台中进行审核」
    AUTHORITY_CHECK: [
      { rule: 'roleIs', id: 'QH-05', roles: [...AUTHORITY.roles, 'SYSTEM'], who: AUTHORITY.who },
      { rule: 'insuredByEmployer', id: 'QH-12' }, // 「由主管部门进行社保核查」
    ],
    ENROL: [
      { rule: 'applicationIn', id: 'QH-13', states: ['AUTH_PASSED'] }, // 「核查通过后培训机构统一组织学员进行培训」
      { rule: 'authorised', id: 'QH-06' },
    ],
    SUBMIT_EXAM_PLAN: [
      { rule: 'roleIs', id: 'QH-14', roles: ['INSTITUTION_STAFF', 'AUTHORITY_REVIEWER'], who: '培训机构' }, // 「由培训机构向主管部门线上提交考试计划」
      { rule: 'candidatesTrained', id: 'QH-14' },
    ],
    APPROVE_EXAM_PLAN: [{ rule: 'roleIs', id: 'QH-05', ...AUTHORITY }],
    ARRANGE_EXAM: [
      { rule: 'roleIs', id: 'QH-15', roles: ['INSTITUTION_STAFF'], who: '培训机构' }, // 「由培训机构组织安排考试」
      { rule: 'planIn', id: 'QH-15', states: ['APPROVED', 'ARRANGED'] }, // 「考试计划经人事处审批通过后」
    ],
    OPEN_EXAM_SESSION: [{ rule: 'planIn', id: 'QH-08', states: PLAN_APPROVED }], // 「待审核通过后组织所有学员统一进行线下考试」
    START_EXAM: [{ rule: 'examForm', id: 'QH-16' }],
    VIEW_SCORE: [{ rule: 'relationIs', id: 'QH-18', relations: ['SELF', 'OWN_INSTITUTION', 'AUTHORITY'] }], // 「考生本人、培训机构、人事处后台均可看到」
    PASS_LIST: [
      { rule: 'roleIs', id: 'QH-19', ...AUTHORITY }, // 「人事处按批次…导入合格人员名单并签发电子证书」
      { rule: 'passRows', id: 'QH-19' },
    ],
    ISSUE: [
      { rule: 'kindIssued', id: 'QH-20' },
      { ...IDENTITY, act: '不能签发证书' },
      { rule: 'employerOfHolder', id: 'QH-02' },
      { rule: 'sealOfKind', id: 'QH-20' },
      { rule: 'filedFirst', id: 'QH-35', for: INSTITUTION_PAIR }, // 「人员数据导入至建设云政务平台中备份」
    ],
    DOWNLOAD: [
      { rule: 'relationIs', id: 'QH-21', relations: ['SELF'] }, // 「由人员自行前往小程序下载电子证书」
      { rule: 'issued', id: 'QH-21' },
    ],
    ACTIVATE: [
      { rule: 'identityComplete', id: 'CQ-22', act: '证书不能激活' },
      { rule: 'activatable', id: 'CQ-22' },
    ],
  },
  kinds: {
    SAFETY_MGMT: {
      territory: from('QH-01', 'NATIONAL'), // 「全国范围内通用」
      belongsTo: from('QH-02', 'ENTERPRISE'), // 「属企业资质必备条件之一」
      validYears: from('O-06', 3),
      issuer: from('QH-19', 'AUTHORITY'),
      seal: from('QH-20', 'PROVINCE'), // 「加盖青海省住建厅电子签章」
      exam: { form: from('QH-16', 'COMPUTER'), passMark: demo(60), minutes: demo(120) }, // 「考试采用电脑机考方式进行」
      trainingHours: demo('32'),
      ceHours: demo('24'),
      ce: from('QH-23', true),
    },
    SPECIAL_OP: {
      territory: from('QH-01', 'NATIONAL'),
      belongsTo: from('QH-04', 'PERSON'), // 「属个人持有证书」
      validYears: from('O-01', 2),
      issuer: from('QH-19', 'AUTHORITY'),
      seal: from('QH-20', 'PROVINCE'),
      exam: { form: from('QH-16', 'COMPUTER'), passMark: from('O-10', 60), practicalMark: from('O-10', 70), minutes: from('O-10', 120) },
      trainingHours: demo('32'),
      ceHours: demo('24'),
      ce: from('QH-23', true),
    },
    SKILLED_WORKER: {
      territory: from('QH-30', 'PROVINCE'), // 「仅限在全省范围内使用」
      belongsTo: from('QH-33', 'PERSON'), // 「建设行业建筑工人证书属个人技能培训证书」
      validYears: from('QH-33', null),
      issuer: from('QH-36', 'INSTITUTION'), // 「由培训机构统一发放，加盖培训机构公章」
      seal: from('QH-36', 'INSTITUTION'),
      exam: { form: from('QH-32', 'MOBILE'), passMark: demo(60), minutes: demo(60) }, // 「目前采用手机线上考试模式」
      trainingHours: demo('24'),
      ce: from('QH-33', false), // 「无需继续教育」
    },
    QUALITY_TESTER: {
      territory: from('QH-30', 'PROVINCE'),
      validYears: demo(3),
      issuer: from('QH-36', 'INSTITUTION'),
      seal: from('QH-36', 'INSTITUTION'),
      exam: { form: from('QH-32', 'COMPUTER'), passMark: demo(60), minutes: demo(120) }, // only 技术工人 sit it on the phone
      trainingHours: demo('24'),
      ceHours: demo('24'),
      ce: from('QH-34', true), // 「质量检测人员继续教育流程与上述证书」
    },
    ASSOC_CONSTRUCTOR: { ce: from('QH-23', true), ceHours: demo('60') },
  },
};
