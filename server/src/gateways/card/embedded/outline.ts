import { gradientOf, type Gradient, type Pixels, type Point } from './pixels';
import type { TextBox } from './text';
import { cv, withScratch } from './vision';

/** Corners in pixels, clockwise; the first side is a long one that text runs along, so the card may still stand on its head. */
export type Quad = readonly [Point, Point, Point, Point];

/** What was found of a card. */
export interface Outline {
  /** undefined when not all four sides are to be seen */
  corners?: Quad;
  /** round all the print on the card, in the direction of its lines: where the card must at least be */
  print: Quad;
  /** the lines of print one by one */
  lines: Quad[];
}

/** A possible side: in print's own directions, at `offset` from the middle of the print, leaning by `slope`. */
interface Side {
  offset: number;
  slope: number;
  support: number;
}

/** The print's own directions: u along the lines of text, v across. */
interface Frame {
  x: number;
  y: number;
  cos: number;
  sin: number;
  /** half the print's width and height, in pixels */
  halfU: number;
  halfV: number;
  group: TextBox[];
}

/** Width over height: 85.6 by 54 mm, give or take a slanting look. */
const LEAST_RATIO = 1.44;
const MOST_RATIO = 1.74;
/** of each side: a finger over the rim leaves more than this */
const LEAST_SUPPORT = 0.58;
/** of print, to tell which way it runs */
const LEAST_LINES = 2;
const SAMPLES = 48;
/** levels a pixel; grain is below it once the picture is scaled down */
const EDGE_LEVELS = 2.2;
const SLOPES = Array.from({ length: 15 }, (_, i) => (i - 7) * 0.014);
const BEST_OF = 9;
/** in half sizes of the print from its middle: where only the address could be made out, the card's side is that far */
const FURTHEST = 3.4;

const at = (frame: Frame, u: number, v: number): Point => [
  frame.x + u * frame.cos - v * frame.sin,
  frame.y + u * frame.sin + v * frame.cos,
];
const between = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
const apart = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** The corners of a line of text, beginning at its left end (or the right one: which way up it is cannot be seen). */
function quadOf({ x, y, angle, halfLength, halfHeight }: TextBox): Quad {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corner = (u: number, v: number): Point => [x + u * cos - v * sin, y + u * sin + v * cos];
  return [
    corner(-halfLength, -halfHeight),
    corner(halfLength, -halfHeight),
    corner(halfLength, halfHeight),
    corner(-halfLength, halfHeight),
  ];
}

/** The print's frame: direction of most of the text, and the box round all lines that run that way. */
function frameOf(boxes: TextBox[]): Frame | undefined {
  const long = boxes.filter((box) => box.halfLength > 2 * box.halfHeight);
  const turn = (a: number, b: number) => Math.abs(a - b - Math.PI * Math.round((a - b) / Math.PI));
  const agreeing = (angle: number) => long.filter((box) => turn(box.angle, angle) < 0.2);
  const weight = (some: TextBox[]) => some.reduce((sum, box) => sum + box.halfLength, 0);
  if (long.length < LEAST_LINES) return undefined;
  const main = long.reduce((best, box) => (weight(agreeing(box.angle)) > weight(agreeing(best.angle)) ? box : best));
  const group = agreeing(main.angle);
  if (group.length < LEAST_LINES) return undefined;
  const lean =
    group.reduce(
      (sum, box) => sum + box.halfLength * (box.angle - main.angle - Math.PI * Math.round((box.angle - main.angle) / Math.PI)),
      0,
    ) / weight(group);
  const [cos, sin] = [Math.cos(main.angle + lean), Math.sin(main.angle + lean)];
  const us = group.flatMap((box) => [-1, 1].map((end) => box.x * cos + box.y * sin + end * box.halfLength));
  const vs = group.flatMap((box) => [-1, 1].map((end) => box.y * cos - box.x * sin + end * box.halfHeight));
  const [u0, u1, v0, v1] = [Math.min(...us), Math.max(...us), Math.min(...vs), Math.max(...vs)];
  const [u, v] = [(u0 + u1) / 2, (v0 + v1) / 2];
  return { x: u * cos - v * sin, y: u * sin + v * cos, cos, sin, halfU: (u1 - u0) / 2, halfV: (v1 - v0) / 2, group };
}

