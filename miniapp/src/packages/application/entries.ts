import type { Entry } from '@/entries';

export const applicationEntries: Entry[] = [];
