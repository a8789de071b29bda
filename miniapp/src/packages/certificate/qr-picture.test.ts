import jsQR from 'jsqr';
import sharp from 'sharp';
import { afterEach, expect, it, jest } from '@jest/globals';
import { qrPicture } from './qr-picture';

afterEach(() => void jest.restoreAllMocks());

it('JS-11 a scanner reads from the picture the link it was made of', async () => {
  const link = `https://jzt.example/v/${'a'.repeat(22)}.${'b'.repeat(240)}`;
  const svg = decodeURIComponent(qrPicture(link).replace(/^[^,]*,/, ''));
  const { data, info } = await sharp(Buffer.from(svg)).resize(600).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(link);
});

it('draws the same where there is no TextEncoder, as in WeChat', () => {
  const link = 'https://jzt.example/v/abc.def';
  const drawn = qrPicture(link);
  jest.replaceProperty(globalThis, 'TextEncoder', undefined as never);
  expect(qrPicture(link)).toBe(drawn);
});
