import { Refusal } from '../errors';
import { acceptImage, ImageRefused, type CleanImage } from './intake';

const LIMITS = { maxBytes: 10 * 1024 * 1024, maxPixels: 25_000_000, kinds: ['jpeg', 'png', 'webp'] as const };
const TOO_LARGE = new Set(['FILE_TOO_LARGE', 'IMAGE_TOO_LARGE_PIXELS']);

/** A photo from a phone, cleaned; what is not taken becomes the API's refusal of the same code. */
export async function cleanImage(upload: Buffer): Promise<CleanImage> {
  try {
    return await acceptImage(upload, LIMITS);
  } catch (error) {
    if (error instanceof ImageRefused) throw new Refusal(TOO_LARGE.has(error.code) ? 413 : 400, error.code, error.messageZh);
    throw error;
  }
}
