import { DUPLICATE_CHANNELS, type DuplicateCase as View, type DuplicateItem, type DuplicateNotice } from '@jzt/shared/contract/duplicate';
import { addDays, type LocalDate } from '@jzt/shared/domain/calendar';
import { maskIdNumber, maskName } from '@jzt/shared/domain/masking';
import { provinceName } from '@jzt/shared/domain/provinces';
import { UnknownCalendarError, workingDaysLeft } from '@jzt/shared/domain/workingDays';
import { certificate as certificateMachine } from '@jzt/shared/workflow/machines/certificate';
import { duplicateCase as machine } from '@jzt/shared/workflow/machines/duplicateCase';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import type { Certificate } from '../certificate/certificate.model';
import type { DuplicateCase } from './duplicate.model';
import { waitsThere } from './duplicateCases.service';

interface Known {
  name: string;
  idNumber: string;
  today: LocalDate;
}

const KEPT = 4;
/** `渝建安**********0012`: what stands before the digits, and the last four. */
export const maskNumber = (number: string): string => {
  const head = /^[^\d]{0,4}/.exec(number)![0];
  const rest = number.slice(head.length);
  return rest.length > KEPT ? `${head}${'*'.repeat(rest.length - KEPT)}${rest.slice(-KEPT)}` : `${head}${'*'.repeat(rest.length)}`;
};

export function presentItem(one: DuplicateCase, { name, idNumber, today }: Known): DuplicateItem {
  const choosing = one.status === 'NOTIFIED' || one.status === 'CHOSEN';
  return {
    id: one._id.toHexString(),
    number: one.number,
    status: one.status,
    statusZh: machine.states[one.status],
    subject: presentSubject(one.subject),
    name,
    idNumberMasked: maskIdNumber(idNumber),
    own: { provinceZh: provinceName(one.jurisdiction), number: one.own.number, validTo: one.own.validTo },
    other: { provinceZh: provinceName(one.other.provinceCode), number: one.other.number, validTo: one.other.validTo },
    deadline: one.deadline,
    workingDaysLeft: choosing && one.deadline ? left(today, one.deadline) : undefined,
    publishedOn: one.publishedOn,
    noticeEnds: one.noticeEnds,
    chosen: one.chosen,
    ...nextOf(one),
    version: one.version,
  };
}

export const presentCase = (
  one: DuplicateCase,
  known: Known & { own: Certificate | undefined; mayChoose: boolean; mayCancel: boolean },
): View => ({
  ...presentItem(one, known),
  own: { ...presentItem(one, known).own, statusZh: known.own && certificateMachine.states[known.own.status] },
  mayChoose: known.mayChoose,
  mayCancel: known.mayCancel,
  otherNote: one.otherMissing
    ? '国家平台上查不到这本证书，等经办人核对'
    : one.otherAnswer &&
      (one.otherAnswer.state === 'ACCEPTED' ? `已转交外省，${one.otherAnswer.note}` : `外省没有受理：${one.otherAnswer.note}`),
  certificateId: one.own.certificateId,
  timeline: presentTimeline(one.history, machine, '列入重复持证名单'),
});

export const presentAttempts = (one: DuplicateCase) =>
  one.attempts.map(({ channel, at, reached, tried, note }) => ({
    channel,
    channelZh: DUPLICATE_CHANNELS[channel],
    at: at.toISOString(),
    reached,
    note: tried ? note : `${note}，不算一次`,
  }));

export const presentNotice = (one: DuplicateCase, { name, idNumber }: Pick<Known, 'name' | 'idNumber'>): DuplicateNotice => ({
  id: one._id.toHexString(),
  provinceZh: provinceName(one.jurisdiction),
  subject: presentSubject(one.subject),
  nameMasked: maskName(name),
  idNumberMasked: maskIdNumber(idNumber),
  numberMasked: maskNumber(one.own.number),
  otherProvinceZh: provinceName(one.other.provinceCode),
  publishedOn: one.publishedOn!,
  endsOn: one.noticeEnds!,
});

/** The next date of the case, and what it is. */
function nextOf(one: DuplicateCase): Pick<DuplicateItem, 'nextOn' | 'nextZh'> {
  if (one.open && waitsThere(one)) return { nextZh: '等外省办完注销' };
  if (one.open && one.otherMissing) return { nextZh: '核对外省的证书编号' };
  switch (one.status) {
    case 'FOUND':
      return { nextZh: '通知本人' };
    case 'NOTIFIED':
      return { nextOn: one.deadline, nextZh: '本人选择的最后一天' };
    case 'CHOSEN':
      return { nextOn: one.deadline, nextZh: '注销办完的最后一天' };
    case 'UNREACHABLE':
    case 'OVERDUE':
      return { nextZh: '公示' };
    case 'PUBLICIZED':
      return { nextOn: one.noticeEnds && addDays(one.noticeEnds, 1), nextZh: '起可以依法注销' };
    default:
      return { nextZh: '已办结' };
  }
}

/** Undefined rather than a guess. */
function left(from: LocalDate, to: LocalDate): number | undefined {
  try {
    return workingDaysLeft(addDays(from, -1), to);
  } catch (error) {
    if (error instanceof UnknownCalendarError) return undefined;
    throw error;
  }
}
