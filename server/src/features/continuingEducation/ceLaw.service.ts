import { Inject, Singleton } from '@midwayjs/core';
import type { Days } from '@jzt/shared/contract/continuingEducation';
import { addDays, daysBetween, type LocalDate } from '@jzt/shared/domain/calendar';
import type { Decision, Facts, FactsOf } from '@jzt/shared/policy/index';
import { today, type Clock } from '../../platform/clock';
import { Law } from '../../platform/law';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import type { ContinuingEducation } from './continuingEducation.model';

type Choice = Pick<FactsOf<'CE_SIGN_UP'>, 'ceChoice' | 'trainingClass' | 'institution'>;
/** Nothing is chosen yet: what depends on it is neither yes nor no. */
const UNDECIDED: Choice = { ceChoice: 'UNAVAILABLE', trainingClass: 'UNAVAILABLE', institution: 'UNAVAILABLE' };
/** No document asks for a longer distance between a class and the end of a certificate. */
const FARTHEST_DAYS = 60;

/** What the law says of keeping one certificate alive. */
@Singleton()
export class CeLaw {
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly certificates: Certificates;

  /** Has this kind continuing education here, with an end to extend? */
  exists(one: Certificate): boolean {
    const { pack } = this.law.in(one.jurisdiction);
    return !!pack.services.CE_SIGN_UP && !!pack.services.CE_EXTEND && pack.kinds[one.subject.category]?.ce?.value === true && !!one.validTo;
  }

  signUp(one: Certificate, person: Person, choice: Choice = UNDECIDED): Decision {
    return this.law.in(one.jurisdiction).decide('CE_SIGN_UP', this.signUpFacts(one, person, choice));
  }

  /** Throws the first refusal. */
  requireSignUp(one: Certificate, person: Person, choice: Choice): Decision {
    return this.law.in(one.jurisdiction).require('CE_SIGN_UP', this.signUpFacts(one, person, choice));
  }

  extension(one: Certificate, ce: ContinuingEducation | undefined, actor: Facts['actor']): Decision {
    return this.law.in(one.jurisdiction).decide('CE_EXTEND', { actor, certificate: this.certificates.facts(one), ce: ceFacts(ce) });
  }

  /** Must what was passed stand in the authority's records before the extension (QH-25, QH-29)? */
  needsRecord(one: Pick<ContinuingEducation, 'jurisdiction' | 'mode'>, certificate: Certificate): boolean {
    const passed = { mode: one.mode ?? 'OFFLINE', passedOn: today(this.clock), recorded: 'NONE' } as const;
    return this.law
      .in(one.jurisdiction)
      .decide('CE_EXTEND', { actor: { role: 'WORKER', channel: 'WEAPP' }, certificate: this.certificates.facts(certificate), ce: passed })
      .refusals.some((refusal) => refusal.code === 'CE_NOT_RECORDED');
  }

  /** Which ways of learning the law knows: a platform where it asks for one, a classroom where it does not forbid it. */
  modes(one: Certificate, person: Person): ('ONLINE' | 'OFFLINE')[] {
    const codes = (mode: 'ONLINE' | 'OFFLINE') =>
      this.signUp(one, person, { ...UNDECIDED, ceChoice: { mode, platformApproved: null } }).refusals.map((refusal) => refusal.code);
    return [
      ...(codes('ONLINE').includes('PLATFORM_REQUIRED') ? (['ONLINE'] as const) : []),
      ...(codes('OFFLINE').includes('MODE_NOT_OFFERED') ? [] : (['OFFLINE'] as const)),
    ];
  }

  /** Last day on which a class may end (CQ-09, CQ-13); undefined where the law asks for no distance. */
  classBy(one: Certificate, person: Person): LocalDate | undefined {
    if (!one.validTo) return undefined;
    const tooLate = (days: number) =>
      this.signUp(one, person, { ...UNDECIDED, trainingClass: { endsOn: addDays(one.validTo!, -days) } }).refusals.some(
        (refusal) => refusal.code === 'CLASS_ENDS_TOO_LATE',
      );
    if (!tooLate(0)) return undefined;
    for (let days = 1; days <= FARTHEST_DAYS; days++) if (!tooLate(days)) return addDays(one.validTo, -days);
    return undefined;
  }

  /** A window as dates and as days; without an end of its own it ends with the certificate. */
  days({ window }: Decision, validTo?: LocalDate): Days {
    const [opens, closes] = [window?.opens ?? undefined, window?.closes ?? validTo];
    const now = today(this.clock);
    const dates = { ...(opens && { opens }), ...(closes && { closes }) };
    if (opens && now < opens) return { ...dates, state: 'BEFORE', days: daysBetween(now, opens) };
    if (!closes) return { ...dates, state: 'UNLIMITED' };
    return now > closes ? { ...dates, state: 'OVER' } : { ...dates, state: 'OPEN', days: daysBetween(now, closes) };
  }

  private signUpFacts(one: Certificate, person: Person, choice: Choice): FactsOf<'CE_SIGN_UP'> {
    const { status, verified, ledgered } = this.persons.identityFacts(person);
    return {
      identity: { status: status as Facts['identity']['status'], badges: { verified, ledgered } },
      certificate: this.certificates.facts(one),
      ...choice,
    };
  }
}

const RECORDED: Partial<Record<ContinuingEducation['status'], NonNullable<Facts['ce']>['recorded']>> = {
  REPORTED: 'PENDING',
  CE_CONFIRMED: 'PASSED',
  EXTENSION_APPLIED: 'PASSED',
  REFUSED: 'PASSED',
  EXTENDED: 'PASSED',
};

/** Continuing education as the rules look at it. */
export function ceFacts(ce: ContinuingEducation | undefined): Facts['ce'] {
  if (!ce?.mode) return null;
  const returned = ce.status === 'ASSESSED' && ce.reason !== undefined;
  return { mode: ce.mode, passedOn: ce.passedOn ?? null, recorded: returned ? 'REJECTED' : (RECORDED[ce.status] ?? 'NONE') };
}