/** How much of a line is an edge running along it, all brighter or all darker on one side: stripes and grain change about. */
function support(gradient: Gradient, from: Point, to: Point): number {
  const span = apart(from, to);
  const [nx, ny] = [-(to[1] - from[1]) / span, (to[0] - from[0]) / span];
  let up = 0;
  let down = 0;
  let seen = 0;
  for (let i = 0; i < SAMPLES; i += 1) {
    const [x, y] = between(from, to, i / (SAMPLES - 1));
    let best = 0;
    const [px, py] = [Math.round(x), Math.round(y)];
    if (px < 2 || py < 2 || px >= gradient.width - 2 || py >= gradient.height - 2) continue;
    seen += 1;
    for (let step = -1; step <= 1; step += 1) {
      const place = Math.round(y + ny * step) * gradient.width + Math.round(x + nx * step);
      const [gx, gy] = [gradient.x[place]!, gradient.y[place]!];
      const across = gx * nx + gy * ny;
      if (Math.abs(across) > Math.abs(best) && Math.abs(across) > 0.75 * Math.hypot(gx, gy)) best = across;
    }
    if (best >= EDGE_LEVELS) up += Math.min(1, 0.5 + best / 16);
    else if (best <= -EDGE_LEVELS) down += Math.min(1, 0.5 - best / 16);
  }
  return seen < SAMPLES * 0.6 ? 0 : Math.max(up, down) / seen;
}

/** The likeliest places for one side, going outwards from the print. */
function sidesBeyond(gradient: Gradient, frame: Frame, along: 'u' | 'v', sign: 1 | -1): Side[] {
  const [half, across] = along === 'u' ? [frame.halfU, frame.halfV] : [frame.halfV, frame.halfU];
  const steps: Side[] = [];
  for (let distance = 0.97 * across; distance < FURTHEST * across; distance += 1) {
    let best: Side = { offset: sign * distance, slope: 0, support: 0 };
    for (const slope of SLOPES) {
      const [a, b] = [-half * 0.95, half * 0.95].map((t) => {
        const off = sign * distance + slope * t;
        return along === 'u' ? at(frame, t, off) : at(frame, off, t);
      }) as [Point, Point];
      const found = support(gradient, a, b);
      if (found > best.support) best = { offset: sign * distance, slope, support: found };
    }
    steps.push(best);
  }
  const peaks: Side[] = [];
  for (const side of steps.sort((p, q) => q.support - p.support)) {
    if (side.support < 0.4 || peaks.length === BEST_OF) break;
    if (peaks.every((peak) => Math.abs(peak.offset - side.offset) > 3)) peaks.push(side);
  }
  return peaks;
}

/** Where a side along u and one along v meet. */
function corner(frame: Frame, alongU: Side, alongV: Side): Point {
  const v = (alongU.offset + alongU.slope * alongV.offset) / (1 - alongU.slope * alongV.slope);
  return at(frame, alongV.offset + alongV.slope * v, v);
}

/** How plain the margin just inside the sides is: a card has nothing printed in its outer two millimetres, and is of one paper all round. */
function plainness(pixels: Pixels, quad: Quad): number {
  const centre = between(between(quad[0], quad[2], 0.5), between(quad[1], quad[3], 0.5), 0.5);
  const inner = quad.map((point) => between(point, centre, 0.05));
  let plain = 0;
  const papers: number[][] = [];
  for (let side = 0; side < 4; side += 1) {
    const seen: number[][] = [];
    for (let i = 0; i < SAMPLES; i += 1) {
      const [x, y] = between(inner[side]!, inner[(side + 1) % 4]!, 0.03 + (0.94 * i) / (SAMPLES - 1)).map(Math.round) as [number, number];
      if (x < 0 || y < 0 || x >= pixels.width || y >= pixels.height) continue;
      const place = (y * pixels.width + x) * 3;
      seen.push([pixels.data[place]!, pixels.data[place + 1]!, pixels.data[place + 2]!]);
    }
    const paper = [0, 1, 2].map((c) => seen.map((rgb) => rgb[c]!).sort((p, q) => p - q)[seen.length >> 1] ?? 0);
    plain += seen.filter((rgb) => rgb.every((level, c) => Math.abs(level - paper[c]!) < 18)).length / SAMPLES / 4;
    papers.push(paper);
  }
  const spread = Math.max(...[0, 1, 2].map((c) => Math.max(...papers.map((rgb) => rgb[c]!)) - Math.min(...papers.map((rgb) => rgb[c]!))));
  return spread > 70 ? 0 : plain;
}

