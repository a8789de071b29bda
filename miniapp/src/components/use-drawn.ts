import { useCallback, useState } from 'react';

/** What became of a private photo: on its way, in sight, or not to be had. */
export type PhotoState = 'waiting' | 'drawn' | 'failed';

/** Follows which photos are in sight, by file: whoever decides on faces must have seen them. */
export function useDrawn() {
  const [states, setStates] = useState<Record<string, PhotoState>>({});
  const mark = useCallback(
    (fileId: string, state: PhotoState) => setStates((before) => (before[fileId] === state ? before : { ...before, [fileId]: state })),
    [],
  );
  return {
    mark,
    all: (files: readonly string[]): boolean => files.every((file) => states[file] === 'drawn'),
    anyFailed: (files: readonly string[]): boolean => files.some((file) => states[file] === 'failed'),
  };
}
