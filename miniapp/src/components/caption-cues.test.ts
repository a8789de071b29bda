import { describe, expect, it } from '@jest/globals';
import { cuesOf } from './caption-cues';

describe('captions', () => {
  it('reads what the server writes', () => {
    const text = 'WEBVTT\n\n00:00:01.000 --> 00:00:04.500\n戴好安全帽\n\n01:00:05.000 --> 01:00:08.000\n两行\n字幕\n';
    expect(cuesOf(text)).toEqual([
      { from: 1, to: 4.5, words: '戴好安全帽' },
      { from: 3605, to: 3608, words: '两行\n字幕' },
    ]);
    expect(cuesOf('<html>404</html>')).toEqual([]);
  });
});
