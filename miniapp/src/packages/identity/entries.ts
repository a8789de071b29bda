import type { Entry } from '@/entries';

export const identityEntries: Entry[] = [];
