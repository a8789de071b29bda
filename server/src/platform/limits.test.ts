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
    const { ticket } = replies.find(({ status }) => status === 200)!.body;
    await new Client(world.url).ok(sessionRoutes.signInBySms, { body: { phone, code: sent[0]!.params[0]!, ticket, agreed: true } });
  });

  it('ten a day, after the third with growing waits, and none more because the provider was away in between; what is not sent takes no code’s place', async () => {
    // Early in a day of Shanghai, so that the waits end before it does.
    world.clock.set('2027-03-01T01:00:00Z');
    const phone = '13612340102';
    const desk = new Desk(world.simulatorUrl);
    const waits: number[] = [];
    let ticket = '';
    for (let at = 0; at < 10; at += 1) {
      if (at === 5) {
        await desk.fault('sms', 'down');
        expect(await send(phone)).toMatchObject({ status: 503 });
        await desk.fault('sms', 'ok');
      }
      const reply = await send(phone);
      expect(reply.status).toBe(200);
      ticket = reply.body.ticket;
      const wait = reply.body.retryAfterSeconds;
      waits.push(wait);
      world.clock.advance((wait - 5) * 1000);
      expect(await send(phone)).toMatchObject({ status: 429, error: { code: 'SMS_TOO_OFTEN' } });
      if (at < 9) world.clock.advance(6_000);
    }
    expect(waits).toEqual([60, 60, 60, 120, 240, 480, 900, 900, 900, 900]);
    world.clock.advance(6_000);
    expect(await send(phone)).toMatchObject({ status: 429, error: { code: 'SMS_TOO_OFTEN' } });
    const sent = await sentTo(phone);
    expect(sent).toHaveLength(10);
    world.clock.advance(-900_000);
    await new Client(world.url).ok(sessionRoutes.signInBySms, { body: { phone, code: sent[0]!.params[0]!, ticket, agreed: true } });
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

  it('who uses up somebody’s codes from elsewhere does not keep them out, and no phone is flooded from many addresses', async () => {
    world.clock.set('2027-04-01T01:00:00Z');
    const phone = '13612340103';
    const from = async (address: string) =>
      (
        await fetch(`${world.url}${sessionRoutes.sendSmsCode.path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
          body: JSON.stringify({ phone }),
        })
      ).status;
    for (let at = 0; at < 11; at += 1) {
      expect(await from('203.0.113.20')).toBe(at < 10 ? 200 : 429);
      world.clock.advance(901_000);
    }
    expect(await from('203.0.113.21')).toBe(200);
    const flood = [];
    for (let at = 30; at < 60; at += 1) flood.push(await from(`203.0.113.${at}`));
    expect(flood.filter((status) => status === 200)).toHaveLength(19);
  });
});
