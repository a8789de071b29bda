import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWeapp, type Weapp } from './sandbox';
import { serveFolder } from './static-server';

const dist = path.join(__dirname, '../dist/weapp');

describe('a guest in the built weapp bundle', () => {
  let weapp: Weapp;
  let site: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    site = await serveFolder(dist);
    weapp = await startWeapp({ dist, serverUrl: site.url });
  });
  afterAll(async () => {
    weapp.close();
    await site.close();
  });

  it('CQ-32 sees the public home page', async () => {
    await weapp.see('从身份证到电子证书');
    await weapp.see('证书查验');
  });
});
