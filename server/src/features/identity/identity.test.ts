import { accountRoutes } from '@jzt/shared/contract/account';
import { fileRoutes } from '@jzt/shared/contract/file';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { toLocalDate } from '@jzt/shared/domain/calendar';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderCardPhoto, type CardFault } from '../../../demo/cards/index';
import { Desk } from '../../../simulators/desk';
import { signIn, type Client } from '../../../testing/client';
import { startWorld, type World } from '../../../testing/world';

let world: World;
let phones = 0;

beforeAll(async () => {
  world = await startWorld();
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
/** The side with the emblem, valid until the day. */
const back = (name: string, idNumber: string, validTo = '2045-01-01') =>
  renderCardPhoto({
    name,
    sex: 'M',
    nation: '汉',
    birth: '1975-03-08',
    address: '测试省测试市演示路1号',
    idNumber,
    side: 'authority',
    authority: '演示市公安局',
    validFrom: '2015-01-01',
    validTo,
    background: 'wood',
  });

/** Up to the face: photo and confirmation. */
async function confirmed(client: Client, name: string, idNumber: string) {
  const half = await client.ok(identityRoutes.uploadCard, { file: await card(name, idNumber) });
  expect(half).toMatchObject({ status: 'PHOTO_PART', missingSides: ['authority'] });
  const seen = await client.ok(identityRoutes.uploadCard, { file: await back(name, idNumber) });
  expect(seen.reading).toMatchObject({ name, idNumber });
  return client.ok(identityRoutes.confirm, { body: { name, idNumber } });
}

async function face(client: Client, outcome: string) {
  const { verifyId, hostedUrl } = await client.ok(identityRoutes.beginFace, { body: { channel: 'H5', consented: true } });
  expect(hostedUrl).toMatch(/^http/);
  await new Desk(world.simulatorUrl).face(verifyId, outcome);
  return client.ok(identityRoutes.finishFace);
}

// Reading a card keeps a processor busy for seconds, on a busy machine for many.
const READING_MS = 300_000;

describe('real name', () => {
  it(
    'CQ-29 CQ-30 photo, then name and number, then the face; VERIFIED and LEDGERED are two badges, and the card is seen only by its owner',
    async () => {
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
    },
    READING_MS,
  );

  it(
    'CQ-33 the other side tells until when: an expired card is refused with its day, and either side may come first',
    async () => {
      const client = await newcomer();
      const idNumber = idNumberOf(21);
      const yesterday = toLocalDate(world.clock.now().getTime() - 24 * 3600_000);
      const first = await client.ok(identityRoutes.uploadCard, { file: await back('陈国平', idNumber) });
      expect(first).toMatchObject({ status: 'PHOTO_PART', missingSides: ['portrait'] });
      expect(await client.refused(identityRoutes.confirm, { body: { name: '陈国平', idNumber } })).toMatchObject({
        ruleId: 'CQ-33',
        code: 'CARD_REQUIRED',
      });
      const file = await back('陈国平', idNumber, yesterday);
      expect(await client.refused(identityRoutes.uploadCard, { file })).toMatchObject({ status: 422, ruleId: 'CQ-33', code: 'ID_EXPIRED' });
      const today = toLocalDate(world.clock.now());
      await client.ok(identityRoutes.uploadCard, { file: await back('陈国平', idNumber, today) });
      expect((await client.ok(identityRoutes.uploadCard, { file: await card('陈国平', idNumber) })).reading).toMatchObject({
        idNumber,
        validTo: today,
      });
    },
    READING_MS,
  );

  it(
    'CQ-33 a number cannot be confirmed while the other side is missing',
    async () => {
      const client = await newcomer();
      const idNumber = idNumberOf(23);
      await client.ok(identityRoutes.uploadCard, { file: await card('刘春生', idNumber) });
      expect(await client.refused(identityRoutes.confirm, { body: { name: '刘春生', idNumber } })).toMatchObject({
        ruleId: 'CQ-33',
        code: 'CARD_OTHER_SIDE_REQUIRED',
      });
    },
    READING_MS,
  );

  it(
    'CQ-34 three faults have three codes, and the photo may be taken again',
    async () => {
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
      expect((await client.ok(identityRoutes.uploadCard, { file: await card('李桂兰', idNumberOf(3)) })).status).toBe('PHOTO_PART');
    },
    READING_MS,
  );

  it(
    "CQ-35 a wrong check digit and a name that is not the card's are refused",
    async () => {
      const client = await newcomer();
      const idNumber = idNumberOf(5);
      await client.ok(identityRoutes.uploadCard, { file: await card('赵铁柱', idNumber) });
      await client.ok(identityRoutes.uploadCard, { file: await back('赵铁柱', idNumber) });
      const last = idNumber.at(-1) === '1' ? '2' : '1';
      expect(
        await client.refused(identityRoutes.confirm, { body: { name: '赵铁柱', idNumber: idNumber.slice(0, 17) + last } }),
      ).toMatchObject({ code: 'ID_NUMBER_INVALID', ruleId: 'CQ-35' });
      expect(await client.refused(identityRoutes.confirm, { body: { name: '赵铁', idNumber } })).toMatchObject({
        code: 'ID_MISMATCH',
        ruleId: 'CQ-35',
      });
    },
    READING_MS,
  );
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
