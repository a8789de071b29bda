import { accountRoutes } from '@jzt/shared/contract/account';
import { fileRoutes } from '@jzt/shared/contract/file';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { sessionRoutes } from '@jzt/shared/contract/session';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderCardPhoto, type CardFault } from '../../../demo/cards/index';
import { Desk } from '../../../simulators/desk';
import { signIn, type Client } from '../../../testing/client';
import { officer } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';

let world: World;
let desk: Desk;
let phones = 0;

beforeAll(async () => {
  world = await startWorld();
  desk = new Desk(world.simulatorUrl);
});
afterAll(() => world.stop());

const newcomer = (): Promise<Client> => signIn(world, `1370000${String(++phones).padStart(4, '0')}`);
const idNumberOf = (sequence: number) => makeIdNumber('1975-03-08', sequence);
const card = (name: string, idNumber: string, fault: CardFault = 'none') =>
  renderCardPhoto({
    name,
    sex: '男',
    nation: '汉',
    birth: '1975-03-08',
    address: '测试省测试市演示路1号',
    idNumber,
    side: 'portrait',
    fault,
    background: 'wood',
  } as never);

/** Up to the face: photo and confirmation. */
async function confirmed(client: Client, name: string, idNumber: string) {
  const seen = await client.ok(identityRoutes.uploadCard, { file: await card(name, idNumber) });
  expect(seen.reading).toMatchObject({ name, idNumber });
  return client.ok(identityRoutes.confirm, { body: { name, idNumber } });
}

async function face(client: Client, outcome: string) {
  const { verifyId, hostedUrl } = await client.ok(identityRoutes.beginFace, { body: { channel: 'H5', consented: true } });
  expect(hostedUrl).toMatch(/^http/);
  await desk.face(verifyId, outcome);
  return client.ok(identityRoutes.finishFace);
}

describe('real name', () => {
  it('CQ-29 CQ-30 photo, then name and number, then the face; VERIFIED and LEDGERED are two badges, and the card is seen only by its owner', async () => {
    const client = await newcomer();
    expect(await client.refused(identityRoutes.beginFace, { body: { channel: 'H5', consented: true } })).toMatchObject({
      code: 'IDENTITY_STEP_ORDER',
      ruleId: 'CQ-29',
    });
    const done = await confirmed(client, '王建国', idNumberOf(1));
    expect(done).toMatchObject({ status: 'INFO_OK', badges: { verified: false, ledgered: false } });
    expect(await client.refused(identityRoutes.beginFace, { body: { channel: 'H5', consented: false } })).toMatchObject({
      code: 'CONSENT_REQUIRED',
      ruleId: 'O-18',
    });
    expect(await face(client, 'pass')).toMatchObject({ status: 'VERIFIED', badges: { verified: true } });
    await world.settle();
    expect(await client.ok(identityRoutes.view)).toMatchObject({ status: 'LEDGERED', badges: { verified: true, ledgered: true } });
    expect((await client.ok(accountRoutes.me)).identity).toMatchObject({ verified: true, ledgered: true });
    const file = await client.call(fileRoutes.view, { params: { id: done.cardFileId! } });
    expect(file.status).toBe(200);
    expect(file.bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect((await (await newcomer()).refused(fileRoutes.view, { params: { id: done.cardFileId! } })).status).toBe(404);
  });

  it('CQ-34 three faults have three codes, and the photo may be taken again', async () => {
    const client = await newcomer();
    const faults: [CardFault, string][] = [
      ['edge', 'CARD_EDGE_MISSING'],
      ['blur', 'CARD_BLURRED'],
      ['glare', 'CARD_GLARE'],
    ];
    for (const [fault, code] of faults)
      expect(await client.refused(identityRoutes.uploadCard, { file: await card('李桂兰', idNumberOf(3), fault) })).toMatchObject({
        status: 422,
        code,
        ruleId: 'CQ-34',
      });
    expect((await client.ok(identityRoutes.view)).status).toBe('PHOTO_REJECTED');
    expect((await client.ok(identityRoutes.uploadCard, { file: await card('李桂兰', idNumberOf(3)) })).status).toBe('PHOTO_OK');
  });

  it("CQ-35 a wrong check digit and a name that is not the card's are refused", async () => {
    const client = await newcomer();
    const idNumber = idNumberOf(5);
    await client.ok(identityRoutes.uploadCard, { file: await card('赵铁柱', idNumber) });
    const last = idNumber.at(-1) === '1' ? '2' : '1';
    expect(
      await client.refused(identityRoutes.confirm, { body: { name: '赵铁柱', idNumber: idNumber.slice(0, 17) + last } }),
    ).toMatchObject({ code: 'ID_NUMBER_INVALID', ruleId: 'CQ-35' });
    expect(await client.refused(identityRoutes.confirm, { body: { name: '赵铁', idNumber } })).toMatchObject({
      code: 'ID_MISMATCH',
      ruleId: 'CQ-35',
    });
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

  it('one ID number is one person: the second account cannot claim it', async () => {
    const idNumber = idNumberOf(11);
    const [first, second] = [await newcomer(), await newcomer()];
    await confirmed(first, '吴志强', idNumber);
    await confirmed(second, '吴志强', idNumber);
    expect((await face(first, 'pass')).status).toBe('VERIFIED');
    const { verifyId } = await second.ok(identityRoutes.beginFace, { body: { channel: 'H5', consented: true } });
    await desk.face(verifyId, 'pass');
    expect(await second.refused(identityRoutes.finishFace)).toMatchObject({ status: 409, code: 'ID_NUMBER_TAKEN' });
    const third = await newcomer();
    await third.ok(identityRoutes.uploadCard, { file: await card('吴志强', idNumber) });
    expect((await third.refused(identityRoutes.confirm, { body: { name: '吴志强', idNumber } })).code).toBe('ID_NUMBER_TAKEN');
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

describe('uploads', () => {
  it('what is no photo is refused by its content', async () => {
    const client = await newcomer();
    for (const file of [Buffer.from('%PDF-1.7 not a photo at all'), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')]) {
      expect((await client.refused(fileRoutes.uploadPortrait, { file })).code).toBe('FILE_NOT_IMAGE');
    }
    expect(await client.refused(fileRoutes.uploadPortrait, { file: Buffer.alloc(20 * 1024 * 1024, 1) })).toMatchObject({
      status: 413,
      code: 'FILE_TOO_LARGE',
    });
    expect((await client.refused(fileRoutes.uploadPortrait, { file: Buffer.alloc(0) })).code).toBe('FILE_REQUIRED');
  });
});
