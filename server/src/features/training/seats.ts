import type { Types } from 'mongoose';
import { trusted } from '../../platform/database';
import { conflict, Refusal } from '../../platform/errors';
import { TrainingClassModel } from './training.model';

/** How somebody who has the seat gets into the class, and whether they are in it. */
export interface Enrolment<T> {
  enrol: () => Promise<T>;
  isIn: () => Promise<boolean>;
}

/** Takes a seat by the name of an application, a continuing education or an exchange, and puts it into the class. Throws CLASS_FULL and what `enrol` throws. */
export async function seated<T>(who: string, _id: Types.ObjectId, { enrol, isIn }: Enrolment<T>): Promise<T> {
  await takeSeatFor(who, _id);
  try {
    return await enrol();
  } catch (error) {
    // Only who was refused is surely not in the class; after a lost answer the seat waits for the same person to ask again.
    if (error instanceof Refusal && !(await isIn())) await giveSeatOf(who, _id);
    throw error;
  }
}

export async function giveSeatOf(who: string, _id: Types.ObjectId): Promise<void> {
  await TrainingClassModel.updateOne({ _id, takenBy: who }, { $inc: { seatsLeft: 1 }, $pull: { takenBy: who } });
}

/** In one write: who asks again has it already. */
async function takeSeatFor(who: string, _id: Types.ObjectId): Promise<void> {
  const taken = await TrainingClassModel.updateOne(
    { _id, seatsLeft: trusted({ $gt: 0 }), takenBy: trusted({ $ne: who }) },
    { $inc: { seatsLeft: -1 }, $push: { takenBy: who } },
  );
  if (taken.modifiedCount === 0 && !(await TrainingClassModel.exists({ _id, takenBy: who })))
    throw conflict('CLASS_FULL', '班次已满，请编入其他班次');
}
