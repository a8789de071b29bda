import { identityRoutes } from '@jzt/shared/contract/identity';
import sharp from 'sharp';
import { Desk } from '../simulators/desk';
import type { Client } from './client';
import type { World } from './world';

/** For a world whose cards are read by the provider over HTTP: what comes after the card is what the test is about. */
export const cardsByProvider = (simulators: string): Record<string, string> => ({ CARD_BASE_URL: `${simulators}/card` });

let photo: Promise<Buffer> | undefined;
/** A photo in which the provider reads what the desk has seeded. */
export const cardPhoto = (): Promise<Buffer> =>
  (photo ??= sharp({ create: { width: 856, height: 540, channels: 3, background: '#8a7' } })
    .jpeg()
    .toBuffer());

/** Both sides of the card, as the provider reads them. */
export async function photographCard(world: World, client: Client, name: string, idNumber: string) {
  const [desk, file] = [new Desk(world.simulatorUrl), await cardPhoto()];
  await desk.seed('card', { sees: { Name: name, IdNum: idNumber } });
  await client.ok(identityRoutes.uploadCard, { file });
  await desk.seed('card', { sees: { Authority: '演示市公安局', ValidDate: '2015.06.01-长期' } });
  return client.ok(identityRoutes.uploadCard, { file });
}

/** One face check to its end, as the provider decides it. */
export async function checkFace(world: World, client: Client, outcome: string) {
  const { verifyId } = await client.ok(identityRoutes.beginFace, { body: { channel: 'H5', consented: true } });
  await new Desk(world.simulatorUrl).face(verifyId, outcome);
  return client.ok(identityRoutes.finishFace);
}
