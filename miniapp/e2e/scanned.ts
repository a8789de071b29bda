import jsQR from 'jsqr';
import sharp from 'sharp';

/** What a scanner reads from a picture of a code. */
export async function scanned(picture: Buffer): Promise<string | undefined> {
  const { data, info } = await sharp(picture).toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
}
