import { notOwn, ofAuthority, ofOrganisation, ofPerson, rules, scopes } from '../../platform/policy';
import type { Certificate } from '../certificate/certificate.model';
import type { Finding, HoursBatch } from './yearlyHours.model';

/** An institution's own reports; an authority's of its province. */
export const reports = {
  scope: scopes({ INSTITUTION_STAFF: ofOrganisation('institutionId'), AUTHORITY: ofAuthority }),
  ...rules<HoursBatch, 'RECORD_CE'>({
    RECORD_CE: [notOwn((batch) => batch.rows.flatMap(({ personId }) => personId ?? []), '学时', '审核')],
  }),
};

/** Nobody proposes it of themselves. */
export const certificates = rules<Certificate, 'PROPOSE_VOID'>({
  PROPOSE_VOID: [notOwn(({ personId }) => (personId ? [personId] : []), '证书', '核实')],
});

/** What is found about somebody: theirs, and the authority's of the province. */
export const findings = {
  scope: scopes({ WORKER: ofPerson, AUTHORITY: ofAuthority }),
  ...rules<Finding, 'VOID_CERTIFICATE'>({
    VOID_CERTIFICATE: [notOwn(({ personId }) => (personId ? [personId] : []), '证书', '核实')],
  }),
};
