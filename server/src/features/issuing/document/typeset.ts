import { Refusal } from '../../../platform/errors';
import type { Face } from '../../../platform/print/fonts';
import type { Doc } from './vector';

/**
 * Sets `text` in a column: on one line, a little smaller if need be, else on two lines, smaller again if need be. Returns the
 * height used, in points.
 * Throws CERTIFICATE_TEXT_TOO_LONG when even two lines of the smallest size do not hold it.
 */
export function setFitting(
  doc: Doc,
  name: Face,
  text: string,
  box: { x: number; y: number; width: number },
  sizes: readonly number[],
  align: 'left' | 'center' = 'left',
): number {
  doc.font(name);
  const options = { width: box.width, align, lineGap: 1.5 } as const;
  const attempts = [
    ...sizes.filter((size) => size > sizes[0]! - 3).map((size) => ({ size, lines: 1 })),
    ...sizes.filter((size) => size < sizes[0]! - 1).map((size) => ({ size, lines: 2 })),
  ];
  for (const { size, lines } of attempts) {
    doc.fontSize(size);
    const height = doc.heightOfString(text, options);
    if (height > lines * (doc.currentLineHeight(true) + options.lineGap) + 0.5) continue;
    doc.text(text, box.x, box.y, options);
    return height;
  }
  throw new Refusal(422, 'CERTIFICATE_TEXT_TOO_LONG', `“${text}”太长，证书上排不下，请核对后再签发`);
}

/** Type sizes from the largest down, by half points. */
export const sizesFrom = (largest: number, smallest: number) =>
  Array.from({ length: Math.round((largest - smallest) * 2) + 1 }, (_, index) => largest - index / 2);

/** One line stretched or shrunk to `width`: titles of any length stay on one line. */
export function setLine(doc: Doc, text: string, x: number, y: number, width: number, size: number, spacing: number): void {
  doc.font('song').fontSize(size);
  const natural = doc.widthOfString(text);
  const count = [...text].length;
  const fitted = Math.min(size, (size * width) / (natural + spacing * (count - 1)));
  const gap = spacing * (fitted / size);
  doc.fontSize(fitted);
  const used = doc.widthOfString(text) + gap * (count - 1);
  doc.text(text, x + (width - used) / 2, y + (size - fitted) * 0.7, { lineBreak: false, characterSpacing: gap });
}
