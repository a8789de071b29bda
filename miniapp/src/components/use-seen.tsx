import { useCallback, useState } from 'react';
import { useRested } from '@/hooks/use-rested';
import { Notice } from './notice';

/** What became of a private photo: on its way, in sight, or not to be had. */
export type PhotoState = 'waiting' | 'drawn' | 'failed';

/** A second tap comes within this time; a look at the next person takes longer. */
const RESTS_MS = 600;

/**
 * Whether the case in hand was looked at: whoever decides on a person sees the photos first, and a second tap meant for the one before does nothing.
 * `mark` hears of each photo; `rested` is true a moment after the case has changed; `seen` when all photos are in sight as well; `notice` says what is missing.
 */
export function useSeen(caseId: string | undefined, photos: readonly string[]) {
  const [states, setStates] = useState<Record<string, PhotoState>>({});
  const mark = useCallback(
    (fileId: string, state: PhotoState) => setStates((before) => (before[fileId] === state ? before : { ...before, [fileId]: state })),
    [],
  );
  const rested = useRested(caseId, RESTS_MS);
  return {
    mark,
    rested,
    seen: rested && photos.every((file) => states[file] === 'drawn'),
    notice: photos.some((file) => states[file] === 'failed') && (
      <Notice tone="warn" live>
        有照片没有显示出来，请点照片上的“重新读取”。看到全部照片后才能通过。
      </Notice>
    ),
  };
}
