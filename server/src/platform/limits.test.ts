import { sessionRoutes } from '@jzt/shared/contract/session';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { Desk } from '../../simulators/desk';
import { Client } from '../../testing/client';
import { startWorld, type World } from '../../testing/world';
import { Limits, type Limit } from './limits';

const FIVE: Limit = { name: 'five', most: 5, per: 60, code: 'FIVE_ONLY', words: (wait) => `请${wait}后再试` };
const A_DAY: Limit = { ...FIVE, name: 'five-a-day', per: 'DAY' };

let world: World;
let limits: Limits;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T15:59:00+08:00' });
  limits = await world.server.get(Limits);
});
afterAll(() => world.stop());

const tries = (limit: Limit, key: string, times: number) =>
  Promise.allSettled(Array.from({ length: times }, () => limits.take(limit, key))).then(
    (all) => all.filter((each) => each.status === 'fulfilled').length,
  );

describe('a limit', () => {
  it('lets just as many through of fifty at once, also of a key that was never seen', async () => {
    for (const key of ['a', 'b', 'c']) expect(await tries(FIVE, key, 50)).toBe(5);
    await expect(limits.take(FIVE, 'a')).rejects.toMatchObject({
      status: 429,
      code: 'FIVE_ONLY',
      message: expect.stringMatching(/^请\d+秒后再试$/),
    });
    expect(await tries(FIVE, 'd', 3)).toBe(3);
  });

  it('begins anew when its window has ended, again for just as many', async () => {
    expect(await tries(FIVE, 'e', 50)).toBe(5);
    world.clock.advance(30_000);
    expect(await tries(FIVE, 'e', 50)).toBe(0);
    world.clock.advance(60_000);
    expect(await tries(FIVE, 'e', 50)).toBe(5);
  });

  it('of a day ends at midnight in China', async () => {
    world.clock.set('2026-03-02T23:59:50+08:00');
    expect(await tries(A_DAY, 'a', 9)).toBe(5);
    await expect(limits.take(A_DAY, 'a')).rejects.toMatchObject({ message: expect.stringMatching(/^请\d+秒后再试$/) });
    world.clock.set('2026-03-03T00:00:01+08:00');
    expect(await tries(A_DAY, 'a', 9)).toBe(5);
  });

  it('holds after a restart, gives back, and names nobody in the database', async () => {
    expect(await tries(FIVE, '13612345678', 5)).toBe(5);
    await world.restart();
    limits = await world.server.get(Limits);
    expect(await tries(FIVE, '13612345678', 1)).toBe(0);
    await limits.giveBack(FIVE, '13612345678');
    await limits.giveBack(FIVE, '13612345678');
    expect(await tries(FIVE, '13612345678', 5)).toBe(1);
    expect(JSON.stringify(await mongoose.connection.db!.collection('limits').find().toArray())).not.toContain('13612345678');
  });
});

describe('codes by SMS', () => {
  const send = (phone: string) => new Client(world.url).call(sessionRoutes.sendSmsCode, { body: { phone } });
  const sentTo = (phone: string) => new Desk(world.simulatorUrl).messagesTo(phone);

  it('of fifty at once one is sent, and its code opens the door', async () => {
    const phone = '13612340101';
    const replies = await Promise.all(Array.from({ length: 50 }, () => send(phone)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const sent = await sentTo(phone);
    expect(sent).toHaveLength(1);
    await new Client(world.url).ok(sessionRoutes.signInBySms, { body: { phone, code: sent[0]!.params[0]!, agreed: true } });
  });

  it('ten a day, and none more because the provider was away in between', async () => {
    const phone = '13612340102';
    const desk = new Desk(world.simulatorUrl);
    for (let at = 0; at < 10; at += 1) {
      if (at === 5) {
        await desk.fault('sms', 'down');
        expect(await send(phone)).toMatchObject({ status: 503 });
        await desk.fault('sms', 'ok');
      }
      expect((await send(phone)).status).toBe(200);
      world.clock.advance(61_000);
    }
    expect(await send(phone)).toMatchObject({ status: 429, error: { code: 'SMS_TOO_OFTEN' } });
    expect(await sentTo(phone)).toHaveLength(10);
  });

  it('are limited by address; another address in a header is not believed', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 302; at += 1) {
      const response = await fetch(`${world.url}${sessionRoutes.sendSmsCode.path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.${at}.1` },
        body: JSON.stringify({ phone: `1361235${String(at).padStart(4, '0')}` }),
      });
      statuses.push(response.status);
    }
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    world.clock.advance(3_600_000);
    expect((await send('13612349999')).status).toBe(200);
  });

  it('TRUSTED_HOPS: the address that one’s own proxy has seen counts, not what was written before it', async () => {
    await world.stop();
    world = await startWorld({ env: { TRUSTED_HOPS: '1' } });
    const from = async (address: string, at: number) =>
      (
        await fetch(`${world.url}/api/verify/number`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.1.1.${at}, ${address}` },
          body: JSON.stringify({ number: '青建安A（2026）0000001', name: '张三' }),
        })
      ).status;
    const one = await Promise.all(Array.from({ length: 25 }, (_, at) => from('203.0.113.7', at)));
    expect(one.filter((status) => status === 429)).toHaveLength(5);
    expect(await from('203.0.113.8', 1)).toBe(200);
  });
});
