import { POST_GROUPS, SITE_SAFETY_OFFICER } from '../../domain/posts';
import { TRADES } from '../../domain/trades';
import type { Pack } from '../pack';
import { demo, from } from '../pack';
import { EXEMPT_PROOF_REQUIRED, EXTEND_TOO_LATE, NOT_FOUND } from '../messages';
import type { Print } from '../print';
import * as rule from '../rules';
import { DEMO_EXAM, DEMO_HOURS, IN_FORCE, MEDIA_HOLD, NOT_YET_OVER, STUDY_TERMS, TRADE_APPLICANT, TRADE_EXAM } from './common';
import { undocumentedSteps } from './undocumented';
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

const NATIONAL_PAIR = ['SAFETY_MGMT', 'SPECIAL_OP'] as const;
const SITE = ['SITE_MANAGER'] as const;
const HOTLINE = '4008776928'; // 「请联系客服4008776928」
const BEFORE_END = 10; // 「证书有效期前不少于10日」, natural days
// Two titles: 施工现场专业人员（安全员）职业培训合格证书, 专业人员（安全员）岗位培训考核合格证书
const TITLES = ['SITE_MANAGER_ELECTRONIC', 'SITE_MANAGER_PAPER'] as const;
const OFFICER = { post: SITE_SAFETY_OFFICER, titles: TITLES };

// S0 names nobody who issues or seals.
const ISSUED = { issuer: demo('AUTHORITY'), seal: demo('PROVINCE') };

/** 重庆: S0 渝建安发〔2023〕25号, 2023-05-12. */
export const chongqing: Pack = {
  province: '500000',
  nameZh: '重庆市',
  version: 'CQ-1',
  effectiveFrom: '2023-05-12',
  retroactive: false,
  study: STUDY_TERMS,
  services: {
    IDENTITY_BADGES: [rule.badgesOnTime('CQ-31', { workingDays: 2, hotline: HOTLINE })], // 「较长时间」 is two working days by our proposal
    APPLY: [
      rule.identityComplete('CQ-01', { act: '不受理报名' }), // 「未实名认证的不受理报名申请」
      rule.offered('CQ-03', { items: { SAFETY_MGMT: ['A', 'B', 'C1', 'C2', 'C3'], SPECIAL_OP: Object.keys(TRADES) } }), // 「两个服务事项进行报名」
      rule.selfCheck('CQ-04'), // 「查询本人全国持证情况」
      rule.nationalCheck('CQ-07'), // 「跨省重复持证的不受理报名申请」
      rule.notHeldElsewhere('CQ-05', { for: ['SAFETY_MGMT'], same: 'CATEGORY' }), // 「在其他省市未持有有效安管人员证书的」
      rule.notHeldElsewhere('CQ-06', { for: ['SPECIAL_OP'], same: 'CODE' }), // 「未持有相同操作类别且有效特种作业人员证书的」
      rule.notHeldHere('A-06'),
      rule.noOpenApplication('A-06'),
      ...TRADE_APPLICANT,
      rule.formComplete('A-23'),
      rule.authorised('A-23'),
      // The enterprise is printed on it (JS-17, the samples that stand in).
      rule.employed('A-23', { for: ['SAFETY_MGMT'] }),
    ],
    ...undocumentedSteps('市建设工程施工安全管理总站'),
    ISSUE: [rule.kindIssued('A-23'), rule.identityComplete('A-23', { act: '不能签发证书' }), rule.sealOfKind('A-23')],
    DOWNLOAD: [rule.relationIs('A-23', { relations: ['SELF'] }), rule.issued('A-23')],
    EXEMPT_CLAIM: [
      rule.identityComplete('CQ-01', { act: '不受理免试申领' }),
      rule.offered('CQ-15', { items: { SAFETY_MGMT: ['C'] }, what: '免试申领' }),
      rule.holdsPost('CQ-15', { ...OFFICER, missing: EXEMPT_PROOF_REQUIRED }), // 「申请安全员培训考核合格证书免试申领安全员C证的人员」
      rule.fixedWindow('CQ-15', { what: '安全员C证免试申领', to: '2023-05-31' }), // 「停止安全员C证免试申领」
    ],
    CE_SIGN_UP: [
      rule.identityComplete('CQ-30', { act: '不能报名继续教育' }),
      rule.notLapsed('CQ-12'), // 「因证书超过有效期无法报名」
      rule.ceExists('CQ-08'),
      // 「证书有效期满前3到6个月期间」
      rule.validityWindow('CQ-08', { for: ['SAFETY_MGMT'], what: '继续教育报名', opens: { months: -6 }, closes: { months: -3 } }),
      rule.classInTime('CQ-09', { for: ['SAFETY_MGMT'], days: BEFORE_END }), // 「证书有效期前不少于10日完成继续教育集中培训」
      // 「证书有效期到期前6个月内」
      rule.validityWindow('CQ-10', { for: ['SPECIAL_OP'], what: '继续教育报名', opens: { months: -6 } }),
      rule.trainerListed('CQ-10', { for: ['SPECIAL_OP'] }), // 「选择具备条件的用人单位、专业培训机构」
      rule.classInTime('CQ-13', { for: ['SPECIAL_OP'], days: BEFORE_END, optional: true }), // 「继续教育考核完成时间不足以延期的」
      rule.classNotTooSoon('CQ-13', { minDays: demo(5) }), // 「班次预留学习时间不足无法报名继续教育」
    ],
    CE_EXTEND: [
      rule.notLapsed('CQ-12', { only: IN_FORCE }),
      rule.cePassed('CQ-11', { for: ['SPECIAL_OP'] }), // 「完成继续教育后」
      rule.cePassed('CQ-14', { for: ['SAFETY_MGMT'] }),
      // 「证书有效期满前不少于10日」
      rule.validityWindow('CQ-11', { for: ['SPECIAL_OP'], what: '延期申请', closes: { days: -BEFORE_END }, late: EXTEND_TOO_LATE }),
      rule.cePassedInTime('CQ-14', { days: BEFORE_END }), // 「继续教育考核完成时间不足以延期的，证书将失效无法再进行延期」
    ],
    USE: [
      rule.usable('CQ-12', { for: NATIONAL_PAIR }),
      rule.usable('CQ-20', { for: SITE }), // 「其证书到期后自动失效」
    ],
    ACTIVATE: [
      rule.identityComplete('CQ-22', { act: '证书不能激活' }), // 「应完成实名认证后才能激活」
      rule.activatable('CQ-22'),
    ],
    DEACTIVATE: [rule.deactivatable('CQ-23'), rule.notLapsed('CQ-12')], // 「分期分批次进行清理，取消其激活状态」
    DUPLICATE_CHOOSE: [rule.chooseWithin('CQ-24', { workingDays: 5 })], // 「在5个工作日内选择注销重复证书」
    PUBLICIZE_DUPLICATE: [rule.publicNotice('CQ-25', { workingDays: 5, attempts: 3, channels: 2 })], // 「无法通知」: A-27
    CANCEL_DUPLICATE: [rule.noticeOver('CQ-26', { workingDays: 5 })], // 「公示5个工作日后依法注销证书」
    POST_TRANSFER: [
      rule.identityComplete('CQ-30', { act: '不能转岗' }),
      rule.holdsPost('CQ-16', OFFICER), // 「专业人员（安全员）岗位培训考核合格证书」
      rule.inRegister('CQ-16', { missing: NOT_FOUND, values: { what: '您的证书，教育培训管理系统中查询不到' } }), // 「且能在…教育培训管理系统…中查询」
      rule.notLapsed('CQ-17', { only: NOT_YET_OVER }), // 「可在证书有效期以内」
      rule.fixedWindow('CQ-19', { what: '转岗申请', from: '2023-06-01', to: '2023-12-31' }), // 「2023年6月1日至12月31日前」, inclusive
      rule.targetOffered('CQ-18', { posts: [...POST_GROUPS.BUILDER, ...POST_GROUPS.QUALITY] }), // 「土建类、设备安装类、装饰装修类、市政工程类」
      rule.chosenOnce('CQ-37'), // 「岗位选择后无法更改」
    ],
    TRANSFER_STUDY: [rule.facePassed('CQ-38')], // 「选择岗位后进入人脸识别界面」
    COMPLETE_STUDY: [rule.hoursMet('CQ-39')], // 「修满所需学时」
    TRANSFER_RESULT: [
      rule.studyDone('CQ-21'), // 「完成所选岗位专业知识免费学习后可进行查询」
      rule.resultDay('CQ-43', { workingDays: 1 }), // 「1个工作日后访问」
    ],
    PUBLISH_COURSE: [
      rule.chaptersAddUp('CQ-40'), // 「必修15章，选修31章」
      rule.courseFree('CQ-21'),
      MEDIA_HOLD,
    ],
    CREDIT_CHAPTER: [rule.chapterLearnt('CQ-41')], // 「本章学完可获得15学时」
  },
  hotline: from('CQ-31', HOTLINE),
  kinds: {
    SAFETY_MGMT: {
      territory: from('O-06', 'NATIONAL'),
      ...ISSUED,
      validYears: from('O-06', 3),
      exam: { form: demo('COMPUTER'), ...DEMO_EXAM },
      ...DEMO_HOURS,
      ce: from('CQ-08', true),
      activation: from('CQ-22', 'HOLDER'),
    },
    SPECIAL_OP: {
      territory: from('O-01', 'NATIONAL'),
      ...ISSUED,
      validYears: from('O-04', 2),
      exam: { form: demo('COMPUTER'), ...TRADE_EXAM },
      ...DEMO_HOURS,
      ce: from('CQ-10', true),
      activation: from('CQ-22', 'HOLDER'),
    },
    SITE_MANAGER: { ...ISSUED, trainingHours: from('CQ-39', '8') }, // 「需修学时 8」
  },
};

