import type { Entry } from '@/entries';

export const studyEntries: Entry[] = [];
