import { useState, type ReactNode } from 'react';
import { Button } from './button';

/** People drawn at once. */
const PART = 40;

/** A list of people that came whole (the roster of a class, the candidates of an exam), drawn in parts: WeChat takes at most 256 KB in one piece. */
export function InParts<T>({ people, children }: { people: readonly T[]; children: (one: T) => ReactNode }) {
  const [shown, setShown] = useState(PART);
  const rest = people.length - shown;
  return (
    <>
      {people.slice(0, shown).map(children)}
      {rest > 0 && (
        <Button kind="quiet" block onTap={() => setShown(shown + PART)}>{`再看${Math.min(PART, rest)}人，还有${rest}人`}</Button>
      )}
    </>
  );
}
