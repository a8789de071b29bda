import { TRADES } from '../../domain/trades';
import type { Pack } from '../pack';
import { demo, from } from '../pack';
import * as rule from '../rules';
import { DEMO_EXAM, DEMO_HOURS, IN_FORCE, MEDIA_HOLD, STUDY_TERMS, TRADE_APPLICANT, TRADE_EXAM } from './common';
import type { Print } from '../print';
import {
  certifies,
  linesLikeSamples,
  SAFETY_CLASSES,
  SAFETY_FIELDS,
  safetyWords,
  SITE_FIELDS,
  TRADE_FIELDS,
  tradeWords,
} from './templates';

const PROVINCE_PAIR = ['SAFETY_MGMT', 'SPECIAL_OP'] as const;
const INSTITUTION_PAIR = ['SKILLED_WORKER', 'QUALITY_TESTER'] as const;
// 「提前完成个人实名认证和企业建立聘用关系」
const identity = (act: string) => rule.identityComplete('QH-09', { act });
const PLAN_APPROVED = ['APPROVED', 'ARRANGED', 'RUNNING'] as const;
const AUTHORITY = '省住建厅人事处'; // 「考核审核部门为省住建厅人事处」

const COMPUTER = from('QH-16', 'COMPUTER'); // 「考试采用电脑机考方式进行」
const BY_AUTHORITY = {
  territory: from('QH-01', 'NATIONAL'), // 「全国范围内通用」
  issuer: from('QH-19', 'AUTHORITY'),
  seal: from('QH-20', 'PROVINCE'), // 「加盖青海省住建厅电子签章」
  ce: from('QH-23', true),
  activation: from('CQ-22', 'HOLDER'),
  ...DEMO_HOURS,
};
const BY_INSTITUTION = {
  territory: from('QH-30', 'PROVINCE'), // 「仅限在全省范围内使用」
  issuer: from('QH-36', 'INSTITUTION'), // 「由培训机构统一发放，加盖培训机构公章」
  seal: from('QH-36', 'INSTITUTION'),
  // The source knows no activation for these: they are usable as soon as the institution has issued them.
  activation: demo('AUTOMATIC'),
};

