import path from 'node:path';
import { studyRoutes } from '@jzt/shared/contract/study';
import { publishTransferCourses, TRANSFER_PROVINCE } from '../../server/demo/transfers';
import { RegisterEntries } from '../../server/src/features/certificate/registerEntries.service';
import { PostTransferModel, type PostTransfer } from '../../server/src/features/postTransfer/postTransfer.model';
import { signIn } from '../../server/testing/client';
import { authority, ledgeredWorker, type SeededPerson } from '../../server/testing/people';
import { seedOutside } from '../../server/testing/simulators';
import { paramsOf, watchLesson } from '../../server/testing/study';
import { startWorld, type World } from '../../server/testing/world';

/** Chongqing under the demo pack, whose window is open all the year, with the courses of the demo: 46 chapters each. */
export async function transferWorld(webDir?: string): Promise<World> {
  const media = { MEDIA_DIR: path.resolve('server/demo/videos') };
  const world = await startWorld({ env: { PACK_EDITION: 'DEMO', ...media, ...(webDir && { WEB_DIR: webDir }) } });
  await authority(TRANSFER_PROVINCE);
  await seedOutside(world, 'seal', { seals: [{ sealId: 'CQ-ZJW', holder: '重庆市住房和城乡建设委员会' }] });
  await publishTransferCourses(world.server);
  return world;
}

/** Somebody with a 安全员 certificate of the register. */
export async function safetyOfficer(world: World, name: string, number: string): Promise<SeededPerson> {
  const person = await ledgeredWorker(world, { name, jurisdiction: TRANSFER_PROVINCE });
  await (
    await world.server.get(RegisterEntries)
  ).record([
    {
      jurisdiction: TRANSFER_PROVINCE,
      kind: 'SITE_MANAGER_PAPER',
      subject: { category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER' },
      number,
      name,
      idNumber: person.idNumber,
      issuedOn: '2021-06-01',
      validTo: '2099-12-31',
    },
  ]);
  return person;
}

/** Watches the first four chapters on another phone, so that the hours are met; the clock goes on as the lessons do. */
export async function watchToTheEnd(world: World, person: SeededPerson): Promise<void> {
  // A code is not sent twice a minute.
  world.clock.advance(61_000);
  const phone = await signIn(world, person.phone);
  const { _id } = (await PostTransferModel.findOne({ personId: person.id }).lean<PostTransfer>())!;
  const source = { kind: 'POST_TRANSFER' as const, id: _id.toHexString() };
  const { chapters } = await phone.ok(studyRoutes.course, { params: paramsOf(source) });
  for (const lesson of chapters.slice(0, 4).flatMap((chapter) => chapter.lessons)) await watchLesson(world, phone, source, lesson);
  await world.settle();
}
