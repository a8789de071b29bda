import { certificateRoutes } from '@jzt/shared/contract/certificate';
import type { Source } from '@jzt/shared/domain/sources';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { issuedExam } from '../../../testing/certificates';
import { signIn, type Client } from '../../../testing/client';
import { twoOfficers, type Officers } from '../../../testing/officers';
import { employ, enterprise, HERE, ledgeredWorker, portraitOf, verifiedWorker, type SeededPerson } from '../../../testing/people';
import { PowerCut } from '../../../testing/powerCut';
import { seedOutside, setFault } from '../../../testing/simulators';
import { ownSources, type OwnedSources } from '../../../testing/sourceOwner';
import { startWorld, type World } from '../../../testing/world';
import { today } from '../../platform/clock';
import { Outbox } from '../../platform/outbox';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import type { SourceFacts } from '../source/sources.service';
import type { Succession } from '../../platform/succession';
import { IssuanceModel, type Issuance } from './issuance.model';
import { Issuances } from './issuances.service';

jest.setTimeout(120_000);

const MINUTE = 60_000;

let world: World;
let owned: OwnedSources;
let officers: Officers;

const provinceSeal = (disabled: boolean) =>
  seedOutside(world, 'seal', { seals: [{ sealId: 'QH-ZJT', holder: '青海省住房和城乡建设厅', disabled }] });

beforeAll(async () => {
  world = await startWorld();
  owned = await ownSources(world);
  officers = await twoOfficers(world);
});
beforeEach(async () => {
  await setFault(world, 'seal', { mode: 'ok' });
  await provinceSeal(false);
});
afterAll(() => world.stop());

async function caseOf(person: SeededPerson, change: Partial<SourceFacts> = {}): Promise<Source> {
  return owned.add({
    jurisdiction: HERE,
    personId: person.id,
    subject: { category: 'SAFETY_MGMT', code: 'B' },
    packVersion: 'QH-1',
    portraitFileId: await portraitOf(world, person.id),
    status: 'APPROVED',
    ...change,
  });
}

async function employed(): Promise<SeededPerson> {
  const person = await ledgeredWorker(world);
  await employ(world, person.id, (await enterprise()).id);
  return person;
}

/** As the outbox delivers an order. */
const orderOf = async (source: Source, id = `${source.id}-1`) => (await world.server.get(Issuances)).begin(source, { id });
const made = (source: Source) => CertificateModel.find({ 'source.id': source.id }).lean<Certificate[]>();
const issuanceOf = async (source: Source) => (await IssuanceModel.findOne({ 'source.id': source.id }).lean<Issuance>())!;
const toldOf = (source: Source) => owned.told.filter(([, one]) => one.id === source.id).map(([event, , payload]) => [event, payload]);

/** Somebody with a certificate in force, made the whole real way. */
async function holder(): Promise<{ person: SeededPerson; client: Client; old: Certificate }> {
  const { people, certificates } = await issuedExam(world, officers, { names: ['周持证'] });
  const [person, issued] = [people[0]!, certificates[0]!];
  const client = await signIn(world, person.phone);
  const { version } = await client.ok(certificateRoutes.view, { params: { id: issued._id.toHexString() } });
  await client.ok(certificateRoutes.activate, { params: { id: issued._id.toHexString() }, body: { version } });
  return { person, client, old: (await CertificateModel.findById(issued._id).lean<Certificate>())! };
}

const successor = (person: SeededPerson, old: Certificate, event: Succession['event'], change: Partial<SourceFacts> = {}) =>
  caseOf(person, { succeeds: { certificateId: old._id.toHexString(), event, reason: '换发' }, ...change });

