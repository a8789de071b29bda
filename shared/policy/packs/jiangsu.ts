import { SAFETY_CODES } from '../../domain/categories';
import { SITE_POSTS, SITE_SAFETY_OFFICER } from '../../domain/posts';
import { TRADES } from '../../domain/trades';
import type { Pack } from '../pack';
import { demo, from } from '../pack';
import * as rule from '../rules';
import { DEMO_EXAM, DEMO_HOURS, IN_FORCE, NOT_YET_OVER, TRADE_APPLICANT, TRADE_EXAM } from './common';
import type { Print } from '../print';
import { undocumentedSteps } from './undocumented';
import { certifies, SAFETY_FIELDS, safetyWords, SITE_FIELDS, TRADE_FIELDS, tradeWords } from './templates';

// Whose account does the business of which certificate
const CHANNELS = [
  rule.channelOf('JS-06', { for: ['SITE_MANAGER'], roles: ['WORKER'], relation: 'SELF', who: '本人' }), // 「个人凭帐号登录」
  rule.channelOf('JS-07', { for: ['SAFETY_MGMT'], roles: ['ENTERPRISE_STAFF'], relation: 'EMPLOYER', who: '所在企业' }), // 「所在企业凭帐号登录」
  // 「所在企业凭帐号或由特种作业人员考核基地代为登录」
  rule.channelOf('JS-08', {
    for: ['SPECIAL_OP'],
    roles: ['ENTERPRISE_STAFF', 'BASE_AGENT'],
    relation: 'EMPLOYER',
    who: '所在企业或考核基地',
  }),
];
// 「原纸质证书在有效期内的可继续使用，办理变更、延续、复核等业务后改发电子证书」
const BUSINESS = [rule.notLapsed('JS-04', { only: IN_FORCE }), ...CHANNELS];
// The document knows no activation: a certificate is in force as soon as it is issued, if the real-name check still stands.
const activation = from('JS-20', 'AUTOMATIC');
// 「由江苏省住房和城乡建设厅核发」: its seal is not named.
const ISSUED = { issuer: from('JS-18', 'AUTHORITY'), seal: demo('PROVINCE'), activation, ...DEMO_HOURS };
const COMPUTER = demo('COMPUTER');

/** 江苏: S4 苏建教〔2017〕472号, 2017-09-26. */
export const jiangsu: Pack = {
  province: '320000',
  nameZh: '江苏省',
  version: 'JS-1',
  effectiveFrom: '2017-09-26',
  retroactive: false,
  services: {
    // S4 begins where somebody has passed: how they came there is in no document, and stands in so that a certificate can be walked to.
    APPLY: [
      rule.identityComplete('A-23', { act: '不受理报名' }),
      rule.offered('A-23', {
        items: {
          SITE_MANAGER: [...Object.keys(SITE_POSTS), SITE_SAFETY_OFFICER],
          SAFETY_MGMT: SAFETY_CODES,
          SPECIAL_OP: Object.keys(TRADES),
        },
      }),
      rule.formComplete('A-23'),
      rule.authorised('A-23'),
      rule.employed('A-23', { for: ['SAFETY_MGMT'] }), // the enterprise is printed on it (JS-17)
      rule.nationalCheck('A-23', { for: ['SAFETY_MGMT', 'SPECIAL_OP'] }),
      rule.notHeldElsewhere('A-23', { for: ['SAFETY_MGMT'], same: 'CATEGORY' }),
      rule.notHeldElsewhere('A-23', { for: ['SPECIAL_OP'], same: 'CODE' }),
      rule.notHeldHere('A-06'),
      rule.noOpenApplication('A-06'),
      ...TRADE_APPLICANT,
    ],
    ...undocumentedSteps('省住房和城乡建设厅'),
    ISSUE: [
      rule.kindIssued('JS-01'), // 「此次电子证书发放范围包括」
      rule.identityComplete('JS-20', { act: '不能签发证书' }), // 「加强对取得证书人员身份实名信息认证」
      rule.sealOfKind('A-23'),
    ],
    // JS-09: 「获取电子证书及办理变更、延续、复核、注销等事项」
    DOWNLOAD: [rule.issued('JS-09'), ...CHANNELS],
    CHANGE: BUSINESS,
    RENEW: BUSINESS,
    RECHECK: BUSINESS,
    CANCEL: [rule.notLapsed('JS-04', { only: NOT_YET_OVER }), ...CHANNELS],
    ACTIVATE: [rule.identityComplete('JS-20', { act: '证书不能激活' }), rule.activatable('JS-20')],
    USE: [rule.usable('JS-04')],
  },
  instead: {
    CE_SIGN_UP: '江苏省的文件没有继续教育报名：证书快到期时，办理延续或复核（安管人员由所在企业，特种作业由所在企业或考核基地）',
    CE_EXTEND: '江苏省办理的是延续和复核：请由所在企业或考核基地登录办理，现场管理人员由本人办理',
  },
  medium: [
    { ...from('JS-02', 'PAPER'), to: '2017-09-27' }, // 「自2017年9月28日起…发纸质证书的同时，试发电子证书」
    { ...from('JS-02', 'BOTH'), to: '2017-11-30' },
    { ...from('JS-03', 'ELECTRONIC'), to: null }, // 「2017年12月1日起，全面启用电子证书，停发同名纸质证书」
  ],
  kinds: {
    SITE_MANAGER: {
      ...ISSUED,
      validYears: from('JS-15', null), // no 「有效期至」 is printed
      exam: { form: COMPUTER, ...DEMO_EXAM },
      hotline: from('JS-24', '025-51868680'),
    },
    SPECIAL_OP: {
      ...ISSUED,
      validYears: from('O-01', 2),
      exam: { form: COMPUTER, ...TRADE_EXAM },
      hotline: from('JS-24', '025-51868680'),
    },
    SAFETY_MGMT: {
      ...ISSUED,
      validYears: from('O-06', 3),
      exam: { form: COMPUTER, ...DEMO_EXAM },
      hotline: from('JS-24', '025-51868235'),
    },
  },
};

