import { consumes, each, type Feature } from '../../platform/feature';
import { InvitationModel } from './invitation.model';
import { Invitations } from './invitations.service';
import { MemberController } from './member.controller';
import { Members, type Left } from './members.service';

export const member: Feature = {
  name: 'member',
  parts: [MemberController, Invitations, Members],
  consumers: [
    consumes('member.join', Invitations, (invitations, { id }: { id: string }) => invitations.join(id)),
    consumes('member.left', Members, (members, left: Left) => members.leave(left)),
    consumes('organisation.closed', Members, (members, { id }: { id: string }) => members.closed(id)),
  ],
  jobs: [
    each(600_000, 'member.expire', Invitations, {
      model: InvitationModel,
      due: (invitations) => invitations.due(),
      act: (invitations, id) => invitations.expire(id),
    }),
  ],
};
