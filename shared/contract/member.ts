import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { Done, Id, IdParams, Instant, page, PageQuery, Phone, RoleName, text } from './common';
import { route } from './route';

const RoleHeld = z.object({ role: RoleName, labelZh: z.string() });

/** Somebody who acts for an organisation, as its administrators see them. */
export const Member = z.object({
  personId: Id,
  name: z.string(),
  phoneMasked: z.optional(z.string()),
  roles: z.array(RoleHeld),
  verified: z.boolean(),
  /** The one who asks: nobody changes or dismisses themself. */
  self: z.boolean(),
  /** An account with a password, which is the organisation's own and nobody in person (JX-02). */
  account: z.boolean(),
  /** Those of the roles that the one who asks may give and take. */
  changeable: z.array(RoleName),
});
export type Member = z.output<typeof Member>;

/** To a phone and for a role. */
export const Invitation = z.object({
  id: Id,
  organisationId: Id,
  organisationName: z.string(),
  role: RoleName,
  labelZh: z.string(),
  phoneMasked: z.string(),
  status: z.string(),
  statusZh: z.string(),
  invitedAt: Instant,
  invitedByZh: z.string(),
  expiresAt: Instant,
  /** It came with a link from the command line, and is taken up with that link alone. */
  byLink: z.boolean(),
});
export type Invitation = z.output<typeof Invitation>;

/** An organisation that the one who asks has members in to look after. */
export const AdministeredOrganisation = z.object({ id: Id, kind: z.string(), kindZh: z.string(), name: z.string(), statusZh: z.string() });

const administrators = ACTS.MANAGE_MEMBERS;
const reason = text(2, 200, '请写明原因');
const Token = z.string().check(z.regex(/^[\w-]{20,64}$/, '链接不完整，请重新复制'));

export const memberRoutes = {
  list: route({
    id: 'member.list',
    method: 'GET',
    path: '/api/organisations/:id/members',
    access: administrators,
    summary: '一个单位的工作人员',
    params: IdParams,
    query: PageQuery,
    response: z.extend(page(Member), {
      organisation: AdministeredOrganisation,
      /** What people can be invited and changed to here. */
      appointable: z.array(RoleHeld),
    }),
  }),
  invitations: route({
    id: 'member.invitations',
    method: 'GET',
    path: '/api/organisations/:id/invitations',
    access: administrators,
    summary: '一个单位发出的邀请，新的在前',
    params: IdParams,
    query: PageQuery,
    response: page(Invitation),
  }),
  invite: route({
    id: 'member.invite',
    method: 'POST',
    path: '/api/organisations/:id/invitations',
    access: administrators,
    summary: '按手机号邀请工作人员，7天内由本人接受',
    params: IdParams,
    body: z.object({ phone: Phone, role: RoleName }),
    response: Invitation,
    errors: [
      'WRONG_ROLE',
      'OWN_ROLE',
      'ROLES_SEPARATED',
      'ALREADY_MEMBER',
      'ALREADY_INVITED',
      'ORGANISATION_NOT_ACTIVE',
      'INVITES_TOO_MANY',
    ],
    idempotent: true,
  }),
  takeBack: route({
    id: 'member.takeBack',
    method: 'POST',
    path: '/api/invitations/:id/take-back',
    access: administrators,
    summary: '撤回还没有接受的邀请',
    params: IdParams,
    response: Invitation,
  }),
  change: route({
    id: 'member.change',
    method: 'POST',
    path: '/api/members/:id/roles',
    access: administrators,
    summary: '改变工作人员的身份（留痕；取消的身份马上退出登录）',
    params: IdParams,
    body: z.object({
      organisationId: Id,
      roles: z.array(RoleName).check(z.minLength(1, '至少留一个身份；都不要了请用“取消工作身份”'), z.maxLength(6)),
    }),
    response: Member,
    errors: ['WRONG_ROLE', 'OWN_ROLE', 'ROLES_SEPARATED', 'LAST_ADMIN', 'MEMBERS_BUSY', 'DESK_ACCOUNT'],
  }),
  dismiss: route({
    id: 'member.dismiss',
    method: 'POST',
    path: '/api/members/:id/dismiss',
    access: administrators,
    summary: '取消一个人在单位的工作身份：30秒内退出登录（留痕）',
    stepUp: true,
    params: IdParams,
    body: z.object({ organisationId: Id, reason }),
    response: Done,
    errors: ['WRONG_ROLE', 'OWN_ROLE', 'LAST_ADMIN', 'MEMBERS_BUSY', 'DESK_ACCOUNT'],
  }),
  mine: route({
    id: 'member.mine',
    method: 'GET',
    path: '/api/invitations',
    access: 'SIGNED_IN',
    summary: '发给我手机号的单位邀请',
    response: z.object({ items: z.array(Invitation) }),
  }),
  look: route({
    id: 'member.look',
    method: 'POST',
    path: '/api/invitations/look',
    access: 'PUBLIC',
    summary: '看链接里的邀请（首个系统管理员）',
    body: z.object({ token: Token }),
    response: Invitation,
  }),
  accept: route({
    id: 'member.accept',
    method: 'POST',
    path: '/api/invitations/:id/accept',
    access: 'SIGNED_IN',
    summary: '接受邀请：用收到邀请的手机号登录、完成实名认证之后',
    params: IdParams,
    body: z.object({ token: z.optional(Token) }),
    response: z.object({ organisationId: Id, role: RoleName }),
    errors: ['INVITATION_EXPIRED', 'INVITATION_OVER', 'INVITATION_LINK_REQUIRED', 'IDENTITY_REQUIRED', 'ROLES_SEPARATED'],
  }),
};
