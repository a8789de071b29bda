import type { Invitation as InvitationView, Member as MemberView } from '@jzt/shared/contract/member';
import { maskPhone } from '@jzt/shared/domain/masking';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import { ROLE_LABELS } from '@jzt/shared/domain/roles';
import { invitation } from '@jzt/shared/workflow/machines/invitation';
import type { Invitation } from './invitation.model';

export const named = (role: StaffRole) => ({ role, labelZh: ROLE_LABELS[role] });

export interface MemberFacts {
  personId: string;
  name: string;
  phone?: string;
  roles: readonly StaffRole[];
  verified: boolean;
  self: boolean;
  account: boolean;
  changeable: readonly StaffRole[];
}

export const presentMember = ({ phone, roles, changeable, ...rest }: MemberFacts): MemberView => ({
  ...rest,
  ...(phone && { phoneMasked: maskPhone(phone) }),
  roles: roles.map(named),
  changeable: [...changeable],
});

/** `byZh`: who invited. */
export const presentInvitation = (
  one: Invitation,
  of: { organisationName: string; phone: string; byZh: string; now: Date },
): InvitationView => {
  // The job comes by later.
  const status = one.status === 'OPEN' && one.expiresAt <= of.now ? 'EXPIRED' : one.status;
  return {
    id: one._id.toHexString(),
    organisationId: one.organisationId,
    organisationName: of.organisationName,
    ...named(one.role),
    phoneMasked: maskPhone(of.phone),
    status,
    statusZh: invitation.states[status],
    invitedAt: one.createdAt.toISOString(),
    invitedByZh: of.byZh,
    expiresAt: one.expiresAt.toISOString(),
    byLink: !!one.tokenHash,
  };
};
