import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';

/** In their own name a person sees what they uploaded, and nothing else; a certificate has a door of its own. */
export const isOwn = (caller: Caller, file: StoredFile): boolean => caller.role === 'WORKER' && file.ownerId === caller.personId;
