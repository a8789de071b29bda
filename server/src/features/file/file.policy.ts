import { isOfficer } from '@jzt/shared/domain/roles';
import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';

/** In their own name a person sees what they uploaded, as an officer the evidence they uploaded, and nothing else; a certificate has a door of its own. */
export const isOwn = ({ role, personId }: Caller, { ownerId, purpose }: StoredFile): boolean =>
  ownerId === personId && (purpose === 'EVIDENCE' ? isOfficer(role) : role === 'WORKER');

/** Of photos that the caller may see: taken by themself, or sent in by the enterprise they act for. */
export const isFromOwnSide = (caller: Caller, file: StoredFile): boolean =>
  isOwn(caller, file) || (file.purpose === 'FILING' && caller.role === 'ENTERPRISE_STAFF');
