import { Inject, Singleton } from '@midwayjs/core';
import type { Member as View, memberRoutes } from '@jzt/shared/contract/member';
import type { ResponseOf } from '@jzt/shared/contract/route';
import { adminOf, appointable } from '@jzt/shared/domain/duties';
import { ORGANISATION_LABELS, type StaffRole } from '@jzt/shared/domain/organisations';
import { ROLE_LABELS, type Role } from '@jzt/shared/domain/roles';
import { organisation as organisationMachine } from '@jzt/shared/workflow/machines/organisation';
import { conflict, notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Leases } from '../../platform/leases';
import type { NewOutboxEntry } from '../../platform/outbox';
import type { PageAsked } from '../../platform/pages';
import { Turns } from '../../platform/turns';
import type { OrganisationRecord } from '../organisation/organisation.model';
import { Organisations } from '../organisation/organisation.service';
import type { Person } from '../person/person.model';
import { Persons, rolesIn } from '../person/person.service';
import { Sessions } from '../session/session.service';
import { Invitations, placed } from './invitations.service';
import { demand, requirePerson } from './member.policy';
import { named, presentMember } from './member.presenter';

/** Long enough for two reads and a write. */
const ALONE_MS = 10_000;
const MISSING = '没有找到这位工作人员，可能已经取消';

/** Who no longer acts for an organisation in these roles. */
export interface Left {
  personId: string;
  organisationId: string;
  roles: StaffRole[];
}

/** Who acts for an organisation: seen, changed and dismissed by its administrators, in the trail, with the sessions ended at once. */
@Singleton()
export class Members {
  @Inject() private readonly invitations: Invitations;
  @Inject() private readonly leases: Leases;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly sessions: Sessions;
  /** Of this process, one change of members after the other. */
  private readonly turns = new Turns(1);

  async list(caller: Caller, organisationId: string, page: PageAsked): Promise<ResponseOf<typeof memberRoutes.list>> {
    const organisation = await this.organisations.administered(caller, organisationId);
    const { items, nextCursor } = await this.persons.membersOf(organisationId, page);
    return {
      organisation: {
        id: organisationId,
        kind: organisation.kind,
        kindZh: ORGANISATION_LABELS[organisation.kind],
        name: organisation.name,
        statusZh: organisationMachine.states[organisation.status],
      },
      appointable: appointable(caller.role, organisation.kind).map(named),
      items: items.map((one) => this.present(caller, organisation, one)),
      nextCursor,
    };
  }

  /** Gives and takes roles of somebody who is a member. Throws NOT_FOUND, WRONG_ROLE, OWN_ROLE, ROLES_SEPARATED, LAST_ADMIN or DESK_ACCOUNT. */
  async change(caller: Caller, personId: string, { organisationId, roles }: { organisationId: string; roles: Role[] }): Promise<View> {
    const organisation = await this.organisations.administered(caller, organisationId, MISSING);
    const wanted = roles as StaffRole[];
    const changed = await this.alter(caller, organisation, personId, wanted);
    return this.present(caller, organisation, changed);
  }

  /** Takes every role that the caller may take. Throws as `change`. */
  async dismiss(caller: Caller, personId: string, { organisationId, reason }: { organisationId: string; reason: string }): Promise<void> {
    await this.alter(caller, await this.organisations.administered(caller, organisationId, MISSING), personId, [], reason);
  }

  /** What follows when somebody has lost roles: their sessions in them end, and what they invited to is taken back. Bears being repeated. */
  async leave({ personId, organisationId, roles }: Left): Promise<void> {
    await this.sessions.endOfMember(personId, organisationId, roles);
    const person = await this.persons.find(personId);
    if (!person || !rolesIn(person, organisationId).length) await this.invitations.takeBackOf(personId, organisationId);
  }

  /** Nobody acts for an organisation that is closed. */
  async closed(organisationId: string): Promise<void> {
    const organisation = await this.organisations.ofAnyKind(organisationId);
    for (;;) {
      const { items } = await this.persons.membersOf(organisationId, { limit: 100 });
      if (items.length === 0) return;
      for (const one of items) {
        const personId = one._id.toHexString();
        const left: Left = { personId, organisationId, roles: rolesIn(one, organisationId) };
        const told = { role: 'SYSTEM' as const, reason: `${organisation.name}已注销` };
        await this.persons.changeRoles(personId, organisationId, () => [], {
          follow: (before, after) => this.followOf(organisation, left, { before, after }, told),
        });
        await this.leave(left);
      }
    }
  }

