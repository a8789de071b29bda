import type { IdentityView } from '@jzt/shared/contract/identity';
import type { State } from '@jzt/shared/workflow/machine';
import type { identity } from '@jzt/shared/workflow/machines/identity';

/** Where a person stands on the way to both badges; the server's state alone decides, so that leaving and coming back changes nothing (CQ-29). */
export type IdentityStep = 'CARD' | 'CONFIRM' | 'FACE' | 'MANUAL' | 'RECOVER' | 'LEDGER' | 'DONE' | 'REVOKED';

const STEPS: Record<State<typeof identity>, IdentityStep> = {
  NONE: 'CARD',
  PHOTO_REJECTED: 'CARD',
  PHOTO_PART: 'CARD',
  PHOTO_OK: 'CONFIRM',
  INFO_OK: 'FACE',
  FACE_PENDING: 'FACE',
  FACE_FAILED: 'FACE',
  MANUAL_REVIEW: 'MANUAL',
  HELD_ELSEWHERE: 'RECOVER',
  VERIFIED: 'LEDGER',
  LEDGERED: 'DONE',
  REVOKED: 'REVOKED',
};

type Standing = Pick<IdentityView, 'status' | 'idNumberMasked' | 'holder'>;

/** A state this version does not know is shown on the status page, in the server's words. */
export const stepOf = ({ status }: Pick<IdentityView, 'status'>): IdentityStep | undefined => STEPS[status as keyof typeof STEPS];

/** The card may be taken again until a face check is under way or passed. */
export const mayRetake = ({ status }: Standing): boolean =>
  ['NONE', 'PHOTO_REJECTED', 'PHOTO_PART', 'PHOTO_OK', 'INFO_OK', 'FACE_FAILED'].includes(status);

/** The way without a face is open once name and number are known (O-18). */
export const mayAskManual = ({ status, idNumberMasked }: Standing): boolean =>
  idNumberMasked !== undefined &&
  ['PHOTO_REJECTED', 'PHOTO_PART', 'INFO_OK', 'FACE_PENDING', 'FACE_FAILED', 'HELD_ELSEWHERE'].includes(status);

/** May the page of this step be worked on now? */
export const standsOn = (view: Standing, page: 'CARD' | 'CONFIRM' | 'FACE' | 'MANUAL'): boolean =>
  page === 'CARD'
    ? mayRetake(view)
    : page === 'MANUAL'
      ? mayAskManual(view)
      : stepOf(view) === page || (page === 'FACE' && view.status === 'HELD_ELSEWHERE' && !isRecoverable(view));

/** Whether the proof still holds by which the earlier account is taken over, or is given again. */
export const isRecoverable = ({ holder }: Pick<IdentityView, 'holder'>, now = Date.now()): boolean =>
  holder !== undefined && new Date(holder.recoverableUntil).getTime() > now;
