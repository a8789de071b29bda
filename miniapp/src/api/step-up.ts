import { useSyncExternalStore } from 'react';
import { createStore } from './store';

/** Answers true once a fresh code was taken; all requests that wait for one share it. */
const asked = createStore<((given: boolean) => void) | undefined>(undefined);
let waiting: Promise<boolean> | undefined;

/** One question for the code of the authenticator, asked by the request layer, shown by whichever page is in front. */
export const stepUp = {
  ask(): Promise<boolean> {
    waiting ??= new Promise<boolean>((resolve) => asked.set(resolve)).finally(() => {
      waiting = undefined;
    });
    return waiting;
  },
  answer(given: boolean): void {
    const settle = asked.get();
    asked.set(undefined);
    settle?.(given);
  },
};

export const useStepUpAsked = (): boolean => useSyncExternalStore(asked.subscribe, () => asked.get() !== undefined);
