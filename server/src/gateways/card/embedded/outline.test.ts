import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BACKGROUNDS, cardCorners, renderCardPhoto, type CardPhoto } from '../../../../demo/cards';
import { locate } from './locate';
import { TextFinder } from './text';
import { visionReady } from './vision';

let finder: TextFinder;
beforeAll(async () => {
  await visionReady();
  finder = await TextFinder.load(1);
});
afterAll(() => finder.close());

describe('CQ-34 the outline of the card', () => {
  it.each(BACKGROUNDS.map((background, i) => [background, i] as const))(
    'is found on %s to within a thirtieth of its width',
    async (background, i) => {
      const photo: CardPhoto = {
        name: '王建国',
        sex: 'M',
        nation: '汉',
        birth: '1970-03-05',
        address: '重庆市演示区样例街道幸福路99号',
        idNumber: makeIdNumber('1970-03-05', 1),
        side: i % 2 ? 'authority' : 'portrait',
        background,
        rotate: [-10, 8, 3, -6, 1, 5][i]!,
        tilt: 7,
        fill: [0.8, 0.5, 0.7, 0.6, 0.75, 0.65][i]!,
        seed: 900 + i,
      };
      const truth = cardCorners(photo);
      const { outline } = await locate(finder, await renderCardPhoto(photo));
      const width = Math.hypot(truth[1][0] - truth[0][0], truth[1][1] - truth[0][1]);
      const off = outline!.corners!.map(([x, y], corner) => Math.hypot(x - truth[corner]![0], y - truth[corner]![1]) / width);
      expect(Math.max(...off)).toBeLessThan(1 / 30);
    },
    120_000,
  );
});
