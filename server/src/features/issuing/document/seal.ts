import { face, type Face } from '../../../platform/print/fonts';
import { MM } from '../../../platform/print/page';
import { SEAL } from './layout';
import { blendLikeInk, type Doc } from './vector';

const RED = '#d8121c';
const RING = 1.15 * MM;
const LETTER_HEIGHT = 5.5 * MM;
const STAR = 7 * MM;
/** Degrees of the circle that lettering may cover; the rest stays open at the bottom. */
const WIDEST = 276;
const NARROWEST_LETTER = 0.42;

/** Most characters that can stand around the seal and still be read. */
export const SEAL_LETTERS = 36;

// Song for a seal; a character that only the Hei face has still prints.
const letterFace = (character: string): Face => (face('song').font.hasGlyphForCodePoint(character.codePointAt(0)!) ? 'song' : 'strong');

function star(doc: Doc, x: number, y: number): void {
  for (let point = 0; point < 10; point += 1) {
    const radius = point % 2 ? STAR * 0.382 : STAR;
    const angle = (Math.PI * point) / 5 - Math.PI / 2;
    const [px, py] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    if (point) doc.lineTo(px, py);
    else doc.moveTo(px, py);
  }
  doc.closePath().fill(RED);
}

/**
 * Draws the visible round seal: ring, five-pointed star, `owner` around it, feet to the centre. Outlines, not text: a seal is a
 * picture and must not be searched or copied as words.
 */
export function drawSeal(doc: Doc, owner: string): void {
  const [x, y, radius] = [SEAL.x * MM, SEAL.y * MM, SEAL.radius * MM];
  const letters = [...owner];
  const middle = radius - RING - 1.1 * MM - LETTER_HEIGHT / 2;
  const span = Math.min(WIDEST, letters.length * 25);
  const step = letters.length > 1 ? span / (letters.length - 1) : 0;
  const room = letters.length > 1 ? ((step * Math.PI) / 180) * middle : LETTER_HEIGHT;
  const squeeze = Math.max(NARROWEST_LETTER, Math.min(0.86, (room * 0.94) / LETTER_HEIGHT));

  doc.save();
  blendLikeInk(doc);
  doc
    .circle(x, y, radius - RING / 2)
    .lineWidth(RING)
    .stroke(RED);
  star(doc, x, y);
  letters.forEach((character, index) => {
    const { font } = face(letterFace(character));
    const glyph = font.glyphForCodePoint(character.codePointAt(0)!);
    const scale = LETTER_HEIGHT / font.unitsPerEm;
    // A Chinese glyph fills its em box, whose middle lies 0.38 em above the baseline.
    const outline = glyph.path.scale(scale * squeeze, -scale).translate(-(glyph.advanceWidth * scale * squeeze) / 2, LETTER_HEIGHT * 0.38);
    doc.save();
    doc
      .translate(x, y)
      .rotate(-span / 2 + step * index)
      .translate(0, -middle);
    doc.path(outline.toSVG()).fill(RED);
    doc.restore();
  });
  doc.restore();
}
