import { SITE_POSTS, SITE_SAFETY_OFFICER } from '../../domain/posts';
import type { Pack } from '../pack';
import { demo, from } from '../pack';
import { NOT_IN_REGISTER, NOT_IN_REGISTER_LATE } from '../messages';
import * as rule from '../rules';
import type { Print } from '../print';
import { DEMO_EXAM, IN_FORCE, MEDIA_HOLD, NOT_YET_OVER, STUDY_TERMS } from './common';
import { certifies, linesLikeSamples, SITE_FIELDS } from './templates';
import { undocumentedSteps } from './undocumented';

const YEARLY = { total: '32', professional: '22' } as const; // 「每年…不少于32学时…其中专业岗位知识不少于22学时」
const GRACE_DAYS = demo(31); // days after 31 December in which institutions may still report
const LAST_DAY = '2020-12-31';
const FILE_DAY = '2020-11-10';
const HOTLINE = '0898-65352821'; // 「联系电话：0898-65352821」
const ELECTRONIC = 'SITE_MANAGER_ELECTRONIC';
// 「可继续使用到持证人终止从业」: no printed day ends the office's own 安全员 certificates; the hours are asked from the year of the notice on.
const LASTING = { undated: [SITE_SAFETY_OFFICER] };
const OFFICER_YEARS = { codes: [SITE_SAFETY_OFFICER], firstYear: 2020, ...YEARLY };
const living = (only?: typeof IN_FORCE) => rule.notLapsed('HN-19', { ...LASTING, ...(only && { only }) });
const FILE_ROOM = '省住房和城乡建设厅511办公室'; // 「省住房和城乡建设厅 511 办公室核查档案」
const MODES = ['OFFLINE', 'ONLINE'] as const; // 「集中培训或在线网络学习培训」
const VOIDING = { act: 'VOID_CERTIFICATE', who: '省住房和城乡建设厅' } as const;
// How hours are learnt and how the assessment is planned and sat, the document leaves to the institution.
const { CREDIT_CHAPTER, COMPLETE_STUDY, SUBMIT_EXAM_PLAN, APPROVE_EXAM_PLAN, ARRANGE_EXAM, OPEN_EXAM_SESSION, START_EXAM, VIEW_SCORE } =
  undocumentedSteps(VOIDING.who);
const LEARNING = {
  CREDIT_CHAPTER,
  COMPLETE_STUDY,
  SUBMIT_EXAM_PLAN,
  APPROVE_EXAM_PLAN,
  ARRANGE_EXAM,
  OPEN_EXAM_SESSION,
  START_EXAM,
  VIEW_SCORE,
};
// 「2020年12月31日后停止办理…遗失补办、信息变更、延续、注销等事项」, of the old title only
const STOPPED = rule.stoppedForTitle('HN-20', { titles: ['SITE_MANAGER_PAPER'], to: LAST_DAY });

