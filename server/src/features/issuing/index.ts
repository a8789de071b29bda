import type { Source } from '@jzt/shared/domain/sources';
import { consumes, every, type Feature } from '../../platform/feature';
import { CertificateNumbers } from './certificateNumbers';
import { CertificateDrafts } from './drafting.service';
import { Issuances } from './issuances.service';
import { Issuing } from './issuing.service';
import { Letters } from './letters.service';
import { Making } from './making.service';
import { NationalReports, type CertificateChange } from './nationalReports.service';
import { CertificateSealing } from './sealing.service';

export const issuing: Feature = {
  name: 'issuing',
  parts: [Issuing, Issuances, Letters, Making, CertificateNumbers, CertificateDrafts, CertificateSealing, NationalReports],
  consumers: [
    // The nation must hear of the changes of one certificate in their order.
    consumes('certificate.report', NationalReports, (reports, change: CertificateChange, delivery) => reports.report(change, delivery), {
      ordered: true,
    }),
    consumes('issuing.order', Issuances, (issuances, { source }: { source: Source }, delivery) => issuances.begin(source, delivery)),
  ],
  jobs: [every(1_000, 'issuing.make', Issuances, (issuances) => issuances.makeDue())],
};
