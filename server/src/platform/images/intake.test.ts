import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { acceptImage, ImageRefused, type IntakeLimits } from './intake';

const LIMITS: IntakeLimits = { maxBytes: 10 * 1024 * 1024, maxPixels: 50_000_000, kinds: ['jpeg', 'png', 'webp'], maxSide: 2000 };

const refusal = (file: Buffer, limits = LIMITS): Promise<string> =>
  acceptImage(file, limits).then(
    () => 'accepted',
    (error: ImageRefused) => `${error.code} ${error instanceof ImageRefused && /[一-龥]/.test(error.messageZh)}`,
  );

/** Half red, half blue, so that one sees which way up it is. */
async function photo(width = 800, height = 600): Promise<sharp.Sharp> {
  const left = await sharp({ create: { width: width / 2, height, channels: 3, background: '#d01010' } })
    .png()
    .toBuffer();
  return sharp(
    await sharp({ create: { width, height, channels: 3, background: '#1010d0' } })
      .composite([{ input: left, left: 0, top: 0 }])
      .png()
      .toBuffer(),
  );
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const table = Array.from(
    { length: 256 },
    (_, n) => Array.from({ length: 8 }).reduce((c: number) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n) >>> 0,
  );
  const crc = body.reduce((c, byte) => (table[(c ^ byte) & 0xff]! ^ (c >>> 8)) >>> 0, 0xffffffff) ^ 0xffffffff;
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A whole, valid PNG of 30000 × 30000 black pixels: 110 kB that would unpack to 112 MB in one bit a pixel, 2.7 GB in RGB. */
function pixelBomb(side = 30_000): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side), { level: 9 });
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('design.md 4: uploads are decided by content, capped, and made anew', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('takes a %s and gives a JPEG with its digest', async (kind) => {
    const clean = await acceptImage(await (await photo()).toFormat(kind).toBuffer(), LIMITS);
    expect(await sharp(clean.buffer).metadata()).toMatchObject({ format: 'jpeg', width: 800, height: 600 });
    expect(clean).toMatchObject({ width: 800, height: 600, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it.each([
    ['a program called photo.jpg', Buffer.concat([Buffer.from('MZ\x90\x00'), Buffer.alloc(4000, 7)])],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>'.repeat(20))],
    [
      'an SVG, which may carry script and links',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'),
    ],
    ['a PDF', Buffer.from('%PDF-1.7\n'.padEnd(4000, 'x'))],
    ['nothing', Buffer.alloc(0)],
    ['HEIC', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(400)])],
  ])('refuses %s', async (_what, file) => {
    expect(await refusal(file)).toBe('FILE_NOT_IMAGE true');
  });

  it('refuses a GIF, a moving WebP and a kind that the caller does not want', async () => {
    expect(await refusal(await (await photo()).gif().toBuffer())).toBe('FILE_NOT_IMAGE true');
    // one pixel, black and then white
    const gif = Buffer.from('47494638396101000100800000000000ffffff2c00000000010001000002024401002c00000000010001000002024c01003b', 'hex');
    const moving = await sharp(gif, { animated: true }).webp().toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    expect(await refusal(moving)).toBe('FILE_NOT_IMAGE true');
    expect(await refusal(await (await photo()).png().toBuffer(), { ...LIMITS, kinds: ['jpeg'] })).toBe('FILE_NOT_IMAGE true');
  });

  it('refuses a file with the first bytes of a JPEG and nothing of the kind behind them', async () => {
    expect(await refusal(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5000, 9)]))).toBe('FILE_CORRUPT true');
  });

  it('refuses a pixel bomb without unpacking it', async () => {
    const bomb = pixelBomb();
    expect(bomb.length).toBeLessThan(200_000);
    expect(await sharp(bomb, { limitInputPixels: false }).metadata()).toMatchObject({ width: 30_000, height: 30_000 });
    const before = process.memoryUsage().rss;
    expect(await refusal(bomb)).toBe('IMAGE_TOO_LARGE_PIXELS true');
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
  });

  it('refuses 20 MB before looking inside', async () => {
    const large = Buffer.concat([await (await photo()).jpeg().toBuffer(), Buffer.alloc(20 * 1024 * 1024)]);
    expect(await refusal(large)).toBe('FILE_TOO_LARGE true');
    expect(await refusal(large, { ...LIMITS, maxBytes: 30 * 1024 * 1024 })).toBe('accepted');
  });

  it.each(['jpeg', 'png', 'webp'] as const)('refuses a truncated %s', async (kind) => {
    const noise = Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, i) => (i * i * 31) % 251));
    const whole = await sharp(noise, { raw: { width: 300, height: 300, channels: 3 } })
      .toFormat(kind)
      .toBuffer();
    expect(await refusal(whole)).toBe('accepted');
    expect(await refusal(whole.subarray(0, Math.floor(whole.length * 0.6)))).toBe('FILE_CORRUPT true');
  });

  it('turns the picture upright by its EXIF and drops EXIF, position and profile', async () => {
    const tagged = await (
      await photo()
    )
      .withExif({ IFD0: { Make: 'PhoneMaker', Orientation: '6' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 33/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const before = await sharp(tagged).metadata();
    expect(before).toMatchObject({ orientation: 6, width: 800, height: 600 });
    expect(before.exif).toBeDefined();
    const clean = await acceptImage(tagged, LIMITS);
    const after = await sharp(clean.buffer).metadata();
    expect(after).toMatchObject({ width: 600, height: 800 });
    expect([after.exif, after.icc, after.xmp, after.iptc, after.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(clean.buffer.includes('PhoneMaker')).toBe(false);
    // turned clockwise, the red left half is on top
    const { data, info } = await sharp(clean.buffer).raw().toBuffer({ resolveWithObject: true });
    expect(data[(10 * info.width + 300) * 3]).toBeGreaterThan(180);
    expect(data[(790 * info.width + 300) * 3]).toBeLessThan(60);
  });

  it('makes a large photo smaller, a small one never larger, and lays transparency on white', async () => {
    expect(await acceptImage(await (await photo(4000, 3000)).jpeg().toBuffer(), LIMITS)).toMatchObject({ width: 2000, height: 1500 });
    expect(await acceptImage(await (await photo(200, 100)).jpeg().toBuffer(), LIMITS)).toMatchObject({ width: 200, height: 100 });
    const clear = await acceptImage(PNG.sync.write(new PNG({ width: 40, height: 40 })), LIMITS);
    expect([...(await sharp(clear.buffer).raw().toBuffer())].every((level) => level > 250)).toBe(true);
  });
});
