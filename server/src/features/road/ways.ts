import type { Road } from '@jzt/shared/contract/account';
import type { ServiceCase } from '@jzt/shared/contract/certificateService';
import type { Certificate } from '@jzt/shared/contract/certificate';
import type { ExemptClaim } from '@jzt/shared/contract/exemptClaim';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import { pageAddress, type PageAddress } from '@jzt/shared/contract/pages';
import { describe } from '@jzt/shared/policy/words';
import { eventsFrom, type Machine } from '@jzt/shared/workflow/machine';
import { continuingEducation } from '@jzt/shared/workflow/machines/continuingEducation';
import { postTransfer } from '@jzt/shared/workflow/machines/postTransfer';
import { when } from '../../platform/clock';
import type { Application } from '../application/application.model';
import type { ContinuingEducation } from '../continuingEducation/continuingEducation.model';
import type { Person } from '../person/person.model';
import type { PostTransfer } from '../postTransfer/postTransfer.model';
import { transferPost } from '@jzt/shared/domain/transferPosts';

/** A road as it is put together: an instant and an address are made text of last. */
export interface Way extends Omit<Road, 'since' | 'page'> {
  since?: Date;
  page: PageAddress;
}

type Told = Pick<Way, 'at' | 'turn' | 'nowZh' | 'nextZh'>;

const you = (at: number, nowZh: string, nextZh: string): Told => ({ at, turn: 'YOU', nowZh, nextZh });
const others = (at: number, nowZh: string, nextZh: string): Told => ({ at, turn: 'OTHERS', nowZh, nextZh });

/** From the ID card to the certificate. */
export const NEW_CERTIFICATE = ['实名', '报名', '学习', '考试', '领证'];
/** The same of who has no employer yet, where one is needed. */
export const WITH_EMPLOYER = ['实名', '聘用', '报名', '学习', '考试', '领证'];
/** Of who was trained by their own enterprise and signed up at the counter (QH-07). */
const AT_THE_COUNTER = ['实名', '报名', '考试', '领证'];

/** The name where it fits on one line of a small phone; the case itself tells it in full. */
const shortOr = (name: string, instead: string): string => (name.length <= 11 ? name : instead);

/** What the words about an application need beside it. */
export interface Around {
  institution: string;
  /** The law asks for the social-insurance check (QH-12). */
  insurance: boolean;
  /** Who issues: the institution itself in some kinds (QH-36). */
  issuer: 'AUTHORITY' | 'INSTITUTION';
  startsAt?: Date;
}

export function applicationWay(one: Application, { institution, ...rest }: Around): Way {
  const around = { ...rest, institution: shortOr(institution, '培训机构') };
  const id = one._id.toHexString();
  const counter = one.trainedBy === 'ENTERPRISE';
  const told = APPLICATION[one.status]?.(around, one) ?? others(1, '正在办理', '有结果会通知您');
  return {
    ...told,
    // No class on the road of who signed up at the counter.
    at: counter && told.at > 1 ? told.at - 1 : told.at,
    titleZh: `${describe(one.subject)}报名`,
    stops: counter ? AT_THE_COUNTER : NEW_CERTIFICATE,
    since: one.waitingSince,
    page:
      one.status === 'IN_TRAINING'
        ? pageAddress('course', { sourceKind: 'APPLICATION', sourceId: id })
        : one.status === 'SCHEDULED' && one.examSessionId
          ? pageAddress('examTicket', { id: one.examSessionId })
          : pageAddress('application', { id }),
  };
}

