import { flatten, type Located } from './locate';
import type { Quad } from './outline';
import { glareShare, paperLevel, sharpnessOf, softnessOf } from './quality';
import type { CardRefusalCode } from './refusal';

/** The limits. On 240 generated photos good ones had at least 0.9 sharpness and no glare, faulty ones at most 0.61 or at least 0.03. */
export const LIMITS = { paper: 80, sharpness: 0.65, softness: 0.46, glare: 0.008 } as const;

/** px at the size the outline was looked for in: nearer than this to the rim, one cannot say that the card ends there */
const RIM = 2 / 736;

export interface Verdict {
  /** the first fault found; none means the photo can be read */
  fault?: CardRefusalCode;
  sharpness?: number;
  paper?: number;
  glare?: number;
}

function insideThePicture({ photo }: Located, corners: Quad): boolean {
  const rim = RIM * Math.max(photo.width, photo.height);
  return corners.every(([x, y]) => x > rim && y > rim && x < photo.width - rim && y < photo.height - rim);
}

/**
 * Judges an ID-card photo by its pixels: too dark, 照片模糊, 边框缺失, 闪光强烈 (CQ-34), in the order in which one hides the next.
 * @param saysCard whether the print is that of an ID card; asked only when no whole card is to be seen
 */
export async function judge(located: Located, saysCard: () => Promise<boolean>): Promise<Verdict> {
  const { photo, small, outline } = located;
  if (!outline) return { fault: softnessOf(small) > LIMITS.softness ? 'CARD_BLURRED' : 'CARD_NOT_FOUND' };
  const paper = paperLevel(photo, outline.print);
  const sharpness = sharpnessOf(photo, outline.lines);
  const { corners } = outline;
  if (paper < LIMITS.paper) return { fault: 'CARD_TOO_DARK', paper, sharpness };
  if (sharpness < LIMITS.sharpness) return { fault: 'CARD_BLURRED', paper, sharpness };
  if (!corners) return { fault: (await saysCard()) ? 'CARD_EDGE_MISSING' : 'CARD_NOT_FOUND', paper, sharpness };
  if (!insideThePicture(located, corners)) return { fault: 'CARD_EDGE_MISSING', paper, sharpness };
  const glare = glareShare(flatten(located, corners, 428));
  return { ...(glare > LIMITS.glare && { fault: 'CARD_GLARE' as const }), paper, sharpness, glare };
}
