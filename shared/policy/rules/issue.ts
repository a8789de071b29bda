import { rule } from '../core';
import * as say from '../messages';

/** Some certificates cannot exist without an employer, others belong to the person (QH-02, QH-04). */
export const employerOfHolder = rule(['subject', 'employments'], (_given: object, context, subject, employments) => {
  const belongs = subject && context.pack.kinds[subject.category]?.belongsTo;
  if (belongs?.value === 'ENTERPRISE' && !employments.some((one) => one.status === 'CONFIRMED'))
    context.refuse(say.EMPLOYER_REQUIRED, {}, belongs.id);
});

/** Only kinds that the pack knows are issued (JS-01). */
export const kindIssued = rule(['subject'], (_given: object, context, subject) => {
  if (!subject || !context.pack.kinds[subject.category]) context.refuse(say.KIND_NOT_ISSUED);
});

/** Who issues, and with which seal (QH-20, QH-36). */
export const sealOfKind = rule(['subject', 'signing'], (_given: object, context, subject, signing) => {
  const kind = subject && context.pack.kinds[subject.category];
  if (!kind) return;
  if (kind.issuer && kind.issuer.value !== signing.issuer) context.refuse(say.WRONG_ISSUER, {}, kind.issuer.id);
  if (kind.seal && kind.seal.value !== signing.seal) context.refuse(say.WRONG_SEAL, {}, kind.seal.id);
});

/** An institution's own certificates are filed with the authority before they are issued (QH-35). */
export const filedFirst = rule(['signing'], (_given: object, context, signing) => {
  if (!signing.filed) context.refuse(say.NOT_FILED);
});

/** Dormant certificates are activated, active ones are not (CQ-22). */
export const activatable = rule(['certificate'], (_given: object, context, certificate) => {
  if (!certificate) context.refuse(say.NO_CERTIFICATE);
  else if (certificate.state !== 'ISSUED' && certificate.state !== 'DEACTIVATED') context.refuse(say.NOT_ACTIVATABLE);
  else if (certificate.validTo !== null && certificate.validTo < context.today)
    context.refuse(say.CERT_LAPSED, { date: certificate.validTo });
});

/** Only an active certificate of somebody without a complete identity is taken out of service; a verified holder never (CQ-23). */
export const deactivatable = rule(['certificate', 'identity'], (_given: object, context, certificate, identity) => {
  if (certificate?.state !== 'ACTIVE') context.refuse(say.NOT_ACTIVE);
  if (identity.badges.verified && identity.badges.ledgered) context.refuse(say.IDENTITY_COMPLETE);
});
