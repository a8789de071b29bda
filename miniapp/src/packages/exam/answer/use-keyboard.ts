import { useEffect, useRef } from 'react';

/** The exam room's keyboard: A B C D (or 1 2 3 4) answer, the arrows turn the page. */
export function useKeyboard({ onOption, onTurn }: { onOption: (index: number) => void; onTurn: (by: 1 | -1) => void }): void {
  const latest = useRef({ onOption, onTurn });
  latest.current = { onOption, onTurn };
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return undefined;
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector('[role="dialog"]')) return;
      const letter = 'abcdef'.indexOf(event.key.toLowerCase());
      const digit = '123456'.indexOf(event.key);
      if (event.key.length === 1 && (letter >= 0 || digit >= 0)) latest.current.onOption(Math.max(letter, digit));
      else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') latest.current.onTurn(1);
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') latest.current.onTurn(-1);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
