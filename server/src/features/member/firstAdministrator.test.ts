import { memberRoutes as routes } from '@jzt/shared/contract/member';
import { sessionRoutes } from '@jzt/shared/contract/session';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import { showSecondFactor } from '../../../testing/secondFactor';
import { ledgeredWorker } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { FieldCipher } from '../../platform/crypto';
import { anybodyActsAs } from '../person/person.service';
import { inviteByCommand } from './firstAdministrator';
import { InvitationModel } from './invitation.model';

const DAY = 24 * 3_600_000;
let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe('the first system administrator', () => {
  it('is invited by the command line with a link that works once, for the owner of the phone alone, after the real-name check', async () => {
    const cipher = new FieldCipher(world.settings.secrets);
    const [{ phone }, stranger] = [await ledgeredWorker(world), await ledgeredWorker(world)];
    expect(await anybodyActsAs('SYSTEM_ADMIN')).toBe(false);
    const first = await inviteByCommand(cipher, phone);
    const { token } = await inviteByCommand(cipher, phone);
    const guest = new Client(world.url);
    expect(await guest.ok(routes.look, { body: { token: first.token } })).toMatchObject({ status: 'TAKEN_BACK' });
    const seen = await guest.ok(routes.look, { body: { token } });
    expect(seen).toMatchObject({
      status: 'OPEN',
      role: 'SYSTEM_ADMIN',
      byLink: true,
      phoneMasked: `${phone.slice(0, 3)}****${phone.slice(7)}`,
    });
    expect(await guest.refused(routes.look, { body: { token: 'x'.repeat(32) } })).toMatchObject({ status: 404 });
    // Nothing that opens the door is stored.
    expect(JSON.stringify(await InvitationModel.find().lean())).not.toContain(token);

    const params = { id: seen.id };
    const other = await signIn(world, stranger.phone);
    expect(await other.refused(routes.accept, { params, body: { token } })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const client = await signIn(world, phone);
    expect(await client.refused(routes.accept, { params, body: {} })).toMatchObject({ code: 'INVITATION_LINK_REQUIRED' });
    expect(await client.ok(routes.accept, { params, body: { token } })).toMatchObject({ role: 'SYSTEM_ADMIN' });
    expect(await anybodyActsAs('SYSTEM_ADMIN')).toBe(true);
    client.session = await client.ok(sessionRoutes.switchRole, { body: { role: 'SYSTEM_ADMIN' } });
    // An authenticator first: nothing else is open to an administrator.
    expect((await client.refused(routes.list, { params: { id: client.session.organisationId! }, query: {} })).code).toBe(
      'SECOND_FACTOR_REQUIRED',
    );
    await showSecondFactor(world, client);
    const { items } = await client.ok(routes.list, { params: { id: client.session.organisationId! }, query: {} });
    expect(items.map((one) => one.self)).toEqual([true]);
    expect(await other.refused(routes.accept, { params, body: { token } })).toMatchObject({ status: 404 });
  });

  it('a link of yesterday is over', async () => {
    const { phone } = await ledgeredWorker(world);
    const now = new Date(world.clock.now().getTime() - DAY);
    const { token } = await inviteByCommand(new FieldCipher(world.settings.secrets), phone, now);
    const client = await signIn(world, phone);
    const { id, status } = await client.ok(routes.look, { body: { token } });
    expect(status).toBe('EXPIRED');
    expect(await client.refused(routes.accept, { params: { id }, body: { token } })).toMatchObject({ code: 'INVITATION_EXPIRED' });
  });
});
