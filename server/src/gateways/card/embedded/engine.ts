import Ocr from '@gutenye/ocr-node';
import sharp from 'sharp';
import { judge, type Verdict } from './judge';
import { flatten, locate, type Located } from './locate';
import { rectify, type Quad } from './outline';
import type { Pixels } from './pixels';
import { TextFinder } from './text';
import { visionReady } from './vision';

/** One row of print, left to right. */
export interface TextLine {
  text: string;
  /** 0…1 */
  confidence: number;
}

/** The print of a card laid flat and upright. */
export interface SeenCard {
  side: 'portrait' | 'authority';
  /** the fields beside the portrait; empty on the authority's side */
  upper: TextLine[];
  /** the ID number, or the authority and the validity */
  lower: TextLine[];
}

const PORTRAIT_SIDE = /公民|份号码|[0-9Xx]{15}/;
const AUTHORITY_SIDE = /签发|机关|有效期|公安局|[0-9]{4}\.[0-9]{2}\.[0-9]{2}/;
const ANY_CARD_WORD = /公民|身份|姓名|性别|民族|出生|住址|签发机关|有效期|中华人民|居民|[0-9]{10}/;

const WIDTH = 1024;

/** Cuts out a part, given in shares of the whole. */
function part({ data, width, height }: Pixels, [x0, y0, x1, y1]: readonly [number, number, number, number]): Pixels {
  const [left, top, right, bottom] = [x0 * width, y0 * height, x1 * width, y1 * height].map(Math.round) as [number, number, number, number];
  const out = new Uint8Array((right - left) * (bottom - top) * 3);
  for (let y = top; y < bottom; y += 1)
    out.set(data.subarray((y * width + left) * 3, (y * width + right) * 3), (y - top) * (right - left) * 3);
  return { data: out, width: right - left, height: bottom - top };
}

/** Turns the card from its head to its feet. */
function upended({ data, width, height }: Pixels): Pixels {
  const out = new Uint8Array(data.length);
  for (let i = 0, j = data.length - 3; i < data.length; i += 3, j -= 3) out.set(data.subarray(j, j + 3), i);
  return { data: out, width, height };
}

/** All the heavy work on card photos. Lives in a process of its own (`process.ts`): it keeps a processor busy for a second a card. */
export class CardEngine {
  /** the photo judged last, if it is good: it is most often read next */
  private passed: { image: Buffer; located: Located } | undefined;

  private constructor(
    private readonly finder: TextFinder,
    private readonly ocr: Ocr,
  ) {}

  static async load(threads: number): Promise<CardEngine> {
    await visionReady();
    const onnxOptions = { intraOpNumThreads: threads, interOpNumThreads: 1, enableCpuMemArena: false, enableMemPattern: false };
    return new CardEngine(await TextFinder.load(threads), await Ocr.create({ onnxOptions }));
  }

  async judge(image: Buffer): Promise<Verdict> {
    const located = await locate(this.finder, image);
    const verdict = await judge(located, async () => {
      const { print, lines } = located.outline!;
      const letter = Math.max(...lines.map(([a, , , d]) => Math.hypot(d[0] - a[0], d[1] - a[1])));
      const [wide, high] = [
        Math.hypot(print[1][0] - print[0][0], print[1][1] - print[0][1]),
        Math.hypot(print[3][0] - print[0][0], print[3][1] - print[0][1]),
      ];
      const scale = Math.min(40 / letter, 1280 / Math.max(wide, high));
      const flat = rectify(located.photo, print as Quad, Math.ceil(wide * scale), Math.ceil(high * scale));
      return (await this.says(flat, ANY_CARD_WORD)) || (await this.says(upended(flat), ANY_CARD_WORD));
    });
    this.passed = verdict.fault ? undefined : { image, located };
    return verdict;
  }

  /** @returns undefined when there is no whole card, or something card-shaped without a card's words */
  async read(image: Buffer): Promise<SeenCard | undefined> {
    const located = this.passed?.image.equals(image) ? this.passed.located : await locate(this.finder, image);
    this.passed = undefined;
    if (!located.outline?.corners) return undefined;
    const flat = flatten(located, located.outline.corners, WIDTH);
    for (const card of [flat, upended(flat)]) {
      const lower = await this.lines(part(card, [0.02, 0.66, 0.98, 0.985]));
      const words = lower.map((line) => line.text.replace(/\s/g, '')).join(' ');
      if (AUTHORITY_SIDE.test(words)) return { side: 'authority', upper: [], lower };
      // the portrait's own pattern must not be read as address, so only what lies left of it
      if (PORTRAIT_SIDE.test(words)) return { side: 'portrait', upper: await this.lines(part(card, [0.02, 0.03, 0.655, 0.825])), lower };
    }
    return undefined;
  }

  private async says(pixels: Pixels, words: RegExp): Promise<boolean> {
    return words.test((await this.lines(pixels)).map((line) => line.text.replace(/\s/g, '')).join(' '));
  }

  private async lines({ data, width, height }: Pixels): Promise<TextLine[]> {
    const image = await sharp(data, { raw: { width, height, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    // declared for paths, but what it is given goes to sharp, which takes bytes as well
    const lines = await this.ocr.detect(image as unknown as string);
    return lines.map(({ text, mean }) => ({ text, confidence: mean }));
  }
}
