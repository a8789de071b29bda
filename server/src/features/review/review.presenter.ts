import type { ReviewCase, ReviewItem } from '@jzt/shared/contract/review';
import { fullYears, type LocalDate } from '@jzt/shared/domain/calendar';
import { ONSITE_PAPERS } from '@jzt/shared/domain/onsitePapers';
import { SEX_LABELS } from '@jzt/shared/domain/idNumber';
import { application as machine } from '@jzt/shared/workflow/machines/application';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import type { Application, InsuranceCheck } from '../application/application.model';
import type { IdentityFacts, PersonCard } from '../person/person.service';

/** From so many attempts on, an officer had better ask the bureau by telephone. */
const MANY_ATTEMPTS = 5;

const INSURANCE_ZH: Record<InsuranceCheck['state'], string> = {
  ASKING: '正在向社保系统核查',
  WAITING: '社保系统连不上，等待自动重试',
  MATCH: '社保单位与聘用企业一致',
  MISMATCH: '社保单位与聘用企业不一致',
  NOT_INSURED: '没有查到缴费记录',
  BY_HAND: '由工作人员人工核查',
};

/** What a reviewer's page is made of. */
export interface CaseFile {
  application: Application;
  card: PersonCard;
  identity: IdentityFacts;
  cardFileId?: string;
  institutionName?: string;
  enterpriseName?: string;
  risks: string[];
  today: LocalDate;
}

export function presentItem(file: CaseFile): ReviewItem {
  const { application, card } = file;
  return {
    id: application._id.toHexString(),
    number: application.number,
    status: application.status,
    statusZh: machine.states[application.status],
    subject: presentSubject(application.subject),
    person: {
      name: card.name,
      idNumberMasked: card.idNumberMasked,
      sexZh: card.sex ? SEX_LABELS[card.sex] : '',
      age: card.birthDate ? fullYears(card.birthDate, file.today) : 0,
    },
    enterpriseName: file.enterpriseName,
    waitingSince: application.waitingSince.toISOString(),
    risks: file.risks,
    version: application.version,
  };
}

export function presentCase(file: CaseFile): ReviewCase {
  const { application, identity } = file;
  return {
    ...presentItem(file),
    institutionName: file.institutionName,
    trainedBy: application.trainedBy,
    papersZh: application.papers?.map((one) => ONSITE_PAPERS[one]),
    education: application.education,
    medicalOn: application.medicalOn,
    cardFileId: file.cardFileId,
    portraitFileId: application.portraitFileId,
    identityBadges: { verified: identity.verified, ledgered: identity.ledgered },
    insurance: application.insurance && presentInsurance(application.insurance),
    timeline: presentTimeline(application.history, machine, '提交报名'),
  };
}

function presentInsurance(one: InsuranceCheck): NonNullable<ReviewCase['insurance']> {
  const stateZh = one.state === 'WAITING' && one.attempts >= MANY_ATTEMPTS ? '社保系统多次连不上，建议人工核查' : INSURANCE_ZH[one.state];
  return {
    state: one.state,
    stateZh,
    insuredBy: one.insuredBy,
    checkedAt: one.checkedAt?.toISOString(),
    attempts: one.attempts,
    nextAttemptAt: one.nextAttemptAt?.toISOString(),
  };
}
