import type { CertificateServiceName } from '@jzt/shared/contract/certificateService';
import { page, told } from '../../route-kit';

export const lifeRoutes = {
  /** ★选择报名类型: which certificate. */
  educations: page('packages/life/educations/index'),
  /** One certificate: windows, where it stands, what next. `id`: the certificate. */
  education: told('continuingEducation'),
  /** ★选择教育方式, ★线上教育/★线下教育. */
  enrol: page<{ id: string }>('packages/life/enrol/index'),
  /** Every business of one certificate, possible or not. */
  services: told('certificateServices'),
  correct: page<{ id: string }>('packages/life/correct/index'),
  apply: page<{ id: string; service: CertificateServiceName }>('packages/life/apply/index'),
  service: told('certificateService'),
  /** 证书调入 (QH-03). */
  transferIn: told('transferIn'),
  /** 年度学时 (HN-10…12). */
  hours: told('yearlyHours'),
  /** All dates of a person in one list. */
  deadlines: told('deadlines'),
};