/** 青海: S1 住建厅核发安管人员、特种作业人员证书培训考核办证流程. */
export const qinghai: Pack = {
  province: '630000',
  nameZh: '青海省',
  version: 'QH-1',
  effectiveFrom: '2023-01-01',
  retroactive: false,
  study: STUDY_TERMS,
  services: {
    APPLY: [
      identity('不受理报名'),
      rule.employed('QH-09'),
      rule.choiceComplete('QH-10'), // 「自行选择考试类型及培训机构进行报名」
      rule.formComplete('QH-10'),
      // 「报名培训考试流程同安全三类人员、特种作业人员」
      rule.offered('QH-31', {
        items: { SAFETY_MGMT: ['A', 'B', 'C1', 'C2', 'C3'], SPECIAL_OP: Object.keys(TRADES), SKILLED_WORKER: true, QUALITY_TESTER: true },
      }),
      rule.authorised('QH-06'), // 「省住建厅授权的培训机构自行组织」
      // 「企业自主进行人员培训的到住建厅人事处9楼906室现场报名审核」, of these two kinds; which papers are looked at is not in the source.
      rule.enterpriseTraining('QH-07', {
        address: '住建厅人事处9楼906室',
        kinds: PROVINCE_PAIR,
        papers: ['ID_CARD', 'SIGNED_FORM', 'TRAINING_RECORD', 'INSURANCE'],
      }),
      ...TRADE_APPLICANT,
      // The national check is the same everywhere; the words are Chongqing's.
      rule.selfCheck('CQ-04', { for: PROVINCE_PAIR }),
      rule.nationalCheck('CQ-07', { for: PROVINCE_PAIR }),
      rule.notHeldElsewhere('CQ-05', { for: ['SAFETY_MGMT'], same: 'CATEGORY', movable: true }), // 「办理跨省调出、调入手续」
      rule.notHeldElsewhere('CQ-06', { for: ['SPECIAL_OP'], same: 'CODE' }),
      rule.notHeldHere('A-06'),
      rule.noOpenApplication('A-06'),
    ],
    REVIEW_APPLICATION: [rule.relationIs('QH-11', { relations: ['OWN_INSTITUTION'] })], // 「培训机构在建设云考务平台中进行审核」
    AUTHORITY_CHECK: [
      rule.roleIs('QH-05', { act: 'AUTHORITY_CHECK', who: AUTHORITY }),
      rule.insuredByEmployer('QH-12'), // 「由主管部门进行社保核查」
    ],
    ENROL: [
      rule.applicationIn('QH-13', { states: ['AUTH_PASSED'] }), // 「核查通过后培训机构统一组织学员进行培训」
      rule.authorised('QH-06'),
    ],
    // Hours are counted as Chongqing's course counts them: by whole chapters, until what is required is reached.
    CREDIT_CHAPTER: [rule.chapterLearnt('CQ-41')],
    COMPLETE_STUDY: [rule.hoursMet('CQ-39')],
    PUBLISH_COURSE: [MEDIA_HOLD],
    SUBMIT_EXAM_PLAN: [
      rule.roleIs('QH-14', { act: 'SUBMIT_EXAM_PLAN', who: '培训机构' }), // 「由培训机构向主管部门线上提交考试计划」
      rule.candidatesTrained('QH-14'),
    ],
    APPROVE_EXAM_PLAN: [rule.roleIs('QH-05', { act: 'APPROVE_EXAM_PLAN', who: AUTHORITY })],
    ARRANGE_EXAM: [
      rule.actsForTrainees('QH-15', { trainedBy: 'INSTITUTION', act: 'ARRANGE_EXAM', who: '培训机构' }), // 「由培训机构组织安排考试」
      // 「由人事处统一依托培训机构的考试机房进行线下考试」
      rule.actsForTrainees('QH-07', { trainedBy: 'ENTERPRISE', act: 'ARRANGE_ENTERPRISE_EXAM', who: AUTHORITY }),
      rule.planIn('QH-15', { states: ['APPROVED', 'ARRANGED'] }), // 「考试计划经人事处审批通过后」
    ],
    OPEN_EXAM_SESSION: [rule.planIn('QH-08', { states: PLAN_APPROVED })], // 「待审核通过后组织所有学员统一进行线下考试」
    START_EXAM: [rule.examForm('QH-16')],
    VIEW_SCORE: [rule.relationIs('QH-18', { relations: ['SELF', 'OWN_INSTITUTION', 'AUTHORITY'] })], // 「考生本人、培训机构、人事处后台均可看到」
    PASS_LIST: [
      rule.roleIs('QH-19', { act: 'PASS_LIST', who: AUTHORITY }), // 「人事处按批次…导入合格人员名单并签发电子证书」
      rule.passRows('QH-19'),
    ],
    ISSUE: [
      rule.kindIssued('QH-20'),
      identity('不能签发证书'),
      rule.employerOfHolder('QH-02'),
      rule.sealOfKind('QH-20'),
      rule.filedFirst('QH-35', { for: INSTITUTION_PAIR }), // 「人员数据导入至建设云政务平台中备份」
    ],
    DOWNLOAD: [
      rule.relationIs('QH-21', { relations: ['SELF'] }), // 「由人员自行前往小程序下载电子证书」
      rule.issued('QH-21'),
    ],
    ACTIVATE: [rule.identityComplete('CQ-22', { act: '证书不能激活' }), rule.activatable('CQ-22')],
    USE: [rule.usable('QH-03'), rule.territory('QH-30')],
    CE_SIGN_UP: [
      identity('不能报名继续教育'),
      rule.ceExists('QH-23'), // 「二级建造师、安全三类人员、特种作业人员」
      rule.notLapsed('O-06'),
      rule.ceMode('QH-24', { modes: ['ONLINE', 'OFFLINE'] }), // 「有线上教育、线下教育两种方式」
      rule.approvedPlatform('QH-27'), // 「4家受省住建厅人事处批准的线上继续教育平台」
      rule.trainerListed('QH-25', { mode: 'OFFLINE' }), // 「线下继续教育报名考试流程同新取证」
    ],
    CE_REPORT: [rule.reporterListed('QH-27')],
    CE_EXTEND: [
      rule.ceExists('QH-23'),
      rule.notLapsed('O-06', { only: IN_FORCE }),
      rule.cePassed('QH-26'), // 「个人通过政务平台申请证书延期业务」
      rule.ceRecorded('QH-25', { mode: 'OFFLINE' }), // 「由人事处按批次导入继续教育记录…后」
      rule.ceRecorded('QH-29', { mode: 'ONLINE' }), // 「审核通过后人员即可通过建设云小程序办理证书延期业务」
      // National baseline, not in the source: within the last three months (A-05; to be confirmed with O-06).
      rule.validityWindow('O-06', { for: ['SAFETY_MGMT'], what: '延期申请', opens: { months: -3 } }),
      rule.validityWindow('O-01', { for: ['SPECIAL_OP'], what: '延期申请', opens: { months: -3 } }),
    ],
    TRANSFER_OUT: [rule.transferable('QH-03'), rule.notLapsed('QH-03')], // 「办理跨省调出、调入手续进行使用」
    TRANSFER_IN: [rule.offered('QH-03', { items: { SAFETY_MGMT: true } }), rule.releasedElsewhere('QH-03'), rule.employerOfHolder('QH-02')],
  },
  instead: {
    EXCHANGE: '青海省的文件没有现场管理人员换证，请向省住建厅人事处咨询；这里可以报名、办继续教育和证书延期',
  },
  oneEmployer: from('QH-09', true), // 「和企业建立聘用关系」: one enterprise (domain.md section 3)
  kinds: {
    SAFETY_MGMT: {
      ...BY_AUTHORITY,
      belongsTo: from('QH-02', 'ENTERPRISE'), // 「属企业资质必备条件之一」
      validYears: from('O-06', 3),
      exam: { form: COMPUTER, ...DEMO_EXAM },
    },
    SPECIAL_OP: {
      ...BY_AUTHORITY,
      belongsTo: from('QH-04', 'PERSON'), // 「属个人持有证书」
      validYears: from('O-01', 2),
      exam: { form: COMPUTER, ...TRADE_EXAM },
    },
    SKILLED_WORKER: {
      ...BY_INSTITUTION,
      belongsTo: from('QH-33', 'PERSON'), // 「建设行业建筑工人证书属个人技能培训证书」
      validYears: from('QH-33', null),
      exam: { form: from('QH-32', 'MOBILE'), ...DEMO_EXAM }, // 「目前采用手机线上考试模式」
      trainingHours: demo('24'),
      ce: from('QH-33', false), // 「无需继续教育」
    },
    QUALITY_TESTER: {
      ...BY_INSTITUTION,
      validYears: demo(3),
      exam: { form: from('QH-32', 'COMPUTER'), ...DEMO_EXAM }, // only 技术工人 sit it on the phone
      ...DEMO_HOURS,
      ce: from('QH-34', true), // 「质量检测人员继续教育流程与上述证书继续教育流程相同」
    },
    ASSOC_CONSTRUCTOR: { ce: from('QH-23', true), ceHours: demo('60') },
  },
};

