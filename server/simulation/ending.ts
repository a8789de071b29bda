import mongoose from 'mongoose';
import { Desk } from '../simulators/desk';
import { TrailCheck } from '../src/platform/trail/check';
import type { World } from '../testing/world';
import type { DatabaseGate } from './databaseGate';
import type { Instance } from './fleet';
import type { Doc } from './picture';
import type { Cast } from './stages';

const db = () => mongoose.connection.db!;

/** Collections of the seed that still have something to deliver. */
export async function stillOwing(gate: DatabaseGate): Promise<string[]> {
  const owing: string[] = [];
  for (const name of [...gate.written].sort()) {
    const one = await db()
      .collection(name)
      .findOne({ 'outbox.topic': { $gt: '' } }, { projection: { outbox: 1 } });
    if (one) owing.push(`${name} ${(one.outbox as { topic: string }[]).map(({ topic }) => topic).join('+')}`);
  }
  return owing;
}

/** What must hold once everything is mended and has had its time; `sentBefore`: the short messages of earlier seeds. */
export async function brokenAtEnd(
  world: World,
  gate: DatabaseGate,
  instance: Instance,
  cast: Cast,
  sentBefore: ReadonlyMap<string, number>,
): Promise<string[]> {
  const broken = (await stillOwing(gate)).map((what) => `the outbox did not drain: ${what}`);
  const dead = await db().collection('dead_letters').find({}).toArray();
  broken.push(...dead.map(({ topic, error }) => `left behind: ${String(topic)} ${String(error)}`));
  const owed = [...gate.owed.values()];
  const audits = owed.filter(({ topic }) => topic === 'audit').map(({ id }) => id);
  const written = await db()
    .collection('audit')
    .find({ entryId: { $in: audits } })
    .project({ entryId: 1 })
    .toArray();
  if (written.length !== audits.length) broken.push(`${audits.length} moves, but ${written.length} of them in the trail`);
  const notices = owed.filter(({ topic }) => topic === 'notify').map(({ id }) => id);
  const told = await db()
    .collection('inbox')
    .countDocuments({ entryId: { $in: notices } });
  if (told !== notices.length) broken.push(`${notices.length} notices, but ${told} messages`);
  const pending = await db().collection('audit').countDocuments({ pending: true });
  if (pending) broken.push(`${pending} entries of the trail are not sealed`);
  const faults = await (await instance.server.get(TrailCheck)).whole();
  broken.push(...faults.map(({ kind, seal }) => `the trail is broken: ${kind} at seal ${seal}`));
  for (const one of await db().collection<Doc>('training_classes').find({}).toArray()) {
    const taken = await db()
      .collection('applications')
      .countDocuments({ trainingClassId: String(one._id) });
    if ((one.seatsLeft as number) + taken !== one.seats)
      broken.push(`${taken} in a class with ${String(one.seatsLeft)} of ${String(one.seats)} seats left`);
  }
  const sent = await messagesSent(world, cast);
  for (const { id, name } of cast.workers) {
    const meant = await db()
      .collection('inbox')
      .countDocuments({ personId: id, sms: { $exists: true } });
    if (sent.get(name)! - sentBefore.get(name)! > meant) broken.push(`${name} got a short message twice`);
  }
  return broken;
}

/** How many short messages the provider has sent to each worker, of this seed and of earlier ones. */
export async function messagesSent(world: World, cast: Cast): Promise<ReadonlyMap<string, number>> {
  const sent = new Map<string, number>();
  for (const { phone, name } of cast.workers) sent.set(name, (await new Desk(world.simulatorUrl).messagesTo(phone)).length);
  return sent;
}
