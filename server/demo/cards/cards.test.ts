import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { cardCorners, renderCardPhoto, renderPortrait, type CardPhoto } from './index';

const PHOTO: CardPhoto = {
  name: '王建国',
  sex: 'M',
  nation: '汉',
  birth: '1970-03-05',
  address: '重庆市演示区样例街道一号',
  idNumber: makeIdNumber('1970-03-05', 1),
  side: 'portrait',
  width: 480,
  height: 360,
};

describe('made-up ID cards', () => {
  it('are the same picture every time, and another one with another seed', async () => {
    const [first, again, other] = await Promise.all([
      renderCardPhoto({ ...PHOTO, seed: 1 }),
      renderCardPhoto({ ...PHOTO, seed: 1 }),
      renderCardPhoto({ ...PHOTO, seed: 2 }),
    ]);
    expect(first.equals(again)).toBe(true);
    expect(first.equals(other)).toBe(false);
  });

  it('refuse a letter that the font would print as a box', async () => {
    await expect(renderCardPhoto({ ...PHOTO, name: '王\u{2A6D6}' })).rejects.toThrow(RangeError);
  });

  it.each([1, 2, 3, 4, 5, 6])('lie over the rim with fault edge and inside without (seed %i)', (seed) => {
    const outside = (fault: CardPhoto['fault']) =>
      cardCorners({ ...PHOTO, fault, seed, rotate: seed % 2 ? 6 : 92 }).some(([x, y]) => x < 0 || y < 0 || x > 480 || y > 360);
    expect([outside('edge'), outside('none')]).toEqual([true, false]);
  });

  it('have a one-inch portrait to go with them, another for each person', async () => {
    const [one, two] = await Promise.all([renderPortrait(1), renderPortrait(2, { sex: 'F' })]);
    expect(await sharp(one).metadata()).toMatchObject({ format: 'jpeg', width: 295, height: 413 });
    expect(one.equals(two)).toBe(false);
  });
});
