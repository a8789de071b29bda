import { randomUUID } from 'node:crypto';
import { certificateServiceRoutes } from '@jzt/shared/contract/certificateService';
import { fileRoutes } from '@jzt/shared/contract/file';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { issuedExam } from '../../../testing/certificates';
import { signIn } from '../../../testing/client';
import { twoOfficers } from '../../../testing/officers';
import { ledgeredWorker } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { Files } from '../../platform/files';
import { PersonModel, type Person } from '../person/person.model';
import { schemaPaths } from '../../platform/schemaPaths';
import { FileSweep, HOLDS_A_FILE } from './fileSweep.service';

const DAY = 24 * 3600_000;
let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.stop());

const photo = () =>
  sharp({ create: { width: 350, height: 490, channels: 3, background: '#ffffff' } })
    .jpeg()
    .toBuffer();

it('A-24 photos that no form came to use are forgotten after two months; whatever a record names stays', async () => {
  const officers = await twoOfficers(world);
  const { people, certificates } = await issuedExam(world, officers, { names: ['周持证'] });
  const issuer = officers.issuer;
  const evidence = await issuer.ok(fileRoutes.uploadEvidence, { file: await photo() });
  const { id, version } = await issuer.ok(certificateServiceRoutes.findCertificate, { body: { number: certificates[0]!.number } });
  await issuer.ok(certificateServiceRoutes.measure, {
    params: { id },
    body: {
      measure: 'RESCIND',
      reason: '正在核查报名材料',
      legalBasis: '《安全生产许可证条例》',
      evidenceFileIds: [evidence.fileId],
      version,
    },
    key: randomUUID(),
  });
  const files = await world.server.get(Files);
  const { identity } = (await PersonModel.findById(people[0]!.id).lean<Person>())!;
  const { portraitFileId, fileId } = certificates[0]!;
  const used: string[] = [evidence.fileId, portraitFileId!, fileId!, identity.cardFileId!];
  const worker = await signIn(world, (await ledgeredWorker(world)).phone);
  const aborted = await worker.ok(fileRoutes.uploadPortrait, { file: await photo() });
  const begun = await worker.ok(fileRoutes.uploadPortrait, { file: await photo() });
  const sweep = await world.server.get(FileSweep);
  const there = async (ids: string[]) => (await Promise.all(ids.map((one) => files.find(one)))).map((one) => one !== undefined);

  world.clock.advance(60 * DAY - 60_000);
  await sweep.run();
  expect(await there([aborted.fileId])).toEqual([true]);
  const late = await (await signIn(world, (await ledgeredWorker(world)).phone)).ok(fileRoutes.uploadPortrait, { file: await photo() });
  world.clock.advance(120_000);
  await sweep.run();
  // Gone for everybody, and its bytes with the second look; one that somebody was just beginning to use comes back.
  expect(await there([aborted.fileId, late.fileId, begun.fileId])).toEqual([false, true, false]);
  await PersonModel.updateOne({ _id: people[0]!.id }, { $set: { portraitFileId: begun.fileId } });
  world.clock.advance(3600_000);
  await sweep.run();
  expect(await there([begun.fileId])).toEqual([true]);
  await expect(files.read(aborted.fileId)).rejects.toThrow('is not there');
  expect(await there(used)).toEqual(used.map(() => true));
});

it('overlooks no place where a record names a file', () => {
  const overlooked = schemaPaths().filter(({ path }) => /file/i.test(path) && !HOLDS_A_FILE.test(path));
  expect(overlooked.map(({ model, path }) => `${model.modelName} ${path}`).sort()).toEqual([
    'Certificate earlier.fileSha256',
    'Certificate fileSha256',
    'Exchange fileCheckTo',
  ]);
  expect(schemaPaths().map(({ path }) => path)).toContain('earlier.fileId');
});
