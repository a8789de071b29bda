import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { addDays, daysBetween } from '@jzt/shared/domain/calendar';
import { describe } from '@jzt/shared/policy/words';
import type { Types } from 'mongoose';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Persons } from '../person/person.service';
import { CeLaw } from './ceLaw.service';
import { ContinuingEducations } from './continuingEducation.service';
import { remindersOf } from './reminding';

const LOOK_AHEAD_DAYS = 190;
const PERSON = { role: 'WORKER', channel: 'WEAPP' } as const;

/** Tells holders of their windows in time: each reminder once, kept on the certificate in the write that sends it. */
@Singleton()
export class CeReminders {
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly educations: ContinuingEducations;
  @Inject() private readonly ceLaw: CeLaw;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly clock: Clock;

  /** Who may have something to hear today and has not been looked at today. */
  due(): Record<string, unknown> {
    const now = today(this.clock);
    return {
      status: 'ACTIVE',
      validTo: trusted({ $gte: now, $lte: addDays(now, LOOK_AHEAD_DAYS) }),
      personId: trusted({ $exists: true }),
      remindedOn: trusted({ $ne: now }),
    };
  }

  async remind(id: Types.ObjectId): Promise<void> {
    const one = await this.certificates.find(id.toHexString());
    if (!one?.personId || !one.validTo) return;
    const now = today(this.clock);
    const told = this.ceLaw.exists(one) ? await this.reminders(one, now) : [];
    await this.certificates.remind(
      one,
      now,
      told.map(({ key, also, template, deadline }) => ({
        keys: [key, ...also],
        key,
        notice: {
          personId: one.personId!,
          template,
          params: { subject: describe(one.subject), number: one.number, deadline },
          page: pageAddress('continuingEducation', { id: one._id.toHexString() }),
        },
      })),
    );
  }

  private async reminders(one: Certificate, now: string) {
    const ce = await this.educations.currentOf(one);
    const signedUp = ce !== undefined && ce.status !== 'ELIGIBLE';
    const signUp = this.ceLaw.signUp(one, await this.persons.know(one.personId!));
    const extension = this.ceLaw.extension(one, ce, PERSON);
    return remindersOf({
      periodEnd: one.validTo!,
      signUp: this.ceLaw.days(signUp, one.validTo),
      maySignUp: !signedUp && signUp.refusals.length === 0,
      extension: this.ceLaw.days(extension, one.validTo),
      mayExtend: extension.allowed,
      daysLeft: daysBetween(now, one.validTo!),
    });
  }
}
