import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { clearingRoutes as api } from '@jzt/shared/contract/clearing';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { certificateHolder, type Holder } from '../../../testing/holders';
import { authority, officer } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { Identities } from '../identity/identity.service';
import { PersonModel } from '../person/person.model';

jest.setTimeout(120_000);

const CHONGQING = '500000';
let world: World;
let issuer: Client;

beforeAll(async () => {
  world = await startWorld();
  issuer = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER', '签发员', await authority(CHONGQING))).phone, 'AUTHORITY_ISSUER');
});
afterAll(() => world.stop());

const stored = async ({ id }: Holder) => (await CertificateModel.findById(id).lean<Certificate>())!;
/** Somebody whose real-name check has come so far. */
async function held(status: 'VERIFIED' | 'LEDGERED'): Promise<Holder> {
  const who = await certificateHolder(world, CHONGQING, 400);
  await PersonModel.updateOne({ _id: who.person.id }, { $set: { status } });
  return who;
}
const ledger = async (who: Holder) => {
  await (await world.server.get(Identities)).enterLedger(who.person.id);
  await world.settle();
};

describe('clearing of certificates whose holder’s check is not complete', () => {
  it('CQ-23 three to clear and batches of two: two are cleared with the batch’s number, one is not, a complete holder is never chosen', async () => {
    const complete = await held('LEDGERED');
    const three = [await held('VERIFIED'), await held('VERIFIED'), await held('VERIFIED')];
    const batch = await issuer.ok(api.preview, { body: { size: 2 } });
    expect(batch).toMatchObject({
      status: 'PREVIEW',
      count: 2,
      done: 0,
      canConfirm: true,
      batchNumber: expect.stringMatching(/^QL\d{8}-/),
    });
    expect(batch.rows.map((row) => [row.certificateId, row.state, row.missingZh])).toEqual(
      three.slice(0, 2).map((who) => [who.id, 'WAITING', '已认证，还没有入库']),
    );
    // Nothing is changed by looking.
    expect((await stored(three[0]!)).status).toBe('ACTIVE');
    await issuer.ok(api.confirm, { params: { id: batch.id }, body: { version: batch.version } });
    await world.settle();
    expect(await issuer.ok(api.view, { params: { id: batch.id } })).toMatchObject({ status: 'DONE', done: 2, spared: 0 });
    const states = await Promise.all([complete, ...three].map(async (who) => (await stored(who)).status));
    expect(states).toEqual(['ACTIVE', 'DEACTIVATED', 'DEACTIVATED', 'ACTIVE']);
    const line = (await stored(three[0]!)).history.at(-1)!;
    expect(line).toMatchObject({
      event: 'deactivate',
      byRole: 'AUTHORITY_ISSUER',
      evidence: [`clearing:${batch.id}`],
      ruleIds: ['CQ-23', 'CQ-12'],
    });
    expect(line.reason).toContain(batch.batchNumber);
    const told = (await three[0]!.client.ok(inboxRoutes.list)).items[0]!;
    expect(told).toMatchObject({ title: '证书已取消激活', body: expect.stringContaining('请完成实名认证') });
    // CQ-22: the holder's own check undoes it, without a tap.
    await ledger(three[0]!);
    expect((await stored(three[0]!)).status).toBe('ACTIVE');
    expect(await issuer.ok(api.view, { params: { id: batch.id } })).toMatchObject({ done: 2, back: 1 });
    // Whose check is not complete cannot.
    const other = await three[1]!.client.ok(certificateRoutes.view, { params: three[1]!.params });
    expect(
      await three[1]!.client.refused(certificateRoutes.activate, { params: three[1]!.params, body: { version: other.version } }),
    ).toMatchObject({
      ruleId: 'CQ-30',
    });
    // The next batch goes on where this one stopped.
    const next = await issuer.ok(api.preview, { body: { size: 2 } });
    expect(next.rows.map((row) => row.certificateId)).toEqual([three[2]!.id]);
    // Who completes the check between the look and the act is spared.
    await ledger(three[2]!);
    await issuer.ok(api.confirm, { params: { id: next.id }, body: { version: next.version } });
    await world.settle();
    const after = await issuer.ok(api.view, { params: { id: next.id } });
    expect(after).toMatchObject({ status: 'DONE', done: 0, spared: 1 });
    expect(after.rows[0]!.note).toMatch(/实名/);
    expect((await stored(three[2]!)).status).toBe('ACTIVE');
  });

  it('CQ-23 two officers at once: one confirms, the other is told; a discarded batch changes nothing', async () => {
    const who = await held('VERIFIED');
    const batch = await issuer.ok(api.preview, { body: { size: 5 } });
    const params = { id: batch.id };
    expect(await issuer.refused(api.preview, { body: { size: 5 } })).toMatchObject({ status: 409, code: 'NOTHING_TO_CLEAR' });
    await issuer.ok(api.discard, { params, body: { version: batch.version } });
    expect(await issuer.refused(api.confirm, { params, body: { version: batch.version } })).toMatchObject({ status: 409 });
    await world.settle();
    expect((await stored(who)).status).toBe('ACTIVE');
    const again = await issuer.ok(api.preview, { body: { size: 5 } });
    const confirm = () => issuer.call(api.confirm, { params: { id: again.id }, body: { version: again.version } });
    const replies = await Promise.all([confirm(), confirm()]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
  });

  it('CQ-23 where the law knows no clearing there is none', async () => {
    const elsewhere = await officer(world, 'AUTHORITY_ISSUER', '签发员', await authority('630000'));
    const client = await signIn(world, elsewhere.phone, 'AUTHORITY_ISSUER');
    expect(await client.refused(api.preview, { body: { size: 5 } })).toMatchObject({ status: 409, code: 'SERVICE_NOT_OFFERED' });
  });
});
