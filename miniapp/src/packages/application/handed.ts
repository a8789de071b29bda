import { createStore } from '@/api/store';
import type { Choice } from './draft';

/** What was chosen for the form that opens next, or that waits underneath; the form takes it and empties the store. Names do not travel in page addresses. */
export const handedChoice = createStore<Partial<Choice> | undefined>(undefined);