function rate(pixels: Pixels, gradient: Gradient, quad: Quad): number {
  const [top, right, bottom, left] = quad.map((point, i) => apart(point, quad[(i + 1) % 4]!)) as [number, number, number, number];
  const ratio = (top + bottom) / (left + right);
  if (ratio < LEAST_RATIO || ratio > MOST_RATIO) return 0;
  if (Math.min(top, bottom) / Math.max(top, bottom) < 0.78 || Math.min(left, right) / Math.max(left, right) < 0.78) return 0;
  const plain = plainness(pixels, quad);
  if (plain < 0.5) return 0;
  // rounded corners are no straight edge: leave them out
  const supports = quad.map((a, i) => support(gradient, between(a, quad[(i + 1) % 4]!, 0.07), between(a, quad[(i + 1) % 4]!, 0.93)));
  if (Math.min(...supports) < LEAST_SUPPORT) return 0;
  return supports.reduce((sum, one) => sum + one, 0) / 4 + 0.5 * Math.min(...supports) + plain - Math.abs(Math.log(ratio / 1.585));
}

/**
 * Finds a card in a picture by its print: text shows where it lies and which way, then each side is looked for outwards from there.
 * @param pixels about 736 px on the long side: more only makes it slower
 * @returns undefined when there is no block of text lines at all
 */
export function findOutline(pixels: Pixels, boxes: TextBox[]): Outline | undefined {
  const frame = frameOf(boxes);
  if (!frame) return undefined;
  const { halfU, halfV } = frame;
  const print = [at(frame, -halfU, -halfV), at(frame, halfU, -halfV), at(frame, halfU, halfV), at(frame, -halfU, halfV)] as const;
  const gradient = gradientOf(pixels);
  const [tops, bottoms] = [sidesBeyond(gradient, frame, 'u', -1), sidesBeyond(gradient, frame, 'u', 1)];
  const [lefts, rights] = [sidesBeyond(gradient, frame, 'v', -1), sidesBeyond(gradient, frame, 'v', 1)];
  let best = { score: 0, corners: undefined as Quad | undefined };
  for (const top of tops) {
    for (const bottom of bottoms) {
      for (const left of lefts) {
        for (const right of rights) {
          const corners = [
            corner(frame, top, left),
            corner(frame, top, right),
            corner(frame, bottom, right),
            corner(frame, bottom, left),
          ] as const;
          const score = rate(pixels, gradient, corners);
          if (score > best.score) best = { score, corners };
        }
      }
    }
  }
  return { print, lines: frame.group.map(quadOf), ...(best.corners && { corners: best.corners }) };
}

/** Lays the card flat: takes it out of the picture and straightens it to `width` × `height`. */
export function rectify(pixels: Pixels, corners: Quad, width: number, height: number): Pixels {
  return withScratch((keep) => {
    const image = keep(new cv.Mat(pixels.height, pixels.width, cv.CV_8UC3));
    image.data.set(pixels.data);
    const from = keep(cv.matFromArray(4, 1, cv.CV_32FC2, corners.flat()));
    const to = keep(cv.matFromArray(4, 1, cv.CV_32FC2, [0, 0, width, 0, width, height, 0, height]));
    const flat = keep(new cv.Mat());
    cv.warpPerspective(image, flat, keep(cv.getPerspectiveTransform(from, to)), new cv.Size(width, height), cv.INTER_AREA);
    return { data: new Uint8Array(flat.data), width, height };
  });
}
