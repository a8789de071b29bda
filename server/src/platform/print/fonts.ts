import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { Refusal } from '../errors';

/** The faces of a certificate: text in Hei, values in bold Hei, the title and the round seal in Song. */
const FILES = {
  text: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  strong: '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  song: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
} as const;

export type Face = keyof typeof FILES;
export const FACES = Object.keys(FILES) as Face[];

interface LoadedFace {
  bytes: Buffer;
  font: Font;
}
const loaded = new Map<Face, LoadedFace>();

/** The whole TTF and its parsed form, read once a process (10–15 MB each); pdfkit makes its own subset of the bytes. */
export function face(name: Face): LoadedFace {
  const known = loaded.get(name);
  if (known) return known;
  const bytes = readFileSync(require.resolve(FILES[name]));
  // A single face, never a collection: the files are plain TTF.
  const fresh = { bytes, font: create(bytes) as Font };
  loaded.set(name, fresh);
  return fresh;
}

/**
 * Control, format (also direction overrides), surrogate and private-use characters and line breaks have no ink of their own,
 * whatever a font says.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

const printable = (character: string, faces: readonly Face[]) =>
  !UNPRINTABLE.test(character) && faces.every((name) => face(name).font.hasGlyphForCodePoint(character.codePointAt(0)!));

/**
 * The distinct characters of `text` that one of the faces cannot print, in the order they appear: rare name characters,
 * private-use codes, invisible characters.
 */
export function missingGlyphs(text: string, faces: readonly Face[] = ['text', 'strong']): string[] {
  return [...new Set(text)].filter((character) => !printable(character, faces));
}

const named = (character: string) => {
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  return UNPRINTABLE.test(character) ? code : `${character}（${code}）`;
};

/**
 * Throws GLYPH_MISSING naming the characters, so that nobody's name is ever printed as a box. `texts` is label → text; a face
 * is given when one is not used.
 */
export function assertPrintable(texts: Record<string, { text: string; faces: readonly Face[] }>): void {
  const fields: Record<string, string> = {};
  for (const [label, { text, faces }] of Object.entries(texts)) {
    const missing = missingGlyphs(text, faces);
    if (missing.length) fields[label] = missing.map(named).join('、');
  }
  const found = Object.entries(fields);
  if (!found.length) return;
  const where = found.map(([label, characters]) => `${label}中的 ${characters}`).join('；');
  throw new Refusal(
    422,
    'GLYPH_MISSING',
    `证书字库里没有${where}，暂时不能制证。请核对是否录入有误；确为生僻字的，请联系平台补充字库后再签发`,
    { fields },
  );
}