describe('a certificate made by itself', () => {
  it('QH-20 is made once however often it is ordered, and the owner is told once', async () => {
    const person = await employed();
    const source = await caseOf(person);
    await Promise.all([orderOf(source), orderOf(source), orderOf(source, 'another delivery')]);
    await world.settle();
    await orderOf(source, 'long afterwards');
    await world.settle();
    const [certificate, ...others] = await made(source);
    expect(others).toEqual([]);
    expect(certificate).toMatchObject({ status: 'ISSUED', subject: { code: 'B' }, revision: 1, earlier: [] });
    expect((await issuanceOf(source)).status).toBe('MADE');
    expect(toldOf(source)).toEqual([
      ['certificate.issued', { certificateId: certificate!._id.toHexString(), number: certificate!.number }],
    ]);
  });

  it('QH-20 A-24 a silent seal service: nothing comes into being, and it is made with the number drawn before', async () => {
    const source = await caseOf(await employed());
    await setFault(world, 'seal', { mode: 'down' });
    await orderOf(source);
    await world.settle();
    const waiting = await issuanceOf(source);
    expect(waiting).toMatchObject({
      status: 'MAKING',
      signing: { failures: 1, waitingZh: expect.stringContaining('电子签章系统暂时连不上') },
    });
    expect([await made(source), toldOf(source)]).toEqual([[], []]);
    world.clock.advance(30_000);
    await world.settle();
    const { signing } = await issuanceOf(source);
    expect(signing.failures).toBe(2);
    // The pause grows.
    expect(signing.dueAt.getTime() - world.clock.now().getTime()).toBeGreaterThan(5_000);
    await setFault(world, 'seal', { mode: 'ok' });
    world.clock.advance(MINUTE);
    await world.settle();
    expect((await made(source)).map((one) => one.number)).toEqual([waiting.row.draft!.number]);
  });

  it('QH-20 a refused seal is told to the owner; ordered again, it goes on where it stopped', async () => {
    const source = await caseOf(await employed());
    await provinceSeal(true);
    await orderOf(source);
    await world.settle();
    const refused = await issuanceOf(source);
    expect(refused).toMatchObject({ status: 'REFUSED', reason: expect.stringContaining('印章已停用') });
    expect(toldOf(source)).toEqual([['certificate.refused', { code: 'SEAL_REFUSED', message: refused.reason }]]);
    // A second delivery of the first order is no second order.
    await orderOf(source);
    expect((await issuanceOf(source)).status).toBe('REFUSED');
    await provinceSeal(false);
    world.clock.advance(2 * 24 * 60 * MINUTE);
    await orderOf(source, 'second order');
    await world.settle();
    // Of the day it is made, not of the day it was first asked for.
    expect((await made(source)).map((one) => [one.number, one.issuedOn])).toEqual([[refused.row.draft!.number, today(world.clock)]]);
    world.clock.advance(-2 * 24 * 60 * MINUTE);
    expect(toldOf(source).map(([event]) => event)).toEqual(['certificate.refused', 'certificate.issued']);
  });

  it('JS-20 without a complete identity none is made, and no number is drawn', async () => {
    const person = await verifiedWorker(world);
    await employ(world, person.id, (await enterprise()).id);
    const source = await caseOf(person);
    await orderOf(source);
    await world.settle();
    const { status, row } = await issuanceOf(source);
    expect([status, row.draft]).toEqual(['REFUSED', undefined]);
    expect(toldOf(source)).toMatchObject([['certificate.refused', { message: expect.stringContaining('入库') }]]);
  });
});

describe('in place of another certificate', () => {
  it.each([
    ['replace', 'REPLACED'],
    ['voidCertificate', 'VOIDED'],
  ] as const)('CQ-43 HN-09 %s: the new one is in force from its first moment, the old one %s', async (event, ended) => {
    const { person, client, old } = await holder();
    const source = await successor(person, old, event);
    await orderOf(source);
    await world.settle();
    const [certificate] = await made(source);
    expect(certificate).toMatchObject({ status: 'ACTIVE', replaces: { certificateId: old._id.toHexString() } });
    expect(certificate!.number).not.toBe(old.number);
    const wallet = (await client.ok(certificateRoutes.listMine)).items.map((one) => [one.number, one.status]);
    expect(wallet).toEqual([
      [certificate!.number, 'ACTIVE'],
      [old.number, ended],
    ]);
    expect((await CertificateModel.findById(old._id).lean<Certificate>())!.status).toBe(ended);
  });

  it('CQ-43 who is replaced by two gets one', async () => {
    const { person, old } = await holder();
    const rivals = [await successor(person, old, 'replace'), await successor(person, old, 'voidCertificate')];
    await Promise.all(rivals.map((source) => orderOf(source)));
    await world.settle();
    expect((await Promise.all(rivals.map(made))).flat()).toHaveLength(1);
    expect(
      rivals
        .flatMap(toldOf)
        .map(([event]) => event)
        .sort(),
    ).toEqual(['certificate.issued', 'certificate.refused']);
  });

  it.each(['REVOKED', 'CANCELLED', 'SUSPENDED'] as const)('what is %s is not exchanged', async (status) => {
    const { person, old } = await holder();
    await CertificateModel.updateOne({ _id: old._id }, { $set: { status } });
    const source = await successor(person, old, 'replace');
    await orderOf(source);
    await world.settle();
    expect(await made(source)).toEqual([]);
    expect(toldOf(source)).toMatchObject([['certificate.refused', { code: 'CERTIFICATE_GONE' }]]);
  });

  it('CQ-43 before its own document has followed, the old one verifies as replaced and moves no more', async () => {
    const { person, client, old } = await holder();
    const source = await successor(person, old, 'replace');
    await orderOf(source);
    await world.settle();
    await CertificateModel.updateOne({ _id: old._id }, { $set: { status: 'DEACTIVATED' } });
    const params = { id: old._id.toHexString() };
    const { link } = await client.ok(certificateRoutes.code, { params });
    expect((await client.ok(certificateRoutes.verify, { body: { code: link } })).certificate).toMatchObject({ status: 'REPLACED' });
    const { version } = await client.ok(certificateRoutes.view, { params });
    expect(await client.refused(certificateRoutes.activate, { params, body: { version } })).toMatchObject({
      status: 409,
      code: 'ILLEGAL_TRANSITION',
    });
    expect(await (await world.server.get(Certificates)).countStanding(person.id)).toBe(1);
  });
});

