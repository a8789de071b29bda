import path from 'node:path';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { reviewDesk, type ReviewDesk } from '../../server/testing/reviewDesk';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, DESK, PHONE, visit, type Visitor } from './browser';
import { h5Dist } from './dist';
import { heldLabels, signedIn } from './in-page.mjs';

const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');
const RESTS_MS = 600;
/** Longer than anything that a page does by itself after it was opened. */
const SETTLED_MS = 3_000;

let world: World;
let desk: ReviewDesk;
let ids: string[];

beforeAll(async () => {
  world = await startWorld({ env: { WEB_DIR: h5Dist } });
});
afterAll(async () => {
  await closeBrowser();
  await world.stop();
});

/** A desk of its own for each test, with three people who wait, in this order. */
beforeEach(async () => {
  desk = await reviewDesk(world);
  ids = [];
  for (const [at, name] of ['赵一', '钱二', '孙三'].entries())
    ids.push((await desk.waiting({ name, waitingSince: new Date(world.clock.now().getTime() - (10 - at) * 3_600_000) })).id);
});

const SCREENS = [
  ['phone', PHONE],
  ['desk', DESK],
] as const;

/** The teacher before the first case; from then on the page's clock only goes when the test says so. */
async function atFirstCase(viewport: { width: number; height: number }): Promise<Visitor> {
  const visitor = await visit(world.url, { folder, viewport });
  await visitor.page.addInitScript(signedIn, desk.teacher.session);
  await visitor.page.clock.install();
  await visitor.open(viewport === DESK ? '/packages/staff/queue/index' : `/packages/staff/case/index?id=${ids[0]}`);
  await photosDrawn(visitor);
  await visitor.page.clock.pauseAt(Date.now() + 60_000);
  await visitor.page.clock.runFor(SETTLED_MS);
  return visitor;
}
const photosDrawn = async ({ page }: Visitor): Promise<void> => {
  await page.locator('.case-card img').last().waitFor();
  await page.locator('.case-portrait img').last().waitFor();
};
/** Lets `ms` go by for the page, slowly while the next person is on the way, so that they come as early as can be. */
async function nextPersonWithin({ page }: Visitor, name: string, ms: number): Promise<void> {
  const drawn = page.getByLabel(`${name}的报名照片`).locator('img').locator('visible=true');
  let left = ms;
  for (; left > 0 && (await drawn.count()) === 0; left -= 2) {
    await page.clock.runFor(2);
    await page.waitForTimeout(20);
  }
  if (left > 0) await page.clock.runFor(left);
}
const passButton = ({ page }: Visitor) =>
  page
    .getByText(/^通过$/)
    .locator('visible=true')
    .last();
/** Where 通过 is, for a finger that does not look. */
const spot = async (visitor: Visitor): Promise<[number, number]> => {
  const box = (await passButton(visitor).boundingBox())!;
  return [box.x + box.width / 2, box.y + box.height / 2];
};
const workingPass = ({ page }: Visitor) =>
  page
    .locator('.jz-button:not([aria-disabled])', { hasText: /^通过$/ })
    .locator('visible=true')
    .last();
/** Taps 通过 once it works. */
const pass = (visitor: Visitor): Promise<void> => workingPass(visitor).click();
/** Lets the page's clock go until 通过 works; a busy machine may need long to draw both photos. */
async function passWorks(visitor: Visitor): Promise<void> {
  for (let turn = 0; turn < 600 && (await workingPass(visitor).count()) === 0; turn += 1) {
    await visitor.page.clock.runFor(50);
    await visitor.page.waitForTimeout(50);
  }
}
const held = (visitor: Visitor): Promise<string[]> => visitor.page.evaluate(heldLabels);

describe.each(SCREENS)('QH-11 a slip of the thumb passes nobody, on a %s', (_name, viewport) => {
  it.each([80, 300])('a second tap after %i ms does not pass the next person', async (ms) => {
    const visitor = await atFirstCase(viewport);
    try {
      const at = await spot(visitor);
      await visitor.page.mouse.click(...at);
      await nextPersonWithin(visitor, '钱二', ms);
      await visitor.page.mouse.click(...at);
      expect(await held(visitor)).toEqual(['通过：赵一']);

      await passWorks(visitor);
      await visitor.page.mouse.click(...at);
      expect(await held(visitor)).toEqual(['通过：赵一', '通过：钱二']);
    } finally {
      await visitor.close();
    }
  });

  it('a key held down passes one person', async () => {
    const visitor = await atFirstCase(viewport);
    try {
      await passButton(visitor).evaluate((each) => (each.closest('.jz-button') as unknown as { focus(): void }).focus());
      for (let turn = 0; turn < 4; turn += 1) {
        await visitor.page.keyboard.down('Enter');
        await nextPersonWithin(visitor, '钱二', RESTS_MS * 2);
      }
      expect(await held(visitor)).toEqual(['通过：赵一']);
    } finally {
      await visitor.close();
    }
  });

  it('the sheet that asks for a reason names the person', async () => {
    const visitor = await atFirstCase(viewport);
    try {
      await visitor.tapText(/^退回修改$/);
      await visitor.see('把赵一的报名退回修改');
    } finally {
      await visitor.close();
    }
  });
});

