import { accountRoutes } from '@jzt/shared/contract/account';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { fileRoutes } from '@jzt/shared/contract/file';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { registerRequestRoutes as routes } from '@jzt/shared/contract/registerRequest';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { authority, ledgeredWorker, newIdNumber, officer, type SeededPerson } from '../../../testing/people';
import { seedOutside, setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { PersonModel } from '../person/person.model';

jest.setTimeout(240_000);

let world: World;
let reviewer: Client;
let count = 0;

beforeAll(async () => {
  world = await startWorld();
  reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  await authority('500000');
});
afterAll(() => world.stop());

const photo = () =>
  sharp({ create: { width: 800, height: 560, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer();
const newNumber = () => `青建安B（2022）${String(900_000 + ++count).padStart(7, '0')}`;
const wallet = async (client: Client) => (await client.ok(certificateRoutes.listMine)).items.map(({ number }) => number);
const holding = ({ idNumber, name }: SeededPerson, certNum: string, more: object = {}) => ({
  idNumber,
  name,
  certType: 'W011',
  code: 'B',
  provinceNum: '630000',
  certNum,
  certState: '01',
  expiringDate: '2099-12-31',
  issuedDate: '2022-03-01',
  ...more,
});

describe('我的证书没有显示: the look-up (A-35)', () => {
  it('brings in what the registers of the nation know of the caller, and says of the rest why not', async () => {
    const person = await ledgeredWorker(world);
    const [mine, ended, undated, far] = [newNumber(), newNumber(), newNumber(), newNumber()];
    await seedOutside(world, 'national', {
      holdings: [
        holding(person, mine),
        holding(person, ended, { code: 'A', certState: '05' }),
        holding(person, undated, { certType: 'W032', code: '01', issuedDate: '' }),
        holding(person, far, { provinceNum: '510000' }),
      ],
      siteCertificates: [
        {
          idNumber: person.idNumber,
          name: person.name,
          certTitle: '1',
          postCode: '101',
          provinceNum: '630000',
          certNum: `青建岗0000${count}`,
          issueDate: '2016-06-01',
        },
      ],
    });
    const client = await signIn(world, person.phone);
    const found = await client.ok(routes.lookUp);
    const stateOf = (number: string) => found.items.find((one) => one.number === number)?.state;
    expect([stateOf(mine), stateOf(ended), stateOf(undated), stateOf(far), stateOf(`青建岗0000${count}`)]).toEqual([
      'RECORDED',
      'ENDED',
      'INCOMPLETE',
      'ELSEWHERE',
      'RECORDED',
    ]);
    expect(found.items.find((one) => one.number === undated)?.note).toContain('申请补登');
    expect((await wallet(client)).sort()).toEqual([mine, `青建岗0000${count}`].sort());
    expect((await client.ok(routes.lookUp)).items.find((one) => one.number === mine)?.state).toBe('ALREADY');
  });

  it('while a register is down nothing is said and nothing counted; without the real-name check nothing is asked', async () => {
    const client = await signIn(world, (await ledgeredWorker(world)).phone);
    await setFault(world, 'national', { mode: 'down' });
    for (let tries = 0; tries < 12; tries++) expect((await client.refused(routes.lookUp)).code).toBe('CHECK_PENDING');
    await setFault(world, 'national', { mode: 'ok' });
    const nobody = await ledgeredWorker(world);
    await PersonModel.updateOne({ _id: nobody.id }, { $set: { status: 'FACE_PENDING' }, $unset: { idNumberIndex: 1 } });
    expect((await (await signIn(world, nobody.phone)).refused(routes.lookUp)).code).toBe('IDENTITY_REQUIRED');
  });
});

describe('补登申请 (A-35)', () => {
  const ask = async (change: object = {}) => {
    const person = await ledgeredWorker(world);
    const client = await signIn(world, person.phone);
    const { fileId } = await client.ok(routes.uploadProof, { file: await photo() });
    const body = { kind: 'SPECIAL_OP' as const, trade: '建筑电工', number: newNumber(), proofFileId: fileId, ...change };
    return { person, client, body, request: await client.ok(routes.submit, { body }) };
  };
  const original = (number: string) => ({
    kind: 'SPECIAL_OP' as const,
    trade: '01',
    number,
    issuedOn: '2024-01-01',
    validTo: '2099-01-01',
  });

  it('stands in the officers’ queue with the photo of the original, and is entered as the original reads', async () => {
    const { client, body, request } = await ask();
    expect(request).toMatchObject({ status: 'SUBMITTED', canWithdraw: true, number: body.number });
    const queue = (await reviewer.ok(routes.queue, { query: { limit: 100 } })).items;
    const asked = queue.find((one) => one.id === request.id)!;
    expect(asked).toMatchObject({ number: body.number, trade: '建筑电工', name: '测试工人' });
    expect((await reviewer.call(fileRoutes.view, { params: { id: asked.proofFileId } })).status).toBe(200);
    expect((await reviewer.ok(accountRoutes.me)).todos.map((one) => one.key)).toContain('register-requests');
    const right = newNumber();
    await reviewer.ok(routes.decide, {
      params: { id: request.id },
      body: { decision: 'ACCEPT', original: original(right), version: asked.version },
    });
    await world.settle();
    const [mine] = (await client.ok(routes.listMine)).items;
    expect(mine).toMatchObject({ status: 'RECORDED', certificateId: expect.any(String) });
    expect(await wallet(client)).toEqual([right]);
  });

  it('refused with a reason that the holder reads, and may be asked once more', async () => {
    const { client, body, request } = await ask();
    const decide = (more: object) =>
      ({ params: { id: request.id }, body: { decision: 'REFUSE', version: request.version, ...more } }) as never;
    expect((await reviewer.refused(routes.decide, decide({}))).code).toBe('REASON_REQUIRED');
    await reviewer.ok(routes.decide, decide({ reason: '档案里查不到' }));
    await world.settle();
    expect((await client.ok(inboxRoutes.list)).items[0]).toMatchObject({ title: '补登申请没有通过' });
    expect((await client.ok(routes.listMine)).items[0]).toMatchObject({ status: 'REFUSED', reason: '档案里查不到' });
    expect(await client.ok(routes.submit, { body })).toMatchObject({ status: 'SUBMITTED' });
  });

  it('is asked once a certificate; withdrawn, once more; not for what is in the wallet, not for a trade that is none', async () => {
    const { client, person, body, request } = await ask();
    expect((await client.refused(routes.submit, { body })).code).toBe('ALREADY_ASKED');
    await client.ok(routes.withdraw, { params: { id: request.id }, body: { version: request.version } });
    const again = await client.ok(routes.submit, { body });
    expect((await client.refused(routes.submit, { body: { ...body, trade: '飞行员' } })).code).toBe('TRADE_WRONG');
    const known = newNumber();
    await (
      await world.server.get(RegisterEntries)
    ).record([
      {
        jurisdiction: '630000',
        kind: 'SPECIAL_OP',
        subject: { category: 'SPECIAL_OP', code: '01' },
        number: known,
        name: person.name,
        idNumber: person.idNumber,
        issuedOn: '2024-01-01',
      },
    ]);
    expect((await client.refused(routes.submit, { body: { ...body, number: known } })).code).toBe('ALREADY_IN_WALLET');
    await reviewer.ok(routes.decide, {
      params: { id: again.id },
      body: { decision: 'REFUSE', reason: '重复', version: again.version },
    });
  });

  it('a number of somebody else is told to the officer; a photo of somebody else is none', async () => {
    const taken = newNumber();
    const other = { ...original(taken), jurisdiction: '630000' as const, name: '别人', idNumber: newIdNumber() };
    await (
      await world.server.get(RegisterEntries)
    ).record([{ ...other, kind: 'SPECIAL_OP', subject: { category: 'SPECIAL_OP', code: '01' } }]);
    const { body, request } = await ask();
    const decide = {
      params: { id: request.id },
      body: { decision: 'ACCEPT' as const, original: original(taken), version: request.version },
    };
    expect((await reviewer.refused(routes.decide, decide)).code).toBe('NUMBER_TAKEN');
    expect((await reviewer.refused(routes.decide, { ...decide, body: { decision: 'ACCEPT', version: request.version } })).code).toBe(
      'ORIGINAL_REQUIRED',
    );
    const stranger = await signIn(world, (await ledgeredWorker(world)).phone);
    expect((await stranger.refused(routes.submit, { body: { ...body, number: newNumber() } })).status).toBe(404);
  });
});
