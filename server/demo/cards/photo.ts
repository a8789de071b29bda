import sharp from 'sharp';
import { authoritySide, CARD_HEIGHT, CARD_WIDTH, type CardText, portraitSide } from './artwork';
import { renderBackground, type Background } from './backgrounds';
import { apply, project, type Point, type Pose } from './camera';
import { expose, lightOf } from './exposure';
import { seededRandom, seedOf } from './random';

export type CardFault = 'none' | 'edge' | 'blur' | 'glare' | 'dark';

/** A photograph to make. Everything but the text has a default; what chance decides comes from `seed`. */
export interface CardPhoto extends CardText {
  side: 'portrait' | 'authority';
  fault?: CardFault;
  background?: Background;
  /** degrees, clockwise; any angle */
  rotate?: number;
  /** how far the camera leans, in degrees */
  tilt?: number;
  /** the card's width over the picture's */
  fill?: number;
  seed?: number;
  /** What it lies on, by a seed of its own: photographs of one width on the same table share the drawing of it. */
  table?: number;
  width?: number;
  height?: number;
}

interface Scene {
  width: number;
  height: number;
  fault: CardFault;
  seed: number;
  random: () => number;
}

function sceneOf({ width = 1600, height = 1200, fault = 'none', ...photo }: CardPhoto): Scene {
  const seed = photo.seed ?? seedOf(photo.idNumber + photo.side);
  return { width, height, fault, seed, random: seededRandom(seed) };
}

function pose(photo: CardPhoto, { width, height, fault, random }: Scene): Pose {
  const tilt = photo.tilt ?? 4;
  const centred = {
    rotate: photo.rotate ?? 0,
    tiltX: (random() * 2 - 1) * tilt,
    tiltY: (random() * 2 - 1) * tilt,
    fill: photo.fill ?? 0.72,
    shiftX: (random() - 0.5) * 0.06,
    shiftY: (random() - 0.5) * 0.06,
  };
  if (fault !== 'edge') return centred;
  const lying = Math.abs(Math.cos((centred.rotate * Math.PI) / 180)) > Math.SQRT1_2;
  const perMm = (centred.fill * (lying ? width : height)) / CARD_WIDTH;
  const [wide, high] = lying ? [CARD_WIDTH, CARD_HEIGHT] : [CARD_HEIGHT, CARD_WIDTH];
  // out over a side, the top or bottom, or a corner, by a tenth to a quarter of the card
  const over = (picture: number, size: number) =>
    (random() < 0.5 ? -1 : 1) * ((picture / perMm - size) / 2 + size * (0.1 + random() * 0.15));
  const which = Math.floor(random() * 3);
  const [x, y] = [over(width, wide), over(height, high)];
  return { ...centred, shiftX: which === 1 ? centred.shiftX : x / CARD_WIDTH, shiftY: which === 0 ? centred.shiftY : y / CARD_HEIGHT };
}

/** Out of focus, or the hand moved: both are 照片模糊. */
function shake(image: sharp.Sharp, cardPixels: number, random: () => number): sharp.Sharp {
  const strength = cardPixels * (0.006 + random() * 0.005);
  if (random() < 0.6) return image.blur(strength);
  const length = Math.round(strength * 2) * 2 + 1;
  const kernel = Array.from({ length: length * length }, (_, i) => (Math.floor(i / length) === i % length ? 1 : 0));
  return image.convolve({ width: length, height: length, kernel });
}

/** The sensor's noise. One table of it, begun elsewhere in each row: drawing it afresh for every pixel would take as long as all the rest. */
function grain(raw: Buffer, row: number, random: () => number): Buffer {
  const table = Float32Array.from({ length: 1 << 15 }, () => (random() + random() + random() - 1.5) * 7);
  for (let start = 0; start < raw.length; start += row) {
    const shift = Math.floor(random() * table.length);
    for (let i = 0; i < row; i += 1)
      raw[start + i] = Math.max(0, Math.min(255, raw[start + i]! + table[(i + shift) & (table.length - 1)]!));
  }
  return raw;
}

/**
 * Photographs a made-up second-generation ID card lying on something.
 * @returns JPEG, 1600 × 1200 unless told otherwise; the same options always give the same picture
 */
export async function renderCardPhoto(photo: CardPhoto): Promise<Buffer> {
  const scene = sceneOf(photo);
  const { width, height, seed } = scene;
  const place = pose(photo, scene);
  const svg = (photo.side === 'portrait' ? portraitSide : authoritySide)(photo, (place.fill * width) / CARD_WIDTH);
  const card = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const ground = await renderBackground(photo.background ?? 'wood', width, height, photo.table ?? seed);
  const light = lightOf(scene.fault, scene.random);
  const exposed = expose(
    { data: card.data, width: card.info.width, height: card.info.height },
    { data: ground, width, height },
    project(place, width, height),
    light,
  );
  const raw = { raw: { width, height, channels: 3 as const } };
  const lens = scene.fault === 'blur' ? shake(sharp(exposed, raw), place.fill * width, scene.random) : sharp(exposed, raw).blur(0.7);
  const grainy = grain(await lens.raw().toBuffer(), width * 3, scene.random);
  return sharp(grainy, raw).jpeg({ quality: 85 }).toBuffer();
}

/** Where the four corners of the card lie in the photograph that the same options make: clockwise from the card's own top left, in pixels. */
export function cardCorners(photo: CardPhoto): [Point, Point, Point, Point] {
  const scene = sceneOf(photo);
  const map = project(pose(photo, scene), scene.width, scene.height);
  return [apply(map, 0, 0), apply(map, CARD_WIDTH, 0), apply(map, CARD_WIDTH, CARD_HEIGHT), apply(map, 0, CARD_HEIGHT)];
}
