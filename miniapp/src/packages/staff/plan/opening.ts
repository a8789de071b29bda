/** People may enter this long before the start; the server says the last word (QH-08). */
const BEFORE_MS = 30 * 60_000;

/** From when the exam of this start may be opened, epoch ms. */
export const opensAt = (startsAt: string): number => Date.parse(startsAt) - BEFORE_MS;