describe('QH-11 nobody is passed unseen', () => {
  it('waits for both photos; one that does not come can be fetched again, and is drawn before 通过 works', async () => {
    const visitor = await visit(world.url, { folder, viewport: PHONE });
    try {
      await visitor.page.addInitScript(signedIn, desk.teacher.session);
      const fetched: string[] = [];
      await visitor.page.route(/\/api\/files\//, (request) => {
        fetched.push(request.request().url());
        return fetched.length === 1 ? request.abort() : request.continue();
      });
      await visitor.open(`/packages/staff/case/index?id=${ids[0]}`);
      await visitor.see('有照片没有显示出来');
      await visitor.screenshot('desk-photo-failed', { view: true });
      expect(await visitor.clipped()).toEqual([]);
      await visitor.page.mouse.click(...(await spot(visitor)));
      expect(await held(visitor)).toEqual([]);
      await visitor.page
        .getByText(/^重新读取$/)
        .locator('visible=true')
        .click();
      await photosDrawn(visitor);
      await pass(visitor);
      expect(await held(visitor)).toEqual(['通过：赵一']);
    } finally {
      await visitor.close();
    }
  });
});

describe('a decision that is held back', () => {
  const stillWaiting = async (): Promise<string[]> =>
    (await desk.colleague.ok(reviewRoutes.queue)).items.map((item) => item.person.name.slice(0, 1));

  /** Decided about the first person, and never due: the clock of this page stands still, its timers run. */
  async function decided(): Promise<Visitor> {
    const visitor = await visit(world.url, { folder, viewport: PHONE });
    await visitor.page.addInitScript(signedIn, desk.teacher.session);
    await visitor.page.clock.setFixedTime(new Date());
    await visitor.open(`/packages/staff/case/index?id=${ids[0]}`);
    await photosDrawn(visitor);
    await pass(visitor);
    expect(await held(visitor)).toEqual(['通过：赵一']);
    // Not by its address: a page that is left altogether sends at once.
    await visitor.tapText('回首页');
    await visitor.tapText(/^我的$/);
    await visitor.see('现在的身份');
    return visitor;
  }

  it('is sent in its own role before another role is taken up', async () => {
    const visitor = await decided();
    try {
      await visitor.tapText('现在的身份');
      await visitor.see('通过：赵一');
      await visitor.standStill();
      await visitor.screenshot('desk-role-switch', { view: true });
      await visitor.tapText(/^本人$/);
      await visitor.see('所在企业');
      expect(await stillWaiting()).toEqual(['钱', '孙']);
      expect(await held(visitor)).toEqual([]);
    } finally {
      await visitor.close();
    }
  });

  it('is named and sent before signing out', async () => {
    const visitor = await decided();
    try {
      await visitor.tapText('退出登录');
      await visitor.see(/“通过：赵一”还没有发送，会先发送再退出/);
      await visitor.standStill();
      await visitor.tapText('发送并退出');
      await visitor.see('您还没有登录');
      expect(await stillWaiting()).toEqual(['钱', '孙']);
    } finally {
      await visitor.close();
    }
  });

  it('is not lost when there is no network: signing out tells so first, and a tap on 先不退出 keeps it', async () => {
    const visitor = await decided();
    try {
      await visitor.page.route(/decision$/, (request) => request.abort());
      await visitor.tapText('退出登录');
      await visitor.standStill();
      await visitor.tapText('发送并退出');
      await visitor.see('还有1项发不出去');
      await visitor.standStill();
      await visitor.tapText('先不退出');
      await visitor.page.unroute(/decision$/);
      await visitor.tapText('1项等网络恢复后发送');
      await visitor.standStill();
      await visitor.tapText('现在发送');
      await visitor.seeNo('1项等网络恢复后发送');
      expect(await stillWaiting()).toEqual(['钱', '孙']);
    } finally {
      await visitor.close();
    }
  });
});
