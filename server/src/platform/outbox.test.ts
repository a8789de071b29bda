import { setTimeout as pause } from 'node:timers/promises';
import { accountRoutes } from '@jzt/shared/contract/account';
import { deadLetterRoutes } from '@jzt/shared/contract/deadLetter';
import { sessionRoutes } from '@jzt/shared/contract/session';
import mongoose, { Schema, Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../testing/client';
import { HERE, officer } from '../../testing/people';
import { PowerCut } from '../../testing/powerCut';
import { startWorld, type World } from '../../testing/world';
import type { Clock } from './clock';
import { trusted } from './database';
import { DeadLetters } from './deadLetters';
import { Jobs } from './jobs';
import type { LaneHold } from './laneHold';
import { Leases } from './leases';
import { Outbox, outboxField, watchOutbox, type NewOutboxEntry, type OutboxEntry } from './outbox';

interface Source {
  _id: Types.ObjectId;
  outbox: OutboxEntry[];
}

const SourceModel = mongoose.model<Source>(
  'OutboxTest',
  new Schema<Source>({ jurisdiction: { type: String, default: HERE }, outbox: outboxField } as never, {
    collection: 'outbox_test',
    versionKey: false,
  }),
);
watchOutbox(SourceModel);

const HOUR = 3600_000;

let world: World;
let outbox: Outbox;
let officers: Record<'reviewer' | 'issuer', Client>;

beforeAll(async () => {
  world = await startWorld();
  outbox = await world.server.get(Outbox);
  const [reviewer, issuer] = [await officer(world), await officer(world, 'AUTHORITY_ISSUER')];
  officers = { reviewer: await signIn(world, reviewer.phone, 'AUTHORITY_REVIEWER'), issuer: await signIn(world, issuer.phone, 'AUTHORITY_ISSUER') }; // prettier-ignore
  await world.settle();
});
afterAll(() => world.stop());

/** A document that owes these. */
async function owe(...entries: NewOutboxEntry[]): Promise<string> {
  const { _id } = await SourceModel.create({ outbox: outbox.stamp(entries, world.clock.now()) });
  return _id.toHexString();
}
const owed = async (id: string) => (await SourceModel.findById(id).lean<Source>())!.outbox;
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}
/** As another process has them. */
const leasesOf = (clock: Clock) => Object.assign(new Leases() as object, { clock }) as unknown as Leases;
/** Another process on the same database. */
function another(clock: Clock, consumers: Record<string, (payload: never) => Promise<void>>): Outbox {
  const logger = { error: () => undefined, warn: () => undefined, info: () => undefined };
  const parts = { clock, logger, leases: leasesOf(clock), deadLetters: Object.assign(new DeadLetters() as object, { clock }) };
  const other = Object.assign(new Outbox() as object, parts) as unknown as Outbox;
  void other.prepare();
  for (const [topic, consumer] of Object.entries(consumers)) other.on(topic, consumer);
  return other;
}

