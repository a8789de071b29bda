import { findOutline, rectify, type Outline, type Quad } from './outline';
import { decode, type Pixels } from './pixels';
import type { TextFinder } from './text';

/** A photo with what was found of a card in it; all places are in the photo's own pixels. */
export interface Located {
  photo: Pixels;
  /** the photo made small */
  small: Pixels;
  outline?: Outline;
}

/** The sizes at which print is looked for, in px on the long side: in a blurred photo letters only show when it is made small. */
const SIZES = [736, 400, 256] as const;

const enlarge = (quad: Quad, factor: number) => quad.map(([x, y]) => [x * factor, y * factor]) as unknown as Quad;

/** Looks for a card lying any way round. */
export async function locate(finder: TextFinder, image: Buffer): Promise<Located> {
  const photo = await decode(image);
  const [first, ...smaller] = SIZES;
  const largest = await decode(image, first);
  for (const size of [first, ...smaller]) {
    const small = size === first ? largest : await decode(image, size);
    const found = findOutline(small, await finder.find(small));
    if (!found) continue;
    const factor = photo.width / small.width;
    return {
      photo,
      small: largest,
      outline: {
        print: enlarge(found.print, factor),
        lines: found.lines.map((line) => enlarge(line, factor)),
        ...(found.corners && { corners: enlarge(found.corners, factor) }),
      },
    };
  }
  return { photo, small: largest };
}

/** The card laid flat, `width` px wide, long side level (perhaps on its head). */
export function flatten({ photo }: Located, corners: Quad, width: number): Pixels {
  return rectify(photo, corners, width, Math.round((width * 54) / 85.6));
}
