import type { Entry } from '@/entries';

export const authorityEntries: Entry[] = [];
