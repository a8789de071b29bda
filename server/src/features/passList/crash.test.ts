import { setTimeout as pause } from 'node:timers/promises';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { passList, twoOfficers } from '../../../testing/officers';
import { passedExam } from '../../../testing/passed';
import { PowerCut } from '../../../testing/powerCut';
import { startWorld, type World } from '../../../testing/world';
import { trusted } from '../../platform/database';
import { Files } from '../../platform/files';
import { ApplicationModel, type Application } from '../application/application.model';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { poppler } from '../issuing/document/testing';
import { InboxModel } from '../inbox/inbox.model';
import { PassListBatchModel, type PassListBatch } from './passList.model';

const MINUTE = 60_000;

let world: World;
let power: PowerCut;

beforeAll(async () => {
  world = await startWorld();
  power = new PowerCut();
});
afterAll(async () => {
  power.remove();
  await world.stop();
});

const certificates = (applicationIds: string[]) =>
  CertificateModel.find({ 'source.id': trusted({ $in: applicationIds }) }).lean<Certificate[]>();
const reportsOf = async (number: string): Promise<unknown[]> =>
  (
    (await (await fetch(`${world.simulatorUrl}/national/reports`)).json()) as { reports: { content: { certNum: string } }[] }
  ).reports.filter((one) => one.content.certNum === number);

/** Works until nothing is left to do, or the power goes. */
async function workOn(): Promise<void> {
  for (let round = 0; round < 3 && !power.struck; round++) {
    await world.settle().catch((error: Error) => expect(error.message).toContain('power cut'));
    if (!power.struck) world.clock.advance(2 * MINUTE);
  }
}

describe('QH-20 the power goes in the middle of a signing', () => {
  let at = 0;

  // Every fourth write of two certificates' way from the signature to the inbox, until the way is done before the cut.
  it.each(Array.from({ length: 10 }, (_, index) => index * 4))(
    'after %i writes: the next start ends it, and nothing is doubled',
    async (writes) => {
      at += 1;
      const officers = await twoOfficers(world);
      const exam = await passedExam(world, {
        names: ['马学文', '李青山'],
        idNumbers: [makeIdNumber('1979-01-02', at * 2), makeIdNumber('1979-01-03', at * 2)],
      });
      const applicationIds = exam.people.map((one) => one.applicationId);
      const batch = await passList(world, officers, exam);
      power.after(writes);
      await workOn();
      expect(power.struck).toBe(true);
      // What was under way comes to its end; none of it is stored.
      await pause(300);
      power.mend();
      await world.restart();
      for (let round = 0; round < 3; round++) {
        await world.settle();
        world.clock.advance(2 * MINUTE);
      }
      await world.settle();

      const stored = (await PassListBatchModel.findById(batch.id).lean<PassListBatch>())!;
      expect([stored.status, stored.outbox]).toEqual(['ISSUED', []]);
      const made = await certificates(applicationIds);
      expect(made.map((one) => one.number).sort()).toEqual(stored.rows.map((row) => row.draft!.number).sort());
      expect(made).toHaveLength(2);
      expect(
        (await ApplicationModel.find({ examPlanId: exam.planId }).lean<Application[]>()).map((one) => [
          one.status,
          one.history.filter((line) => line.event === 'certify').length,
        ]),
      ).toEqual([
        ['CERTIFIED', 1],
        ['CERTIFIED', 1],
      ]);
      const files = mongoose.connection.db!.collection('files.files');
      expect(
        await files.countDocuments({ 'metadata.ownerId': { $in: exam.people.map((one) => one.id) }, 'metadata.purpose': 'CERTIFICATE' }),
      ).toBe(2);
      for (const one of made) {
        const pdf = await (await world.server.get(Files)).read(one.fileId!);
        expect(poppler('pdfsig', ['FILE'], pdf).toString()).toContain('Signature is Valid');
        expect(await reportsOf(one.number)).toHaveLength(1);
        expect(await InboxModel.countDocuments({ personId: one.personId, template: 'application.certified' })).toBe(1);
      }
    },
    120_000,
  );

  it('no number was ever given twice', async () => {
    const all = await CertificateModel.find().lean<Certificate[]>();
    expect(new Set(all.map((one) => one.numberKey)).size).toBe(all.length);
    expect(all.length).toBe(at * 2);
  });
});