  private async alter(
    caller: Caller,
    organisation: OrganisationRecord,
    personId: string,
    wanted: readonly StaffRole[],
    reason?: string,
  ): Promise<Person> {
    const organisationId = organisation._id.toHexString();
    const mine = appointable(caller.role, organisation.kind);
    return this.alone(organisationId, async () => {
      const person = await this.persons.find(personId);
      const held = person ? rolesIn(person, organisationId) : [];
      if (!person || held.length === 0) throw notFound(MISSING);
      requirePerson(person);
      const kept = held.filter((role) => !mine.includes(role));
      // What is out of reach stays; who asks to give or take it is told.
      const asked = wanted.length ? wanted.filter((role) => !kept.includes(role)) : held.filter((role) => mine.includes(role));
      const after = [...kept, ...(wanted.length ? asked : [])];
      const touched = [...asked, ...held.filter((role) => !after.includes(role))];
      demand(caller, 'MANAGE_MEMBERS', { personId, kind: organisation.kind, roles: touched.length ? touched : held });
      await this.requireAdminLeft(organisation, held, after);
      const by = await this.persons.get(caller.personId);
      const told = { role: caller.role, personId: caller.personId, name: this.persons.displayName(by), reason };
      const roles = held.filter((role) => !after.includes(role));
      const left: Left = { personId, organisationId, roles };
      const changed = await this.persons.changeRoles(personId, organisationId, () => after, {
        follow: (before, now) => this.followOf(organisation, left, { before, after: now }, told),
      });
      if (roles.length) await this.leave(left);
      return changed;
    });
  }

  private followOf(
    organisation: OrganisationRecord,
    left: Left,
    { before, after }: { before: StaffRole[]; after: StaffRole[] },
    by: { role: Role; personId?: string; name?: string; reason?: string },
  ): NewOutboxEntry[] {
    const { personId, roles } = left;
    const words = (list: readonly StaffRole[]) => list.map((role) => ROLE_LABELS[role]).join('、');
    const audit = {
      action: after.length ? 'member.change' : 'member.dismiss',
      subjectKind: 'Person',
      subjectId: personId,
      outcome: `${words(before)}→${words(after) || '无'}`,
      actorRole: by.role,
      actorId: by.personId,
      actorName: by.name,
      reason: [organisation.name, by.reason].filter(Boolean).join('：'),
      ...placed(organisation),
    };
    const place = organisation.name;
    const notice = after.length
      ? { personId, template: 'member.changed', params: { place, post: words(after) } }
      : { personId, template: 'member.dismissed', params: { place, reason: by.reason ?? '单位调整' } };
    return [
      { topic: 'audit', payload: audit },
      { topic: 'notify', payload: notice },
      ...(roles.length ? [{ topic: 'member.left' as const, payload: { ...left } }] : []),
    ];
  }

  /** An organisation that has administrators keeps one. */
  private async requireAdminLeft({ _id, kind, name }: OrganisationRecord, before: readonly StaffRole[], after: readonly StaffRole[]) {
    const admin = adminOf(kind);
    if (!admin || !before.includes(admin) || after.includes(admin)) return;
    if ((await this.persons.countMembers(_id.toHexString(), admin)) <= 1)
      throw conflict('LAST_ADMIN', `这是${name}唯一的${ROLE_LABELS[admin]}，请先邀请另一位并等其接受`);
  }

  /** One change of an organisation's members at a time, over all processes: two administrators who dismiss each other leave one. */
  private alone<T>(organisationId: string, act: () => Promise<T>): Promise<T> {
    const lease = `members:${organisationId}`;
    return this.turns.take(async () => {
      if (!(await this.leases.take(lease, ALONE_MS))) throw conflict('MEMBERS_BUSY', '另一位管理员正在改这个单位的人员，请稍后再试');
      try {
        return await act();
      } finally {
        await this.leases.release([lease]);
      }
    });
  }

  private present(caller: Caller, { _id, kind }: OrganisationRecord, person: Person): View {
    const personId = person._id.toHexString();
    const self = personId === caller.personId;
    const reach = self || person.deskName ? [] : appointable(caller.role, kind);
    return presentMember({
      personId,
      name: person.deskName ?? this.persons.card(person).name,
      phone: this.persons.phone(person),
      roles: rolesIn(person, _id.toHexString()),
      verified: this.persons.identityFacts(person).verified,
      self,
      account: !!person.deskName,
      changeable: reach,
    });
  }
}
