import { Types } from 'mongoose';
import { ApplicationModel, type Application, type ApplicationSubject } from '../src/features/application/application.model';
import type { World } from './world';

/** An application that stands in `status`, put straight into the database: the way there is proved elsewhere. */
export async function applicationIn(world: World, status: Application['status'], seed: { personId: string; institutionId: string; enterpriseId?: string; subject?: ApplicationSubject; portraitFileId?: string }): Promise<string> {
  const _id = new Types.ObjectId();
  const at = world.clock.now();
  await ApplicationModel.create({
    _id, status, version: 1, createdAt: at, updatedAt: at, history: [], outbox: [], number: `BM-${_id.toHexString()}`, education: '高中', portraitHash: _id.toHexString(), submittedAt: at, waitingSince: at,
    open: true, packVersion: 'QH-1', subject: { category: 'SAFETY_MGMT', code: 'C1' }, portraitFileId: new Types.ObjectId().toHexString(), ...seed,
  });
  return _id.toHexString();
}
