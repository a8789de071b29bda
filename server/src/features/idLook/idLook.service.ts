import { Inject, Singleton } from '@midwayjs/core';
import { toLocalDate } from '@jzt/shared/domain/calendar';
import { ROLE_LABELS } from '@jzt/shared/domain/roles';
import { Types } from 'mongoose';
import { Audit } from '../../platform/audit';
import type { Clock } from '../../platform/clock';
import type { Caller } from '../../platform/http/tokens';
import { Limits, type Limit } from '../../platform/limits';
import type { AuditRecord } from '../../platform/trail/entry';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';

/** Far more than a day's work, and far less than a register. */
export const LOOKS: Limit = {
  name: 'id-looks',
  most: 300,
  per: 'DAY',
  code: 'LOOKS_TOO_OFTEN',
  words: () => '您今天查看身份证和证件号码的次数已用完，请明天再看，或由同事办理',
};

/** Looks at somebody's full ID number, written out or on the photo of the card: each recorded before it is shown, and so many a day. */
@Singleton()
export class IdLooks {
  @Inject() private readonly audit: Audit;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;

  /** Answers who looks and when, as a mark on a photo says it. Throws LOOKS_TOO_OFTEN. */
  async record(
    caller: Caller,
    look: Pick<AuditRecord, 'action' | 'subjectKind' | 'subjectId' | 'jurisdiction' | 'reason'>,
  ): Promise<{ markZh: string }> {
    const viewer = await this.persons.get(caller.personId);
    const name = this.persons.displayName(viewer);
    const left = await this.limits.take(LOOKS, caller.personId);
    const act = { outcome: 'REVEALED', actorRole: caller.role, actorId: caller.personId, actorName: name };
    // Written before it is shown: a look that could not be recorded does not happen.
    await this.audit.append({ ...look, ...act }, new Types.ObjectId().toHexString());
    if (left === 0 && caller.jurisdiction) await this.warn(caller, name);
    const now = this.clock.now();
    const time = now.toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
    return { markZh: `${name} ${ROLE_LABELS[caller.role]}\n${toLocalDate(now)} ${time}` };
  }

  /** The province's officers hear of the last look that a day allows, but not from themselves. */
  private async warn({ personId, role, jurisdiction, organisationId }: Caller, name: string): Promise<void> {
    const offices = await this.organisations.authoritiesOf(jurisdiction!);
    const officers = await Promise.all(
      offices.flatMap((id) => [this.persons.findMembers('AUTHORITY_REVIEWER', id), this.persons.findMembers('AUTHORITY_ISSUER', id)]),
    );
    const office = (await this.organisations.nameOf(organisationId)) ?? ROLE_LABELS[role];
    for (const officer of new Set(officers.flat()))
      if (officer !== personId) await this.persons.tell(officer, 'account.manyLooks', { name, office, number: String(LOOKS.most) });
  }
}
