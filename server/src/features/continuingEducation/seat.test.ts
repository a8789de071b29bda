import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { continuingEducationRoutes as ce } from '@jzt/shared/contract/continuingEducation';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { addDays } from '@jzt/shared/domain/calendar';
import { DatabaseGate } from '../../../simulation/databaseGate';
import { certificateHolder } from '../../../testing/holders';
import { provinceDesk, type ProvinceDesk } from '../../../testing/newCertificate';
import { startWorld, type World } from '../../../testing/world';
import { today } from '../../platform/clock';
import { TrainingClassModel } from '../training/training.model';
import { ContinuingEducationModel } from './continuingEducation.model';

let world: World;
let desk: ProvinceDesk;
let gate: DatabaseGate;
beforeAll(async () => {
  gate = new DatabaseGate();
  world = await startWorld();
  desk = await provinceDesk(world, '630000', 'SAFETY_MGMT', '西宁市城东区测试路1号');
});
afterAll(async () => {
  gate.remove();
  await world.stop();
});

/** A class of one seat that begins in a few days, and a holder who chose it once already and left it. */
async function lastSeat() {
  const day = (days: number) => addDays(today(world.clock), days);
  const body = { name: '继续教育班', courseId: desk.courseId, startsOn: day(5), endsOn: day(20), seats: 1, forCe: true };
  const { id: classId } = await desk.teacher.ok(trainingRoutes.createClass, { body });
  const { client, params, id: certificateId } = await certificateHolder(world, '630000', 150);
  const enrol = () => client.call(ce.enrol, { params, body: { mode: 'OFFLINE', classId } });
  const stored = async () => (await ContinuingEducationModel.findOne({ certificateId }).lean())!;
  const withdraw = async () => {
    const { _id, version } = await stored();
    await client.ok(ce.withdraw, { params: { id: _id.toHexString() }, body: { version } });
  };
  const seatsLeft = async () => (await TrainingClassModel.findById(classId).lean())!.seatsLeft;
  const inClass = async () => (await stored()).classId === classId;
  expect((await enrol()).status).toBe(200);
  await withdraw();
  expect(await seatsLeft()).toBe(1);
  return { enrol, withdraw, seatsLeft, inClass };
}

describe('QH-25 a seat of whoever signs up themself, when the answer was lost', () => {
  const loses = async (collection: 'training_classes' | 'continuing_educations') => {
    const seat = await lastSeat();
    gate.loseAnswerOf(collection);
    expect((await seat.enrol()).status).toBe(503);
    return seat;
  };

  it('taken, then asked for again: the same person has it', async () => {
    const seat = await loses('training_classes');
    expect(await seat.inClass()).toBe(false);
    expect((await seat.enrol()).status).toBe(200);
    expect([await seat.inClass(), await seat.seatsLeft()]).toEqual([true, 0]);
  });

  it('is not given to another while the person is in the class, and is given back once when they leave', async () => {
    const seat = await loses('continuing_educations');
    expect([await seat.inClass(), await seat.seatsLeft()]).toEqual([true, 0]);
    await seat.withdraw();
    expect([await seat.inClass(), await seat.seatsLeft()]).toEqual([false, 1]);
  });
});
