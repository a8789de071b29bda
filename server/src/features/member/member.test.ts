import { accountRoutes } from '@jzt/shared/contract/account';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { memberRoutes as routes } from '@jzt/shared/contract/member';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { sessionRoutes } from '@jzt/shared/contract/session';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import {
  administrator,
  applicationIn,
  authority,
  enterprise,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
  operator,
} from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { Jobs } from '../../platform/jobs';
import { PersonModel } from '../person/person.model';
import { Invitations } from './invitations.service';
import { Members } from './members.service';

const MINUTE = 60_000;
const DAY = 24 * 3_600_000;
let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** An institution with its administrator signed in. */
async function school() {
  const { id, name } = await institution();
  const who = await administrator(world, 'INSTITUTION_ADMIN', id);
  return { id, name, who, admin: await signIn(world, who.phone, 'INSTITUTION_ADMIN') };
}
const invite = (admin: Client, id: string, phone: string, role: StaffRole = 'INSTITUTION_STAFF') =>
  admin.ok(routes.invite, { params: { id }, body: { phone, role } });
const trail = async (subjectId: string) => {
  const head = await administrator(world, 'AUTHORITY_ADMIN', await authority());
  await world.settle();
  await (await world.server.get(Jobs)).runNow('audit.seal');
  const admin = await signIn(world, head.phone, 'AUTHORITY_ADMIN');
  return (await admin.ok(accountRoutes.audit, { query: { subjectId } })).items;
};

describe('invitations', () => {
  it('a member is invited by phone, told in the inbox, and acts only after they have said yes in their own name', async () => {
    const { id, name, admin, who } = await school();
    const invited = await ledgeredWorker(world, { name: '李新人' });
    const made = await invite(admin, id, invited.phone);
    expect(made).toMatchObject({ status: 'OPEN', role: 'INSTITUTION_STAFF', organisationName: name, byLink: false, invitedByZh: who.name });
    await world.settle();
    const client = await signIn(world, invited.phone);
    expect(client.session!.memberships.map((one) => one.role)).toEqual(['WORKER']);
    const [told] = (await client.ok(inboxRoutes.list, { query: {} })).items;
    expect(told).toMatchObject({ body: expect.stringContaining(name), page: 'packages/admin/invitations/index' });
    expect((await client.ok(routes.mine, {})).items.map((one) => one.id)).toEqual([made.id]);
    await client.ok(routes.accept, { params: { id: made.id }, body: {} });
    // A lost answer is asked for again.
    await client.ok(routes.accept, { params: { id: made.id }, body: {} });
    await client.ok(sessionRoutes.switchRole, { body: { role: 'INSTITUTION_STAFF', organisationId: id } });
    const { items } = await admin.ok(routes.list, { params: { id }, query: {} });
    expect(items.find((one) => one.personId === invited.id)).toMatchObject({ name: '李新人', roles: [{ role: 'INSTITUTION_STAFF' }] });
    expect((await trail(made.id)).map((one) => one.action)).toEqual(['Invitation.accept', 'Invitation.invite']);
  });

  it('without the real-name check nobody becomes a member', async () => {
    const { id, admin } = await school();
    const made = await invite(admin, id, '13655550001');
    const client = await signIn(world, '13655550001');
    expect(await client.refused(routes.accept, { params: { id: made.id }, body: {} })).toMatchObject({
      status: 422,
      code: 'IDENTITY_REQUIRED',
    });
    expect((await client.ok(accountRoutes.me, {})).memberships).toHaveLength(1);
  });

  it('one that ran out or was taken back leads to nothing, and the job writes the end down', async () => {
    const { id, admin, who } = await school();
    const [late, back] = [await ledgeredWorker(world), await ledgeredWorker(world)];
    const [first, second] = [await invite(admin, id, late.phone), await invite(admin, id, back.phone)];
    expect(await admin.refused(routes.invite, { params: { id }, body: { phone: late.phone, role: 'INSTITUTION_STAFF' } })).toMatchObject({
      code: 'ALREADY_INVITED',
    });
    expect((await admin.ok(routes.takeBack, { params: { id: second.id } })).status).toBe('TAKEN_BACK');
    const taken = await signIn(world, back.phone);
    expect(await taken.refused(routes.accept, { params: { id: second.id }, body: {} })).toMatchObject({ code: 'INVITATION_OVER' });
    world.clock.advance(8 * DAY);
    const client = await signIn(world, late.phone);
    expect((await client.ok(routes.mine, {})).items).toEqual([]);
    expect(await client.refused(routes.accept, { params: { id: first.id }, body: {} })).toMatchObject({ code: 'INVITATION_EXPIRED' });
    await world.settle();
    const again = await signIn(world, who.phone, 'INSTITUTION_ADMIN');
    const { items } = await again.ok(routes.invitations, { params: { id }, query: {} });
    expect(items.map((one) => one.status)).toEqual(['TAKEN_BACK', 'EXPIRED']);
  });

  it('an organisation that is not let to work invites nobody', async () => {
    const head = await administrator(world, 'AUTHORITY_ADMIN', await authority());
    const admin = await signIn(world, head.phone, 'AUTHORITY_ADMIN');
    const { id } = await institution({ status: 'SUSPENDED' });
    expect(await admin.refused(routes.invite, { params: { id }, body: { phone: '13655550002', role: 'INSTITUTION_ADMIN' } })).toMatchObject(
      { code: 'ORGANISATION_NOT_ACTIVE' },
    );
  });
});

