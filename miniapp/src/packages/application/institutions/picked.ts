import { createStore } from '@/api/store';

/** The institution chosen for a form that waits underneath; the form takes it and empties the store. */
export const pickedInstitution = createStore<{ institutionId: string; institutionName: string } | undefined>(undefined);
