import { describe, expect, it } from '@jest/globals';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { createHold, type Held } from './hold';
import { createOutbox, type OutboxItem } from './outbox';

type Route = typeof reviewRoutes.decide;
interface Disk {
  held?: readonly Held<Route>[];
  outbox?: OutboxItem[];
}

/** A phone with its disk, a clock and timers in hand, and a server that remembers what came. */
function phone(disk: Disk = {}, at = 0) {
  const clock = { now: at };
  const timers: { work: () => void; at: number }[] = [];
  const sent: { id: string; decision: string; key?: string }[] = [];
  let role: string | undefined = 'INSTITUTION_STAFF/s1';
  const actingAs = () => role;
  let online = true;
  const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  const outbox = createOutbox({
    call: (_route, args, { idempotencyKey }) => {
      if (!online) return Promise.reject(Object.assign(new Error(), {}));
      sent.push({ id: (args.params as { id: string }).id, decision: (args.body as { decision: string }).decision, key: idempotencyKey });
      return Promise.resolve({});
    },
    load: () => disk.outbox,
    save: (items) => void (disk.outbox = copy(items)),
    actingAs,
    later: () => undefined,
  });
  const hold = createHold({
    route: reviewRoutes.decide,
    lane: 'review',
    forMs: 10_000,
    outbox,
    actingAs,
    load: () => disk.held && copy([...disk.held]),
    save: (items) => void (disk.held = copy([...items])),
    later: (work, ms) => void timers.push({ work, at: clock.now + ms }),
    now: () => clock.now,
  });
  return {
    hold,
    outbox,
    sent,
    disk,
    /** Takes up another role, without a word to anybody. */
    act: (as: string | undefined) => void (role = as),
    offline: () => void (online = false),
    pass: async (ms: number) => {
      clock.now += ms;
      for (const timer of timers.splice(0).filter((each) => each.at <= clock.now || !timers.push(each))) timer.work();
      await outbox.send();
    },
  };
}
const CASE = 'a'.repeat(24);
const decision = (decision: 'PASS' | 'RETURN', reason?: string) => ({ params: { id: CASE }, body: { decision, reason, version: 3 } });

describe('a decision that can be taken back', () => {
  it('goes out after ten seconds and not before', async () => {
    const { hold, sent, pass } = phone();
    hold.add(decision('PASS'), '通过：王建国');
    await pass(9_000);
    expect(sent).toEqual([]);
    expect(hold.get()).toHaveLength(1);
    await pass(1_100);
    expect(sent).toMatchObject([{ id: CASE, decision: 'PASS' }]);
    expect(hold.get()).toEqual([]);
  });

  it('is never sent when it was taken back', async () => {
    const { hold, sent, pass, outbox } = phone();
    const held = hold.add(decision('RETURN', '照片不清楚'), '退回：王建国');
    await pass(9_900);
    expect(hold.undo(held.id)).toBe(true);
    await pass(60_000);
    expect(sent).toEqual([]);
    expect(outbox.get()).toEqual([]);
    expect(hold.undo(held.id)).toBe(false);
  });

  it('goes out at once when the app is put away', async () => {
    const { hold, sent, pass, outbox } = phone();
    hold.add(decision('PASS'), '通过');
    hold.release();
    await outbox.send();
    expect(sent).toHaveLength(1);
    await pass(60_000);
    expect(sent).toHaveLength(1);
  });

  it('survives the end of the app: what was due is sent at the next start, what was not can still be taken back', async () => {
    const first = phone();
    first.hold.add(decision('PASS'), '通过');
    const soon = phone(first.disk, 4_000);
    expect(soon.hold.get()).toHaveLength(1);
    await soon.pass(5_000);
    expect(soon.sent).toEqual([]);
    await soon.pass(1_100);
    expect(soon.sent).toHaveLength(1);
    expect(soon.disk).toEqual({ held: [], outbox: [] });

    const again = phone();
    again.hold.add(decision('PASS'), '通过');
    const late = phone(again.disk, 3_600_000);
    await late.outbox.send();
    expect(late.sent).toHaveLength(1);
  });

  it('is sent once when the app died between the two queues', async () => {
    const first = phone();
    first.offline();
    const held = first.hold.add(decision('PASS'), '通过');
    first.hold.release();
    const died: Disk = { held: [{ ...held, until: 0 }], outbox: first.disk.outbox };
    expect(died.outbox).toHaveLength(1);
    const again = phone(died, 20_000);
    await again.outbox.send();
    await again.outbox.send();
    expect(again.sent).toHaveLength(1);
  });

  it('does not wait for ever when the clock of the phone was set back', async () => {
    const { hold, sent, pass } = phone({
      held: [{ id: 'x', label: '通过', args: decision('PASS') as Held<Route>['args'], until: 9_000_000 }],
    });
    expect(hold.get()[0]!.until).toBe(10_000);
    await pass(10_100);
    expect(sent).toHaveLength(1);
  });

  it('is never sent in another role than the one it was made in, and not lost: it goes out when that role is taken up again', async () => {
    const { hold, sent, pass, act, outbox } = phone();
    hold.add(decision('PASS'), '通过：王建国');
    act('WORKER/');
    await pass(11_000);
    expect(sent).toEqual([]);
    expect(outbox.get()).toMatchObject([{ label: '通过：王建国', as: 'INSTITUTION_STAFF/s1' }]);
    act('INSTITUTION_STAFF/s2');
    await pass(1_000);
    act(undefined);
    await pass(1_000);
    expect(sent).toEqual([]);
    act('INSTITUTION_STAFF/s1');
    await pass(1_000);
    expect(sent).toMatchObject([{ id: CASE, decision: 'PASS' }]);
    expect(outbox.get()).toEqual([]);
  });

  it('is checked against the contract before it is held', () => {
    const { hold } = phone();
    expect(() => hold.add(decision('RETURN', '差'), '退回')).toThrow();
    expect(hold.get()).toEqual([]);
  });
});