const ISSUER = '重庆市住房和城乡建设委员会';

// S0 shows no certificate: the printed samples of S4 stand in, to be signed off.
export const chongqingPrint = (): Print => ({
  issuer: demo(ISSUER),
  issuerCode: demo('11500000015000000E'),
  seal: demo('CQ-ZJW'),
  cityLetters: demo({ '*': 'A' }),
  lines: linesLikeSamples(ISSUER, '“重庆建筑施工安全教育”小程序'),
  kinds: {
    SAFETY_MGMT: {
      number: from('O-05', { pattern: '渝建安{code}（{year}）{seq:7}', maxLength: 23 }),
      template: demo({ fields: SAFETY_FIELDS, words: safetyWords('重庆市', SAFETY_CLASSES) }),
    },
    SPECIAL_OP: {
      number: from('O-03', { pattern: '渝{city}{trade}{year}{seq:6}', maxLength: 25 }),
      template: demo({ fields: TRADE_FIELDS, words: tradeWords('重庆市') }),
    },
    // What a post transfer gives; S0 names it and shows none.
    SITE_MANAGER: {
      number: demo({ pattern: '渝{post}{year}{seq:6}', maxLength: 20 }),
      template: demo({
        fields: SITE_FIELDS,
        words: {
          '*': certifies(
            ['住房和城乡建设领域施工现场专业人员', '职业培训合格证'],
            '本证书表明持证人已完成所选岗位专业知识学习，由安全员岗位转换取得。',
          ),
        },
      }),
    },
  },
});
