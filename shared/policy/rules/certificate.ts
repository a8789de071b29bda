import type { LocalDate } from '../../domain/calendar';
import type { Role } from '../../domain/roles';
import { rule } from '../core';
import type { Context } from '../core';
import * as say from '../messages';
import type { CertificateFacts, CertificateState, Relation, SiteTitle } from '../facts';

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
/** Where nothing is activated by hand, nobody is sent to do it. */
const UNUSABLE_HERE: typeof UNUSABLE = { ISSUED: say.CERT_INACTIVE_HERE, DEACTIVATED: say.CERT_DEACTIVATED_HERE };
/** These do not end a certificate's life. */
const MAY_CONTINUE: readonly CertificateState[] = ['ISSUED', 'DEACTIVATED', 'SUSPENDED'];
/** Who asked in time keeps the certificate until the desk has decided: the machine lets nothing expire from here. */
const KEPT_UNTIL_DECIDED: readonly CertificateState[] = ['EXTENDING', 'RECHECKING'];

const whyUnusable = (state: CertificateState, { pack }: Context): say.Message | undefined =>
  (pack.services.ACTIVATE ? undefined : UNUSABLE_HERE[state]) ?? UNUSABLE[state];

interface Lasting {
  /** Codes of the province's own certificates that the printed day does not end (HN-18). */
  undated?: readonly string[];
}
/** The last day that ends it by itself; null: none does. */
const endsOn = ({ state, code, validTo, issuedByProvince, kept }: CertificateFacts, { undated }: Lasting): LocalDate | null =>
  kept === true || KEPT_UNTIL_DECIDED.includes(state) || (issuedByProvince && undated?.includes(code ?? ''))
    ? null
    : validTo && kept && kept > validTo
      ? kept
      : validTo;

const hasLapsed = (certificate: CertificateFacts, given: Lasting, today: LocalDate): boolean => {
  const last = endsOn(certificate, given);
  return certificate.state === 'EXPIRED' || (last !== null && today > last);
};

/** Usable on the day: state and last valid day, whatever it is made of (CQ-20, HN-19, JS-04). */
export const usable = rule(['certificate'], (given: Lasting, context, certificate) => {
  if (!certificate) return context.refuse(say.NO_CERTIFICATE);
  context.limit(certificate.issuedOn, endsOn(certificate, given));
  const { state, validTo } = certificate;
  if (state === 'OTHER') context.pend('NATIONAL_STATE');
  const message = whyUnusable(state, context);
  if (message && state !== 'EXPIRED') context.refuse(message);
  if (hasLapsed(certificate, given, context.today)) context.refuse(say.CERT_EXPIRED, { date: validTo ?? '' });
});

/** There is a certificate and its life is not over (CQ-12): past the last valid day it has lapsed for good. `only`: the states from which the service goes on. */
export const notLapsed = rule(['certificate'], (given: Lasting & { only?: readonly CertificateState[] }, context, certificate) => {
  if (!certificate) return context.refuse(say.NO_CERTIFICATE);
  const { state, validTo } = certificate;
  if (hasLapsed(certificate, given, context.today)) return context.refuse(say.CERT_LAPSED, { date: validTo ?? '' });
  if (state === 'OTHER') return context.pend('NATIONAL_STATE');
  const message = whyUnusable(state, context);
  const open = given.only ? state === 'VALID' || given.only.includes(state) : !message || MAY_CONTINUE.includes(state);
  if (!open) context.refuse(message ?? say.CERT_BUSY);
});

/** The file is there once the e-certificate is signed, and as long as the certificate lives (QH-21, JS-09). */
export const issued = rule(['certificate'], (given: Lasting, context, certificate) => {
  if (!certificate) return context.refuse(say.NOT_ISSUED_YET);
  if (certificate.medium === 'PAPER') context.refuse(say.PAPER_ONLY);
  const message = UNUSABLE[certificate.state];
  if (hasLapsed(certificate, given, context.today)) context.refuse(say.CERT_EXPIRED, { date: certificate.validTo ?? '' });
  else if (message && !MAY_CONTINUE.includes(certificate.state)) context.refuse(message);
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

/** Whose account does this business for this kind (JS-06…08); a base that acts for an enterprise names it. To anybody else's the certificate does not exist. */
export const channelOf = rule(
  ['actor', 'relation'],
  (given: { roles: readonly Role[]; relation: Relation; who: string }, context, actor, relation) => {
    if (!given.roles.includes(actor.role)) context.refuse(say.CHANNEL, { who: given.who });
    else if (actor.role === 'BASE_AGENT' && !actor.onBehalfOf) context.refuse(say.AGENT_FOR_WHOM);
    else if (relation !== given.relation) context.refuse(say.NOT_FOUND, { what: '这本证书' });
  },
);

/** No business any more for the old title (HN-20). */
export const stoppedForTitle = rule(['certificate'], (given: { titles: readonly SiteTitle[]; to: LocalDate }, context, certificate) => {
  if (!certificate?.title || !given.titles.includes(certificate.title)) return;
  context.limit(null, given.to);
  if (context.today > given.to) context.refuse(say.SERVICE_STOPPED, { to: given.to });
});
