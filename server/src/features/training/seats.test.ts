import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { DatabaseGate } from '../../../simulation/databaseGate';
import { course } from '../../../testing/courses';
import { reviewDesk, type ReviewDesk } from '../../../testing/reviewDesk';
import { startWorld, type World } from '../../../testing/world';
import { ApplicationModel } from '../application/application.model';
import { TrainingClassModel } from './training.model';

let world: World;
let desk: ReviewDesk;
let gate: DatabaseGate;
beforeAll(async () => {
  gate = new DatabaseGate();
  world = await startWorld();
  desk = await reviewDesk(world);
});
afterAll(async () => {
  gate.remove();
  await world.stop();
});

/** A class of one seat, and somebody who waits for it. */
async function lastSeat() {
  const { id: courseId } = await course({ category: 'SPECIAL_OP' });
  const body = { name: '末班', courseId, startsOn: '2020-01-01', endsOn: '2099-12-31', seats: 1 };
  const { id } = await desk.teacher.ok(trainingRoutes.createClass, { body });
  const waiting = await desk.waiting({ status: 'AUTH_PASSED' });
  const enrol = (key?: string) => desk.teacher.call(trainingRoutes.enrol, { params: { id }, body: { applicationIds: [waiting.id] }, key });
  const seatsLeft = async () => (await TrainingClassModel.findById(id).lean())!.seatsLeft;
  const inClass = async () => (await ApplicationModel.findById(waiting.id).lean())!.trainingClassId === id;
  return { id, enrol, seatsLeft, inClass };
}

describe('QH-13 a seat whose answer was lost', () => {
  const loses = async (collection: 'training_classes' | 'applications') => {
    const seat = await lastSeat();
    gate.loseAnswerOf(collection);
    expect((await seat.enrol()).status).toBe(503);
    return seat;
  };

  it('taken, then asked for again: the same person has it', async () => {
    const seat = await loses('training_classes');
    expect(await seat.inClass()).toBe(false);
    expect((await seat.enrol()).body.results).toMatchObject([{ ok: true }]);
    expect([await seat.inClass(), await seat.seatsLeft()]).toEqual([true, 0]);
  });

  it('is not given to another while the person is in the class', async () => {
    const seat = await loses('applications');
    expect([await seat.inClass(), await seat.seatsLeft()]).toEqual([true, 0]);
  });

  it('is refused to another when it was the last', async () => {
    const seat = await lastSeat();
    const waiting = await desk.waiting({ status: 'AUTH_PASSED' });
    await seat.enrol();
    const { body } = await desk.teacher.call(trainingRoutes.enrol, { params: { id: seat.id }, body: { applicationIds: [waiting.id] } });
    expect(body.results).toMatchObject([{ ok: false }]);
    expect(await seat.seatsLeft()).toBe(0);
  });
});
