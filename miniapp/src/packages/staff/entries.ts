import type { Entry } from '@/entries';

export const staffEntries: Entry[] = [];
