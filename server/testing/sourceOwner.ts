import type { Source, SourceKind } from '@jzt/shared/domain/sources';
import { Types } from 'mongoose';
import { Sources, type SourceEvents, type SourceFacts, type SourceQuery } from '../src/features/source/sources.service';
import { Outbox } from '../src/platform/outbox';
import type { World } from './world';

/** A kind of case that a test owns: REGISTER has no owner of its own, what is recorded is not made here. */
export interface OwnedSources {
  kind: SourceKind;
  /** By id; a test changes them as their case would. */
  cases: Map<string, SourceFacts>;
  /** What the owner was told, in the order it came. */
  told: [event: keyof SourceEvents, source: Source, payload: Record<string, unknown>][];
  add(facts: Omit<SourceFacts, 'source'>): Source;
}

export async function ownSources(world: World, kind: SourceKind = 'REGISTER'): Promise<OwnedSources> {
  const owned: OwnedSources = {
    kind,
    cases: new Map(),
    told: [],
    add: (facts) => {
      const source = { kind, id: new Types.ObjectId().toHexString() };
      owned.cases.set(source.id, { ...facts, source });
      return source;
    },
  };
  const find = async ({ ids, status }: SourceQuery) =>
    (ids ?? [...owned.cases.keys()]).flatMap((id) => owned.cases.get(id) ?? []).filter((one) => !status || one.status === status);
  (await world.server.get(Sources)).register(kind, { find, count: async (query) => (await find(query)).length });
  const outbox = await world.server.get(Outbox);
  for (const event of ['certificate.issued', 'certificate.refused'] as const)
    outbox.on(`${event}/${kind}`, async ({ source, ...payload }: { source: Source }) => void owned.told.push([event, source, payload]));
  return owned;
}
