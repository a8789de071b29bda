import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { renew } from '../../../testing/client';
import { LESSON, school, type School } from '../../../testing/learner';
import { startWorld, type World } from '../../../testing/world';
import { viewingKey } from '../../platform/media/addresses';
import { ServedMedia } from '../../platform/media/served';
import { ServedModel, type Served } from '../../platform/media/served.model';
import { StudyLedgerModel } from './study.model';

let world: World;
let here: School;
beforeAll(async () => {
  world = await startWorld();
  here = await school(world);
});
beforeEach(() => here.renew());
afterAll(() => world.stop());

describe('credit needs the video', () => {
  it('the bot that takes no bytes gets nothing, in 96 seconds or in hours', async () => {
    const bot = await here.enrolled();
    for (let lesson = 0; lesson < 4; lesson++) {
      await bot.open(`l${lesson}`);
      expect(await bot.beat()).toMatchObject({ creditedSeconds: 0, coveredSeconds: 0, unservedSeconds: LESSON, earnedHours: '0' });
    }
    for (let beat = 0; beat < 20; beat++) expect((await bot.beat(60)).creditedSeconds).toBe(0);
    expect(await bot.counted()).toBe(0);
  });

  it('only the seconds count whose bytes went out, and more as more goes out', async () => {
    const one = await here.enrolled();
    const { videoUrl } = await one.open();
    const { bytes } = await one.client.take(videoUrl, '0-39999');
    expect(bytes).toHaveLength(40_000);
    const first = await one.beat();
    expect(first.creditedSeconds).toBeGreaterThan(2);
    expect(first.creditedSeconds).toBeLessThan(14);
    expect(first.creditedSeconds + first.unservedSeconds).toBe(LESSON);
    await one.client.take(videoUrl, '40000-');
    expect(await one.beat()).toMatchObject({ coveredSeconds: LESSON, unservedSeconds: 0 });
  });

  it('what was served counts after a reload, for this person and this lesson alone', async () => {
    const one = await here.enrolled();
    const { videoUrl } = await one.open();
    expect((await one.client.take(videoUrl)).headers.get('cache-control')).toContain('no-store');
    await one.open();
    expect((await one.beat()).creditedSeconds).toBe(LESSON);
    await one.open('l1');
    expect((await one.beat()).creditedSeconds).toBe(0);
    const other = await here.enrolled();
    await other.open();
    await other.client.take(videoUrl);
    expect((await other.beat()).creditedSeconds).toBe(0);
  });

  it('what another process served counts, and a long list of pieces is kept as what it comes to', async () => {
    const one = await here.enrolled();
    await one.open();
    const viewing = { personId: one.personId, track: `APPLICATION:${one.applicationId}`, lessonId: 'l0', video: 'helmet.mp4' };
    const key = viewingKey(viewing);
    const logger = { warn: () => undefined };
    // A piece goes out here, the next one there.
    const [left, right] = [0, 1].map(() => Object.assign(new ServedMedia(), { clock: world.clock, logger }) as ServedMedia);
    for (let at = 0; at < 126; at++) (at % 2 ? left : right)!.note(key, at * 1000, (at + 1) * 1000);
    await Promise.all([left!.stop(), right!.stop()]);
    expect((await one.beat()).creditedSeconds).toBe(LESSON);
    expect((await ServedModel.findById(key).lean<Served>())!.ranges).toEqual([[0, 126_000]]);
  });

  it('an address is good for this lesson and some time, and none is made up', async () => {
    const one = await here.enrolled();
    const { videoUrl } = await one.open();
    const [, , signed] = videoUrl.split('/');
    expect((await one.client.take('/media/helmet.mp4')).status).toBe(403);
    expect((await one.client.take(`/media/${signed!.slice(0, -4)}AAAA/helmet.mp4`)).status).toBe(403);
    // The signature says which file it is.
    expect((await one.client.take(`/media/${signed}/..%2f..%2fpackage.json`)).bytes).toHaveLength(125_784);
    world.clock.advance((3600 + LESSON + 1) * 1000);
    expect((await one.client.take(videoUrl)).status).toBe(403);
  });

  it('a long silence counts for nothing, and a day for six hours', async () => {
    const one = await here.enrolled();
    const { videoUrl } = await one.open();
    await one.client.take(videoUrl);
    expect((await one.beat(300)).creditedSeconds).toBe(0);
    expect(await one.beat(10)).toMatchObject({ creditedSeconds: 10, day: { leftSeconds: 21_590, mostSeconds: 21_600 } });
    const today = (await one.ledger()).day!;
    await StudyLedgerModel.updateOne({ _id: one.personId }, { $set: { day: { ...today, seconds: 21_595 } } });
    expect(await one.beat(10)).toMatchObject({ creditedSeconds: 5, day: { leftSeconds: 0 } });
    expect((await one.beat(10)).creditedSeconds).toBe(0);
    expect((await one.open()).day).toEqual({ leftSeconds: 0, mostSeconds: 21_600 });
    world.clock.advance(24 * 3600_000);
    await renew(world, one.client);
    expect((await one.open()).day).toEqual({ leftSeconds: 21_600, mostSeconds: 21_600 });
  });
});