/** 海南: S2 琼建人〔2020〕135号. The printed page carries only the year. */
export const hainan: Pack = {
  province: '460000',
  nameZh: '海南省',
  version: 'HN-1',
  effectiveFrom: '2020-01-01',
  retroactive: true, // 「此前规定与本通知不一致的，以本通知为准」 (HN-22)
  study: STUDY_TERMS,
  services: {
    EXCHANGE: [
      living(NOT_YET_OVER),
      rule.issuedBetween('HN-01', { from: '2015-01-01', to: '2018-12-31' }), // 「2015年-2018年由海南省…颁发」
      rule.postExchanged('HN-02', { posts: Object.keys(SITE_POSTS) }), // thirteen codes, no 安全员 (HN-18)
      rule.titleExchanged('HN-05', { title: 'SITE_MANAGER_PAPER' }), // 「岗位证书》不在换证之列」
      // 「若在系统中查询不到的，请于2020年11月10日前，本人凭身份证原件、证书原件」
      rule.inRegister('HN-03', {
        missing: NOT_IN_REGISTER,
        values: { to: FILE_DAY, place: FILE_ROOM, hotline: HOTLINE },
        late: { after: FILE_DAY, missing: NOT_IN_REGISTER_LATE },
      }),
      rule.fixedWindow('HN-06', { what: '换证', to: LAST_DAY }), // 「务必于2020年12月31日前」
      rule.exchangeStudied('HN-07', { ...YEARLY }), // 「参加继续教育并通过考核后换发」
      rule.exchangeProfile('HN-08'), // 「完善个人基本信息并上传头像」
    ],
    FILE_CHECK: [rule.fixedWindow('HN-04', { what: '档案核查', to: FILE_DAY }), rule.originalsShown('HN-04', { place: FILE_ROOM })],
    CE_SIGN_UP: [
      living(),
      rule.ceMode('HN-15', { modes: MODES }),
      rule.trainerListed('HN-14'), // 「施工现场专业人员培训机构查询」 or 「承诺备案的培训机构」
    ],
    PUBLISH_COURSE: [MEDIA_HOLD],
    CE_REPORT: [
      rule.reporterListed('HN-14'),
      rule.rowModes('HN-15', { modes: MODES }),
      rule.rowsAssessed('HN-16'), // 「并经考核后」
      rule.batchesPerMonth('HN-17', { max: 2 }), // 「按每月两批次」
    ],
    CE_YEAR: [
      living(),
      rule.ceYearMet('HN-11', { title: ELECTRONIC, ...YEARLY }), // HN-10: 「从取得《电子培训合格证》次年起」
      rule.ceYearMet('HN-18', OFFICER_YEARS), // 「安全员证书…每年不少于32学时的继续教育」
    ],
    VOID_SHORT_HOURS: [
      rule.roleIs('HN-12', VOIDING),
      living(NOT_YET_OVER),
      rule.yearsShort('HN-12', { title: ELECTRONIC, lessThan: '64', graceDays: GRACE_DAYS }), // 「2年累计不满64学时…原《电子培训合格证》作废」
    ],
    VOID_NOT_IN_POST: [
      rule.roleIs('HN-13', VOIDING),
      living(NOT_YET_OVER),
      rule.notInPost('HN-13', { title: ELECTRONIC }), // 「未从事相应岗位工作的人员…原《电子培训合格证》作废」
    ],
    ...LEARNING,
    // The document says nothing of who may fetch the file: what every holder has elsewhere.
    DOWNLOAD: [rule.relationIs('A-23', { relations: ['SELF'] }), rule.issued('A-23')],
    USE: [
      rule.usable('HN-19', LASTING), // 「有效期内可继续使用」
      rule.usableWhileCe('HN-18', { graceDays: GRACE_DAYS, ...OFFICER_YEARS }),
    ],
    REISSUE: [living(NOT_YET_OVER), STOPPED],
    CHANGE: [living(IN_FORCE), STOPPED],
    RENEW: [living(IN_FORCE), STOPPED],
    CANCEL: [living(NOT_YET_OVER), STOPPED],
  },
  instead: {
    APPLY: `海南省的文件没有新取证报名。这里可以换证、办继续教育，查看和核验证书；要取新证，请拨打${HOTLINE}咨询`,
    CE_EXTEND: `海南省的文件没有证书延期：每年完成继续教育，证书就继续有效。有疑问请拨打${HOTLINE}`,
  },
  hotline: from('HN-03', HOTLINE),
  appealDays: demo(15),
  kinds: {
    SITE_MANAGER: {
      validYears: from('HN-18', null),
      ce: from('HN-10', true),
      ceHours: from('HN-11', YEARLY.total),
      exam: { form: demo('COMPUTER'), ...DEMO_EXAM },
      activation: from('HN-09', 'AUTOMATIC'), // 「系统自动生成电子证书，同时原证书作废」
      hotline: from('HN-03', HOTLINE),
    },
  },
};

const ISSUER = '海南省住房和城乡建设厅';

// The document shows no certificate: its title is the ministry's, the printed sample of S4 stands in, to be signed off.
export const hainanPrint = (): Print => ({
  issuer: demo(ISSUER),
  seal: demo('HN-ZJT'),
  lines: linesLikeSamples(ISSUER, '“住房和城乡建设行业从业人员培训管理信息系统”'),
  kinds: {
    SITE_MANAGER: {
      number: demo({ pattern: '46{year}{seq:8}', maxLength: 14 }),
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
