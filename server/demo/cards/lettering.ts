import * as fontkit from 'fontkit';

const WEIGHTS = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  medium: '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
} as const;

const opened = new Map<string, fontkit.Font>();

function font(weight: keyof typeof WEIGHTS): fontkit.Font {
  let found = opened.get(weight);
  if (!found) {
    found = fontkit.openSync(require.resolve(WEIGHTS[weight])) as fontkit.Font;
    opened.set(weight, found);
  }
  return found;
}

export interface Lettering {
  x: number;
  /** baseline */
  y: number;
  /** em size, in the units of the drawing */
  size: number;
  fill?: string;
  weight?: keyof typeof WEIGHTS;
  /** extra room after each letter, in ems */
  spacing?: number;
  opacity?: number;
}

/**
 * Draws a line of text as SVG paths, so that no system font is needed.
 * @throws RangeError for a character the font cannot draw: a card with boxes in place of letters must never be made.
 */
export function letters(text: string, { x, y, size, fill = '#111', weight = 'regular', spacing = 0, opacity = 1 }: Lettering): string {
  const face = font(weight);
  const scale = size / face.unitsPerEm;
  let pen = x;
  const paths: string[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if (!face.hasGlyphForCodePoint(codePoint)) throw new RangeError(`the font has no glyph for U+${codePoint.toString(16)}`);
    const glyph = face.glyphForCodePoint(codePoint);
    paths.push(`<path transform="translate(${pen} ${y}) scale(${scale} ${-scale})" d="${glyph.path.toSVG()}"/>`);
    pen += glyph.advanceWidth * scale + spacing * size;
  }
  return `<g fill="${fill}" opacity="${opacity}">${paths.join('')}</g>`;
}
