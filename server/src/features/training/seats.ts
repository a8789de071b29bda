import type { Types } from 'mongoose';
import { trusted } from '../../platform/database';
import { conflict } from '../../platform/errors';
import { TrainingClassModel } from './training.model';

const full = () => conflict('CLASS_FULL', '班次已满，请编入其他班次');

/** A seat by the name of an application, in one write: who asks again has it already. Throws CLASS_FULL. */
export async function takeSeatFor(who: string, _id: Types.ObjectId): Promise<void> {
  const taken = await TrainingClassModel.updateOne(
    { _id, seatsLeft: trusted({ $gt: 0 }), takenBy: trusted({ $ne: who }) },
    { $inc: { seatsLeft: -1 }, $push: { takenBy: who } },
  );
  if (taken.modifiedCount === 0 && !(await TrainingClassModel.exists({ _id, takenBy: who }))) throw full();
}

export async function giveSeatOf(who: string, _id: Types.ObjectId): Promise<void> {
  await TrainingClassModel.updateOne({ _id, takenBy: who }, { $inc: { seatsLeft: 1 }, $pull: { takenBy: who } });
}

/** A seat of whoever signs up themself. Throws CLASS_FULL. */
export async function takeSeat(_id: Types.ObjectId): Promise<void> {
  const taken = await TrainingClassModel.updateOne({ _id, seatsLeft: trusted({ $gt: 0 }) }, { $inc: { seatsLeft: -1 } });
  if (taken.modifiedCount === 0) throw full();
}

export async function giveSeat(_id: Types.ObjectId): Promise<void> {
  await TrainingClassModel.updateOne({ _id }, { $inc: { seatsLeft: 1 } });
}
