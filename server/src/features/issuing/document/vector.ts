import type PDFDocument from 'pdfkit';

export type Doc = InstanceType<typeof PDFDocument>;
export type Point = readonly [number, number];

const number = (value: number) => String(Math.round(value * 100) / 100);

/**
 * A parametric curve as PDF path operators: cubic pieces that keep the curve's own slope at each of `steps` + 1 points. Points,
 * page units.
 */
export function curve(at: (t: number) => Point, from: number, to: number, steps: number): string {
  const width = (to - from) / steps;
  const nudge = width / 100;
  const slope = (t: number): Point => {
    const [ax, ay] = at(t - nudge);
    const [bx, by] = at(t + nudge);
    return [((bx - ax) / (2 * nudge)) * (width / 3), ((by - ay) / (2 * nudge)) * (width / 3)];
  };
  let [x, y] = at(from);
  let [dx, dy] = slope(from);
  const operators = [`${number(x)} ${number(y)} m`];
  for (let step = 1; step <= steps; step += 1) {
    const t = from + width * step;
    const [nx, ny] = at(t);
    const [ndx, ndy] = slope(t);
    operators.push(`${[x + dx, y + dy, nx - ndx, ny - ndy, nx, ny].map(number).join(' ')} c`);
    [x, y, dx, dy] = [nx, ny, ndx, ndy];
  }
  return operators.join('\n');
}

/** `#rrggbb` as a PDF stroke colour. */
export const strokeColour = (hex: string) => `${[1, 3, 5].map((at) => number(parseInt(hex.slice(at, at + 2), 16) / 255)).join(' ')} RG`;

// pdfkit has no call for reusable drawings (form XObjects); nor for blending; these members are how its own images and
// opacities get onto a page.
interface Internals {
  ref(data: Record<string, unknown>): { end(stream?: Buffer): void };
  page: { xobjects: Record<string, unknown>; ext_gstates: Record<string, unknown> };
  addContent(operators: string): void;
}
const internals = (doc: Doc) => doc as unknown as Internals;

/**
 * Stores a drawing once in the file, to be placed many times. `reach` is half the side of the square around its origin that it
 * may touch.
 */
export function defineDrawing(doc: Doc, name: string, reach: number, operators: string): string {
  const inside = internals(doc);
  const drawing = inside.ref({ Type: 'XObject', Subtype: 'Form', BBox: [-reach, -reach, reach, reach], Resources: {} });
  drawing.end(Buffer.from(operators, 'latin1'));
  inside.page.xobjects[name] = drawing;
  return name;
}

/** Places a stored drawing: moved to (x, y), turned by `degrees`, stretched along its own x axis. */
export function placeDrawing(doc: Doc, name: string, x: number, y: number, degrees = 0, stretch = 1): void {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  doc.save();
  doc.transform(cos * stretch, sin * stretch, -sin, cos, x, y);
  internals(doc).addContent(`/${name} Do`);
  doc.restore();
}

/** From here to the next `restore`, ink mixes with what lies under it, as stamping ink does: black print stays black. */
export function blendLikeInk(doc: Doc): void {
  const inside = internals(doc);
  const state = inside.ref({ Type: 'ExtGState', BM: 'Multiply' });
  state.end();
  inside.page.ext_gstates.Ink = state;
  inside.addContent('/Ink gs');
}
