import { rectify, type Quad } from './outline';
import { gradientOf, type Pixels } from './pixels';
import { cv, withScratch } from './vision';

const LETTER = 32;
const brightness = (data: Uint8Array, at: number) => 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;

function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float32Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Takes off the sensor's grain, which would pass for sharp edges in a blurred line; the rim stays as it is. */
function smooth(grey: Float32Array, width: number): Float32Array {
  const out = grey.slice();
  for (let i = width + 1; i < grey.length - width - 1; i += 1) {
    const row = (at: number) => grey[at - 1]! + 2 * grey[at]! + grey[at + 1]!;
    out[i] = (row(i - width) + 2 * row(i) + row(i + width)) / 16;
  }
  return out;
}

/**
 * How sharp one line of print is. Print is black on pale, so its edges would be steps; what the camera made of them tells the blur.
 * Both directions are looked at: a hand that moved sideways leaves the level strokes sharp.
 */
function lineSharpness(pixels: Pixels, line: Quad): number {
  const long = Math.hypot(line[1][0] - line[0][0], line[1][1] - line[0][1]);
  const high = Math.hypot(line[3][0] - line[0][0], line[3][1] - line[0][1]);
  const flat = rectify(pixels, line, Math.min(640, Math.round((LETTER * long) / high)), LETTER);
  const grey = smooth(
    smooth(
      Float32Array.from({ length: flat.width * LETTER }, (_, i) => brightness(flat.data, i * 3)),
      flat.width,
    ),
    flat.width,
  );
  const contrast = quantile(grey, 0.97) - quantile(grey, 0.03);
  const steepest = [1, flat.width].map((step) => {
    const slopes = new Float32Array(grey.length);
    for (let i = flat.width + 1; i < grey.length - flat.width - 1; i += 1) slopes[i] = Math.abs(grey[i + step]! - grey[i - step]!) / 2;
    return quantile(slopes, 0.97);
  });
  return contrast < 12 ? 0 : (Math.min(...steepest) / contrast) * 4;
}

/** How steep the print's edges are, per letter height: about 1.1 when sharp, below 0.6 when the OCR begins to err. Of the better lines, since one may lie under a reflection. */
export function sharpnessOf(pixels: Pixels, lines: readonly Quad[]): number {
  return quantile(
    lines.map((line) => lineSharpness(pixels, line)),
    0.6,
  );
}

/**
 * How soft a picture is in which no print was found: the share of its steepest edges that outlives a further blur.
 * @param pixels about 736 px on the long side
 * @returns 0.3 for a sharp picture, 0.9 for a very blurred one
 */
export function softnessOf(pixels: Pixels): number {
  const steepest = (picture: Pixels) => {
    const { x, y } = gradientOf(picture);
    return quantile(
      x.map((gx, i) => Math.hypot(gx, y[i]!)),
      0.995,
    );
  };
  const blurred = withScratch((keep) => {
    const image = keep(new cv.Mat(pixels.height, pixels.width, cv.CV_8UC3));
    image.data.set(pixels.data);
    cv.GaussianBlur(image, image, new cv.Size(0, 0), 2);
    return new Uint8Array(image.data);
  });
  return steepest({ ...pixels, data: blurred }) / (steepest(pixels) || 1);
}

/** How bright the bare card is between the lines of print. */
export function paperLevel(pixels: Pixels, print: Quad): number {
  const flat = rectify(pixels, print, 120, 75);
  return quantile(
    Float32Array.from({ length: 120 * 75 }, (_, i) => brightness(flat.data, i * 3)),
    0.7,
  );
}

/** The largest spot in which the flash burnt everything away, as a share of the card. Bright paper does not count: it has a colour left. */
export function glareShare(card: Pixels): number {
  return withScratch((keep) => {
    const burnt = keep(new cv.Mat(card.height, card.width, cv.CV_8UC1));
    for (let i = 0; i < card.width * card.height; i += 1) {
      burnt.data[i] = Math.min(card.data[i * 3]!, card.data[i * 3 + 1]!, card.data[i * 3 + 2]!) >= 250 ? 255 : 0;
    }
    // specks between two lines of pattern are no spot
    cv.morphologyEx(burnt, burnt, cv.MORPH_OPEN, keep(cv.Mat.ones(7, 7, cv.CV_8UC1)));
    const [labels, stats, middles] = [keep(new cv.Mat()), keep(new cv.Mat()), keep(new cv.Mat())];
    const count = cv.connectedComponentsWithStats(burnt, labels, stats, middles);
    let largest = 0;
    for (let i = 1; i < count; i += 1) largest = Math.max(largest, stats.data32S[i * stats.cols + 4]!);
    return largest / (card.width * card.height);
  });
}
