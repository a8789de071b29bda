import jsQR from 'jsqr';
import sharp from 'sharp';
import { afterEach, expect, it } from '@jest/globals';
import { qrPicture } from './qr-picture';

// Jest's own ways to replace a property depend on whether somebody has read this one before.
const { TextEncoder } = globalThis;
afterEach(() => void Object.assign(globalThis, { TextEncoder }));

it('JS-11 a scanner reads from the picture the link it was made of', async () => {
  const link = `https://jzt.example/v/${'a'.repeat(22)}.${'b'.repeat(240)}`;
  const [type, data64] = qrPicture(link).split(',');
  expect(type).toBe('data:image/png;base64');
  const picture = sharp(Buffer.from(data64!, 'base64'));
  expect(await picture.metadata()).toMatchObject({ format: 'png', channels: 1 });
  const { data, info } = await picture.toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(link);
});

it('draws the same where there is no TextEncoder, as in WeChat', () => {
  const link = 'https://jzt.example/v/abc.def';
  const drawn = qrPicture(link);
  Object.assign(globalThis, { TextEncoder: undefined });
  expect(qrPicture(link)).toEqual(drawn);
});
