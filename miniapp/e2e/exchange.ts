import path from 'node:path';
import { addDays } from '@jzt/shared/domain/calendar';
import { ExchangeModel, type Exchange } from '../../server/src/features/exchange/exchange.model';
import { today } from '../../server/src/platform/clock';
import { signIn } from '../../server/testing/client';
import { exchangeDesk, EXCHANGING, putPaper, type ExchangeDesk } from '../../server/testing/exchanges';
import { examine, learn } from '../../server/testing/newCertificate';
import { ledgeredWorker, type SeededPerson } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';

/** Hainan under the demo pack, whose windows are open all the year, with a class of 32 hours and one that has too few professional ones. */
export async function exchangeWorld(webDir?: string): Promise<{ world: World; desk: ExchangeDesk }> {
  const media = { MEDIA_DIR: path.resolve('server/demo/videos') };
  const world = await startWorld({ env: { PACK_EDITION: 'DEMO', ...media, ...(webDir && { WEB_DIR: webDir }) } });
  return { world, desk: await exchangeDesk(world, addDays(today(world.clock), 60)) };
}

/** Somebody whose paper the ministry's register has, and who also holds one of the older title. */
export async function holderOfPapers(world: World, name: string, number: string): Promise<SeededPerson> {
  const person = await ledgeredWorker(world, { name, jurisdiction: EXCHANGING });
  await putPaper(world, person, number, { expiringDate: '2099-12-31' });
  await putPaper(world, person, `旧${number}`, { certTitle: '3', expiringDate: '2099-12-31' });
  return person;
}

export const exchangeOf = async ({ id }: SeededPerson): Promise<Exchange> =>
  (await ExchangeModel.findOne({ personId: id }).lean<Exchange>())!;

/** The whole course watched and the assessment passed, on another phone; the clock goes on as the lessons do. */
export async function learnAndPass(world: World, desk: ExchangeDesk, person: SeededPerson): Promise<void> {
  // A code is not sent twice a minute.
  world.clock.advance(61_000);
  await desk.signInAgain();
  const phone = await signIn(world, person.phone);
  const source = { kind: 'EXCHANGE' as const, id: (await exchangeOf(person))._id.toHexString() };
  await learn(world, phone, source);
  await examine(world, desk, phone, source);
}
