import { POST_GROUPS, SITE_POSTS } from '../../domain/posts';
import type { Pack } from '../pack';
import { demo, from } from '../pack';
import { NO_RECORD } from '../messages';
import type { Print } from '../print';
import * as rule from '../rules';
import { certifies, linesLikeSamples, SITE_FIELDS } from './templates';

// 「注：学员换证要求」 A–D, asked at the filing and again at the review (JX-17)
const REQUIREMENTS = [
  rule.certificateLimit('JX-11', { max: 3 }), // 「该学员如有三本证书不允许换证」
  rule.groupsApart('JX-12', { groups: [POST_GROUPS.BUILDER, POST_GROUPS.QUALITY] }), // 「不允许同时存在施工员与质量员」
  rule.maximumAge('JX-13', { sex: 'F', years: 55 }), // 「女性年龄大于55岁不允许换证」
  rule.maximumAge('JX-14', { sex: 'M', years: 60 }), // 「男性年龄大于60岁不允许换证」
];
const PROVINCE = '省级管理部门';

/** 江西: S3 安全员换证操作流程. It carries no date; its pictures are of June 2021. */
export const jiangxi: Pack = {
  province: '360000',
  nameZh: '江西省',
  version: 'JX-1',
  effectiveFrom: '2021-06-01',
  retroactive: false,
  services: {
    REGISTER_ENTERPRISE: [rule.accountNumber('JX-02')], // 「企业账号为：纳税人识别号」
    CHANGE_PASSWORD: [rule.newPassword('JX-02')], // 「初始密码是111111」
    USE_ACCOUNT: [rule.passwordChanged('JX-03')], // 「注册后请尽快修改密码」
    FILING: [
      rule.roleIs('JX-01', { act: 'FILING', who: '企业' }), // 「企业通过培训资源库平台注册」
      rule.onComputer('JX-01'), // 「企业使用电脑浏览器登录」
      rule.filingIn('JX-20', { states: ['DRAFT', 'REJECTED'] }), // 「换证审核驳回后企业可修改上重新上传」
      rule.idNumberGiven('JX-05'), // 「通过添加身份证号进行换证操作」
      rule.inRegister('JX-06', { missing: NO_RECORD, values: { what: '安全员证书' } }), // 「检测认证通过即可进行换证操作」
      rule.postChosen('JX-07', { posts: Object.keys(SITE_POSTS) }), // 「选择岗位为需要换证的学员进行岗位的选择」
      rule.filesGiven('JX-08'), // 「上传身份证正、反面和承诺书」
      ...REQUIREMENTS,
    ],
    FILING_REVIEW: [
      rule.roleIs('JX-10', { act: 'FILING_REVIEW', who: PROVINCE }), // 「等待省级管理部门进行换证审核操作」
      rule.someSelected('JX-17'), // 「勾选需要审核的学员信息」
      rule.filingIn('JX-17', { states: ['PENDING_REVIEW'] }),
      rule.letterSeen('JX-09'), // 「本人签字及换证公章」
      ...REQUIREMENTS,
    ],
    FILING_WITHDRAW: [
      rule.roleIs('JX-18', { act: 'FILING_WITHDRAW', who: PROVINCE }),
      rule.filingIn('JX-18', { states: ['PASSED'] }), // 「对已审核通过的学员状态进行撤回」
    ],
    // The document shows no certificate and says nothing of its use: what every holder has elsewhere.
    USE: [rule.usable('A-23')],
    DOWNLOAD: [rule.relationIs('A-23', { relations: ['SELF'] }), rule.issued('A-23')],
  },
  instead: {
    APPLY: '江西省的文件没有新取证报名。安全员换证由您所在企业申报，这里可以查看和核验证书；要取新证，请向省级管理部门咨询',
    EXCHANGE: '江西省的安全员换证由企业申报：请联系您所在的企业，在电脑上的“换证管理”里为您添加',
    CE_SIGN_UP: '江西省的文件没有继续教育报名，请向省级管理部门咨询；这里可以查看和核验证书',
  },
  kinds: { SITE_MANAGER: { activation: demo('AUTOMATIC') } },
};

const ISSUER = '江西省住房和城乡建设厅';

// S3 shows no certificate: the ministry's title and the printed sample of S4 stand in, to be signed off.
export const jiangxiPrint = (): Print => ({
  issuer: demo(ISSUER),
  seal: demo('JX-ZJT'),
  lines: linesLikeSamples(ISSUER, '“江西省住房和城乡建设培训网”'),
  kinds: {
    SITE_MANAGER: {
      number: from('JX-19', { pattern: '{seq:14}', maxLength: 14 }), // sample: 00707100019207
      template: demo({
        fields: SITE_FIELDS,
        words: {
          '*': certifies(
            ['住房和城乡建设领域施工现场专业人员', '职业培训合格证'],
            '本证书表明持证人已参加住房和城乡建设领域施工现场专业人员职业培训，考核合格。',
          ),
        },
      }),
    },
  },
});
