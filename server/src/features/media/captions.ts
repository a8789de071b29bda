import { WebVTTParser } from 'webvtt-parser';
import { badInput } from '../../platform/errors';

/** What the parser says, as people say it; anything else is a matter of form. */
const WORDS: readonly [RegExp, string][] = [
  [/signature|header/i, '第一行要写“WEBVTT”，下面空一行'],
  [/End timestamp is not greater/i, '结束时间要晚于开始时间'],
  [/Start timestamp is not greater/i, '开始时间不能早于上一条'],
  [/blank line|No blank/i, '两条字幕之间要空一行'],
  [/timestamp|identifier|separator|-->/i, '时间要写成“00:01.000 --> 00:04.000”'],
];

/**
 * Captions of WebVTT, checked and written anew without marks of style: `text` is what is kept. Throws CAPTIONS_WRONG with the number of the
 * line, CAPTIONS_EMPTY.
 */
export function checkCaptions(content: Buffer): { text: string; cues: number; seconds: number } {
  const said = readText(content);
  const { cues, errors } = new WebVTTParser().parse(said, 'metadata');
  const [first] = errors;
  if (first) {
    const words = WORDS.find(([pattern]) => pattern.test(first.message))?.[1] ?? '写法不符合WebVTT格式';
    throw badInput('CAPTIONS_WRONG', `字幕第${first.line}行不对：${words}`);
  }
  const kept = cues
    .map(({ startTime, endTime, text }) => ({ startTime, endTime, text: text.replace(/<[^>]*>/g, '').trim() }))
    .filter((one) => one.text);
  if (!kept.length) throw badInput('CAPTIONS_EMPTY', '字幕文件里没有一条字幕');
  const lines = kept.map(
    ({ startTime, endTime, text }) => `${timeOf(startTime)} --> ${timeOf(endTime)}\n${text.replace(/\n{2,}/g, '\n')}\n`,
  );
  return { text: `WEBVTT\n\n${lines.join('\n')}`, cues: kept.length, seconds: Math.max(...kept.map((one) => one.endTime)) };
}

function readText(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw badInput('CAPTIONS_WRONG', '字幕第1行不对：文件要用UTF-8编码保存');
  }
}

function timeOf(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