describe('who appoints whom', () => {
  it('who appoints does not decide: the two are never held together in one organisation, in whatever way they are given', async () => {
    const { id, admin, who } = await school();
    const teacher = await institutionStaff(world, id);
    expect(await admin.refused(routes.invite, { params: { id }, body: { phone: teacher.phone, role: 'INSTITUTION_ADMIN' } })).toMatchObject(
      { code: 'ROLES_SEPARATED' },
    );
    expect(
      await admin.refused(routes.change, {
        params: { id: teacher.id },
        body: { organisationId: id, roles: ['INSTITUTION_STAFF', 'INSTITUTION_ADMIN'] },
      }),
    ).toMatchObject({ code: 'ROLES_SEPARATED' });
    // Two invitations at once, both open: the second one finds the first in its way.
    const fresh = await ledgeredWorker(world);
    const both = [await invite(admin, id, fresh.phone), await invite(admin, id, fresh.phone, 'INSTITUTION_ADMIN')];
    const client = await signIn(world, fresh.phone);
    const answers = await Promise.all(both.map((one) => client.call(routes.accept, { params: { id: one.id }, body: {} })));
    await world.settle();
    expect(answers.some((one) => one.status === 200)).toBe(true);
    expect((await PersonModel.findById(fresh.id).lean())!.memberships).toHaveLength(2);
    // In another organisation it is nobody's business.
    const second = await institution();
    const next = await signIn(world, (await administrator(world, 'INSTITUTION_ADMIN', second.id)).phone, 'INSTITUTION_ADMIN');
    const made = await invite(next, second.id, who.phone);
    await admin.ok(routes.accept, { params: { id: made.id }, body: {} });
  });

  it('each administrator appoints in their own reach: the system authorities’ administrators, the authority the first ones of an institution', async () => {
    const office = await authority();
    const system = await signIn(world, (await administrator(world, 'SYSTEM_ADMIN', await operator())).phone, 'SYSTEM_ADMIN');
    const head = await signIn(world, (await administrator(world, 'AUTHORITY_ADMIN', office)).phone, 'AUTHORITY_ADMIN');
    const [here, firm, far] = [await institution(), await enterprise(), await institution({ jurisdictions: ['500000'] })];
    const ask = (client: Client, id: string, role: StaffRole) =>
      client.call(routes.invite, { params: { id }, body: { phone: `1365${String(Math.random()).slice(2, 9)}`, role } });
    expect((await ask(system, office, 'AUTHORITY_ADMIN')).status).toBe(200);
    expect((await ask(system, office, 'AUTHORITY_ISSUER')).error).toMatchObject({ code: 'WRONG_ROLE' });
    expect((await ask(system, here.id, 'INSTITUTION_ADMIN')).error).toMatchObject({ code: 'NOT_FOUND' });
    expect((await ask(head, office, 'AUTHORITY_ISSUER')).status).toBe(200);
    expect((await ask(head, here.id, 'INSTITUTION_ADMIN')).status).toBe(200);
    expect((await ask(head, firm.id, 'ENTERPRISE_ADMIN')).status).toBe(200);
    expect((await ask(head, here.id, 'INSTITUTION_STAFF')).error).toMatchObject({ code: 'WRONG_ROLE' });
    expect((await ask(head, here.id, 'AUTHORITY_ISSUER')).error).toMatchObject({ code: 'WRONG_ROLE' });
    expect((await ask(head, far.id, 'INSTITUTION_ADMIN')).error).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('nobody appoints, changes or dismisses themself', async () => {
    const { id, admin, who } = await school();
    await administrator(world, 'INSTITUTION_ADMIN', id);
    const own = { params: { id: who.id } };
    const body = { organisationId: id };
    for (const reply of [
      await admin.call(routes.invite, { params: { id }, body: { phone: who.phone, role: 'INSTITUTION_STAFF' } }),
      await admin.call(routes.change, { ...own, body: { ...body, roles: ['INSTITUTION_STAFF'] } }),
      await admin.call(routes.dismiss, { ...own, body: { ...body, reason: '不想干了' } }),
    ])
      expect(reply).toMatchObject({ status: 403, error: { code: 'OWN_ROLE' } });
  });

  it('an organisation keeps an administrator: the authority does not take the last one, and two who dismiss each other leave one', async () => {
    const { id, admin, who } = await school();
    const head = await signIn(world, (await administrator(world, 'AUTHORITY_ADMIN', await authority())).phone, 'AUTHORITY_ADMIN');
    const body = { organisationId: id, reason: '人员调整' };
    expect(await head.refused(routes.dismiss, { params: { id: who.id }, body })).toMatchObject({ status: 409, code: 'LAST_ADMIN' });
    const mate = await administrator(world, 'INSTITUTION_ADMIN', id);
    const other = await signIn(world, mate.phone, 'INSTITUTION_ADMIN');
    await Promise.all([
      admin.call(routes.dismiss, { params: { id: mate.id }, body }),
      other.call(routes.dismiss, { params: { id: who.id }, body }),
    ]);
    expect(await PersonModel.countDocuments({ 'memberships.role': 'INSTITUTION_ADMIN', 'memberships.organisationId': id })).toBe(1);
  });
});

describe('a dismissed member', () => {
  it('is out within 30 seconds in every process, is told, and what waits for the organisation waits for the colleagues', async () => {
    const { id, admin } = await school();
    const [leaver, mate] = [await institutionStaff(world, id, '王离职'), await institutionStaff(world, id)];
    const waiting = await applicationIn(world, 'SUBMITTED', { personId: (await ledgeredWorker(world)).id, institutionId: id });
    const [his, hers] = [await signIn(world, leaver.phone, 'INSTITUTION_STAFF'), await signIn(world, mate.phone, 'INSTITUTION_STAFF')];
    await his.ok(reviewRoutes.view, { params: { id: waiting } });
    await admin.ok(routes.dismiss, { params: { id: leaver.id }, body: { organisationId: id, reason: '已离职' } });
    expect(await his.refused(reviewRoutes.queue, { query: {} })).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
    expect(await his.refused(sessionRoutes.refresh, { body: { refreshToken: his.session!.refreshToken } })).toMatchObject({ status: 401 });
    world.clock.advance(MINUTE);
    const back = await signIn(world, leaver.phone);
    expect(back.session).toMatchObject({ role: 'WORKER' });
    expect(await back.refused(sessionRoutes.switchRole, { body: { role: 'INSTITUTION_STAFF', organisationId: id } })).toMatchObject({
      code: 'ROLE_NOT_HELD',
    });
    expect((await hers.ok(reviewRoutes.queue, { query: {} })).items.map((one) => one.id)).toContain(waiting);
    await world.settle();
    expect((await back.ok(inboxRoutes.list, { query: {} })).items[0]!.body).toContain('已离职');
    expect((await trail(leaver.id)).find((one) => one.action === 'member.dismiss')).toMatchObject({
      actorRole: 'INSTITUTION_ADMIN',
      outcome: '培训机构→无',
      reason: expect.stringContaining('已离职'),
    });
  });

  it('does not come back by an invitation told twice, nor by one that lies open', async () => {
    const { id, admin } = await school();
    const one = await ledgeredWorker(world);
    const made = await invite(admin, id, one.phone);
    const client = await signIn(world, one.phone);
    await client.ok(routes.accept, { params: { id: made.id }, body: {} });
    await admin.ok(routes.dismiss, { params: { id: one.id }, body: { organisationId: id, reason: '邀请错了人' } });
    await (await world.server.get(Invitations)).join(made.id);
    await client.ok(routes.accept, { params: { id: made.id }, body: {} });
    expect((await PersonModel.findById(one.id).lean())!.memberships.map((each) => each.role)).toEqual(['WORKER']);
  });

  it('takes what they invited to with them', async () => {
    const { id, admin } = await school();
    const mate = await administrator(world, 'INSTITUTION_ADMIN', id);
    const friend = await ledgeredWorker(world);
    const made = await invite(await signIn(world, mate.phone, 'INSTITUTION_ADMIN'), id, friend.phone);
    await admin.ok(routes.dismiss, { params: { id: mate.id }, body: { organisationId: id, reason: '岗位调整' } });
    const client = await signIn(world, friend.phone);
    expect(await client.refused(routes.accept, { params: { id: made.id }, body: {} })).toMatchObject({ code: 'INVITATION_OVER' });
  });

  it('loses the taken role at once and keeps the other', async () => {
    const office = await authority();
    const head = await signIn(world, (await administrator(world, 'AUTHORITY_ADMIN', office)).phone, 'AUTHORITY_ADMIN');
    const both = await officer(world, 'AUTHORITY_REVIEWER');
    const client = await signIn(world, both.phone, 'AUTHORITY_REVIEWER');
    const set = (roles: StaffRole[]) => head.ok(routes.change, { params: { id: both.id }, body: { organisationId: office, roles } });
    expect((await set(['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'])).roles).toHaveLength(2);
    await client.ok(reviewRoutes.insuranceQueue, { query: {} });
    await set(['AUTHORITY_ISSUER']);
    expect(await client.refused(reviewRoutes.insuranceQueue, { query: {} })).toMatchObject({ code: 'SESSION_ENDED' });
    world.clock.advance(MINUTE);
    expect((await signIn(world, both.phone)).session).toMatchObject({ role: 'AUTHORITY_ISSUER' });
  });

  it('everybody of an organisation that is closed is out', async () => {
    const { id, admin } = await school();
    const teacher = await institutionStaff(world, id);
    await (await world.server.get(Members)).closed(id);
    expect(await admin.refused(routes.list, { params: { id }, query: {} })).toMatchObject({ code: 'SESSION_ENDED' });
    expect((await PersonModel.findById(teacher.id).lean())!.memberships).toHaveLength(1);
  });
});

describe('who did what', () => {
  it('an administrator of the authority sees what one officer did, in the own province alone', async () => {
    const office = await authority();
    const reviewer = await officer(world, 'AUTHORITY_REVIEWER');
    const client = await signIn(world, reviewer.phone, 'AUTHORITY_REVIEWER');
    const waiting = await applicationIn(world, 'SUBMITTED', {
      personId: (await ledgeredWorker(world)).id,
      institutionId: (await institution()).id,
    });
    await client.ok(reviewRoutes.revealIdNumber, { params: { id: waiting }, body: { purpose: '核对证件号码' } });
    await world.settle();
    await (await world.server.get(Jobs)).runNow('audit.seal');
    const head = await signIn(world, (await administrator(world, 'AUTHORITY_ADMIN', office)).phone, 'AUTHORITY_ADMIN');
    const { items } = await head.ok(accountRoutes.audit, { query: { actorId: reviewer.id } });
    // Beside it the officer bound an authenticator.
    expect(items.filter(({ action }) => action !== 'secondFactor').map((one) => one.subjectId)).toEqual([waiting]);
    const other = await authority('500000');
    const far = await signIn(world, (await administrator(world, 'AUTHORITY_ADMIN', other)).phone, 'AUTHORITY_ADMIN');
    expect((await far.ok(accountRoutes.audit, { query: { actorId: reviewer.id } })).items).toEqual([]);
  });
});
