import type { Beat, BeatReply } from '@jzt/shared/contract/study';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiError, localError } from '../../api/api-error';
import { createOutbox, type OutboxItem } from '../../api/outbox';
import { studyRoutes } from '@jzt/shared/contract/study';
import { createBeats } from './beats';
import { createPlayed, lengthOf, merged, type Range } from './played';

const LANE = 'study:a';

/** The server's rule, in small: the same seq gives the same reply, the next one is credited, any other is a gap; another epoch is over. */
function server() {
  let covered: Range[] = [];
  let seq = 0;
  let last: BeatReply | undefined;
  const all = {
    epoch: 1,
    online: true,
    /** Takes the beat and loses the answer. */
    swallow: false,
    seen: [] as number[],
    covered: () => covered,
    beat(beat: Beat): BeatReply {
      if (!all.online) throw localError('OFFLINE');
      all.seen.push(beat.seq);
      if (beat.epoch !== all.epoch) throw new ApiError('STUDY_SUPERSEDED', '您在另一台设备上打开了课程', 409);
      if (!(beat.seq === seq && last)) {
        if (beat.seq !== seq + 1) throw new ApiError('STUDY_SEQ_GAP', '学习记录的顺序不对', 409);
        const before = lengthOf(covered);
        covered = merged([...covered, ...(beat.segments as Range[])]);
        seq = beat.seq;
        last = {
          seq,
          creditedSeconds: lengthOf(covered) - before,
          coveredSeconds: lengthOf(covered),
          unservedSeconds: 0,
          lessonLearnt: false,
          chapterCredited: false,
          requiredHours: '8',
          earnedHours: '0',
          completed: false,
          serverTime: '2026-11-21T00:00:00.000Z',
        };
      }
      if (all.swallow) throw localError('TIMEOUT');
      return last!;
    },
  };
  return all;
}

let remote: ReturnType<typeof server>;
let disk: OutboxItem[];
let retry: (() => void)[];

const phone = () => {
  const outbox = createOutbox({
    call: (_, args) => Promise.resolve().then(() => remote.beat(args.body as Beat)),
    actingAs: () => 'WORKER/',
    load: () => disk,
    save: (items) => (disk = structuredClone(items)),
    later: (work) => void retry.push(work),
  });
  return outbox;
};

const open = (outbox: ReturnType<typeof phone>, epoch = 1) => {
  const played = createPlayed(0, 600);
  const replies: BeatReply[] = [];
  const refusals: string[] = [];
  const beats = createBeats({
    session: { sessionId: 's', epoch, nextSeq: 1 },
    played,
    call: (beat) => Promise.resolve().then(() => remote.beat(beat)),
    outbox: {
      isWaiting: () => outbox.get().some((item) => item.lane === LANE && !item.refused),
      put: (beat, slot) =>
        void outbox.add(
          studyRoutes.beat,
          { params: { sourceKind: 'APPLICATION', sourceId: '0123456789abcdef01234567' }, body: beat },
          { lane: LANE, label: '学习进度', replace: slot },
        ),
      onAnswer: (listener) => outbox.onAnswer(LANE, (item, answer) => listener(item.args.body as Beat, answer as BeatReply)),
    },
    onReply: (reply) => replies.push(reply),
    onRefusal: (error) => refusals.push(error.code),
  });
  const watch = (seconds: number) => {
    for (let left = seconds; left > 0; left--) played.playedTo(played.position() + 1);
  };
  return { played, beats, replies, refusals, watch };
};

/** Lets everything under way end, and what was put off begin. */
const settle = async () => {
  await new Promise(setImmediate);
  for (const work of retry.splice(0)) work();
  await new Promise(setImmediate);
};

describe('beats of a lesson', () => {
  beforeEach(() => {
    remote = server();
    disk = [];
    retry = [];
  });

  it('sends each with the next seq and all that was played, and nothing when nothing was', async () => {
    const { beats, replies, watch } = open(phone());
    watch(15);
    await beats.send();
    await beats.send();
    watch(9);
    await beats.send();
    expect(remote.seen).toEqual([1, 2]);
    expect(replies.map((reply) => reply.coveredSeconds)).toEqual([15, 24]);
  });

  it('offline: waits on disk as two beats at most, and catches up in order when the network is back', async () => {
    const { beats, replies, watch } = open(phone());
    remote.online = false;
    for (let turn = 0; turn < 5; turn++) {
      watch(15);
      await beats.send();
    }
    expect(disk.map((item) => (item.args.body as Beat).seq)).toEqual([1, 2]);
    remote.online = true;
    await settle();
    await settle();
    expect(disk).toEqual([]);
    expect(replies.at(-1)!.coveredSeconds).toBe(75);
    watch(10);
    await beats.send();
    expect(remote.covered()).toEqual([[0, 85]]);
    expect(remote.seen).toEqual([1, 2, 3]);
  });

  it('duplicate: a beat whose answer was lost is sent again with its own seq, and the rest follows', async () => {
    const { beats, watch, refusals } = open(phone());
    watch(15);
    remote.swallow = true;
    await beats.send();
    await settle();
    watch(15);
    await beats.send();
    remote.swallow = false;
    await settle();
    await settle();
    expect(remote.seen.slice(-2)).toEqual([1, 2]);
    expect(remote.covered()).toEqual([[0, 30]]);
    expect(refusals).toEqual([]);
    expect(disk).toEqual([]);
  });

  it('reload: what waits on disk is sent by the next start of the app, without the page', async () => {
    const first = open(phone());
    remote.online = false;
    first.watch(40);
    await first.beats.send();
    first.watch(20);
    await first.beats.send();
    first.beats.stop();
    retry = [];
    remote.online = true;
    const restarted = phone();
    await restarted.send();
    expect(remote.covered()).toEqual([[0, 60]]);
    expect(disk).toEqual([]);
  });

  it('another device: stops at the first refusal and sends nothing more', async () => {
    const { beats, refusals, watch } = open(phone());
    remote.epoch = 2;
    watch(15);
    await beats.send();
    watch(15);
    await beats.send();
    expect(refusals).toEqual(['STUDY_SUPERSEDED']);
    expect(remote.seen).toEqual([1]);
  });

  it('after a pause it says that it goes on, though nothing new was played', async () => {
    const { beats, watch } = open(phone());
    watch(5);
    await beats.send();
    await beats.send();
    await beats.send(true);
    expect(remote.seen).toEqual([1, 2]);
    expect(remote.covered()).toEqual([[0, 5]]);
  });

  it('two sends at the same time become one after the other', async () => {
    const { beats, watch } = open(phone());
    watch(5);
    const first = beats.send();
    watch(5);
    await Promise.all([first, beats.send(), beats.send()]);
    expect(remote.seen).toEqual([1, 2]);
    expect(remote.covered()).toEqual([[0, 10]]);
  });
});
