import type { Exchange as View, ExchangeClass, FileCheck, FileCheckPlace } from '@jzt/shared/contract/exchange';
import { SITE_POSTS } from '@jzt/shared/domain/posts';
import type { Decision } from '@jzt/shared/policy/index';
import { selfExchange as machine } from '@jzt/shared/workflow/machines/selfExchange';
import { asVerdict } from '../../platform/law';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import type { CourseRecord } from '../course/course.model';
import type { InstitutionRecord } from '../organisation/organisation.model';
import type { PersonCard } from '../person/person.service';
import type { TrainingClassRecord } from '../training/training.model';
import type { Exchange } from './exchange.model';

type Hours = Record<'total' | 'professional', string>;

export const presentExchange = (
  one: Exchange,
  known: { verdict: Decision; required: Hours; earned: Hours; place?: FileCheckPlace },
): View => ({
  id: one._id.toHexString(),
  status: one.status,
  statusZh: machine.states[one.status],
  subject: one.post ? presentSubject({ category: 'SITE_MANAGER', code: one.post }) : undefined,
  oldNumber: one.oldNumber,
  oldValidTo: one.oldValidTo,
  oldCertificateId: one.certificateId,
  closesOn: one.closesOn,
  education: one.education,
  portraitFileId: one.portraitFileId,
  hours: {
    required: known.required.total,
    requiredProfessional: known.required.professional,
    earned: known.earned.total,
    professional: known.earned.professional,
  },
  trainingClass: one.classId
    ? {
        name: one.className!,
        providerName: one.providerName!,
        startsOn: one.classStartsOn!,
        endsOn: one.classEndsOn!,
        begun: one.startedOn !== undefined,
      }
    : undefined,
  examSessionId: one.examSessionId,
  passedOn: one.passedOn,
  fileCheck: one.status === 'FILE_CHECK' ? known.place : undefined,
  originalsSeenOn: one.originalsSeenOn,
  reason: one.reason,
  verdict: asVerdict(known.verdict),
  certificateId: one.status === 'EXCHANGED' ? one.newCertificateId : undefined,
  certificateNumber: one.status === 'EXCHANGED' ? one.newNumber : undefined,
  timeline: presentTimeline(one.history, machine, '查询证书信息'),
  version: one.version,
});

export const presentState = (one: Exchange) => ({ id: one._id.toHexString(), status: one.status, statusZh: machine.states[one.status] });

export const presentClass = (
  one: TrainingClassRecord & { course: CourseRecord },
  institution: InstitutionRecord,
  hours: Hours,
  verdict: Decision,
): ExchangeClass => ({
  id: one._id.toHexString(),
  name: one.name,
  institutionName: institution.name,
  address: institution.address,
  phone: institution.phone,
  startsOn: one.startsOn,
  endsOn: one.endsOn,
  seatsLeft: one.seatsLeft,
  requiredHours: one.course.requiredHours,
  hours,
  verdict: asVerdict(verdict),
});

export const presentFileCheck = (one: Exchange, { name, idNumberMasked }: PersonCard): FileCheck => ({
  id: one._id.toHexString(),
  name,
  idNumberMasked,
  number: one.oldNumber,
  post: one.post,
  postZh: one.post && SITE_POSTS[one.post as keyof typeof SITE_POSTS],
  since: (one.waitingSince ?? one.createdAt).toISOString(),
  originalsSeenOn: one.originalsSeenOn,
  until: one.fileCheckTo ?? one.closesOn ?? '',
  version: one.version,
});