// S4 annex 2: 「持证人已通过」 on this one alone; 特种 and A/B/C say 「持证人通过」.
const SITE = certifies(
  ['住房和城乡建设领域专业人员岗位培训', '考核合格证书'],
  '本证书表明持证人已通过住房和城乡建设领域专业人员岗位培训考核，成绩合格。',
);

export const jiangsuPrint = (): Print => ({
  issuer: from('JS-18', '江苏省住房和城乡建设厅'),
  issuerCode: demo('113200000150000009'),
  seal: demo('JS-ZJT'),
  // The letters of the number plates.
  cityLetters: demo({
    南京市: 'A',
    无锡市: 'B',
    徐州市: 'C',
    常州市: 'D',
    苏州市: 'E',
    南通市: 'F',
    连云港市: 'G',
    淮安市: 'H',
    盐城市: 'J',
    扬州市: 'K',
    镇江市: 'L',
    泰州市: 'M',
    宿迁市: 'N',
    '*': 'A',
  }),
  lines: {
    issuedBy: from('JS-18', '本电子证书由江苏省住房和城乡建设厅核发。'),
    scan: from('JS-18', '实时数据，扫码验证'),
    portal: from('JS-18', '“江苏政务服务网-江苏住建厅旗舰店”验证'),
    effect: from('JS-12', '电子证书具备与同名纸质证书相同效力'),
  },
  accepted: from(
    'JS-13',
    '各地住房城乡建设行政主管部门在实名制、企业资质核准、工程招投标、施工许可、工程质量安全监督、执法监督检查、竣工验收及备案等管理中应当认可由江苏省住房和城乡建设厅核发的电子证书',
  ),
  kinds: {
    SITE_MANAGER: {
      number: from('JS-19', { pattern: '{seq:12}', maxLength: 12 }),
      template: from('JS-15', { fields: SITE_FIELDS, words: { '*': SITE } }),
    },
    SPECIAL_OP: {
      // The sample shows 苏 and sixteen blanks; blanks are not a length.
      number: from('JS-19', { pattern: '苏{city}{trade}{year}{seq:6}', maxLength: 25 }),
      template: from('JS-16', { fields: TRADE_FIELDS, words: tradeWords('江苏省') }),
    },
    SAFETY_MGMT: {
      number: from('JS-19', { pattern: '苏建安{code}({year}){seq:8}', maxLength: 23 }), // 「苏建安A(XXXX)XXXXXXXX」
      template: from('JS-17', { fields: SAFETY_FIELDS, words: safetyWords('江苏省') }),
    },
  },
});
