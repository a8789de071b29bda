import { parseIdNumber } from '../../domain/idNumber';
import { rule } from '../core';
import * as say from '../messages';
import type { CardSide, PhotoFault } from '../facts';

/** Both badges are needed (CQ-01, CQ-22, CQ-30, JS-20). `act`: what cannot be done without, e.g. `不受理报名`. */
export const identityComplete = rule(['identity'], (given: { act: string }, context, identity) => {
  const { verified, ledgered } = identity.badges;
  if (!verified) context.refuse(say.IDENTITY_REQUIRED, { act: given.act });
  else if (!ledgered) context.refuse(say.LEDGER_PENDING, {}, 'CQ-30');
});

/** The three steps come in their order: photo, then name and number, then the face (CQ-29). */
export const stepOrder = rule(['identity', 'identityStep'], (_given: object, context, identity, identityStep) => {
  const { status } = identity;
  if (identityStep.step === 'SIDES') return;
  const done = status === 'VERIFIED' || status === 'LEDGERED';
  const ready =
    identityStep.step === 'PHOTO'
      ? ['NONE', 'PHOTO_REJECTED', 'PHOTO_PART', 'PHOTO_OK', 'INFO_OK', 'FACE_FAILED', 'REVOKED']
      : identityStep.step === 'INFO'
        ? ['PHOTO_OK', 'INFO_OK', 'FACE_FAILED']
        : ['INFO_OK', 'FACE_PENDING', 'FACE_FAILED', 'HELD_ELSEWHERE'];
  if (!done && ready.includes(status)) return;
  context.refuse(done ? say.IDENTITY_DONE : status === 'MANUAL_REVIEW' ? say.IDENTITY_IN_REVIEW : say.IDENTITY_STEP_ORDER);
});

/** The card must be photographed, and still be valid on the day (CQ-33). */
export const cardPhoto = rule(['identityStep'], (_given: object, context, identityStep) => {
  if (identityStep.step !== 'PHOTO') return;
  const { photo } = identityStep;
  if (!photo) return context.refuse(say.CARD_REQUIRED);
  if (photo.faults.includes('NOT_ORIGINAL') || photo.faults.includes('NOT_OWN')) context.refuse(say.CARD_NOT_ORIGINAL);
  if (photo.cardValidTo !== null && photo.cardValidTo < context.today) context.refuse(say.ID_EXPIRED, { date: photo.cardValidTo });
});

/** The sides that are asked for: the portrait's says who, the other one until when (CQ-33). */
export const cardSides = rule(['identityStep'], (given: { sides: readonly CardSide[] }, context, identityStep) => {
  if (identityStep.step !== 'SIDES') return;
  const missing = given.sides.filter((side) => !identityStep.read.includes(side));
  if (missing.includes('portrait')) context.refuse(say.CARD_REQUIRED);
  if (missing.includes('authority')) context.refuse(say.CARD_OTHER_SIDE_REQUIRED);
});

const QUALITY: Partial<Record<PhotoFault, say.Message>> = {
  EDGE: say.CARD_EDGE_MISSING,
  BLUR: say.CARD_BLURRED,
  GLARE: say.CARD_GLARE,
  NOT_FOUND: say.CARD_NOT_FOUND,
};

/** 边框缺失, 照片模糊, 闪光强烈: each fault has a sentence of its own (CQ-34). */
export const photoQuality = rule(['identityStep'], (_given: object, context, identityStep) => {
  if (identityStep.step !== 'PHOTO' || !identityStep.photo) return;
  for (const fault of identityStep.photo.faults) {
    const message = QUALITY[fault];
    if (message) context.refuse(message);
  }
});

/** Name and number are filled in, the number is a real one, and both are what the card says (CQ-35). */
export const cardInfo = rule(['identityStep'], (_given: object, context, info) => {
  if (info.step !== 'INFO') return;
  const [name, idNumber] = [info.name.trim(), info.idNumber.trim().toUpperCase()];
  if (!name) context.refuse(say.NAME_REQUIRED);
  if (!idNumber) context.refuse(say.ID_NUMBER_REQUIRED);
  else if (!parseIdNumber(idNumber)) context.refuse(say.ID_NUMBER_INVALID);
  if (!info.reading) context.refuse(say.CARD_REQUIRED);
  else if (name !== info.reading.name.trim() || idNumber !== info.reading.idNumber.trim()) context.refuse(say.ID_MISMATCH);
});

/** Face data need a consent of their own (O-18). */
export const faceConsent = rule(['identityStep'], (_given: object, context, identityStep) => {
  if (identityStep.step === 'FACE' && !identityStep.consented) context.refuse(say.CONSENT_REQUIRED);
});

/** Badges that do not come in time: give the hotline (CQ-31). Before that day the ledger is only pending. */
export const badgesOnTime = rule(['identity'], (given: { workingDays: number; hotline: string }, context, identity) => {
  const { verified, ledgered } = identity.badges;
  if ((verified && ledgered) || !identity.verifiedOn) return;
  const last = context.workingDay(identity.verifiedOn, given.workingDays);
  if (last === null) return;
  if (context.today > last) context.refuse(say.BADGES_LATE, { hotline: given.hotline });
  else context.pend('LEDGER');
});

/** 《服务协议》和《隐私权政策》 (CQ-32). */
export const agreementTicked = rule(['login'], (_given: object, context, login) => {
  if (!login.agreed) context.refuse(say.AGREEMENT_REQUIRED);
});