describe('lanes', () => {
  it('a system that does not answer holds up nothing else, however much waits for it', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((done) => (open = done));
    let slow = 0;
    let fast = 0;
    outbox.on('test.slow', async () => void (await gate.then(() => (slow += 1))));
    outbox.on('test.fast', async () => void (fast += 1));
    const waiting = Array.from({ length: 400 }, () => ({ outbox: outbox.stamp([{ topic: 'test.slow', payload: {} }], world.clock.now()) }));
    await SourceModel.insertMany(waiting);
    // Behind all of them, some in the same documents.
    const first = (await SourceModel.findOne().lean<Source>())!;
    await SourceModel.updateOne({ _id: first._id }, { $push: { outbox: outbox.stamp([{ topic: 'test.fast', payload: {} }], world.clock.now())[0] } }); // prettier-ignore
    for (let at = 0; at < 30; at++) await owe({ topic: 'test.fast', payload: {} });
    outbox.kick();
    await until(() => fast === 31);
    expect(slow).toBe(0);
    open();
    await outbox.settle();
    expect([slow, fast]).toEqual([400, 31]);
    expect(await SourceModel.countDocuments({ 'outbox.0': { $exists: true } } as never).setOptions({ sanitizeFilter: false })).toBe(0);
  });

  it('one document: an ordered topic does not pass a failing entry, another topic and another document do', async () => {
    const seen: string[] = [];
    let broken = true;
    const consume = async ({ name }: { name: string }) => {
      if (name === 'a1' && broken) throw new Error('not yet');
      seen.push(name);
    };
    outbox.on('test.ordered', consume, { ordered: true });
    outbox.on('test.loose', consume);
    const entry = (topic: string, name: string) => ({ topic, payload: { name } });
    const ordered = await owe(...['a1', 'a2', 'a3'].map((name) => entry('test.ordered', name)), entry('test.loose', 'l1'));
    const loose = await owe(...['a1', 'b2', 'b3'].map((name) => entry('test.loose', name)));
    await owe(...['c1', 'c2', 'c3'].map((name) => entry('test.ordered', name)));
    await outbox.settle();
    expect([...seen].sort()).toEqual(['b2', 'b3', 'c1', 'c2', 'c3', 'l1']);
    expect(seen.filter((name) => name.startsWith('c'))).toEqual(['c1', 'c2', 'c3']);
    // On a slow machine it may have been tried again by now.
    const tried = expect.any(Number);
    expect((await owed(ordered)).map((one) => [one.payload, one.attempts])).toEqual([[{ name: 'a1' }, tried], [{ name: 'a2' }, 0], [{ name: 'a3' }, 0]]); // prettier-ignore
    expect((await owed(loose)).map((one) => one.payload)).toEqual([{ name: 'a1' }]);
    for (const id of [ordered, loose]) expect((await owed(id))[0]!.attempts).toBeGreaterThan(0);
    broken = false;
    world.clock.advance(HOUR);
    await outbox.settle();
    expect(seen.filter((name) => /^a\d/.test(name)).slice(-3)).toEqual(expect.arrayContaining(['a1', 'a2', 'a3']));
    expect(seen.indexOf('a2')).toBeGreaterThan(seen.indexOf('a1'));
    expect(seen.indexOf('a3')).toBeGreaterThan(seen.indexOf('a2'));
    expect([await owed(ordered), await owed(loose)]).toEqual([[], []]);
  });

  it('is woken by what another process writes, where the server tells of it', async () => {
    let told = 0;
    outbox.on('test.told', async () => void (told += 1));
    await outbox.settle();
    // No poll and no kick: only the stream is left.
    const timers = (outbox as unknown as { timers: NodeJS.Timeout[] }).timers;
    clearInterval(timers[0]);
    await SourceModel.collection.insertOne({ outbox: outbox.stamp([{ topic: 'test.told', payload: {} }], world.clock.now()) } as never);
    await until(() => told === 1);
    timers[0] = setInterval(() => outbox.kick(), 1_000);
  });
});

