import { describe, expect, it } from '@jest/globals';
import { ACTS, type Act } from './acts';
import { APPOINTS, adminOf, apartFrom, appointable, isAdmin, separation } from './duties';
import { KIND_OF_ROLE, type StaffRole } from './organisations';
import type { Role } from './roles';

const MANAGING: readonly Act[] = ['MANAGE_MEMBERS', 'REGISTER_ORGANISATION'];
const roles = Object.keys(KIND_OF_ROLE) as StaffRole[];
/** Every act of a case, that is, all but those of the administration itself. */
const doers = new Set<Role>((Object.keys(ACTS) as Act[]).filter((act) => !MANAGING.includes(act)).flatMap((act) => [...ACTS[act]]));

describe('separated duties', () => {
  it('no administrator signs, issues, reviews or decides anything', () => {
    expect(roles.filter((role) => isAdmin(role) && doers.has(role))).toEqual([]);
  });

  it('nobody holds the appointing and a deciding role of one organisation, whatever else they hold', () => {
    for (const admin of ['AUTHORITY_ADMIN', 'INSTITUTION_ADMIN'] as const)
      for (const other of roles.filter((role) => KIND_OF_ROLE[role] === KIND_OF_ROLE[admin] && role !== admin)) {
        expect(separation([other, admin])).toContain('不能同时是');
        expect(apartFrom(other)).toContain(admin);
        expect(apartFrom(admin)).toContain(other);
      }
    expect(separation(['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'])).toBeUndefined();
    expect(separation(['ENTERPRISE_ADMIN', 'ENTERPRISE_STAFF'])).toBeUndefined();
  });

  it('every role has somebody who appoints to it, and an administrator appoints the next one of the same', () => {
    expect(roles.filter((role) => !Object.values(APPOINTS).some((list) => list.includes(role)))).toEqual([]);
    for (const admin of roles.filter(isAdmin)) {
      expect(appointable(admin, KIND_OF_ROLE[admin])).toContain(admin);
      expect(adminOf(KIND_OF_ROLE[admin])).toBe(admin);
    }
    expect(appointable('INSTITUTION_ADMIN', 'ENTERPRISE')).toEqual([]);
    expect(appointable('AUTHORITY_ISSUER', 'AUTHORITY')).toEqual([]);
    expect(adminOf('BASE')).toBeUndefined();
  });
});
