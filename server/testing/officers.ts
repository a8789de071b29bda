import { passListRoutes, type PassListBatch } from '@jzt/shared/contract/passList';
import { signIn, type Client } from './client';
import { officer } from './people';
import type { PassedExam } from './passed';
import type { World } from './world';

/** The two officers a pass list needs: one imports and checks, the other approves and signs. */
export interface Officers {
  reviewer: Client;
  issuer: Client;
}

export async function twoOfficers(world: World): Promise<Officers> {
  const [reviewer, issuer] = [await officer(world), await officer(world, 'AUTHORITY_ISSUER')];
  return {
    reviewer: await signIn(world, reviewer.phone, 'AUTHORITY_REVIEWER'),
    issuer: await signIn(world, issuer.phone, 'AUTHORITY_ISSUER'),
  };
}

/** A list of the exam's people on its way up to `until`. */
export async function passList(
  world: World,
  { reviewer, issuer }: Officers,
  exam: PassedExam,
  until: 'DRAFT' | 'CHECKED' | 'APPROVED' | 'SIGNING' = 'SIGNING',
): Promise<PassListBatch> {
  let batch = await reviewer.ok(passListRoutes.create, { body: { examPlanId: exam.planId } });
  const params = { id: batch.id };
  await world.settle();
  if (until === 'DRAFT') return batch;
  batch = await reviewer.ok(passListRoutes.check, { params, body: { version: batch.version } });
  if (until === 'CHECKED') return batch;
  batch = await issuer.ok(passListRoutes.approve, { params, body: { version: batch.version } });
  if (until === 'APPROVED') return batch;
  return issuer.ok(passListRoutes.sign, { params, body: { version: batch.version } });
}
