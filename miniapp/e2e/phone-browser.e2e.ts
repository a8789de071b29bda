import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { signIn } from '../../server/testing/client';
import { Desk } from '../../server/simulators/desk';
import { authority, ledgeredWorker, newIdNumber } from '../../server/testing/people';
import { cardsByProvider, checkFace, photographCard } from '../../server/testing/realName';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, PHONE } from './browser';
import { h5Dist } from './dist';
import { personAt, uglyPages } from './people-at-screens';

let world: World;
let folder: string;
beforeAll(async () => {
  world = await startWorld({ env: (simulators) => ({ WEB_DIR: h5Dist, ...cardsByProvider(simulators) }) });
  await authority();
  folder = mkdtempSync(path.join(tmpdir(), 'jzt-phone-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeBrowser();
  await world.stop();
});

describe('another phone number in the browser', () => {
  it('更换手机号 by the code of the old one, and the new one by its own', async () => {
    const person = await ledgeredWorker(world, { name: '罗永贵' });
    const [worker, desk] = [await personAt(world, { viewport: PHONE, folder }), new Desk(world.simulatorUrl)];
    await worker.signIn(person.phone);
    await worker.open('/pages/me/index');
    await worker.tapText('换了号码，点击更换');
    await worker.see('第1步：确认是您本人');
    await worker.looksGood('phone-proof');
    world.clock.advance(61_000);
    await worker.tapText(/^获取验证码$/);
    await worker.see(/秒后可重发/);
    await worker.fill('验证码', await desk.codeFor(person.phone));
    await worker.tapText(/^下一步$/);
    await worker.see('第2步：填写新手机号');
    await worker.fill('新手机号', '13700009999');
    await worker.tapText(/^获取验证码$/);
    await worker.see(/秒后可重发/);
    await worker.fill('验证码', await desk.codeFor('13700009999'));
    await worker.looksGood('phone-new');
    await worker.tapText(/^更换手机号$/);
    await worker.answer('更换手机号');
    await worker.see('手机号已更换');
    await worker.looksGood('phone-changed');
    expect(uglyPages()).toEqual([]);
    await worker.close();
    world.clock.advance(61_000);
    expect((await signIn(world, '13700009999')).session!.personId).toBe(person.id);
  });

  it('CQ-35 找回账号 after the face, on the page of the real-name check', async () => {
    const idNumber = newIdNumber();
    const holder = await ledgeredWorker(world, { name: '罗永富', idNumber });
    const phone = '13700008888';
    const client = await signIn(world, phone);
    await photographCard(world, client, '罗永富', idNumber);
    await client.ok(identityRoutes.confirm, { body: { name: '罗永富', idNumber } });
    await checkFace(world, client, 'pass');
    world.clock.advance(61_000);
    const worker = await personAt(world, { viewport: PHONE, folder });
    await worker.signIn(phone);
    await worker.see('找回您以前的账号');
    await worker.looksGood('recover-home');
    await worker.open('/packages/identity/status/index');
    await worker.see('找到您以前的账号');
    await worker.looksGood('recover');
    await worker.tapText(/^找回以前的账号$/);
    await worker.picture('recover-sure');
    await worker.answer('找回账号');
    await worker.see('实名认证已办好');
    await worker.looksGood('recovered');
    expect(uglyPages()).toEqual([]);
    await worker.close();
    world.clock.advance(61_000);
    expect((await signIn(world, phone)).session!.personId).toBe(holder.id);
  });
});
