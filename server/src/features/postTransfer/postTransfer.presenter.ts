import type { PostTransfer as View, StuckTransfer, TransferReview } from '@jzt/shared/contract/postTransfer';
import { startOfDay } from '@jzt/shared/domain/calendar';
import { postTransfer as machine } from '@jzt/shared/workflow/machines/postTransfer';
import { presentTimeline } from '../../platform/timeline';
import type { Person } from '../person/person.model';
import type { PersonCard } from '../person/person.service';
import type { PostTransfer } from './postTransfer.model';
import { transferPost } from '@jzt/shared/domain/transferPosts';

type CardPhotos = Pick<Person['identity'], 'cardFileId' | 'cardBackFileId'>;

const NOT_YET: readonly PostTransfer['status'][] = ['ENTRY', 'CHOSEN'];
const DONE: readonly PostTransfer['status'][] = ['COMPLETED', 'CERT_QUERYABLE'];

/** What the person waits for, beyond the day itself. */
function waitingOf({ status, resultOn, refusedZh }: PostTransfer): string | undefined {
  if (status === 'CERTIFICATE_GONE') return refusedZh;
  if (status !== 'COMPLETED') return undefined;
  if (refusedZh) return `新证书还没有制成：${refusedZh}。系统每天会再制一次`;
  return resultOn ? undefined : '那一年的国家工作日安排还没有公布，暂时算不出查询日期，工作人员会处理';
}

export const presentTransfer = (one: PostTransfer, known: { attemptsLeft: number; companions?: number }): View => ({
  id: one._id.toHexString(),
  status: one.status,
  statusZh: machine.states[one.status],
  post: transferPost(one.post),
  oldNumber: one.oldNumber,
  oldValidTo: one.oldValidTo,
  facePassed: isFacePassed(one),
  faceAttemptsLeft: known.attemptsLeft,
  lastMessage: one.lastMessage,
  manualSince: one.manualSince?.toISOString(),
  completedOn: one.completedOn,
  resultFrom: one.resultOn && new Date(startOfDay(one.resultOn)).toISOString(),
  waitingZh: waitingOf(one),
  companions: known.companions,
  certificateId: one.status === 'CERT_QUERYABLE' ? one.newCertificateId : undefined,
  certificateNumber: one.status === 'CERT_QUERYABLE' ? one.newNumber : undefined,
  evaluated: one.evaluation !== undefined,
  timeline: presentTimeline(one.history, machine, '选择岗位'),
  version: one.version,
});

export const presentReview = (one: PostTransfer, card: PersonCard, { cardFileId, cardBackFileId }: CardPhotos): TransferReview => ({
  id: one._id.toHexString(),
  name: card.name,
  idNumberMasked: card.idNumberMasked,
  post: transferPost(one.post),
  oldNumber: one.oldNumber,
  reason: one.manualReason ?? '',
  since: (one.manualSince ?? one.updatedAt).toISOString(),
  cardFileId,
  cardBackFileId,
  portraitFileId: one.portraitFileId,
  version: one.version,
});

export const presentStuck = (one: PostTransfer, card: PersonCard): StuckTransfer => ({
  id: one._id.toHexString(),
  name: card.name,
  idNumberMasked: card.idNumberMasked,
  post: transferPost(one.post),
  oldNumber: one.oldNumber,
  message: one.refusedZh ?? '',
  ended: one.status === 'CERTIFICATE_GONE',
  at: one.updatedAt.toISOString(),
});

/** CQ-38: by the line of its history, so that a transfer that closed later still says it. */
export const isFacePassed = ({ status, history }: PostTransfer): boolean =>
  !NOT_YET.includes(status) && history.some((line) => line.event === 'passFace');
export const isDone = ({ status }: PostTransfer): boolean => DONE.includes(status);
