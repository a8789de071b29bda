import type { State } from '@jzt/shared/workflow/machine';
import { application } from '@jzt/shared/workflow/machines/application';
import { trusted } from '../../platform/database';
import { ofAuthority, ofOrganisation, ofPerson, scopes } from '../../platform/policy';

type Status = State<typeof application>;

/** Every state in which the institution has received the case, or has had it. */
const RECEIVED: readonly Status[] = (Object.keys(application.states) as Status[]).filter(
  (state) => state !== 'DRAFT' && state !== 'CHECK_PENDING',
);
const received = () => ({ status: trusted({ $in: [...RECEIVED] }) });

/** The person's own; the institution's and the authority's once the institution received it (QH-11). */
export const scope = scopes({
  WORKER: ofPerson,
  INSTITUTION_STAFF: (caller) => ({ ...received(), ...ofOrganisation('institutionId')(caller) }),
  AUTHORITY: (caller) => ({ ...received(), ...ofAuthority(caller) }),
});