const toClass = '通过后由培训机构编班开课';
const APPLICATION: Partial<Record<Application['status'], (around: Around, one: Application) => Told>> = {
  DRAFT: () => you(1, '核验没有通过，请修改报名', '改好后重新提交'),
  CHECK_PENDING: () => others(1, '等系统核验全国持证情况', '核验后由培训机构审核'),
  SUBMITTED: ({ institution, insurance }) => others(1, `等${institution}审核`, insurance ? '通过后由主管部门核查社保' : toClass),
  INST_RETURNED: () => you(1, '报名被退回，请修改', '改好后重新提交'),
  INST_PASSED: ({ insurance }) => others(1, insurance ? '等主管部门核查社保' : '机构已通过，正在转交', toClass),
  AUTH_CHECK: () => others(1, '等主管部门核查社保', toClass),
  AUTH_CHECK_PENDING: () => others(1, '社保系统连不上，等重新核查', toClass),
  AUTH_PASSED: ({ institution }) => others(2, `等${institution}编班`, '开课会通知您来学习'),
  IN_TRAINING: () => you(2, '学习课程', '学满学时，由机构安排考试'),
  TRAINED: ({ institution }, one) => others(3, one.trainedBy ? '等主管部门安排考试' : `等${institution}安排考试`, '时间、地点会通知您'),
  SCHEDULED: ({ startsAt }) => you(3, startsAt ? `${when.format(startsAt)}考试` : '参加考试', '带身份证，按准考信息到场'),
  EXAMINED: () => others(3, '已交卷，等成绩登记', '合格后签发证书'),
  PASSED: ({ issuer, institution }) => others(4, `合格，等${issuer === 'INSTITUTION' ? institution : '主管部门'}发证`, '签发后通知您领证'),
  BATCHED: () => others(4, '证书正在签发', '签发后通知您领证'),
};

/** A certificate that waits for its holder (CQ-22). */
export const activationWay = (one: Certificate, since: Date): Way => ({
  ...you(4, '激活证书', '激活后就能使用、下载和查验'),
  titleZh: one.subject.labelZh,
  stops: NEW_CERTIFICATE,
  since,
  page: pageAddress('certificate', { id: one.id }),
});

/** `2028-01-15` → `2028年1月15日`. */
const dayZh = (day: LocalDate): string => day.split('-').map(Number).join('/').replace('/', '年').replace('/', '月') + '日';

/** Nothing is under way, and a certificate is in force. */
export const heldWay = (one: Certificate): Way => ({
  at: NEW_CERTIFICATE.length,
  turn: 'NOBODY',
  nowZh: one.validTo ? `证书有效，到${dayZh(one.validTo)}` : '证书长期有效',
  nextZh: one.keepsAlive && one.validTo ? '到期前会提醒您办继续教育' : '出示、查验都在“证书”里',
  titleZh: one.subject.labelZh,
  stops: NEW_CERTIFICATE,
  page: pageAddress('certificate', { id: one.id }),
});

/** An employment that one side waits for (QH-09). `goesOn`: stations that come after it here. */
export const employmentWay = (asked: { by: 'WORKER' | 'ENTERPRISE'; enterprise: string; at: Date }, goesOn: boolean): Way => ({
  ...(asked.by === 'WORKER'
    ? others(1, '等单位确认聘用关系', goesOn ? '单位确认后就能报名' : '确认后可以由单位办业务')
    : you(1, '确认单位的聘用邀请', goesOn ? '确认后就能报名' : '确认后可以由单位办业务')),
  titleZh: asked.enterprise,
  stops: goesOn ? WITH_EMPLOYER : WITH_EMPLOYER.slice(0, 2),
  since: asked.at,
  page: pageAddress('employment'),
});

/** The real-name check, whose order is the same everywhere (CQ-29). `stops`: what comes after it in this province. */
export function identityWay({ status, identity }: Person, stops: string[]): Way {
  const goesOn = stops.length > 1;
  const told: Told =
    status === 'MANUAL_REVIEW'
      ? others(0, '等主管部门人工核验', '结果会通知您')
      : status === 'VERIFIED'
        ? others(0, '已认证，等待入库', goesOn ? '入库后就能报名' : '入库后就能办业务')
        : status === 'REVOKED'
          ? { at: 0, turn: 'NOBODY', nowZh: '实名认证已撤销', nextZh: '有异议请联系主管部门' }
          : you(0, CARD_STEPS[status] ?? '完成实名认证', '报名、学习、领证都要先实名');
  const since = status === 'MANUAL_REVIEW' ? identity.manualSince : status === 'VERIFIED' ? identity.verifiedAt : undefined;
  return { ...told, titleZh: '实名认证', stops, since, page: pageAddress('identity') };
}

const CARD_STEPS: Partial<Record<string, string>> = {
  NONE: '拍身份证，两分钟办完实名',
  PHOTO_REJECTED: '身份证没拍清楚，请重拍',
  PHOTO_PART: '再拍身份证的另一面',
  PHOTO_OK: '核对姓名和身份证号',
  INFO_OK: '做人脸核验',
  FACE_PENDING: '人脸核验没有做完，请继续',
  FACE_FAILED: '人脸没有通过，请再试一次',
  HELD_ELSEWHERE: '找回您以前的账号',
};

