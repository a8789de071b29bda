import type { LocalDate } from '../../domain/calendar';
import { rule } from '../core';
import * as say from '../messages';
import type { CertificateState, SiteTitle } from '../facts';

/** Why a certificate in this state cannot be used; the states that are not here do no harm by themselves. */
const UNUSABLE: Partial<Record<CertificateState, say.Message>> = {
  ISSUED: say.CERT_INACTIVE,
  DEACTIVATED: say.CERT_DEACTIVATED,
  SUSPENDED: say.CERT_SUSPENDED,
  EXPIRED: say.CERT_EXPIRED,
  CANCELLED: say.CERT_CANCELLED,
  RESCINDED: say.CERT_RESCINDED,
  REVOKED: say.CERT_REVOKED,
  VOIDED: say.CERT_VOIDED,
  REPLACED: say.CERT_REPLACED,
  TRANSFERRED_OUT: say.CERT_TRANSFERRED_OUT,
};
/** These do not end a certificate's life. */
const MAY_CONTINUE: readonly CertificateState[] = ['ISSUED', 'DEACTIVATED', 'SUSPENDED'];

/** Usable on the day: state and last valid day, whatever it is made of (CQ-20, HN-19, JS-04). */
export const usable = rule(['certificate'], (_given: object, context, certificate) => {
  if (!certificate) return context.refuse(say.NO_CERTIFICATE);
  context.limit(certificate.issuedOn, certificate.validTo);
  const { state, validTo } = certificate;
  if (state === 'OTHER') context.pend('NATIONAL_STATE');
  const message = UNUSABLE[state];
  if (message && state !== 'EXPIRED') context.refuse(message);
  if (state === 'EXPIRED' || (validTo !== null && context.today > validTo)) context.refuse(say.CERT_EXPIRED, { date: validTo ?? '' });
});

/** There is a certificate and its life is not over (CQ-12): past the last valid day it has lapsed for good. */
export const notLapsed = rule(['certificate'], (_given: object, context, certificate) => {
  if (!certificate) return context.refuse(say.NO_CERTIFICATE);
  const { state, validTo } = certificate;
  const message = UNUSABLE[state];
  if (state === 'EXPIRED' || (validTo !== null && context.today > validTo)) context.refuse(say.CERT_LAPSED, { date: validTo ?? '' });
  else if (message && !MAY_CONTINUE.includes(state)) context.refuse(message);
});

/** Some kinds hold in their own province only (QH-01, QH-30). */
export const territory = rule(['certificate', 'place'], (_given: object, context, certificate, place) => {
  const where = certificate && context.pack.kinds[certificate.category]?.territory;
  if (where?.value === 'PROVINCE' && place !== context.pack.province) context.refuse(say.ONLY_IN_PROVINCE, {}, where.id);
});

/** Taken to another province: only what holds in the whole country and is tied to an enterprise (QH-03, QH-04, QH-30). */
export const transferable = rule(['certificate'], (_given: object, context, certificate) => {
  if (!certificate) return context.refuse(say.NO_CERTIFICATE);
  const kind = context.pack.kinds[certificate.category];
  if (kind?.territory?.value !== 'NATIONAL') context.refuse(say.ONLY_IN_PROVINCE, {}, kind?.territory?.id);
  else if (kind.belongsTo?.value === 'PERSON') context.refuse(say.TRANSFER_NOT_NEEDED, {}, kind.belongsTo.id);
  if (certificate.state !== 'ACTIVE') context.refuse(say.NOT_ACTIVE);
});

/** Taken in only after the other province has let it go (QH-03). */
export const releasedElsewhere = rule(['transferRecord'], (_given: object, context, transferRecord) => {
  if (!transferRecord.out) context.refuse(say.NO_OUT_RECORD);
});

/** Whose account does this business for this kind (JS-06…08); a base that acts for an enterprise names it. */
export const channelOf = rule(['actor'], (given: { roles: readonly string[]; who: string }, context, actor) => {
  if (!given.roles.includes(actor.role)) context.refuse(say.CHANNEL, { who: given.who });
  else if (actor.role === 'BASE_AGENT' && !actor.onBehalfOf) context.refuse(say.AGENT_FOR_WHOM);
});

/** No business any more for the old title (HN-20). */
export const stoppedForTitle = rule(['certificate'], (given: { titles: readonly SiteTitle[]; to: LocalDate }, context, certificate) => {
  if (!certificate?.title || !given.titles.includes(certificate.title)) return;
  context.limit(null, given.to);
  if (context.today > given.to) context.refuse(say.SERVICE_STOPPED, { to: given.to });
});
