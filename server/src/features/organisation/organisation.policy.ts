import { ofPlace, scopes, type Scope } from '../../platform/policy';

const everywhere = (): Scope => ({ kind: 'ENTERPRISE' });
const here = (caller: Parameters<ReturnType<typeof ofPlace>>[0]): Scope => ({ kind: 'ENTERPRISE', ...ofPlace('jurisdictions')(caller) });

/** Enterprises: people and enterprises look for one wherever it is registered, who acts for a province's organisation only there. Institutions are public. */
export const enterprises = scopes({
  WORKER: everywhere,
  ENTERPRISE_STAFF: everywhere,
  INSTITUTION_STAFF: here,
  BASE_AGENT: here,
  AUTHORITY: here,
});
