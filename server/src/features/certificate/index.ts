import { consumes, every, type Feature } from '../../platform/feature';
import { CertificateController } from './certificate.controller';
import { Certificates } from './certificate.service';
import { CertificateTodos } from './certificate.todos';
import { CertificateNumbers } from './certificateNumbers';
import { CertificateDrafts } from './drafting.service';
import { NationalReports, type CertificateChange } from './nationalReports.service';
import { CertificateSealing } from './sealing.service';
import { Verifications } from './verification.service';
import { VerifyKeys } from './verifyKeys';

export const certificate: Feature = {
  name: 'certificate',
  parts: [
    CertificateController,
    Certificates,
    CertificateNumbers,
    CertificateDrafts,
    CertificateSealing,
    NationalReports,
    Verifications,
    VerifyKeys,
  ],
  consumers: [
    consumes('certificate.report', NationalReports, (reports, change: CertificateChange, delivery) => reports.report(change, delivery)),
  ],
  jobs: [every(60_000, 'certificate.expire', Certificates, (certificates) => certificates.expireOverdue())],
  todos: [CertificateTodos],
};