const ISSUER = '青海省住房和城乡建设厅';
const byInstitution = (title: string, exam: string) =>
  certifies([title], `本证书表明持证人已通过青海省${exam}培训考核，成绩合格。本证书仅限在青海省范围内使用。`); // QH-30

// 「国家统一模版的电子证书」: the template itself is not in the sources; the printed samples of S4 stand in for it.
export const qinghaiPrint = (): Print => ({
  issuer: from('QH-20', ISSUER),
  lines: linesLikeSamples(ISSUER, '“青海省工程建设云服务平台”'), // 「相关业务均在“青海省工程建设云服务平台”中办理」
  issuerCode: demo('11630000015000000H'),
  seal: demo('QH-ZJT'),
  sealOwner: from('A-36', '青海省发展和改革委员会'), // 「电子签章由省发改委统一管理签发」
  // The letters of the number plates, as in the only sample of such a number (O-03).
  cityLetters: demo({ 西宁市: 'A', 海东市: 'B', 海北: 'C', 黄南: 'D', 海南: 'E', 果洛: 'F', 玉树: 'G', 海西: 'H', '*': 'A' }),
  kinds: {
    SAFETY_MGMT: {
      number: from('O-05', { pattern: '青建安{code}（{year}）{seq:7}', maxLength: 23 }),
      template: from('QH-20', { fields: SAFETY_FIELDS, words: safetyWords('青海省', SAFETY_CLASSES) }),
    },
    SPECIAL_OP: {
      number: from('O-03', { pattern: '青{city}{trade}{year}{seq:6}', maxLength: 25 }),
      template: from('QH-20', { fields: TRADE_FIELDS, words: tradeWords('青海省') }),
    },
    SKILLED_WORKER: {
      number: demo({ pattern: '青技{year}{seq:6}', maxLength: 25 }),
      template: demo({
        fields: SITE_FIELDS,
        labels: { post: '工种名称' },
        issuedBy: '本电子证书由{issuer}发放。',
        words: { '*': byInstitution('建筑工人培训合格证书', '建筑工人') },
      }),
    },
    QUALITY_TESTER: {
      number: demo({ pattern: '青检{year}{seq:6}', maxLength: 25 }),
      template: demo({
        fields: TRADE_FIELDS,
        labels: { post: '检测专业' },
        issuedBy: '本电子证书由{issuer}发放。',
        words: { '*': byInstitution('工程质量检测人员证书', '工程质量检测人员') },
      }),
    },
  },
});
