import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose, { Types } from 'mongoose';
import { startWorld, type World } from '../testing/world';
import { oneSitting } from './0050-one-sitting';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.stop());

const collection = (name: string) => mongoose.connection.db!.collection(name);
const up = () => oneSitting.up(mongoose.connection.db!);

describe('QH-25 who signed up before seats had names', () => {
  it('is entered in their class once, so that the seat can be given back', async () => {
    const _id = new Types.ObjectId();
    await collection('training_classes').insertOne({ _id, seats: 2, seatsLeft: 1 });
    const { insertedId } = await collection('continuing_educations').insertOne({ certificateId: 'one', classId: _id.toHexString() });
    await up();
    await up();
    expect(await collection('training_classes').findOne({ _id })).toMatchObject({ seatsLeft: 1, takenBy: [insertedId.toHexString()] });
  });
});
