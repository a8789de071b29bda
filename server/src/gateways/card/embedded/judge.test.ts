import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import sharp from 'sharp';
import { BACKGROUNDS, renderCardPhoto, type Background, type CardPhoto } from '../../../../demo/cards';
import { CardReader } from './reader';

const CARD = {
  name: '王建国',
  sex: 'M',
  nation: '汉',
  birth: '1970-03-05',
  address: '重庆市演示区样例街道幸福路99号2单元15-3',
  idNumber: makeIdNumber('1970-03-05', 1),
} as const;

const reader = new CardReader({ timeoutMs: 120_000 });
beforeAll(() => reader.start());
afterAll(() => reader.close());

const faultOf = async (photo: Omit<CardPhoto, keyof typeof CARD>) =>
  (await reader.judge(await renderCardPhoto({ ...CARD, ...photo }))).fault;

/** One photo per background; angle, distance, light and lean are different in each. */
const onEach = (fault: CardPhoto['fault'], seed: number) =>
  BACKGROUNDS.map((background, i) => ({
    background,
    fault,
    seed: seed + i,
    side: i % 3 === 2 ? ('authority' as const) : ('portrait' as const),
    rotate: [-9, 4, 0, 7, -3, 10][i]!,
    tilt: 6,
    width: 1280,
    height: 960,
    fill: [0.55, 0.8, 0.66, 0.6, 0.74, 0.58][i]!,
  }));
const named = (photo: { background: Background; side: string; rotate: number; fill: number }) =>
  `${photo.side} on ${photo.background}, turned ${photo.rotate}°, ${Math.round(photo.fill * 100)}% wide`;

describe.each([
  ['none', undefined, 100],
  ['edge', 'CARD_EDGE_MISSING', 200],
  ['blur', 'CARD_BLURRED', 300],
  ['glare', 'CARD_GLARE', 400],
  ['dark', 'CARD_TOO_DARK', 500],
] as const)('CQ-34 a photo with fault %s is judged %s', (fault, code, seed) => {
  it.each(onEach(fault, seed).map((photo) => [named(photo), photo] as const))(
    '%s',
    async (_name, photo) => {
      expect(await faultOf(photo)).toBe(code);
    },
    180_000,
  );
});

describe('CQ-34 a retake is judged afresh', () => {
  it('takes the same card after a refusal', async () => {
    expect(await faultOf({ side: 'portrait', fault: 'glare', background: 'wood', seed: 71 })).toBe('CARD_GLARE');
    expect(await faultOf({ side: 'portrait', fault: 'none', background: 'wood', seed: 71 })).toBeUndefined();
  }, 120_000);

  it.each([90, 180, 270])(
    'accepts a card turned by %i°',
    async (rotate) => {
      expect(await faultOf({ side: 'portrait', background: 'concrete', rotate, fill: 0.7, seed: 5 })).toBeUndefined();
    },
    120_000,
  );

  it('accepts a phone held upright, the card across the whole width', async () => {
    expect(
      await faultOf({ side: 'portrait', background: 'dark-table', width: 1200, height: 1600, fill: 0.92, tilt: 2, seed: 6 }),
    ).toBeUndefined();
  }, 120_000);

  it('refuses a card that exactly fills the picture: nobody can see that it ends there', async () => {
    const whole = sharp(await renderCardPhoto({ ...CARD, side: 'portrait', background: 'dark-table', fill: 0.7, tilt: 0, seed: 8 }));
    const cropped = await whole.extract({ left: 260, top: 270, width: 1080, height: 660 }).toBuffer();
    expect((await reader.judge(cropped)).fault).toBe('CARD_EDGE_MISSING');
  }, 120_000);
});
