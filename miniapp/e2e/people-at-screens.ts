import { Desk } from '../../server/simulators/desk';
import type { World } from '../../server/testing/world';
import { atRest } from './at-rest.mjs';
import { visit, type Visitor } from './browser';

/** Height of a row of the date wheels (tokens.scss). */
const ROW_PX = 44;

type Looks = Parameters<typeof visit>[1];

/** A person in a browser of their own, with what only a person does there: sign in, answer a question, turn a wheel. */
export interface PersonAtScreen extends Visitor {
  /** Taps 登录 on 首页, ticks the agreement, types the code that the SMS brought. */
  signIn(phone: string): Promise<void>;
  /** The answer to the question on the screen. */
  answer(words: string | RegExp): Promise<void>;
  /** Opens the wheels of the date field, turns the wheel `column` on by `rows`, and takes what then stands there. */
  chooseDate(label: string, column: number, rows: number): Promise<void>;
  /** A picture of what is in sight, once nothing moves any more. */
  picture(name: string): Promise<void>;
  /** Looks at the page as it is now: what is clipped, too small to hit or complained about, `uglyPages` tells; its picture is kept. */
  looksGood(name: string): Promise<void>;
}

const ugly: { name: string; clipped: unknown[]; tooSmall: unknown[]; complaints: string[] }[] = [];
/** What `looksGood` found since it was last asked; the test that left something here has failed. */
export const uglyPages = () => ugly.splice(0);

export async function personAt(world: World, looks: Looks): Promise<PersonAtScreen> {
  const visitor = await visit(world.url, looks);
  const { page } = visitor;
  // Reading a card, drawing a certificate: seconds on a busy machine.
  page.setDefaultTimeout(60_000);

  async function turn(column: number, rows: number): Promise<void> {
    const wheel = page.locator('.nut-pickerview-list').locator('visible=true').nth(column);
    const box = (await wheel.boundingBox())!;
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const cdp = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y = 0) =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: at.x, y }] });
    await touch('touchStart', at.y);
    for (let step = 1; step <= 12; step++) {
      await touch('touchMove', at.y - (rows * ROW_PX * step) / 12);
      // A slow hand: a quick one would make the wheel run on by itself.
      await page.waitForTimeout(40);
    }
    await touch('touchEnd');
    await page.waitForFunction(atRest);
  }

  return {
    ...visitor,
    async signIn(phone) {
      await visitor.open('/');
      await visitor.tapText('登录，开始办理');
      await visitor.fill('手机号', phone);
      await visitor.tapText('获取验证码');
      await visitor.see(/秒后可重发/);
      await visitor.fill('验证码', await new Desk(world.simulatorUrl).codeFor(phone));
      await visitor.tapText('我已阅读并同意');
      await visitor.tapText(/^登录$/);
      await visitor.see('您好');
    },
    async answer(words) {
      const button = page.getByRole('dialog').getByText(words).locator('visible=true').last();
      await button.click();
      await button.waitFor({ state: 'hidden' });
    },
    async chooseDate(label, column, rows) {
      await visitor.tapText(new RegExp(`^${label}，`));
      const confirm = page.locator('.nut-picker-confirm-btn').locator('visible=true');
      await confirm.waitFor();
      await page.waitForFunction(atRest);
      if (rows > 0) await turn(column, rows);
      const gone = () =>
        confirm.waitFor({ state: 'hidden', timeout: 3000 }).then(
          () => true,
          () => false,
        );
      // NutUI takes a tap on wheels that were just turned as "stop": then one taps again, unless it has closed meanwhile.
      for (let taps = 0; taps < 10; taps++) {
        await confirm.click({ timeout: 3000 }).catch(() => undefined);
        if (await gone()) return;
      }
      throw new Error(`${label}: the wheels do not close`);
    },
    async picture(name) {
      await page.waitForFunction(atRest);
      await visitor.screenshot(name, { view: true });
    },
    async looksGood(name) {
      await page.waitForFunction(atRest);
      await visitor.screenshot(name);
      const screen = {
        name,
        clipped: await visitor.clipped(),
        tooSmall: await visitor.tooSmall(),
        // A token that ran out is renewed; the browser tells of the 401 by itself.
        complaints: visitor.complaints.splice(0).filter((each) => !each.includes('401 (Unauthorized)')),
      };
      // The path goes on, so that one ugly page does not hide what comes after it.
      if (screen.clipped.length + screen.tooSmall.length + screen.complaints.length > 0) ugly.push(screen);
    },
  };
}
