import sharp from 'sharp';

const FONT = '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf';
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };
/** Seen on any card, and nothing under it is hidden. */
const VEIL = Buffer.from([255, 255, 255, 110]);
const EDGE = 3;

const asMarkup = (words: string): string => words.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);

/** The picture with the words aslant all over it, so that a photo of the screen says who took it. JPEG in and out. */
export async function watermarked(picture: Buffer, words: string): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(picture).metadata();
  const inked = (colour: string) =>
    sharp({
      text: {
        text: `<span foreground="${colour}">${asMarkup(words)}</span>`,
        font: 'Noto Sans SC 14',
        fontfile: require.resolve(FONT),
        rgba: true,
        dpi: 150,
      },
    })
      .png()
      .toBuffer();
  // Dark with a light edge: to be read on a dark picture and on a light one.
  const [light, dark] = await Promise.all([inked('#ffffff'), inked('#c00000')]);
  const text = await sharp(light)
    .extend({ bottom: EDGE, right: EDGE, background: CLEAR })
    .composite([{ input: dark, top: EDGE, left: EDGE }])
    .png()
    .toBuffer();
  const aslant = await sharp(text).rotate(-25, { background: CLEAR }).extend({ top: 20, bottom: 20, left: 20, right: 20, background: CLEAR }).png().toBuffer(); // prettier-ignore
  const tile = await sharp(aslant)
    .resize(Math.max(1, Math.floor(width / 2)), Math.max(1, Math.floor(height / 2)), { fit: 'inside', withoutEnlargement: true })
    .composite([{ input: VEIL, raw: { width: 1, height: 1, channels: 4 }, tile: true, blend: 'dest-in' }])
    .png()
    .toBuffer();
  return sharp(picture)
    .composite([{ input: tile, tile: true }])
    .jpeg({ quality: 88 })
    .toBuffer();
}
