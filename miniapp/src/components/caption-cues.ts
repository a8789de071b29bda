export interface Cue {
  from: number;
  to: number;
  words: string;
}

const secondsOf = (time: string): number => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/** The captions that the server keeps: WebVTT that it has checked and written anew, so its form is known. */
export const cuesOf = (text: string): Cue[] =>
  text.split('\n\n').flatMap((block) => {
    const [time = '', ...lines] = block.trim().split('\n');
    const [from, to] = time.split(' --> ');
    return from && to ? [{ from: secondsOf(from), to: secondsOf(to), words: lines.join('\n') }] : [];
  });
