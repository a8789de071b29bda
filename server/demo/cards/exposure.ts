import { CARD_HEIGHT, CARD_WIDTH } from './artwork';
import { inverse, type Projection } from './camera';

/** Pixels, row by row: RGBA for the card, RGB for the ground. */
export interface Picture {
  data: Uint8Array;
  width: number;
  height: number;
}

/** A burnt-out spot on the card, in mm and radians. */
interface Glare {
  x: number;
  y: number;
  radiusX: number;
  radiusY: number;
  turn: number;
}

/** How the scene is lit. */
export interface Light {
  level: number;
  /** brighter towards one side: change over the whole picture */
  slope: readonly [number, number];
  /** red against blue */
  warmth: number;
  shadow: { x: number; y: number; depth: number };
  glares: Glare[];
}

/** Light as chance has it; `dark` and `glare` are the faults that come from light. */
export function lightOf(fault: string, random: () => number): Light {
  const glare = (): Glare => ({
    x: CARD_WIDTH * (0.2 + random() * 0.6),
    y: CARD_HEIGHT * (0.2 + random() * 0.6),
    radiusX: 9 + random() * 12,
    radiusY: 6 + random() * 9,
    turn: random() * Math.PI,
  });
  return {
    level: fault === 'dark' ? 0.2 : 0.8 + random() * 0.12,
    slope: [(random() - 0.5) * 0.22, (random() - 0.5) * 0.22],
    warmth: 1 + (random() - 0.5) * 0.1,
    shadow: { x: 1.2 + random() * 1.5, y: 0.8 + random() * 1.5, depth: 0.12 + random() * 0.45 },
    glares: fault === 'glare' ? Array.from({ length: 1 + Math.floor(random() * 2) }, glare) : [],
  };
}

/** 1 under the card, 0 two millimetres away from it. */
function shadeAt(x: number, y: number): number {
  return Math.max(0, Math.min(1, Math.min(x + 1, CARD_WIDTH + 1 - x, y + 1, CARD_HEIGHT + 1 - y) / 2));
}

/** How much flash comes back: far above 1 in the middle of a spot, with a halo round it. */
function flashAt(glares: Glare[], x: number, y: number): number {
  let flash = 0;
  for (const glare of glares) {
    const [dx, dy, cos, sin] = [x - glare.x, y - glare.y, Math.cos(glare.turn), Math.sin(glare.turn)];
    const inside = Math.max(0, 1 - ((dx * cos + dy * sin) / glare.radiusX) ** 2 - ((dy * cos - dx * sin) / glare.radiusY) ** 2);
    flash = Math.max(flash, 2.2 * inside ** 2);
  }
  return flash;
}

/** Puts the colour of the card at (x, y) px, between four pixels, into `out` as RGBA. */
function sample({ data, width, height }: Picture, x: number, y: number, out: Float64Array): void {
  const [ix, iy] = [Math.floor(x), Math.floor(y)];
  out[3] = 0;
  if (ix < 0 || iy < 0 || ix >= width - 1 || iy >= height - 1) return;
  const [fx, fy] = [x - ix, y - iy];
  const at = (iy * width + ix) * 4;
  const below = at + width * 4;
  for (let c = 0; c < 4; c += 1) {
    out[c] =
      (data[at + c]! * (1 - fx) + data[at + 4 + c]! * fx) * (1 - fy) + (data[below + c]! * (1 - fx) + data[below + 4 + c]! * fx) * fy;
  }
}

/**
 * Lays a card on a ground, with its shadow, and lights the scene.
 * @param place from millimetres on the card to pixels of the picture
 * @returns raw RGB of the size of the ground
 */
export function expose(card: Picture, ground: Picture, place: Projection, light: Light): Buffer {
  const { width, height } = ground;
  const [a, b, c0, d, e, f, g, h, i] = inverse(place) as [number, number, number, number, number, number, number, number, number];
  const perMm = card.width / CARD_WIDTH;
  const tints = [light.warmth, 1, 2 - light.warmth] as const;
  const colour = new Float64Array(4);
  const out = Buffer.alloc(width * height * 3);
  for (let py = 0; py < height; py += 1) {
    for (let px = 0; px < width; px += 1) {
      // As camera's `apply`, without a point for each pixel.
      const w = g * px + h * py + i;
      const [x, y] = [(a * px + b * py + c0) / w, (d * px + e * py + f) / w];
      sample(card, x * perMm - 0.5, y * perMm - 0.5, colour);
      const alpha = colour[3]! / 255;
      const shade = 1 - light.shadow.depth * shadeAt(x - light.shadow.x, y - light.shadow.y);
      const level = light.level * (1 + light.slope[0] * (px / width - 0.5) + light.slope[1] * (py / height - 0.5));
      const flash = alpha > 0 && light.glares.length > 0 ? flashAt(light.glares, x, y) : 0;
      const at = (py * width + px) * 3;
      for (let c = 0; c < 3; c += 1) {
        const value = ground.data[at + c]! * shade * (1 - alpha) + (colour[c]! + 255 * flash) * alpha;
        out[at + c] = Math.max(0, Math.min(255, value * level * tints[c]! + flash * 30));
      }
    }
  }
  return out;
}
