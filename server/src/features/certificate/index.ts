import { consumes, each, type Feature } from '../../platform/feature';
import { CertificateController } from './certificate.controller';
import type { Replacing } from '../../platform/succession';
import { CertificateModel } from './certificate.model';
import { Certificates } from './certificate.service';
import { CertificateTodos } from './certificate.todos';
import { Evidence } from './evidence.service';
import { NationalHoldings } from './nationalHoldings.service';
import { RegisterEntries } from './registerEntries.service';
import { CertificateUse } from './use.service';
import { Verifications } from './verification.service';
import { VerifyKeys } from './verifyKeys';

export const certificate: Feature = {
  name: 'certificate',
  parts: [CertificateController, Certificates, CertificateUse, NationalHoldings, RegisterEntries, Verifications, VerifyKeys],
  consumers: [
    consumes('identity.verified', RegisterEntries, (entries, { personId }: { personId: string }) => entries.bringTo(personId)),
    consumes('certificate.replaced', Certificates, (certificates, replaced: Replacing) => certificates.retire(replaced)),
  ],
  jobs: [
    each(60_000, 'certificate.expire', Certificates, {
      model: CertificateModel,
      due: (certificates) => certificates.expirable(),
      act: (certificates, id) => certificates.expire(id),
    }),
    each(60 * 60_000, 'certificate.remind', Certificates, {
      model: CertificateModel,
      due: (certificates) => certificates.remindable(),
      act: (certificates, id) => certificates.remindDue(id),
    }),
  ],
  todos: [CertificateTodos],
  filePolicies: [Evidence],
};
