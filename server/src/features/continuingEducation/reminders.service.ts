import { Init, Inject, Singleton } from '@midwayjs/core';
import { pageAddress, type PageAddress } from '@jzt/shared/contract/pages';
import { daysBetween, type LocalDate } from '@jzt/shared/domain/calendar';
import { describe } from '@jzt/shared/policy/words';
import { Law } from '../../platform/law';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates, type Reminder } from '../certificate/certificate.service';
import { Persons } from '../person/person.service';
import { CeLaw } from './ceLaw.service';
import { ContinuingEducations } from './continuingEducation.service';
import { remindersOf, untilLastClass, type Reminded } from './reminding';

const PERSON = { role: 'WORKER', channel: 'WEAPP' } as const;
const NONE = { state: 'OVER' } as const;
/** Who has to ask for it is told to the holder, too: they ask their employer (JS-07, JS-08). */
const NOT_THEIRS = ['CHANNEL'];

/** Tells holders of their windows in time: from the first day of each to its last, each stage once; the last ones by short message as well. */
@Singleton()
export class CeReminders {
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly educations: ContinuingEducations;
  @Inject() private readonly ceLaw: CeLaw;
  @Inject() private readonly law: Law;
  @Inject() private readonly persons: Persons;

  @Init()
  async register(): Promise<void> {
    this.certificates.remindBy((one, on) => this.remindersOn(one, on));
  }

  private async remindersOn(one: Certificate, on: LocalDate): Promise<Reminder[]> {
    const { personId, validTo } = one;
    if (!personId || !validTo) return [];
    const looked = this.ceLaw.exists(one) ? await this.ofEducation(one, personId, on) : this.ofRenewal(one);
    if (!looked) return [];
    return remindersOf({ periodEnd: validTo, daysLeft: daysBetween(on, validTo), ...looked }).map(
      ({ key, also, template, deadline, urgent }) => ({
        key,
        also,
        notice: {
          personId,
          template,
          params: { subject: describe(one.subject), number: one.number, deadline },
          page: this.pageOf(one),
          ...(urgent && { urgent: { deadline, jurisdiction: one.jurisdiction } }),
        },
      }),
    );
  }

  private async ofEducation(one: Certificate, personId: string, on: LocalDate): Promise<Omit<Reminded, 'periodEnd' | 'daysLeft'>> {
    const ce = await this.educations.currentOf(one);
    const signedUp = ce !== undefined && ce.status !== 'ELIGIBLE';
    const person = await this.persons.know(personId);
    const signUp = this.ceLaw.signUp(one, person);
    const extension = this.ceLaw.extension(one, ce, PERSON);
    return {
      signUp: untilLastClass(this.ceLaw.days(signUp, one.validTo), on, this.ceLaw.classBy(one, person)),
      maySignUp: !signedUp && signUp.refusals.length === 0,
      extension: this.ceLaw.days(extension, one.validTo),
      mayExtend: extension.allowed,
    };
  }

  /** Where 延续 keeps it alive, and not continuing education. */
  private ofRenewal(one: Certificate): Omit<Reminded, 'periodEnd' | 'daysLeft'> | undefined {
    const law = this.law.in(one.jurisdiction);
    if (!law.pack.services.RENEW) return undefined;
    const decision = law.decide('RENEW', { actor: PERSON, relation: 'SELF', certificate: this.certificates.facts(one) });
    if (decision.refusals.some(({ code }) => !NOT_THEIRS.includes(code))) return undefined;
    return { signUp: NONE, maySignUp: false, extension: NONE, mayExtend: false, renewal: this.ceLaw.days(decision, one.validTo) };
  }

  private pageOf(one: Certificate): PageAddress {
    const id = one._id.toHexString();
    return this.ceLaw.exists(one) ? pageAddress('continuingEducation', { id }) : pageAddress('certificateServices', { id });
  }
}