describe('what keeps failing', () => {
  it('is listed after ten failures, tried on slowly, tried at once when an officer says so, and gone when it succeeds', async () => {
    let down = true;
    let tries = 0;
    outbox.on('test.dead', async () => {
      tries += 1;
      if (down) throw new Error(`no answer for 13912345678`);
    });
    // Eight failures behind it: from then on its pauses are longer than this test can take.
    const entries = outbox.stamp([{ topic: 'test.dead', payload: {} }], world.clock.now()).map((entry) => ({ ...entry, attempts: 8 }));
    const id = (await SourceModel.create({ outbox: entries }))._id.toHexString();
    const listed = async () => (await officers.issuer.ok(deadLetterRoutes.list)).items.find((one) => one.sourceId === id);
    await outbox.settle();
    expect((await owed(id))[0]!.attempts).toBe(9);
    await again();
    expect(await listed()).toBeUndefined();
    world.clock.advance(16 * 60_000);
    await again();
    await outbox.settle();
    const letter = (await listed())!;
    expect(letter).toMatchObject({ kind: 'MESSAGE', topic: 'test.dead', sourceKind: 'OutboxTest', attempts: 10, error: 'Error: no answer for <phone>' }); // prettier-ignore
    expect(tries).toBe(2);
    world.clock.advance(16 * 60_000);
    await outbox.settle();
    expect(tries).toBe(3);
    expect(await (await fetch(`${world.server.internalUrl}/metrics`)).text()).toMatch(/^jzt_dead_letters [1-9]/m);

    await again();
    await officers.reviewer.ok(deadLetterRoutes.retry, { params: { id: letter.id } });
    await outbox.settle();
    expect(tries).toBe(4);
    down = false;
    await officers.issuer.ok(deadLetterRoutes.retry, { params: { id: letter.id } });
    await outbox.settle();
    expect([await owed(id), await listed()]).toEqual([[], undefined]);
    expect((await officers.reviewer.refused(deadLetterRoutes.retry, { params: { id: letter.id } })).code).toBe('NOT_FOUND');
    await world.settle();
    const trail = (await officers.reviewer.ok(accountRoutes.audit, { query: { subjectId: id } })).items;
    expect(trail.map((one) => [one.action, one.outcome, one.actorRole])).toEqual([
      ['deadLetter.retry', 'RETRIED', 'AUTHORITY_ISSUER'],
      ['deadLetter.retry', 'RETRIED', 'AUTHORITY_REVIEWER'],
    ]);
  });

  it('of an ordered topic holds up only what has its own key', async () => {
    const seen: string[] = [];
    const consume = async ({ who, step }: { who: string; step: number }) => {
      if (who === 'a' && step === 1) throw new Error('not yet');
      seen.push(`${who}${step}`);
    };
    const options = { lane: 'test.keyed', ordered: ({ who }: { who: string }) => who };
    outbox.on('test.keyed.one', consume, options);
    outbox.on('test.keyed.two', consume, options);
    const owes = (topic: string, who: string, step: number) => ({ topic: `test.keyed.${topic}`, payload: { who, step } });
    const id = await owe(owes('one', 'a', 1), owes('two', 'a', 2), owes('one', 'b', 1), owes('two', 'b', 2), owes('one', 'a', 3));
    await outbox.settle();
    expect(seen).toEqual(['b1', 'b2']);
    expect((await owed(id)).map((one) => one.payload)).toEqual([1, 2, 3].map((step) => ({ who: 'a', step })));
    await SourceModel.deleteOne({ _id: id });
  });

  it('of an ordered topic hides nothing that is behind it, and what waits for it is tried with it', async () => {
    let down = true;
    const seen: string[] = [];
    outbox.on(
      'test.jam',
      async ({ name }: { name: string }) => {
        if (down) throw new Error('not yet');
        seen.push(name);
      },
      { ordered: true },
    );
    let behind = 0;
    outbox.on('test.jam.behind', async () => void (behind += 1));
    const step = (name: string) => ({ topic: 'test.jam', payload: { name } });
    // More documents than one look takes in, each with a failed entry and one that waits for it.
    const stamped = Array.from({ length: 450 }, (_, at) => ({
      outbox: outbox.stamp([step(`${at} first`), step(`${at} second`)], world.clock.now()),
    }));
    for (const { outbox: entries } of stamped) Object.assign(entries[0]!, { notBefore: new Date(world.clock.now().getTime() + HOUR), attempts: 3 }); // prettier-ignore
    const [{ _id }] = (await SourceModel.insertMany(stamped)) as unknown as [Source];
    await owe({ topic: 'test.jam.behind', payload: {} });
    await outbox.settle();
    expect([behind, seen]).toEqual([1, []]);
    down = false;
    expect(await outbox.hasten('OutboxTest', _id.toHexString(), stamped[0]!.outbox[0]!.id)).toBe(true);
    await outbox.settle();
    expect(seen).toEqual(['0 first', '0 second']);
    world.clock.advance(2 * HOUR);
    await again();
    await outbox.settle();
    expect(seen).toHaveLength(900);
    expect(await SourceModel.countDocuments({ 'outbox.0': { $exists: true } } as never).setOptions({ sanitizeFilter: false })).toBe(0);
  });

  it('a message that nobody takes any more is listed', async () => {
    const id = await owe({ topic: 'test.nobody', payload: {} });
    await (outbox as unknown as { findStrays(): Promise<void> }).findStrays();
    const { items } = await officers.issuer.ok(deadLetterRoutes.list);
    expect(items.find((one) => one.sourceId === id)).toMatchObject({
      topic: 'test.nobody',
      error: 'Error: no consumer for topic test.nobody',
    });
  });

  /** The clock jumped past the access tokens' life. */
  async function again(): Promise<void> {
    for (const client of Object.values(officers))
      client.session = await client.ok(sessionRoutes.refresh, { body: { refreshToken: client.session!.refreshToken } });
  }
});

