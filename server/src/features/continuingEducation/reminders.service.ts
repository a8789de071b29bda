import { Init, Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { daysBetween, type LocalDate } from '@jzt/shared/domain/calendar';
import { describe } from '@jzt/shared/policy/words';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates, type Reminder } from '../certificate/certificate.service';
import { Persons } from '../person/person.service';
import { CeLaw } from './ceLaw.service';
import { ContinuingEducations } from './continuingEducation.service';
import { remindersOf } from './reminding';

const PERSON = { role: 'WORKER', channel: 'WEAPP' } as const;

/** Tells holders of their windows in time: from the first day of each to its last, each stage once. */
@Singleton()
export class CeReminders {
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly educations: ContinuingEducations;
  @Inject() private readonly ceLaw: CeLaw;
  @Inject() private readonly persons: Persons;

  @Init()
  async register(): Promise<void> {
    this.certificates.remindBy((one, on) => this.remindersOn(one, on));
  }

  private async remindersOn(one: Certificate, on: LocalDate): Promise<Reminder[]> {
    if (!one.personId || !one.validTo || !this.ceLaw.exists(one)) return [];
    const ce = await this.educations.currentOf(one);
    const signedUp = ce !== undefined && ce.status !== 'ELIGIBLE';
    const signUp = this.ceLaw.signUp(one, await this.persons.know(one.personId));
    const extension = this.ceLaw.extension(one, ce, PERSON);
    const found = remindersOf({
      periodEnd: one.validTo,
      signUp: this.ceLaw.days(signUp, one.validTo),
      maySignUp: !signedUp && signUp.refusals.length === 0,
      extension: this.ceLaw.days(extension, one.validTo),
      mayExtend: extension.allowed,
      daysLeft: daysBetween(on, one.validTo),
    });
    const { personId } = one;
    return found.map(({ key, also, template, deadline }) => ({
      key,
      also,
      notice: {
        personId,
        template,
        params: { subject: describe(one.subject), number: one.number, deadline },
        page: pageAddress('continuingEducation', { id: one._id.toHexString() }),
      },
    }));
  }
}
