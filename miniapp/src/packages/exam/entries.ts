import type { Entry } from '@/entries';

export const examEntries: Entry[] = [];
