import type { Clause } from '../core';
import { rule } from '../core';

/** Some certificates cannot exist without an employer, others belong to the person (QH-02, QH-04). */
export const employerOfHolder = rule(['subject', 'employments'], (_clause: Clause, { subject, employments }, context) => {
  const belongs = subject && context.pack.kinds[subject.category]?.belongsTo;
  if (belongs?.value === 'ENTERPRISE' && !employments.some((one) => one.status === 'CONFIRMED')) context.refuse(belongs.id, 'EMPLOYER_REQUIRED');
});

/** Only kinds that the pack knows are issued (JS-01). */
export const kindIssued = rule(['subject'], (clause: Clause, { subject }, context) => {
  if (!subject || !context.pack.kinds[subject.category]) context.refuse(clause.id, 'KIND_NOT_ISSUED');
});

/** Who issues, and with which seal (QH-20, QH-36). */
export const sealOfKind = rule(['subject', 'signing'], (_clause: Clause, { subject, signing }, context) => {
  const kind = subject && context.pack.kinds[subject.category];
  if (!kind) return;
  if (kind.issuer && kind.issuer.value !== signing.issuer) context.refuse(kind.issuer.id, 'WRONG_ISSUER');
  if (kind.seal && kind.seal.value !== signing.seal) context.refuse(kind.seal.id, 'WRONG_SEAL');
});

/** An institution's own certificates are filed with the authority before they are issued (QH-35). */
export const filedFirst = rule(['signing'], (clause: Clause, { signing }, context) => {
  if (!signing.filed) context.refuse(clause.id, 'NOT_FILED');
});

/** Dormant certificates are activated, active ones are not (CQ-22). */
export const activatable = rule(['certificate'], (clause: Clause, { certificate }, context) => {
  if (!certificate) context.refuse(clause.id, 'NO_CERTIFICATE');
  else if (certificate.state !== 'ISSUED' && certificate.state !== 'DEACTIVATED') context.refuse(clause.id, 'NOT_ACTIVATABLE');
  else if (certificate.validTo !== null && certificate.validTo < context.today) context.refuse(clause.id, 'CERT_LAPSED', { date: certificate.validTo });
});

/** Only an active certificate of somebody without a complete identity is taken out of service; a verified holder never (CQ-23). */
export const deactivatable = rule(['certificate', 'identity'], (clause: Clause, { certificate, identity }, context) => {
  if (certificate?.state !== 'ACTIVE') context.refuse(clause.id, 'NOT_ACTIVE');
  if (identity.badges.verified && identity.badges.ledgered) context.refuse(clause.id, 'IDENTITY_COMPLETE');
});

/** The file is there once the certificate is signed, not before (QH-21). */
export const issued = rule(['certificate'], (clause: Clause, { certificate }, context) => {
  if (!certificate) context.refuse(clause.id, 'NOT_ISSUED_YET');
});
