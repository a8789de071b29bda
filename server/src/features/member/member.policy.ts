import { appointable } from '@jzt/shared/domain/duties';
import { ROLE_LABELS } from '@jzt/shared/domain/roles';
import type { OrganisationKind, StaffRole } from '@jzt/shared/domain/organisations';
import { conflict, forbidden } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { rules } from '../../platform/policy';
import type { Person } from '../person/person.model';

/** Somebody and an organisation, and what they are to become or cease to be there. */
interface Appointment {
  personId?: string;
  kind: OrganisationKind;
  roles: readonly StaffRole[];
}

const notThemself = (caller: Caller, { personId }: Appointment) =>
  caller.personId === personId ? forbidden('OWN_ROLE', '不能任命或取消自己，请由另一位管理员办理') : undefined;
const inReach = ({ role }: Caller, { kind, roles }: Appointment) => {
  const out = roles.find((one) => !appointable(role, kind).includes(one));
  return out ? forbidden('WRONG_ROLE', `${ROLE_LABELS[role]}不能任命或取消${ROLE_LABELS[out]}，请由该单位自己的管理员办理`) : undefined;
};

export const { demand } = rules<Appointment, 'MANAGE_MEMBERS'>({ MANAGE_MEMBERS: [notThemself, inReach] });

/** An account with a password is its organisation's and no person: it goes with the organisation. */
export function requirePerson({ deskName }: Pick<Person, 'deskName'>): void {
  if (deskName) throw conflict('DESK_ACCOUNT', '这是单位的账号，不是个人，不能改变身份');
}
