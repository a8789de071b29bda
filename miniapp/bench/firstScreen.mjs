import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const dist = fileURLToPath(new URL('../dist/h5', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.png': 'image/png' };
const BARE = '<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><h1>建证通</h1></html>';
const RUNS = 7;

/** Milliseconds to the first contentful paint of the H5's home beside a page of one line, both from this machine, phone size, empty cache. */
export async function bench() {
  const site = createServer((request, response) => {
    const path = new URL(request.url, 'http://local').pathname;
    if (path === '/bare') return response.setHeader('content-type', 'text/html').end(BARE);
    const file = join(dist, path);
    const found = existsSync(file) && statSync(file).isFile() ? file : join(dist, 'index.html');
    response.setHeader('content-type', TYPES[extname(found)] ?? 'application/octet-stream');
    createReadStream(found).pipe(response);
  });
  await new Promise((ready) => site.listen(0, '127.0.0.1', ready));
  const base = `http://127.0.0.1:${site.address().port}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const paint = async (address) => {
    const times = [];
    for (let run = 0; run < RUNS; run++) {
      const context = await browser.newContext({ viewport: { width: 375, height: 667 } });
      const page = await context.newPage();
      await page.goto(address);
      times.push(
        await page.evaluate(
          () =>
            new Promise((seen) =>
              new PerformanceObserver((list) => {
                for (const one of list.getEntries()) if (one.name === 'first-contentful-paint') seen(one.startTime);
              }).observe({ type: 'paint', buffered: true }),
            ),
        ),
      );
      await context.close();
    }
    return times.sort((left, right) => left - right)[Math.floor(RUNS / 2)];
  };
  const rows = [{ name: 'H5 首屏 / 一行字的页面', ours: await paint(`${base}/`), peer: await paint(`${base}/bare`), unit: '毫秒，中位' }];
  await browser.close();
  site.close();
  return rows;
}
