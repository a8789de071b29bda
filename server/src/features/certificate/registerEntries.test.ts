import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { addDays } from '@jzt/shared/domain/calendar';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import { ledgeredWorker, newIdNumber, verifiedWorker } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { today } from '../../platform/clock';
import { Identities } from '../identity/identity.service';
import { PersonModel } from '../person/person.model';
import { Persons } from '../person/person.service';
import { CertificateModel, type Certificate } from './certificate.model';
import { RegisterEntries, type RegisterRow } from './registerEntries.service';

jest.setTimeout(90_000);

let world: World;
let entries: RegisterEntries;
let count = 0;

const row = (change: Partial<RegisterRow> = {}): RegisterRow => ({
  jurisdiction: '630000',
  kind: 'SAFETY_MGMT',
  subject: { category: 'SAFETY_MGMT', code: 'C2' },
  number: `青建安C2（2023）${String(++count).padStart(7, '0')}`,
  name: '测试工人',
  idNumber: newIdNumber(),
  issuedOn: '2023-05-01',
  validTo: addDays(today(world.clock), 60),
  ...change,
});

beforeAll(async () => {
  world = await startWorld();
  entries = await world.server.get(RegisterEntries);
});
afterAll(() => world.stop());

describe('certificates that exist already', () => {
  it('QH-23 is in the wallet of whom we know, and told once', async () => {
    const person = await ledgeredWorker(world);
    const mine = row({ idNumber: person.idNumber, enterpriseName: '测试建筑公司' });
    expect(await entries.record([mine])).toEqual([{ number: mine.number, state: 'RECORDED', certificateId: expect.any(String) }]);
    await world.settle();
    const client = await signIn(world, person.phone);
    const [shown] = (await client.ok(certificateRoutes.listMine)).items;
    expect(shown).toMatchObject({
      number: mine.number,
      status: 'ACTIVE',
      recorded: true,
      daysLeft: 60,
      canDownload: false,
      enterpriseName: '测试建筑公司',
      timeline: [{ labelZh: '登记证书' }],
    });
    expect((await client.ok(inboxRoutes.list)).items.filter((one) => one.title === '找到了您的证书')).toHaveLength(1);
  });

  it('QH-23 waits for its holder, and is found after the real-name check only', async () => {
    const idNumber = newIdNumber();
    await entries.record([row({ idNumber }), row({ idNumber })]);
    const person = await verifiedWorker(world, { idNumber });
    await PersonModel.updateOne({ _id: person.id }, { $set: { status: 'FACE_PENDING' }, $unset: { idNumberIndex: 1 } });
    const client = await signIn(world, person.phone);
    await entries.bringTo(person.id);
    expect((await client.ok(certificateRoutes.listMine)).items).toEqual([]);
    const [identities, persons] = [await world.server.get(Identities), await world.server.get(Persons)];
    await identities.verify(await persons.get(person.id), 'passFace', { role: 'SYSTEM' });
    await world.settle();
    await entries.bringTo(person.id);
    await world.settle();
    expect((await client.ok(certificateRoutes.listMine)).items).toHaveLength(2);
    expect((await client.ok(inboxRoutes.list)).items.filter((one) => one.title === '找到了您的证书')).toHaveLength(2);
  });

  it('QH-23 the same number twice is one certificate; in another name it is refused', async () => {
    const [one, other] = [row(), row()];
    const atOnce = (await Promise.all([entries.record([one]), entries.record([one])])).flat();
    expect(atOnce.map(({ state }) => state).sort()).toEqual(['ALREADY', 'RECORDED']);
    const [taken] = await entries.record([{ ...other, number: one.number.replace('（', '(').replace('）', ')') }]);
    expect(taken).toMatchObject({ state: 'REFUSED', code: 'NUMBER_TAKEN' });
    expect(await CertificateModel.countDocuments({ number: one.number })).toBe(1);
    // Another province may number alike.
    expect(await entries.record([{ ...one, jurisdiction: '500000' }])).toMatchObject([{ state: 'RECORDED' }]);
  });

  it('QH-23 a wrong row is refused in words and stops no other', async () => {
    const good = row();
    const found = await entries.record([
      { ...row(), idNumber: '990101198001010011' },
      { ...row(), kind: 'SPECIAL_OP' },
      { ...row(), validTo: '2023-02-30' },
      { ...row(), validTo: '2023-04-30' },
      { ...row(), name: ' ' },
      good,
    ]);
    expect(found.map((one) => (one.state === 'REFUSED' ? one.message : one.state))).toEqual([
      '身份证号不正确',
      '证书种类和类别对不上',
      '日期不正确，请写成 2023-01-15 这样',
      '有效期早于发证日期',
      '没有姓名',
      'RECORDED',
    ]);
  });

  it('QH-21 JS-11 there is no file of it, its code and number verify it as recorded', async () => {
    const person = await ledgeredWorker(world);
    const paper = row({ idNumber: person.idNumber });
    const electronic = row({ idNumber: person.idNumber, medium: 'ELECTRONIC' });
    const [one, two] = await entries.record([paper, electronic]);
    const client = await signIn(world, person.phone);
    const idOf = (of: typeof one) => ({ id: of!.state === 'REFUSED' ? '' : of!.certificateId });
    expect(await client.refused(certificateRoutes.file, { params: idOf(one) })).toMatchObject({ code: 'PAPER_ONLY' });
    expect(await client.refused(certificateRoutes.file, { params: idOf(two) })).toMatchObject({ status: 409, code: 'NOT_MADE_HERE' });
    const { link } = await client.ok(certificateRoutes.code, { params: idOf(one) });
    const anybody = new Client(world.url);
    const expected = {
      found: true,
      message: '证书已登记，现在可以使用',
      certificate: {
        recorded: true,
        valid: true,
        number: paper.number,
        holderName: '测试工人',
        effectZh: expect.stringContaining('登记信息'),
      },
    };
    expect(await anybody.ok(certificateRoutes.verify, { body: { code: link } })).toMatchObject(expected);
    expect(await anybody.ok(certificateRoutes.verifyByNumber, { body: { number: paper.number, name: '测试工人' } })).toMatchObject(
      expected,
    );
  });

  it('CQ-12 is recorded as over where its last day is past, and expires by itself where it is not', async () => {
    const [over, lasting, undated] = [
      row({ validTo: addDays(today(world.clock), -1) }),
      row({ validTo: today(world.clock) }),
      // HN-18: the printed day does not end a safety officer's.
      row({
        jurisdiction: '460000',
        kind: 'SITE_SAFETY_OFFICER',
        subject: { category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER' },
        validTo: '2019-12-31',
        issuedOn: '2017-01-01',
      }),
    ];
    await entries.record([over, lasting, undated]);
    const states = async () =>
      (await Promise.all([over, lasting, undated].map(({ number }) => CertificateModel.findOne({ number }).lean<Certificate>()))).map(
        (one) => one!.status,
      );
    expect(await states()).toEqual(['EXPIRED', 'ACTIVE', 'ACTIVE']);
    world.clock.advance(24 * 3600_000);
    await world.settle();
    expect(await states()).toEqual(['EXPIRED', 'EXPIRED', 'ACTIVE']);
  });
});