describe('another edition of the same certificate', () => {
  it('JS-05 HN-20 keeps number, QR and place, has the dates its source tells, and the earlier file is remembered', async () => {
    const { person, client, old } = await holder();
    await CertificateModel.updateOne({ _id: old._id }, { $set: { status: 'EXTENDING' } });
    const id = old._id.toHexString();
    const before = await client.ok(certificateRoutes.code, { params: { id } });
    const source = await successor(person, old, 'extend', { validTo: '2035-12-31', subject: old.subject });
    await orderOf(source);
    await world.settle();
    await orderOf(source, 'again');
    await world.settle();
    const now = (await CertificateModel.findById(id).lean<Certificate>())!;
    expect(now).toMatchObject({
      status: 'ACTIVE',
      number: old.number,
      numberKey: old.numberKey,
      source: old.source,
      validTo: '2035-12-31',
    });
    expect(now.earlier).toMatchObject([
      { fileId: old.fileId, fileSha256: old.fileSha256, validTo: old.validTo, identifier: old.identifier },
    ]);
    expect(now.fileSha256).not.toBe(old.fileSha256);
    expect(now.identifier).not.toBe(old.identifier);
    expect(await CertificateModel.countDocuments({ personId: person.id })).toBe(1);
    expect(toldOf(source)).toEqual([['certificate.issued', { certificateId: id, number: old.number }]]);
    expect((await client.ok(certificateRoutes.verify, { body: { code: before.link } })).certificate).toMatchObject({
      valid: true,
      validTo: '2035-12-31',
    });
  });

  it('of a certificate that is not there to be extended none is made', async () => {
    const { person, old } = await holder();
    const source = await successor(person, old, 'extend', { validTo: '2035-12-31', subject: old.subject });
    await orderOf(source);
    await world.settle();
    expect(toldOf(source)).toMatchObject([['certificate.refused', { code: 'ILLEGAL_TRANSITION' }]]);
    expect(await CertificateModel.findById(old._id).lean()).toMatchObject({ validTo: old.validTo, earlier: [] });
  });
});

describe('the power', () => {
  it('HN-09 CQ-43 whatever write the power fails at, at every moment one of the two is in force, and never both', async () => {
    const { person, client, old } = await holder();
    const [certificates, outbox, issuances] = await Promise.all([
      world.server.get(Certificates),
      world.server.get(Outbox),
      world.server.get(Issuances),
    ]);
    const oldId = old._id.toHexString();
    const { link } = await client.ok(certificateRoutes.code, { params: { id: oldId } });
    const power = new PowerCut();
    let source: Source;
    const inForce = async () => {
      const newer = (await made(source))[0]?._id.toHexString();
      const { here } = await certificates.holdingsOf(person.id, HERE);
      const valid = async (id: string) => (await certificates.find(id))?.status === 'ACTIVE';
      const read = [await valid(oldId), newer !== undefined && (await valid(newer))];
      expect(here.filter((one) => one.state === 'ACTIVE')).toHaveLength(1);
      expect(read.filter(Boolean)).toHaveLength(1);
      return newer;
    };
    await power.atEveryWrite({
      before: async () => {
        await CertificateModel.deleteMany({ 'replaces.certificateId': oldId } as never);
        await CertificateModel.updateOne({ _id: old._id }, { $set: { status: 'ACTIVE' } });
        source = await successor(person, old, 'replace');
        await orderOf(source);
      },
      work: async () => {
        try {
          await issuances.makeDue();
          await outbox.settle();
        } finally {
          await inForce();
          world.clock.advance(2 * MINUTE);
        }
      },
      after: async () => {
        await outbox.settle();
        const newer = (await inForce())!;
        expect(await CertificateModel.findById(old._id).lean()).toMatchObject({ status: 'REPLACED' });
        expect(await issuanceOf(source)).toMatchObject({ status: 'MADE' });
        expect(await CertificateModel.findById(newer).lean()).toMatchObject({ status: 'ACTIVE' });
      },
    });
    power.remove();
    const { certificate } = await client.ok(certificateRoutes.verify, { body: { code: link } });
    expect(certificate).toMatchObject({ status: 'REPLACED', valid: false });
  });
});
