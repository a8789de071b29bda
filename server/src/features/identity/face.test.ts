import { fileRoutes } from '@jzt/shared/contract/file';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { sessionRoutes } from '@jzt/shared/contract/session';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk } from '../../../simulators/desk';
import { signIn, type Client } from '../../../testing/client';
import { authority, officer } from '../../../testing/people';
import { cardPhoto, cardsByProvider, checkFace, photographCard } from '../../../testing/realName';
import { startWorld, type World } from '../../../testing/world';

let world: World;
let desk: Desk;
let photo: Buffer;
let phones = 0;

// The cards are read by the provider over HTTP: this is about what comes after the card.
beforeAll(async () => {
  world = await startWorld({ env: cardsByProvider });
  // One province is open: nobody is asked which.
  await authority();
  desk = new Desk(world.simulatorUrl);
  photo = await cardPhoto();
});
afterAll(() => world.stop());

const newcomer = (): Promise<Client> => signIn(world, `1371000${String(++phones).padStart(4, '0')}`);
const idNumberOf = (sequence: number) => makeIdNumber('1975-03-08', sequence);

const readBoth = (client: Client, name: string, idNumber: string) => photographCard(world, client, name, idNumber);

/** Up to the face: photos and confirmation. */
async function confirmed(client: Client, name: string, idNumber: string) {
  expect(await readBoth(client, name, idNumber)).toMatchObject({ status: 'PHOTO_OK', reading: { name, idNumber, validTo: '长期' } });
  return client.ok(identityRoutes.confirm, { body: { name, idNumber } });
}

const face = (client: Client, outcome: string) => checkFace(world, client, outcome);

describe('the face check and the way without it', () => {
  it('CQ-33 CQ-34 O-17 what the provider warns of is refused, and a provider that is down decides nothing', async () => {
    const client = await newcomer();
    const sees = { Name: '钱有福', IdNum: idNumberOf(17) };
    for (const [warning, ruleId, code] of [
      [-9102, 'CQ-33', 'CARD_NOT_ORIGINAL'],
      [-9101, 'CQ-34', 'CARD_EDGE_MISSING'],
      [-9107, 'CQ-34', 'CARD_GLARE'],
    ]) {
      await desk.seed('card', { sees, warnings: [warning] });
      expect(await client.refused(identityRoutes.uploadCard, { file: photo })).toMatchObject({ status: 422, ruleId, code });
    }
    await desk.seed('card', { sees });
    await desk.fault('card', 'down');
    expect(await client.refused(identityRoutes.uploadCard, { file: photo })).toMatchObject({ status: 503, code: 'READER_BUSY' });
    await desk.fault('card', 'ok');
    expect(await client.ok(identityRoutes.uploadCard, { file: photo })).toMatchObject({
      status: 'PHOTO_PART',
      missingSides: ['authority'],
    });
  });

  it("another person's portrait makes the other side that of another card; a spoilt retake asks for the portrait again", async () => {
    const client = await newcomer();
    await readBoth(client, '何大山', idNumberOf(25));
    await desk.seed('card', { sees: { Name: '何二山', IdNum: idNumberOf(27) } });
    expect(await client.ok(identityRoutes.uploadCard, { file: photo })).toMatchObject({
      status: 'PHOTO_PART',
      missingSides: ['authority'],
    });
    await readBoth(client, '何大山', idNumberOf(25));
    await desk.seed('card', { sees: {}, quality: 10 });
    expect((await client.refused(identityRoutes.uploadCard, { file: photo })).code).toBe('CARD_BLURRED');
    expect(await client.ok(identityRoutes.view)).toMatchObject({ status: 'PHOTO_REJECTED', missingSides: ['portrait'] });
  });

  it("the client's word is not taken: an unfinished check stays pending; failing counts down to the limit; a stop in the middle goes on", async () => {
    const client = await newcomer();
    await confirmed(client, '孙大勇', idNumberOf(7));
    await client.ok(identityRoutes.beginFace, { body: { channel: 'H5', consented: true } });
    expect((await client.ok(identityRoutes.finishFace)).status).toBe('FACE_PENDING');
    for (let left = 4; left >= 0; left--)
      expect(await face(client, 'fail')).toMatchObject({ status: 'FACE_FAILED', faceAttemptsLeft: left });
    expect(await client.refused(identityRoutes.beginFace, { body: { channel: 'H5', consented: true } })).toMatchObject({
      status: 429,
      code: 'FACE_TOO_OFTEN',
    });
    world.clock.advance(24 * 3600_000);
    client.session = await client.ok(sessionRoutes.refresh, { body: { refreshToken: client.session!.refreshToken } });
    expect((await face(client, 'pass')).status).toBe('VERIFIED');
  });

  it('a face service that is down changes nothing', async () => {
    const client = await newcomer();
    await confirmed(client, '周小芳', idNumberOf(9));
    await desk.fault('face', 'down');
    expect(await client.refused(identityRoutes.beginFace, { body: { channel: 'H5', consented: true } })).toMatchObject({
      status: 503,
      code: 'FACE_DOWN',
    });
    await desk.fault('face', 'ok');
    expect((await face(client, 'pass')).status).toBe('VERIFIED');
  });

  it('one ID number is one person: the second account cannot claim it, and finds the first', async () => {
    const idNumber = idNumberOf(11);
    const [first, second] = [await newcomer(), await newcomer()];
    await confirmed(first, '吴志强', idNumber);
    await confirmed(second, '吴志强', idNumber);
    expect((await face(first, 'pass')).status).toBe('VERIFIED');
    const found = await face(second, 'pass');
    expect(found).toMatchObject({ status: 'HELD_ELSEWHERE', badges: { verified: false, ledgered: false } });
  });

  it('O-18 the way without a face: an officer sees the card and decides once', async () => {
    const client = await newcomer();
    const { cardFileId } = await confirmed(client, '郑秀英', idNumberOf(13));
    expect((await client.ok(identityRoutes.askManual, { body: { reason: '手机没有前置摄像头' } })).status).toBe('MANUAL_REVIEW');
    const [one, two] = [
      await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER'),
      await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER'),
    ];
    const [waiting] = (await one.ok(identityRoutes.listManual)).items.filter((item) => item.name === '郑秀英');
    expect((await one.call(fileRoutes.view, { params: { id: cardFileId! } })).status).toBe(200);
    const body = { decision: 'PASS' as const, reason: '现场核对原件', version: waiting!.version };
    const replies = await Promise.all(
      [one, two].map((each) => each.call(identityRoutes.decideManual, { params: { id: waiting!.personId }, body })),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
    await world.settle();
    expect((await client.ok(identityRoutes.view)).badges).toEqual({ verified: true, ledgered: true });
    expect((await one.refused(fileRoutes.view, { params: { id: cardFileId! } })).status).toBe(404);
  });
});
