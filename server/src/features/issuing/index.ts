import { consumes, type Feature } from '../../platform/feature';
import { CertificateNumbers } from './certificateNumbers';
import { CertificateDrafts } from './drafting.service';
import { Issuing } from './issuing.service';
import { NationalReports, type CertificateChange } from './nationalReports.service';
import { CertificateSealing } from './sealing.service';

export const issuing: Feature = {
  name: 'issuing',
  parts: [Issuing, CertificateNumbers, CertificateDrafts, CertificateSealing, NationalReports],
  consumers: [
    // The nation must hear of the changes of one certificate in their order.
    consumes('certificate.report', NationalReports, (reports, change: CertificateChange, delivery) => reports.report(change, delivery), {
      ordered: true,
    }),
  ],
};
