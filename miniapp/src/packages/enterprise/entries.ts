import type { Entry } from '@/entries';

export const enterpriseEntries: Entry[] = [];
