import { clientFaultRoutes as routes, type ClientFault } from '@jzt/shared/contract/clientFault';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from '../../../testing/client';
import { startWorld, type World } from '../../../testing/world';
import { ClientFaultModel } from './clientFault.model';

let world: World;
let phone: Client;

beforeAll(async () => {
  world = await startWorld();
  phone = new Client(world.url);
});
afterAll(() => world.stop());
// A minute later the limit begins anew.
beforeEach(async () => {
  world.clock.advance(61_000);
  await ClientFaultModel.deleteMany({});
});

const fault = (patch: Partial<ClientFault> = {}): ClientFault => ({
  kind: 'ERROR',
  message: "TypeError: Cannot read properties of undefined (reading 'length')",
  stack: 'at render (packages/study/course/index.js:1:2345)',
  page: 'packages/study/course/index',
  target: 'weapp',
  version: '1.2.0 3.8.12',
  ...patch,
});
const tell = (patch?: Partial<ClientFault>) => phone.ok(routes.report, { body: fault(patch) });

describe('faults on phones', () => {
  it('are taken from anybody, each kind of a day once with its number, and told in the log once', async () => {
    for (let turn = 0; turn < 3; turn += 1) await tell();
    await tell({ page: 'pages/home/index' });
    const kept = await ClientFaultModel.find().sort({ count: -1 }).lean();
    expect(kept.map(({ count, page }) => [count, page])).toEqual([
      [3, 'packages/study/course/index'],
      [1, 'pages/home/index'],
    ]);
    expect(
      world.logs.filter((line) => line.includes('fault on a phone') && line.includes('"page":"packages/study/course/index"')),
    ).toHaveLength(1);
  });

  it('lose what a phone left in: ID numbers, phones, tokens, the values of addresses', async () => {
    const token = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${'a'.repeat(40)}.${'b'.repeat(43)}`;
    await tell({
      message: '11010519491231002X and 13912345678',
      stack: `Bearer ${token}`,
      page: 'packages/certificate/verify/index?code=4f9c1a7be2d84410aa03c9d2f7b1e655',
    });
    const [kept] = await ClientFaultModel.find().lean();
    expect(kept).toMatchObject({ message: '<id> and <phone>', stack: 'Bearer <token>', page: 'packages/certificate/verify/index' });
  });

  it('are bounded: too long is refused, and too many from one address in a minute', async () => {
    expect(await phone.refused(routes.report, { body: fault({ message: 'x'.repeat(501) }) })).toMatchObject({
      status: 400,
      code: 'INPUT_INVALID',
    });
    for (let turn = 0; turn < 30; turn += 1) await tell();
    expect(await phone.refused(routes.report, { body: fault() })).toMatchObject({ status: 429, code: 'FAULTS_TOO_OFTEN' });
    world.clock.advance(61_000);
    await tell();
  });

  it('of more than 300 kinds on a day only make one number grow', async () => {
    await tell();
    const [{ day } = { day: '' }] = await ClientFaultModel.find().lean();
    await ClientFaultModel.insertMany(Array.from({ length: 299 }, (_, at) => ({ ...fault(), _id: `${day}/x${at}`, day, count: 1 })));
    await tell({ message: 'a new one' });
    await tell({ message: 'another new one' });
    await tell();
    expect(await ClientFaultModel.countDocuments()).toBe(301);
    expect(await ClientFaultModel.findById(`${day}/more`).lean()).toMatchObject({ count: 2 });
  });

  it('are forgotten after a month', async () => {
    const indexes = await ClientFaultModel.collection.indexes();
    expect(indexes.find((index) => index.key.firstAt === 1)?.expireAfterSeconds).toBe(30 * 24 * 3600);
  });
});
