import { secondFactorRoutes } from '@jzt/shared/contract/secondFactor';
import type { Session } from '@jzt/shared/contract/session';
import { Desk } from '../../server/simulators/desk';
import { Client } from '../../server/testing/client';
import { codesOf } from '../../server/testing/secondFactor';
import type { World } from '../../server/testing/world';
import { atRest } from './at-rest.mjs';
import { visit, type Visitor } from './browser';

/** Height of a row of the date wheels (tokens.scss). */
const ROW_PX = 44;

type Looks = Parameters<typeof visit>[1];

/** A person in a browser of their own, with what only a person does there: sign in, answer a question, turn a wheel. */
export interface PersonAtScreen extends Visitor {
  /** Taps 登录 on 首页, ticks the agreement, types the code that the SMS brought; an officer also shows their authenticator, which they bind when they have none. */
  signIn(phone: string): Promise<void>;
  /** The same without the authenticator. */
  signInByFirstFactor(phone: string): Promise<void>;
  /** Waits for 首页; before it, the second factor where one is demanded: bound the first time, shown later. */
  showFactor(): Promise<void>;
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

  const desk = new Desk(world.simulatorUrl);

  async function signInByFirstFactor(phone: string): Promise<void> {
    await visitor.open('/');
    await visitor.tapText('登录，开始办理');
    await visitor.fill('手机号', phone);
    await visitor.tapText('获取验证码');
    await visitor.see(/秒后可重发/);
    await visitor.fill('验证码', await desk.codeFor(phone));
    await visitor.tapText('我已阅读并同意');
    await visitor.tapText(/^登录$/);
  }

  /** Under which name the authenticator has who is signed in here. */
  async function account(): Promise<string> {
    const client = new Client(world.url);
    // As Taro keeps it in a browser.
    const kept = JSON.parse(await page.evaluate<string>("localStorage.getItem('jzt.session')")) as { data: string };
    client.session = JSON.parse(kept.data) as Session;
    return (await client.ok(secondFactorRoutes.state)).account;
  }

  /** Types codes of the authenticator until one is taken: the others were used within this minute. */
  async function showCode(button: string): Promise<void> {
    const send = page.getByText(button, { exact: true }).locator('visible=true').last();
    for (let minute = 0; minute < 3; minute++) {
      for (const code of await codesOf(world, await account())) {
        await visitor.fill('动态码', code);
        await send.click();
        const used = page
          .getByText(/已经用过|动态码不对/)
          .locator('visible=true')
          .last();
        if (await Promise.race([send.waitFor({ state: 'hidden' }).then(() => true), used.waitFor().then(() => false)])) return;
      }
      world.clock.advance(30_000);
    }
    throw new Error('no code was taken');
  }

  /** An officer's first time: the secret into the authenticator, its first code here, the recovery codes kept. */
  async function bind(): Promise<void> {
    await visitor.tapText('开始绑定');
    await visitor.see('第二步：输入现在的动态码');
    const secret = (await page.locator('.factor-secret').locator('visible=true').innerText()).replace(/\s/g, '');
    const name = await account();
    await desk.scan(`otpauth://totp/${encodeURIComponent('建证通')}:${encodeURIComponent(name)}?secret=${secret}`);
    // The one of this moment: it is good for half a minute more, however slow the machine is.
    await visitor.fill('动态码', (await codesOf(world, name))[1]!);
    await visitor.tapText(/^确认绑定$/);
    await visitor.tapText('我已保存好恢复码');
    await visitor.tapText(/^完成$/);
  }

  async function showFactor(): Promise<void> {
    await visitor.see(/您好|先绑定验证器|输入动态码/);
    // Who has only just become an officer is led to it from where they stand.
    const led = page.getByText('去验证', { exact: true }).locator('visible=true').last();
    if (await led.isVisible()) {
      await led.click();
      await visitor.see(/先绑定验证器|验证并进入/);
    }
    const now = await visitor.text();
    if (now.includes('先绑定验证器')) await bind();
    else if (now.includes('输入动态码')) await showCode('验证并进入');
    await visitor.see('您好');
  }

  // Before what cannot be undone an officer is asked for a fresh code, wherever they are.
  await page.addLocatorHandler(page.getByText('验证并继续', { exact: true }).locator('visible=true').last(), () => showCode('验证并继续'));

  return {
    ...visitor,
    signInByFirstFactor,
    showFactor,
    async signIn(phone) {
      await signInByFirstFactor(phone);
      await showFactor();
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
        // A token that ran out is renewed, a fresh code is asked for: the browser tells of the 401 and the 403 by itself.
        complaints: visitor.complaints.splice(0).filter((each) => !/40[13] \((Unauthorized|Forbidden)\)/.test(each)),
      };
      // The path goes on, so that one ugly page does not hide what comes after it.
      if (screen.clipped.length + screen.tooSmall.length + screen.complaints.length > 0) ugly.push(screen);
    },
  };
}
