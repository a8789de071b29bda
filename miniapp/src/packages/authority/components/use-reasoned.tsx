import { useState, type ReactNode } from 'react';
import type { ApiError } from '@/api';
import { ReasonSheet } from '@/components';
import { invalidate } from '@/hooks';

interface Why {
  title: string;
  confirm: string;
  reasons: string[];
  placeholder: string;
  danger?: boolean;
}

/**
 * A decision on one of a list, with its reason: `begin(one, 'REJECT')` opens the sheet, and `send` gives what the server answered. Closed after a
 * refusal, the lists named in `changes` are asked again: another officer was faster, and first it is read why.
 */
export function useReasoned<T, D extends string>(
  why: Record<D, Why>,
  act: { busy: boolean; error?: ApiError; reset(): void },
  changes: string[],
  send: (one: T, decision: D, reason: string) => Promise<unknown>,
): { sheet: ReactNode; isOpen: boolean; begin: (one: T, decision: D) => void } {
  const [asking, setAsking] = useState<{ one: T; decision: D }>();
  const close = () => {
    setAsking(undefined);
    if (act.error) invalidate(...changes);
  };
  const confirm = async (reason: string) => {
    if (asking && (await send(asking.one, asking.decision, reason))) setAsking(undefined);
  };
  const words = asking && why[asking.decision];
  return {
    isOpen: asking !== undefined,
    begin: (one, decision) => {
      act.reset();
      setAsking({ one, decision });
    },
    sheet: words && (
      <ReasonSheet
        key={asking.decision}
        open
        onClose={close}
        {...words}
        busy={act.busy}
        error={act.error}
        onConfirm={(reason) => void confirm(reason)}
      />
    ),
  };
}
