import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { RunningServer } from '../src/platform/boot';
import type { Clock } from '../src/platform/clock';
import { Jobs } from '../src/platform/jobs';
import { Outbox } from '../src/platform/outbox';
import type { Settings } from '../src/platform/settings';
import { CASTS } from './casts';
import { EXCHANGE_PROVINCE, exchangeDemo } from './exchanges';
import { CLAIM_PROVINCE, claimDemo } from './claims';
import { DUPLICATE_PROVINCE, duplicateDemo } from './duplicates';
import { FILING_PROVINCE, fileDemo } from './filings';
import { liveOn } from './lives';
import { loadLessons } from './lessons';
import { openOperator, openProvince, orderSeals, type Desk } from './organisations';
import { DemoPeople } from './people';
import { PROVINCES } from './provinces';
import { Story } from './story';
import { transferDemo } from './transfers';

/** The clock of the demo's past: it stands where the story is, so that hours of study and weeks of waiting pass at once. */
export interface MovedClock extends Clock {
  pass(ms: number): void;
  /** Comes to the present. */
  catchUp(): void;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How long before today the story begins. */
export const STORY_MS = 20 * DAY;
const LESSONS = 4;

/** Loads all of it into an empty database; the clock stands `STORY_MS` before today. */
export async function loadDemo(
  server: RunningServer,
  settings: Pick<Settings, 'secrets'> & { simulatorUrl?: string },
  clock: MovedClock,
): Promise<void> {
  const people = new DemoPeople(server, settings, clock);
  const desks = new Map<Jurisdiction, Desk>(
    await Promise.all(PROVINCES.map(async (one) => [one.jurisdiction, await openProvince(one, people)] as const)),
  );
  await openOperator(people);
  if (settings.simulatorUrl) await orderSeals(settings.simulatorUrl);
  const clearing = desks.get(DUPLICATE_PROVINCE)!;
  await duplicateDemo(server, clock, people, clearing, settings.simulatorUrl, 'THEN');
  const stories = CASTS.map((cast) => new Story(server, clock, people, desks.get(cast.jurisdiction)!, cast));
  const [courseOf] = await Promise.all([
    loadLessons(
      server,
      PROVINCES.map((one) => one.jurisdiction),
    ),
    each(stories, (story) => story.apply('LEARNING', 'EXAM_TODAY', 'EXAMINED', 'CERTIFIED')),
  ]);
  await settle(server);
  clock.pass(2 * DAY);
  await each(stories, (story) => story.review());
  await settle(server);
  clock.pass(DAY);
  await each(stories, (story) => story.enrol(courseOf(story.place.jurisdiction, story.place.category)));
  await settle(server);
  clock.pass(3 * DAY);
  for (let at = 0; at < LESSONS; at++) {
    const played = await each(stories, (story) => story.watch(at));
    clock.pass(MINUTE);
    await each(played, (finish) => finish());
  }
  await settle(server);
  await certify(server, stories, clock);
  clock.catchUp();
  await Promise.all([
    each(stories, (story) => story.plan(new Date(clock.now().getTime() + 25 * MINUTE), 'EXAM_TODAY')),
    each(stories, (story) => story.apply('SUBMITTED')),
    each(stories, (story) => story.signUpOnsite()),
    each(stories, (story) => story.getReady()),
    each(stories, (story) => story.moveOn((jurisdiction) => desks.get(jurisdiction)!)),
    fileDemo(server, settings, desks.get(FILING_PROVINCE)!),
    transferDemo(server, people),
    claimDemo(server, people, desks.get(CLAIM_PROVINCE)!),
    duplicateDemo(server, clock, people, clearing, settings.simulatorUrl, 'NOW'),
  ]);
  const newcomer = CASTS.flatMap((cast) => cast.scenes).find((one) => one.step === 'NEW')!.person;
  await exchangeDemo(server, settings, clock, people, desks.get(EXCHANGE_PROVINCE)!, () => settle(server));
  await liveOn(server, clock, people, (jurisdiction) => desks.get(jurisdiction)!, courseOf, newcomer);
  await settle(server);
  await (await server.get(Jobs)).runNow();
  await settle(server);
}

/** The exam of those who are through with it, and the certificates of those who have one. */
async function certify(server: RunningServer, stories: readonly Story[], clock: MovedClock): Promise<void> {
  const startsAt = new Date(clock.now().getTime() + 3 * DAY);
  const planned = await each(stories, async (story) => ({ story, planId: (await story.plan(startsAt, 'EXAMINED', 'CERTIFIED'))! }));
  await settle(server);
  clock.pass(3 * DAY + MINUTE);
  const papers = await each(planned, ({ story, planId }) => story.sit(planId, 4, 'EXAMINED', 'CERTIFIED'));
  clock.pass(25 * MINUTE);
  await each(papers, (handIn) => handIn());
  await settle(server);
  clock.pass(2 * DAY);
  const listed = await each(planned, async ({ story, planId }) => ({ story, listId: await story.list(planId, 'CERTIFIED') }));
  await settle(server);
  await each(listed, ({ story, listId }) => story.sign(listId));
  await settle(server);
  await (await server.get(Jobs)).runNow('passList.sign');
  await settle(server);
}

/** Until nothing more follows by itself: what one step tells another, that one may tell on. */
async function settle(server: RunningServer): Promise<void> {
  const outbox = await server.get(Outbox);
  for (let round = 0; round < 5; round++) await outbox.settle();
}

const each = <T, R>(all: readonly T[], step: (one: T) => Promise<R>): Promise<R[]> => Promise.all(all.map(step));
