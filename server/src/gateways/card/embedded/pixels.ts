import sharp from 'sharp';

/** 8-bit RGB pixels, row by row. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

export type Point = readonly [number, number];

/** Levels a pixel, at each pixel. */
export interface Gradient {
  x: Float32Array;
  y: Float32Array;
  width: number;
  height: number;
}

/** Decodes an accepted image; `longSide` scales it down (never up). */
export async function decode(image: Buffer, longSide?: number): Promise<Pixels> {
  const pipeline = sharp(image).removeAlpha().toColourspace('srgb');
  if (longSide) pipeline.resize(longSide, longSide, { fit: 'inside', withoutEnlargement: true });
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The colour gradient (Scharr): at each pixel that of the channel which changes most there, since a pale blue card on beige has no edge in grey. */
export function gradientOf({ data, width, height }: Pixels): Gradient {
  const x = new Float32Array(width * height);
  const y = new Float32Array(width * height);
  const row = width * 3;
  for (let py = 1; py < height - 1; py += 1) {
    for (let px = 1; px < width - 1; px += 1) {
      const at = py * row + px * 3;
      let best = -1;
      for (let c = at; c < at + 3; c += 1) {
        const diagonal = data[c + row + 3]! - data[c - row - 3]!;
        const other = data[c - row + 3]! - data[c + row - 3]!;
        const gx = (3 * (diagonal + other) + 10 * (data[c + 3]! - data[c - 3]!)) / 32;
        const gy = (3 * (diagonal - other) + 10 * (data[c + row]! - data[c - row]!)) / 32;
        const power = gx * gx + gy * gy;
        if (power > best) {
          best = power;
          x[py * width + px] = gx;
          y[py * width + px] = gy;
        }
      }
    }
  }
  return { x, y, width, height };
}
