import { describe, expect, it } from '@jest/globals';
import { studyRoutes } from '@jzt/shared/contract/study';
import { examRoutes } from '@jzt/shared/contract/exam';
import { ApiError, localError } from './api-error';
import type { AnyArgs } from './client';
import { createOutbox, type OutboxItem } from './outbox';

/** A phone: its disk, its timers in hand, and a network that can be cut. */
function phone(disk: { items?: OutboxItem[] } = {}) {
  const sent: { args: AnyArgs; key?: string }[] = [];
  const timers: { work: () => void; ms: number }[] = [];
  let role: string | undefined = 'WORKER/';
  let reply: (args: AnyArgs) => unknown = () => ({});
  const outbox = createOutbox({
    call: (_route, args, { idempotencyKey }) => {
      sent.push({ args, key: idempotencyKey });
      return Promise.resolve().then(() => reply(args));
    },
    load: () => disk.items,
    save: (items) => {
      disk.items = JSON.parse(JSON.stringify(items)) as OutboxItem[];
    },
    actingAs: () => role,
    later: (work, ms) => timers.push({ work, ms }),
  });
  return {
    outbox,
    sent,
    timers,
    disk,
    act: (as: string) => void (role = as),
    network: (next: (args: AnyArgs) => unknown) => {
      reply = next;
    },
  };
}
const ID = '0123456789abcdef01234567';
const beat = (seq: number) => ({
  params: { sourceKind: 'APPLICATION' as const, sourceId: ID },
  body: { sessionId: 's', epoch: 1, seq, segments: [[0, 15]] as [number, number][], position: 15 },
});
const away = () => {
  throw localError('OFFLINE');
};
const seqs = (items: { args: AnyArgs }[]) => items.map((each) => (each.args.body as { seq: number }).seq);

describe('the queue of what was done offline', () => {
  it('sends in order once the network is back, with the same key for the same thing', async () => {
    const { outbox, sent, network, timers } = phone();
    network(away);
    for (const seq of [1, 2, 3]) outbox.add(studyRoutes.beat, beat(seq), { lane: 'study', label: '学习进度' });
    await outbox.send();
    expect(outbox.get()).toHaveLength(3);
    const tried = sent.length;
    network(() => ({}));
    timers.pop()!.work();
    await outbox.send();
    expect(outbox.get()).toEqual([]);
    expect(seqs(sent.slice(tried))).toEqual([1, 2, 3]);
    expect(sent[tried]!.key).toBe(sent[0]!.key);
  });

  it('waits longer after each failure, and as long as the server says', async () => {
    const { outbox, network, timers } = phone();
    network(away);
    outbox.add(studyRoutes.beat, beat(1), { lane: 'study', label: '学习进度' });
    for (let turn = 0; turn < 3; turn += 1) await outbox.send();
    const waits = timers.map((timer) => timer.ms);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBeLessThan(waits[waits.length - 1]!);
    network(() => {
      throw new ApiError('SLOW_DOWN', '太快了', 429, { retryAfterSeconds: 40 });
    });
    await outbox.send();
    expect(timers[timers.length - 1]!.ms).toBe(40_000);
  });

  it('what waits for another role holds up nothing of this one', async () => {
    const { outbox, network, sent, act } = phone();
    network(away);
    outbox.add(studyRoutes.beat, beat(1), { lane: 'study', label: '学习进度' });
    await outbox.send();
    network(() => ({}));
    act('INSTITUTION_STAFF/s1');
    outbox.add(studyRoutes.beat, beat(2), { lane: 'review', label: '通过' });
    await outbox.send();
    expect(seqs(sent)).toEqual([1, 2]);
    expect(outbox.get().map((item) => outbox.isMine(item))).toEqual([false]);
    act('WORKER/');
    await outbox.send();
    expect(seqs(sent)).toEqual([1, 2, 1]);
  });

  it('outlives the app', async () => {
    const first = phone();
    first.network(away);
    first.outbox.add(studyRoutes.beat, beat(7), { lane: 'study', label: '学习进度' });
    await first.outbox.send();
    const again = phone(first.disk);
    await again.outbox.send();
    expect(seqs(again.sent)).toEqual([7]);
    expect(again.disk.items).toEqual([]);
  });

  it('shows a refusal until it was read, and goes on with the others', async () => {
    const { outbox, network, sent } = phone();
    network((args) => {
      if ((args.body as { seq: number }).seq === 1) throw new ApiError('STUDY_SUPERSEDED', '已在另一台设备上学习', 409);
      return {};
    });
    outbox.add(studyRoutes.beat, beat(1), { lane: 'study', label: '学习进度' });
    outbox.add(studyRoutes.beat, beat(2), { lane: 'study', label: '学习进度' });
    await outbox.send();
    await outbox.send();
    expect(seqs(sent)).toEqual([1, 2]);
    const [left] = outbox.get();
    expect(left).toMatchObject({ refused: '已在另一台设备上学习' });
    outbox.dismiss(left!.id);
    expect(outbox.get()).toEqual([]);
  });

  it('replaces an unsent answer by the newer one of the same question', async () => {
    const { outbox, network, sent } = phone();
    network(away);
    const save = (choice: string, version: number) =>
      outbox.add(
        examRoutes.saveAnswer,
        { params: { id: ID }, body: { questionId: 'q1', choice: [choice], version } },
        { lane: 'exam', label: '第1题', replace: 'q1' },
      );
    save('A', 1);
    await outbox.send();
    save('B', 2);
    await outbox.send();
    expect(outbox.get()).toHaveLength(1);
    network(() => ({}));
    await outbox.send();
    expect(sent[sent.length - 1]!.args.body).toMatchObject({ choice: ['B'], version: 2 });
    expect(outbox.get()).toEqual([]);
  });

  it('keeps an answer that was changed while the older one was on its way', async () => {
    const { outbox, network, sent } = phone();
    const save = (choice: string, version: number) =>
      outbox.add(
        examRoutes.saveAnswer,
        { params: { id: ID }, body: { questionId: 'q1', choice: [choice], version } },
        { lane: 'exam', label: '第1题', replace: 'q1' },
      );
    network(() => {
      if (sent.length === 1) save('B', 2);
      return {};
    });
    save('A', 1);
    await outbox.send();
    await outbox.send();
    expect(sent.map((each) => (each.args.body as { version: number }).version)).toEqual([1, 2]);
    expect(outbox.get()).toEqual([]);
  });

  it('delivers the answers to their lane', async () => {
    const { outbox, network } = phone();
    const heard: unknown[] = [];
    network(() => ({ creditedSeconds: 15 }));
    outbox.onAnswer('study', (_item, answer) => heard.push(answer));
    outbox.add(studyRoutes.beat, beat(1), { lane: 'study', label: '学习进度' });
    outbox.add(studyRoutes.beat, beat(2), { lane: 'other', label: '学习进度' });
    await outbox.send();
    await outbox.send();
    expect(heard).toEqual([{ creditedSeconds: 15 }]);
  });
});