const MINE = (machine: Machine, status: string) => eventsFrom(machine, status, 'WORKER').some((event) => !event.startsWith('withdraw'));
/** A case whose next step its machine tells: who may act, and the name of where it stands. */
const byMachine = (machine: Machine, status: string, at: number, nextZh: string): Told =>
  (MINE(machine, status) ? you : others)(at, machine.states[status] ?? '正在办理', nextZh);

const TRANSFER_AT: Partial<Record<PostTransfer['status'], [at: number, nextZh: string]>> = {
  CHOSEN: [1, '通过后学习免费课程'],
  FACE_OK: [2, '课程免费，学满学时换发新证'],
  LEARNING: [2, '学满学时后换发新证'],
  COMPLETED: [3, '出证后到“证书”查看'],
};
export const transferWay = (one: PostTransfer): Way => {
  const [at, nextZh] = TRANSFER_AT[one.status] ?? [1, '有结果会通知您'];
  const told =
    one.manualSince && one.status === 'CHOSEN' ? others(1, '等主管部门人工核验', nextZh) : byMachine(postTransfer, one.status, at, nextZh);
  return {
    ...told,
    titleZh: `安全员转岗为${transferPost(one.post).labelZh}`,
    stops: ['选岗', '核验', '学习', '领证'],
    since: one.history.at(-1)?.at,
    page: pageAddress('transfer'),
  };
};

export const claimWay = (one: ExemptClaim): Way => ({
  ...(one.status === 'RETURNED'
    ? you(0, '免试申领被退回，请修改', '改好后重新提交')
    : one.status === 'SUBMITTED'
      ? others(1, '等主管部门审核', '通过后制发安全员C证')
      : others(2, one.statusZh, '制好后到“证书”查看')),
  titleZh: '免试申领安全员C证',
  stops: ['申领', '审核', '领证'],
  since: since(one.timeline),
  page: pageAddress('exemptClaim'),
});

const EDUCATION_AT: Partial<Record<ContinuingEducation['status'], [at: number, nextZh: string]>> = {
  ENROLLED: [1, '学满学时后考核'],
  LEARNING: [1, '学满学时后考核'],
  ASSESSED: [3, '记录入库后申请延期'],
  REPORTED: [3, '审核后可以办下一步'],
  CE_CONFIRMED: [3, '办完后证书继续有效'],
  EXTENSION_APPLIED: [3, '同意后换发新有效期'],
  REFUSED: [3, '看清原因，时间没过可以再申请'],
};
export const educationWay = (one: ContinuingEducation): Way => {
  const [at, nextZh] = EDUCATION_AT[one.status] ?? [1, '有结果会通知您'];
  const provider = shortOr(one.providerName ?? '', '') || '培训单位';
  const told =
    one.status === 'ENROLLED' && one.mode !== 'ONLINE'
      ? others(1, `等${provider}开课`, nextZh)
      : one.status === 'LEARNING' && one.studiedOn
        ? others(2, `等${provider}安排考核`, '时间、地点会通知您')
        : one.status === 'ENROLLED' || one.status === 'LEARNING'
          ? you(1, `到${provider}学习`, nextZh)
          : one.status === 'CE_CONFIRMED'
            ? you(3, '继续教育已完成，去申请延期', nextZh)
            : byMachine(continuingEducation, one.status, at, nextZh);
  return {
    ...told,
    titleZh: `${describe(one.subject)}继续教育`,
    stops: ['报名', '学习', '考核', '延期'],
    since: one.history.at(-1)?.at,
    page: pageAddress('continuingEducation', { id: one.certificateId }),
  };
};

export const serviceWay = (one: ServiceCase): Way => ({
  ...others(
    one.status === 'SUBMITTED' ? 1 : 2,
    one.status === 'SUBMITTED' ? '等主管部门审核' : one.statusZh,
    one.status === 'SUBMITTED' ? '有结果会通知您' : '办好后到“证书”查看',
  ),
  titleZh: `${one.subject.labelZh}${one.nameZh}`,
  stops: ['申请', '审核', '办结'],
  since: since(one.timeline),
  page: pageAddress('certificateService', { id: one.id }),
});

const since = (timeline: readonly { at: string }[]): Date | undefined => {
  const last = timeline.at(-1);
  return last && new Date(last.at);
};
