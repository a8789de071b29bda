import type { Palette } from './palettes';
import { MM } from '../../../platform/print/page';
import { BAND, PAGE } from './layout';
import { curve, defineDrawing, placeDrawing, strokeColour, type Doc } from './vector';

const CORNER = 9 * MM;
const TILE = 15 * MM;

const stroke = (width: number, colour: string, paths: string[]) =>
  [`${width} w`, '1 J', strokeColour(colour), ...paths.map((path) => `${path}\nS`)].join('\n');

/** Strands of a guilloche braid over one tile, x from 0 to TILE, seamless at both ends. */
function braid(count: number, amplitude: number, waves: number, sway: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const phase = (2 * Math.PI * index) / count;
    return curve(
      (t) => {
        const turn = (2 * Math.PI * t) / TILE;
        return [t, amplitude * Math.sin(waves * turn + phase) * (0.72 + 0.28 * Math.cos(sway * turn + phase * 2))];
      },
      0,
      TILE,
      10 * waves,
    );
  });
}

/** The closed strands of a rosette: radius `r`, `petals` lobes, each strand turned a little further. */
function rosette(radius: number, petals: number, count: number, base: number, depth: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const phase = (2 * Math.PI * index) / count;
    return curve(
      (t) => {
        const r = radius * (base + depth * Math.cos(petals * t + phase));
        return [r * Math.cos(t), r * Math.sin(t)];
      },
      0,
      2 * Math.PI,
      petals * 6,
    );
  });
}

function band(doc: Doc, palette: Palette): void {
  const middle = ((BAND.outer + BAND.inner) / 2) * MM;
  const half = ((BAND.inner - BAND.outer) / 2) * MM;
  defineDrawing(
    doc,
    'Braid',
    TILE * 1.1,
    [
      stroke(0.3, palette.light, braid(10, half * 0.98, 2, 1)),
      stroke(0.35, palette.mid, braid(8, half * 0.86, 1, 1)),
      stroke(0.4, palette.dark, braid(3, half * 0.3, 3, 1)),
    ].join('\n'),
  );
  const sides: [number, number, number, number][] = [
    [middle, middle, 0, PAGE.width * MM - 2 * middle],
    [PAGE.width * MM - middle, middle, 90, PAGE.height * MM - 2 * middle],
    [PAGE.width * MM - middle, PAGE.height * MM - middle, 180, PAGE.width * MM - 2 * middle],
    [middle, PAGE.height * MM - middle, 270, PAGE.height * MM - 2 * middle],
  ];
  for (const [x, y, degrees, length] of sides) {
    const run = length - 2 * CORNER;
    const tiles = Math.round(run / TILE);
    const stretch = run / (tiles * TILE);
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    for (let tile = 0; tile < tiles; tile += 1) {
      const along = CORNER + tile * TILE * stretch;
      placeDrawing(doc, 'Braid', x + cos * along, y + sin * along, degrees, stretch);
    }
  }
}

function corners(doc: Doc, palette: Palette): void {
  const middle = ((BAND.outer + BAND.inner) / 2) * MM;
  defineDrawing(
    doc,
    'Corner',
    CORNER * 1.1,
    [
      stroke(0.3, palette.mid, rosette(CORNER, 12, 6, 0.74, 0.2)),
      stroke(0.35, palette.dark, rosette(CORNER, 8, 4, 0.4, 0.2)),
      stroke(0.35, palette.mid, rosette(CORNER, 6, 3, 0.16, 0.1)),
    ].join('\n'),
  );
  for (const x of [middle, PAGE.width * MM - middle]) {
    for (const y of [middle, PAGE.height * MM - middle]) {
      doc.circle(x, y, CORNER).fill('#ffffff');
      placeDrawing(doc, 'Corner', x, y);
      doc.circle(x, y, CORNER).lineWidth(0.9).stroke(palette.dark);
      doc
        .circle(x, y, CORNER * 0.955)
        .lineWidth(0.3)
        .stroke(palette.mid);
      doc.circle(x, y, CORNER * 0.045).fill(palette.dark);
    }
  }
}

function rules(doc: Doc, palette: Palette): void {
  const frame = (inset: number, width: number, colour: string) =>
    doc
      .rect(inset * MM, inset * MM, (PAGE.width - 2 * inset) * MM, (PAGE.height - 2 * inset) * MM)
      .lineWidth(width)
      .stroke(colour);
  frame(BAND.outer - 1.3, 1.6, palette.dark);
  frame(BAND.outer - 0.2, 0.4, palette.dark);
  frame(BAND.inner + 0.2, 0.4, palette.dark);
  frame(BAND.inner + 1.3, 0.9, palette.dark);
}

function watermark(doc: Doc, palette: Palette): void {
  const radius = 62 * MM;
  defineDrawing(
    doc,
    'Rosette',
    radius * 1.05,
    [
      stroke(0.25, palette.light, rosette(radius, 24, 8, 0.86, 0.13)),
      stroke(0.25, palette.light, rosette(radius, 16, 8, 0.6, 0.14)),
      stroke(0.25, palette.light, rosette(radius, 12, 6, 0.34, 0.13)),
      stroke(0.25, palette.light, rosette(radius, 8, 4, 0.13, 0.08)),
    ].join('\n'),
  );
  doc.save();
  doc.opacity(0.7);
  placeDrawing(doc, 'Rosette', (PAGE.width / 2) * MM, (PAGE.height / 2) * MM);
  doc.restore();
}

/** The faint wavy ground of certificate paper, over the whole inner field. */
function ground(doc: Doc, palette: Palette): void {
  const [left, top] = [(BAND.inner + 1.3) * MM, (BAND.inner + 1.3) * MM];
  const [width, height] = [PAGE.width * MM - 2 * left, PAGE.height * MM - 2 * top];
  const waves = 7;
  const wave = curve((t) => [t, 2.6 * MM * Math.sin((2 * Math.PI * waves * t) / width)], 0, width, waves * 4);
  defineDrawing(doc, 'Wave', width * 1.1, stroke(0.22, palette.light, [wave]));
  doc.save();
  doc.rect(left, top, width, height).clip();
  doc.opacity(0.5);
  for (let y = top - 3 * MM; y < top + height + 3 * MM; y += 1.5 * MM) placeDrawing(doc, 'Wave', left, y);
  doc.restore();
}

/** Everything behind the text: a wavy ground, a light rosette, the guilloche border between double rules, a medallion in each corner. */
export function drawBackground(doc: Doc, palette: Palette): void {
  ground(doc, palette);
  watermark(doc, palette);
  band(doc, palette);
  rules(doc, palette);
  corners(doc, palette);
}

/** A rule that fades into a lozenge, centred on (x, y), `width` points wide in all. */
export function drawDivider(doc: Doc, x: number, y: number, width: number, palette: Palette): void {
  const lozenge = (at: number, size: number, colour: string) =>
    doc
      .moveTo(at - size, y)
      .lineTo(at, y - size)
      .lineTo(at + size, y)
      .lineTo(at, y + size)
      .closePath()
      .fill(colour);
  for (const side of [-1, 1]) {
    doc
      .moveTo(x + side * 14, y)
      .lineTo(x + (side * width) / 2, y)
      .lineWidth(0.8)
      .stroke(palette.dark);
    doc
      .moveTo(x + side * 14, y + 2)
      .lineTo(x + side * (width / 2 - 14), y + 2)
      .lineWidth(0.3)
      .stroke(palette.mid);
    lozenge(x + side * 9, 1.8, palette.mid);
  }
  lozenge(x, 3.6, palette.dark);
}
