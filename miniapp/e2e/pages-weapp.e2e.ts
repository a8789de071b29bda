import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signIn } from '../../server/testing/client';
import {
  assessmentBase,
  baseAgent,
  enterprise,
  enterpriseStaff,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
} from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { weappDist } from './dist';
import { oneTap, phoneOf, showFactor } from './phones';
import type { Weapp } from './sandbox';

const app = JSON.parse(readFileSync(path.join(weappDist, 'app.json'), 'utf8')) as {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
  tabBar: { list: { pagePath: string }[] };
};
const pages = [...app.pages, ...app.subPackages.flatMap(({ root, pages: each }) => each.map((page) => `${root}/${page}`))];
const tabs = app.tabBar.list.map((tab) => tab.pagePath);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** Opens every page as this person, with the number of a case that is not there; each must draw something with WeChat's own templates. */
async function openEveryPage(weapp: Weapp): Promise<void> {
  for (const page of pages) {
    await weapp.open(tabs.includes(page) ? page : `${page}?id=665544332211009988776655&applicationId=665544332211009988776655`);
    await weapp.see(/\S/);
    await weapp.seeNo('正在读取');
    // A page may have sent its visitor on, or back.
    if (weapp.route() === page && !tabs.includes(page)) await weapp.back();
  }
}

jest.setTimeout(300_000);

describe('every page of app.json', () => {
  it.each([
    ['a guest', undefined],
    ['a worker', () => ledgeredWorker(world)],
    ['staff of an institution', async () => institutionStaff(world, (await institution()).id)],
    ['staff of an enterprise', async () => enterpriseStaff(world, (await enterprise()).id)],
    ['an agent of an assessment base', async () => baseAgent(world, await assessmentBase())],
    ['an officer who reviews', () => officer(world, 'AUTHORITY_REVIEWER')],
    ['an officer who issues', () => officer(world, 'AUTHORITY_ISSUER')],
  ] as const)('starts on a phone that has the APIs of WeChat and no others, for %s', async (_, seed) => {
    const person = seed ? await seed() : { phone: '13600000000' };
    // Where they have bound their authenticator.
    const desk = seed ? await signIn(world, person.phone) : undefined;
    const weapp = await phoneOf(world, person);
    try {
      if (seed) await oneTap(weapp);
      if (desk?.stepsUp) await showFactor(world, weapp, desk);
      await openEveryPage(weapp);
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
  });

  it('draws icons: its own by their class, and those of NutUI', async () => {
    const weapp = await phoneOf(world, { phone: '13600000000' });
    const drawn = (className: RegExp) => weapp.nodes().filter((node) => className.test(node.className)).length;
    try {
      await weapp.open('pages/home/index');
      await weapp.see('证书查验');
      expect(drawn(/\bjz-icon-scan\b/)).toBe(1);
      await weapp.open('packages/certificate/verify/index');
      await weapp.type('证书编号', '青A0412024000123');
      await weapp.type('持证人姓名', '王建国');
      // The answer does not come: the button turns.
      weapp.wx.request = () => ({ abort: () => undefined });
      expect(drawn(/\bnut-icon\b/)).toBe(0);
      await weapp.tap(/^查询$/);
      expect(weapp.complaints).toEqual([]);
      expect(drawn(/\bnut-icon\b/)).toBe(1);
    } finally {
      weapp.close();
    }
  });
});
