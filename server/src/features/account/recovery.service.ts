import { Inject, Singleton } from '@midwayjs/core';
import type { Session } from '@jzt/shared/contract/session';
import type { Clock } from '../../platform/clock';
import { conflict } from '../../platform/errors';
import type { Device } from '../../platform/http/device';
import type { Caller } from '../../platform/http/tokens';
import { recoverableUntil } from '../identity/identity.service';
import type { Membership } from '../person/person.model';
import { Persons, type WaysIn } from '../person/person.service';
import { Sessions } from '../session/session.service';
import { Erasures } from './erasure.service';
import { isEmpty, tell, trail } from './phones.service';

/** The later account, which goes, and the earlier one, which takes its phone over. */
export interface Recovered extends WaysIn {
  from: string;
  to: string;
  memberships: Membership[];
  /** Its last four digits, for the message. */
  tail: string;
}

/**
 * 找回账号: somebody registered anew under another SIM, and card and face (or an officer) have proved that the earlier account is theirs. The later
 * account goes, and from then on the earlier one is signed in to by the later one's phone only.
 */
@Singleton()
export class Recoveries {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly sessions: Sessions;
  @Inject() private readonly erasures: Erasures;
  @Inject() private readonly clock: Clock;

  /** Throws RECOVERY_NOT_PROVEN, RECOVERY_OVER after seven days, RECOVERY_GONE when the earlier account was erased meanwhile. */
  async recover(caller: Caller, device: Device): Promise<Session> {
    const person = await this.persons.get(caller.personId);
    if (person.status !== 'HELD_ELSEWHERE')
      throw conflict('RECOVERY_NOT_PROVEN', '请先拍身份证并通过人脸核验，再找回账号', { ruleId: 'CQ-35' });
    if (recoverableUntil(person)! <= this.clock.now()) throw conflict('RECOVERY_OVER', '核验已过七天，请重新做一次人脸核验再找回');
    const holder = (await this.persons.holdersOf([person])).get(caller.personId);
    if (!holder) throw conflict('RECOVERY_GONE', '以前的账号已经注销，请重新做一次人脸核验，就用现在的账号');
    const to = holder._id.toHexString();
    const recovered: Recovered = {
      from: caller.personId,
      to,
      ...this.persons.waysIn(person, to),
      memberships: person.memberships,
      tail: this.persons.phone(person)?.slice(-4) ?? '',
    };
    // From here on it is decided: what is left undone by a crash, the outbox does.
    await this.persons.entomb(caller.personId, [{ topic: 'account.recovered', payload: { ...recovered } }]);
    await this.finish(recovered);
    return this.sessions.openFor(to, device);
  }

  /** Made once at the request and once more by the outbox; every step bears being repeated. */
  async finish({ from, to, memberships, tail, ...ways }: Recovered): Promise<void> {
    await this.erasures.clear({ personId: from, phoneIndex: ways.phoneIndex });
    // Somebody may have signed in by that phone between the two steps, to an account that is not a moment old.
    const newer = ways.phoneIndex && (await this.persons.findByPhoneIndex(ways.phoneIndex));
    if (newer && newer._id.toHexString() !== to && isEmpty(newer)) await this.erasures.dissolve(newer);
    const { joinedAt } = await this.persons.join(to, { from, memberships, ...ways }, [
      { topic: 'audit', payload: trail('account.recover', { personId: to, role: 'WORKER' }, to, 'RECOVERED') },
      tell(to, 'account.recovered', tail),
    ]);
    await this.sessions.endBefore(to, joinedAt!);
  }
}
