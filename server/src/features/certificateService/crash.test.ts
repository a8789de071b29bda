import { setTimeout as pause } from 'node:timers/promises';
import { certificateServiceRoutes as services } from '@jzt/shared/contract/certificateService';
import { addDays } from '@jzt/shared/domain/calendar';
import { continuingEducation as machine } from '@jzt/shared/workflow/machines/continuingEducation';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn } from '../../../testing/client';
import { twoOfficers } from '../../../testing/officers';
import { employ, enterprise, ledgeredWorker, portraitOf } from '../../../testing/people';
import { PowerCut } from '../../../testing/powerCut';
import { startWorld, type World } from '../../../testing/world';
import { Cases } from '../../platform/cases';
import { today } from '../../platform/clock';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { ContinuingEducationModel, type ContinuingEducation } from '../continuingEducation/continuingEducation.model';
import { ServiceCaseModel, type ServiceCase } from './certificateService.model';

const MINUTE = 60_000;
/** Fixed points on the way from the request over the decision to the new edition. */
const CUTS = [0, 1, 2, 4, 7, 11, 16, 22];

let world: World;
let power: PowerCut;
let count = 0;

beforeAll(async () => {
  world = await startWorld();
  power = new PowerCut();
});
afterAll(async () => {
  power.remove();
  await world.stop();
});

/** A holder whose continuing education is recorded. */
async function ready() {
  const person = await ledgeredWorker(world);
  await employ(world, person.id, (await enterprise()).id);
  const number = `青建安C2（2023）${String(900 + ++count).padStart(7, '0')}`;
  const validTo = addDays(today(world.clock), 40);
  const subject = { category: 'SAFETY_MGMT', code: 'C2' } as const;
  const [made] = await (
    await world.server.get(RegisterEntries)
  ).record([
    {
      jurisdiction: '630000',
      kind: 'SAFETY_MGMT',
      subject,
      number,
      name: person.name,
      idNumber: person.idNumber,
      issuedOn: '2023-05-01',
      validTo,
    },
  ]);
  const id = made!.state === 'REFUSED' ? '' : made!.certificateId;
  await (
    await world.server.get(Cases)
  ).create(
    ContinuingEducationModel,
    machine,
    {
      status: 'CE_CONFIRMED',
      certificateId: id,
      periodEnd: validTo,
      personId: person.id,
      jurisdiction: '630000',
      packVersion: 'QH-1',
      subject,
      certificateNumber: number,
      mode: 'OFFLINE',
      providerName: '测试培训中心',
      passedOn: today(world.clock),
    },
    { event: 'open', actor: { role: 'SYSTEM' } },
  );
  await world.settle();
  return { person, number, id, validTo, portraitFileId: await portraitOf(world, person.id) };
}

async function workOn(): Promise<void> {
  for (let round = 0; round < 3 && !power.struck; round++) {
    await world.settle().catch((error: Error) => expect(error.message).toContain('power cut'));
    if (!power.struck) world.clock.advance(2 * MINUTE);
  }
}

describe('JS-05 A-31 the power goes in the middle of a re-issue', () => {
  it.each(CUTS)(
    'after %i writes: the next start ends it, with one revision and one number',
    async (writes) => {
      const who = await ready();
      const client = await signIn(world, who.person.phone);
      world.clock.advance(2 * MINUTE);
      const { issuer } = await twoOfficers(world);
      const { version } = (await CertificateModel.findById(who.id).lean<Certificate>())!;
      const body = { service: 'EXTEND' as const, version, portraitFileId: who.portraitFileId };
      const asked = await client.ok(services.apply, { params: { id: who.id }, body });
      power.after(writes);
      const decision = {
        params: { id: asked.id },
        body: { decision: 'APPROVE' as const, version: asked.version },
        key: `decide-${asked.id}`,
      };
      await issuer.call(services.decide, decision).catch(() => undefined);
      await workOn();
      await pause(300);
      power.mend();
      await world.restart();
      // Who got no answer asks again, with the same key.
      const again = (await twoOfficers(world)).issuer;
      const now = (await ServiceCaseModel.findById(asked.id).lean<ServiceCase>())!;
      if (now.status === 'SUBMITTED')
        await again.ok(services.decide, { ...decision, body: { decision: 'APPROVE', version: now.version }, key: `again-${asked.id}` });
      for (let round = 0; round < 4; round++) {
        await world.settle();
        world.clock.advance(2 * MINUTE);
      }
      await world.settle();

      const one = (await CertificateModel.findById(who.id).lean<Certificate>())!;
      expect({ ...one, earlier: one.earlier?.length }).toMatchObject({
        status: 'ACTIVE',
        number: who.number,
        validTo: asked.newValidTo,
        earlier: 1,
        outbox: [],
      });
      expect(one.history.filter((line) => line.event === 'extend')).toHaveLength(1);
      expect(await CertificateModel.countDocuments({ number: who.number })).toBe(1);
      expect((await ServiceCaseModel.find({ certificateId: who.id }).lean<ServiceCase[]>()).map((each) => each.status)).toEqual(['DONE']);
      expect((await ContinuingEducationModel.findOne({ certificateId: who.id }).lean<ContinuingEducation>())!.status).toBe('EXTENDED');
      const files = mongoose.connection.db!.collection('files.files');
      expect(await files.countDocuments({ 'metadata.ownerId': who.person.id, 'metadata.purpose': 'CERTIFICATE' })).toBe(1);
    },
    120_000,
  );
});
