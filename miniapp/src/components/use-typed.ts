import Taro from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';

/**
 * WeChat writes a controlled value back while the person still types, and the cursor jumps to the end (taro#13515). So there the value goes down only
 * when it was changed from outside; a browser needs it controlled.
 */
export function useTyped(value: string, onChange: (next: string) => void) {
  const typed = useRef(value);
  const [shown, setShown] = useState(value);
  useEffect(() => {
    if (value === typed.current) return;
    // The field knows what was sent down last, not what was typed: to clear what was typed into an empty field, that goes down before.
    setShown(typed.current);
    typed.current = value;
    Taro.nextTick(() => setShown(value));
  }, [value]);
  return {
    value: process.env.TARO_ENV === 'h5' ? value : shown,
    onInput: (event: { detail: { value: string } }) => {
      typed.current = event.detail.value;
      onChange(event.detail.value);
    },
  };
}