describe('many processes', () => {
  it('share the lanes, deliver each entry once, and take over from one that dies', async () => {
    const seen: string[] = [];
    const topics = ['many.a', 'many.b', 'many.c', 'many.d'];
    const consumers = (who: string) =>
      Object.fromEntries(topics.map((topic) => [topic, async ({ at }: { at: number }) => void seen.push(`${who} ${topic} ${at}`)]));
    // A clock that stands still: however slow the machine is, no lease runs out but by the test's will.
    let now = world.clock.now();
    const clock = { now: () => now, pause: () => world.clock.pause(0) };
    const [one, two] = [another(clock, consumers('one')), another(clock, consumers('two'))];
    const holdOf = (process: Outbox) => (process as unknown as { hold: LaneHold }).hold;
    await holdOf(one).beat();
    for (let turn = 0; turn < 4; turn++) for (const process of [one, two]) await holdOf(process).beat();
    // The server of this test is a third one: nobody has more than a fair share.
    expect([holdOf(one).size, holdOf(two).size]).toEqual([2, 2]);
    const all = Array.from({ length: 60 }, (_, at) => ({ topic: topics[at % 4]!, payload: { at }, notBefore: new Date(0) }));
    for (const entry of all) await owe(entry);
    one.start();
    two.start();
    await until(() => seen.length >= 60);
    await until(async () => !(await SourceModel.exists({ outbox: trusted({ $elemMatch: { topic: trusted({ $in: topics }) } }) })));
    expect(new Set(seen.map((line) => line.slice(4))).size).toBe(60);
    expect(seen).toHaveLength(60);
    expect(new Set(seen.map((line) => line.slice(0, 3)))).toEqual(new Set(['one', 'two']));
    // One dies without a word: it lets nothing go.
    Object.assign(holdOf(one), { beat: async () => undefined });
    Object.assign(one, { handOut: async () => undefined });
    now = new Date(now.getTime() + 10_000);
    for (const entry of all) await owe(entry);
    await until(() => seen.length >= 120);
    expect(seen.slice(60).some((line) => line.startsWith('two'))).toBe(true);
    await two.stop();
    await one.stop();
  });

  it('one that stops ends what it has begun and leaves the rest in the database', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((done) => (open = done));
    let begun = 0;
    const consume = async () => void ((begun += 1), await gate);
    const process = another(world.clock, { 'many.stopped': consume });
    process.start();
    for (let at = 0; at < 40; at++) await owe({ topic: 'many.stopped', payload: {} });
    process.kick();
    await until(() => begun === 8);
    const stopped = process.stop();
    await pause(50);
    open();
    await stopped;
    expect(begun).toBe(8);
    const left = { outbox: trusted({ $elemMatch: { topic: 'many.stopped' } }) };
    expect(await SourceModel.countDocuments(left)).toBe(32);
    await SourceModel.deleteMany(left);
  });

  it('a job has one turn at a time, and another process takes it when its holder died', async () => {
    const make = () =>
      Object.assign(new Jobs() as object, {
        clock: world.clock,
        leases: leasesOf(world.clock),
        deadLetters: {},
        logger: {},
      }) as unknown as Jobs;
    const [one, two] = [make(), make()];
    let inside = 0;
    let most = 0;
    let turns = 0;
    for (const jobs of [one, two])
      jobs.every(1_000, 'test.turns', async () => {
        most = Math.max(most, (inside += 1));
        await pause(30);
        inside -= 1;
        turns += 1;
      });
    const during = Array.from({ length: 5 }, () => Promise.all([one.runNow(), two.runNow()]));
    for (const each of during) await each;
    expect(most).toBe(1);
    expect(turns).toBeGreaterThanOrEqual(2);
    // Its holder died in the middle: nobody released it.
    await (one as unknown as { leases: Leases }).leases.take('job:test.turns', 3_000);
    const before = turns;
    await two.runNow();
    expect(turns).toBe(before + 1);
  });
});

describe('the power goes during deliveries', () => {
  it.each([0, 1, 2, 3, 5, 8])('after %i writes: every entry is delivered, none is lost', async (writes) => {
    const power = new PowerCut();
    const done = new Set<number>();
    const topic = `power.${writes}`;
    outbox.on(topic, async ({ at }: { at: number }) => {
      await mongoose.connection.db!.collection('power_done').insertOne({ topic, at });
      done.add(at);
    });
    const ids: string[] = [];
    for (let at = 0; at < 12; at++) ids.push(await owe({ topic, payload: { at } }));
    power.after(writes);
    await outbox.settle().catch((error: Error) => expect(error.message).toContain('power cut'));
    power.mend();
    power.remove();
    world.clock.advance(HOUR);
    await outbox.settle();
    expect(done.size).toBe(12);
    for (const id of ids) expect(await owed(id)).toEqual([]);
    const kept = await mongoose.connection.db!.collection('power_done').distinct('at', { topic });
    expect(kept).toHaveLength(12);
  });
});
