import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { clippedTexts, nothingMoves, pageHeight, smallTargets } from './in-page.mjs';

/** A cheap phone held upright; the size every screen must work at. */
export const PHONE = { width: 375, height: 667 };
export const SMALL_PHONE = { width: 320, height: 568 };
export const DESK = { width: 1366, height: 768 };

let running: Promise<Browser> | undefined;

/** Debian's Chromium, one process for all pages of a test file; `CHROMIUM_PATH` names another one. */
const launched = (): Promise<Browser> =>
  (running ??= chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  }));

export async function closeBrowser(): Promise<void> {
  const browser = await running;
  running = undefined;
  await browser?.close();
}

export interface Visitor {
  page: Page;
  /** Opens an address of the app, e.g. `/pages/me/index`, and waits until it has drawn something. */
  open(address: string): Promise<void>;
  /** Waits until the text is in sight. */
  see(text: string | RegExp): Promise<void>;
  /** Waits until the text is nowhere in sight. */
  seeNo(text: string | RegExp): Promise<void>;
  /** Taps what carries this text or label: the smallest tappable thing in sight. */
  tapText(text: string | RegExp): Promise<void>;
  /** Types into the field with this label. */
  fill(label: string, text: string): Promise<void>;
  /** Chooses a file for the photo picker with this label. */
  choosePhoto(label: string, filePath: string): Promise<void>;
  /** Everything the person can read now. */
  text(): Promise<string>;
  /** Waits until sheets and pages have slid into their place. */
  standStill(): Promise<void>;
  /** A picture into `folder`/`name`.png; the whole page unless `view`. */
  screenshot(name: string, options?: { view?: boolean }): Promise<string>;
  /** Lines that stick out of their box or of the window: clipped text, by its words. */
  clipped(): Promise<string[]>;
  /** Tappable things smaller than 44 px, by their words. */
  tooSmall(): Promise<string[]>;
  /** Everything the browser complained about: console errors and uncaught exceptions. */
  complaints: string[];
  close(): Promise<void>;
}

/** A visitor of their own: no cookies, no storage, nothing shared with another one. */
export async function visit(
  baseUrl: string,
  { folder = 'screenshots', ...options }: BrowserContextOptions & { folder?: string } = {},
): Promise<Visitor> {
  const browser = await launched();
  const context = await browser.newContext({
    viewport: PHONE,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: true,
    deviceScaleFactor: 2,
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.setDefaultTimeout(15_000);

  // Earlier pages of the stack stay in the document, hidden.
  const inSight = (locator: Locator): Locator => locator.locator('visible=true').last();
  return {
    page,
    complaints,
    async open(address) {
      await page.goto(baseUrl + address);
      await page.locator('.jz-page').first().waitFor();
    },
    see: (text) => inSight(page.getByText(text)).waitFor(),
    seeNo: (text) => inSight(page.getByText(text)).waitFor({ state: 'hidden' }),
    async tapText(text) {
      const byLabel = page.getByLabel(text);
      const target = page.getByText(text).or(byLabel);
      await inSight(target).waitFor();
      await inSight(target).click();
    },
    async fill(label, text) {
      const frame = page.locator('.jz-field', { hasText: label });
      await inSight(frame.locator('input, textarea')).fill(text);
    },
    async choosePhoto(label, filePath) {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        inSight(page.locator('.jz-field', { hasText: label }).locator('.jz-photo')).click(),
      ]);
      await chooser.setFiles(filePath);
    },
    standStill: () => page.waitForFunction(nothingMoves).then(() => undefined),
    text: () => page.locator('body').innerText(),
    async screenshot(name, { view } = {}) {
      const file = path.join(folder, `${name}.png`);
      mkdirSync(path.dirname(file), { recursive: true });
      const size = page.viewportSize() ?? PHONE;
      // The tab pages scroll inside Taro's panel, so a whole page is had by a taller window.
      const height = view ? size.height : await page.evaluate(pageHeight);
      if (height > size.height) await page.setViewportSize({ width: size.width, height: Math.min(height, 6000) });
      await page.screenshot({ path: file });
      await page.setViewportSize(size);
      return file;
    },
    // A page that slides in sticks out of the window on its way.
    clipped: () => page.waitForFunction(nothingMoves).then(() => page.evaluate(clippedTexts)),
    tooSmall: () => page.waitForFunction(nothingMoves).then(() => page.evaluate(smallTargets)),
    close: () => context.close(),
  };
}
