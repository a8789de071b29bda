import Taro from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { cuesOf, type Cue } from './caption-cues';

/** What is said at the moment that the player tells; empty without captions, and while they cannot be had. */
export function useCaptions(url?: string): { words: string; tell: (second: number) => void } {
  const cues = useRef<Cue[]>([]);
  const [words, setWords] = useState('');
  useEffect(() => {
    let shown = true;
    cues.current = [];
    setWords('');
    if (url)
      void Taro.request<string>({ url: API_BASE + url, dataType: 'text', responseType: 'text' })
        .then(({ statusCode, data }) => void (shown && statusCode === 200 && (cues.current = cuesOf(data))))
        .catch(() => undefined);
    return () => {
      shown = false;
    };
  }, [url]);
  const tell = useCallback((second: number) => {
    setWords(cues.current.find(({ from, to }) => from <= second && second < to)?.words ?? '');
  }, []);
  return { words, tell };
}
