import type { EnterpriseSummary } from '@jzt/shared/contract/organisation';
import type { EnterpriseRecord } from './organisation.model';

export const presentEnterprise = (one: EnterpriseRecord): EnterpriseSummary => ({
  id: one._id.toHexString(),
  name: one.name,
  creditCode: one.creditCode,
  address: one.address,
  jurisdictions: one.jurisdictions,
});
