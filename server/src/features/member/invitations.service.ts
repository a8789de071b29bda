import { Inject, Singleton } from '@midwayjs/core';
import type { Invitation as View } from '@jzt/shared/contract/member';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Role } from '@jzt/shared/domain/roles';
import { ROLE_LABELS } from '@jzt/shared/domain/roles';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import { separation } from '@jzt/shared/domain/duties';
import { toLocalDate } from '@jzt/shared/domain/calendar';
import { invitation as machine } from '@jzt/shared/workflow/machines/invitation';
import { Types } from 'mongoose';
import { Cases, type Actor } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import { sha256, type FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { conflict, forbidden, notFound, Refusal } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Limits, type Limit } from '../../platform/limits';
import type { Logger } from '../../platform/logger';
import { findPage, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { homeOf, Organisations } from '../organisation/organisation.service';
import type { OrganisationRecord } from '../organisation/organisation.model';
import { Persons, rolesIn } from '../person/person.service';
import { InvitationModel, type Invitation } from './invitation.model';
import { demand } from './member.policy';
import { presentInvitation } from './member.presenter';

const DAY_MS = 24 * 3600_000;
/** How long an invitation to a member of staff can be taken up. */
const OPEN_MS = 7 * DAY_MS;
/** Each is a short message to a stranger. */
const INVITES: Limit = {
  name: 'invitations',
  most: 60,
  per: 'DAY',
  code: 'INVITES_TOO_MANY',
  words: (wait) => `今天发出的邀请太多了，请${wait}后再发`,
};
const SYSTEM: Actor = { role: 'SYSTEM' };
const PAGE = pageAddress('invitations');
const MISSING = '没有找到这个邀请，可能已经撤回';

/** Invitations: by phone and role, taken up by who owns the phone and has proved who they are; nobody is made a member without their own word. */
@Singleton()
export class Invitations {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;

  async list(caller: Caller, organisationId: string, page: PageAsked): Promise<PageGiven<View>> {
    await this.organisations.administered(caller, organisationId);
    const { items, nextCursor } = await findPage<Invitation>(InvitationModel, { organisationId }, page, newestFirst);
    return { items: await this.present(items), nextCursor };
  }

  /** Throws NOT_FOUND, WRONG_ROLE, OWN_ROLE, ROLES_SEPARATED, ALREADY_MEMBER, ALREADY_INVITED, ORGANISATION_NOT_ACTIVE or INVITES_TOO_MANY. */
  async invite(caller: Caller, organisationId: string, { phone, role: asked }: { phone: string; role: Role }, op?: string): Promise<View> {
    const organisation = await this.organisations.administered(caller, organisationId);
    const role = asked as StaffRole;
    const known = await this.persons.findByPhone(phone);
    demand(caller, 'MANAGE_MEMBERS', { personId: known?._id.toHexString(), kind: organisation.kind, roles: [role] });
    if (organisation.status !== 'ACTIVE')
      throw conflict('ORGANISATION_NOT_ACTIVE', `${organisation.name}还没有核准，或已暂停、注销，不能邀请工作人员`);
    const held = known ? rolesIn(known, organisationId) : [];
    if (held.includes(role)) throw conflict('ALREADY_MEMBER', `这个手机号的主人已经是${organisation.name}的${ROLE_LABELS[role]}`);
    const objection = separation([...held, role]);
    if (objection) throw conflict('ROLES_SEPARATED', objection);
    const now = this.clock.now();
    const phoneIndex = this.cipher.blindIndex(phone, 'phone');
    const open = {
      organisationId,
      role,
      phoneIndex,
      status: 'OPEN' as const,
      expiresAt: trusted({ $gt: now }),
      ...(op && { createdOp: trusted({ $ne: op }) }),
    };
    if (await InvitationModel.exists(open)) throw conflict('ALREADY_INVITED', '已经邀请过这个手机号，对方还没有接受；可以先撤回再重新邀请');
    await this.limits.take(INVITES, caller.personId);
    const [account, by] = await Promise.all([this.persons.ensure({ phone }), this.persons.get(caller.personId)]);
    const _id = new Types.ObjectId();
    const expiresAt = new Date(now.getTime() + OPEN_MS);
    const params = { place: organisation.name, post: ROLE_LABELS[role], deadline: toLocalDate(expiresAt) };
    const made = await this.cases.create(
      InvitationModel,
      machine,
      {
        _id,
        ...placed(organisation),
        organisationId,
        role,
        phoneSealed: this.cipher.seal(phone, _id.toHexString()),
        phoneIndex,
        invitedBy: caller.personId,
        expiresAt,
      },
      {
        event: 'invite',
        actor: this.persons.actor(by, caller.role, op),
        reason: `${organisation.name}：${ROLE_LABELS[role]}`,
        notices: [{ personId: account._id.toHexString(), template: 'member.invited', params, page: PAGE }],
      },
    );
    return this.presentOne(made);
  }

  /** Throws NOT_FOUND, WRONG_ROLE or ILLEGAL_TRANSITION when it was taken up meanwhile. */
  async takeBack(caller: Caller, id: string): Promise<View> {
    const found = await InvitationModel.findById(id).lean<Invitation>();
    if (!found) throw notFound(MISSING);
    const organisation = await this.organisations.administered(caller, found.organisationId, MISSING);
    demand(caller, 'MANAGE_MEMBERS', { kind: organisation.kind, roles: [found.role] });
    const by = await this.persons.get(caller.personId);
    return this.presentOne(
      await this.cases.move(InvitationModel, found._id, { machine, event: 'takeBack', actor: this.persons.actor(by, caller.role) }),
    );
  }

  /** Open ones to the caller's own phone. */
  async mine(caller: Caller): Promise<View[]> {
    const { phoneIndex } = await this.persons.get(caller.personId);
    if (!phoneIndex) return [];
    const open = { phoneIndex, status: 'OPEN' as const, expiresAt: trusted({ $gt: this.clock.now() }) };
    return this.present(await InvitationModel.find(open).sort({ _id: -1 }).limit(50).lean<Invitation[]>());
  }

  /** What a link leads to. Throws NOT_FOUND. */
  async look(token: string): Promise<View> {
    const found = await InvitationModel.findOne({ tokenHash: sha256(token) }).lean<Invitation>();
    if (!found) throw notFound('这个链接无效，请重新生成');
    return this.presentOne(found);
  }

  /**
   * The owner of the phone takes it up; again, the same answer. Throws NOT_FOUND, INVITATION_LINK_REQUIRED, INVITATION_EXPIRED, INVITATION_OVER,
   * IDENTITY_REQUIRED, ORGANISATION_NOT_ACTIVE or ROLES_SEPARATED.
   */
  async accept(caller: Caller, id: string, token: string | undefined, op?: string): Promise<{ organisationId: string; role: StaffRole }> {
    const person = await this.persons.get(caller.personId);
    const found = person.phoneIndex && (await InvitationModel.findOne({ _id: id, phoneIndex: person.phoneIndex }).lean<Invitation>());
    if (!found) throw notFound(MISSING);
    const { organisationId, role } = found;
    if (found.tokenHash && (!token || sha256(token) !== found.tokenHash))
      throw forbidden('INVITATION_LINK_REQUIRED', '请用生成的链接打开，再接受');
    if (found.status === 'ACCEPTED' && found.acceptedBy === caller.personId) {
      await this.join(id);
      return { organisationId, role };
    }
    if (found.status === 'EXPIRED' || (found.status === 'OPEN' && found.expiresAt <= this.clock.now()))
      throw conflict('INVITATION_EXPIRED', '邀请已过期，请联系单位管理员重新邀请');
    if (found.status !== 'OPEN') throw conflict('INVITATION_OVER', '邀请已经撤回或用过，请联系单位管理员');
    if (!this.persons.identityFacts(person).verified)
      throw new Refusal(422, 'IDENTITY_REQUIRED', '请先完成实名认证，再接受邀请：办理业务要记下是谁办的');
    const organisation = await this.organisations.ofAnyKind(organisationId);
    if (organisation.status !== 'ACTIVE') throw conflict('ORGANISATION_NOT_ACTIVE', `${organisation.name}已暂停或注销，不能加入`);
    const objection = separation([...rolesIn(person, organisationId), role]);
    if (objection) throw conflict('ROLES_SEPARATED', objection);
    await this.cases.move(InvitationModel, found._id, {
      machine,
      event: 'accept',
      actor: this.persons.actor(person, 'WORKER', op),
      expectVersion: found.version,
      lost: { code: 'INVITATION_OVER', message: '邀请刚刚有了变化，请刷新再看' },
      reason: `${organisation.name}：${ROLE_LABELS[role]}`,
      set: { acceptedBy: caller.personId },
      notices: found.invitedBy
        ? [
            {
              personId: found.invitedBy,
              template: 'member.joined',
              params: { name: this.persons.name(person) ?? '', place: organisation.name, post: ROLE_LABELS[role] },
            },
          ]
        : [],
      // The role follows from it, also if this process dies now.
      follow: [{ topic: 'member.join', payload: { id } }],
    });
    await this.join(id);
    return { organisationId, role };
  }

  /** Gives the role of an invitation that was taken up; told twice, once. */
  async join(id: string): Promise<void> {
    const found = await InvitationModel.findById(id).lean<Invitation>();
    if (found?.status !== 'ACCEPTED' || !found.acceptedBy || !(await this.persons.find(found.acceptedBy))) return;
    await this.persons
      .changeRoles(found.acceptedBy, found.organisationId, (roles) => [...roles, found.role], { invitationId: id })
      .catch((error: unknown) => {
        // Two invitations taken up at once: the second one finds the first one's role in its way.
        if (!(error instanceof Refusal) || error.code !== 'ROLES_SEPARATED') throw error;
        this.logger.warn({ invitation: id }, 'an invitation led to nothing: the roles may not be held together');
      });
  }

  /** Takes back what somebody who is dismissed has sent out, and what was sent to them. */
  async takeBackOf(personId: string, organisationId: string): Promise<void> {
    const person = await this.persons.find(personId);
    const about = [{ invitedBy: personId }, ...(person?.phoneIndex ? [{ organisationId, phoneIndex: person.phoneIndex }] : [])];
    for (const { _id } of await InvitationModel.find({ status: 'OPEN', $or: about }, { _id: 1 }).lean<{ _id: Types.ObjectId }[]>())
      await this.end(_id, 'takeBack');
  }

  due(): Record<string, unknown> {
    return { status: 'OPEN', expiresAt: trusted({ $lte: this.clock.now() }) };
  }

  expire(id: Types.ObjectId): Promise<void> {
    return this.end(id, 'expire');
  }

  private async end(id: Types.ObjectId, event: 'takeBack' | 'expire'): Promise<void> {
    await this.cases.move(InvitationModel, id, { machine, event, actor: SYSTEM }).catch((error: unknown) => {
      // Its owner was faster.
      if (!(error instanceof Refusal) || error.status !== 409) throw error;
    });
  }

  private async presentOne(one: Invitation): Promise<View> {
    return (await this.present([one]))[0]!;
  }

  private async present(found: readonly Invitation[]): Promise<View[]> {
    const [places, people] = await Promise.all([
      this.organisations.byIds(found.map((one) => one.organisationId)),
      this.persons.getMany(found.flatMap((one) => one.invitedBy ?? [])),
    ]);
    const now = this.clock.now();
    return found.map((one) =>
      presentInvitation(one, {
        organisationName: places.get(one.organisationId)?.name ?? '',
        phone: this.cipher.open(one.phoneSealed, one._id.toHexString()),
        byZh: one.invitedBy ? this.persons.card(people.get(one.invitedBy)!).name : '命令行',
        now,
      }),
    );
  }
}

/** The province whose trail an invitation stands in; the operator has none. */
export const placed = (organisation: OrganisationRecord) =>
  organisation.jurisdictions.length ? { jurisdiction: homeOf(organisation) } : {};
