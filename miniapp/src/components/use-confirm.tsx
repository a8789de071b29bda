import { useCallback, useRef, useState, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';

export interface Question {
  title: string;
  /** What follows from it, above all when it cannot be taken back. */
  text?: string;
  yes: string;
  no?: string;
  danger?: boolean;
}

/**
 * A question before an act: `const [dialog, ask] = useConfirm(); … if (!(await ask({ title, yes }))) return;` and `{dialog}` in the page.
 * The buttons name the act; “确定” alone is not an answer a hurried person can check.
 */
export function useConfirm(): [ReactNode, (question: Question) => Promise<boolean>] {
  const [question, setQuestion] = useState<Question>();
  const settle = useRef<(yes: boolean) => void>();
  const asked = useRef(0);
  const ask = useCallback(
    (next: Question) =>
      new Promise<boolean>((resolve) => {
        settle.current?.(false);
        settle.current = resolve;
        asked.current += 1;
        setQuestion(next);
      }),
    [],
  );
  const close = (yes: boolean) => {
    setQuestion(undefined);
    settle.current?.(yes);
    settle.current = undefined;
  };
  const dialog = (
    <Dialog
      // A question on the heels of another has a dialog of its own: the leaving one would take it along.
      key={asked.current}
      open={question !== undefined}
      onClose={() => close(false)}
      title={question?.title ?? ''}
      footer={
        <>
          <Button kind="plain" onTap={() => close(false)}>
            {question?.no ?? '再想想'}
          </Button>
          <Button kind={question?.danger ? 'danger' : 'primary'} onTap={() => close(true)}>
            {question?.yes ?? ''}
          </Button>
        </>
      }
    >
      {question?.text}
    </Dialog>
  );
  return [dialog, ask];
}
