import { Inject, Singleton } from '@midwayjs/core';
import { toLocalDate } from '@jzt/shared/domain/calendar';
import type { Decision, FactsOf } from '@jzt/shared/policy/index';
import { Law } from '../../platform/law';
import { Employments } from '../employment/employment.service';
import type { InstitutionRecord } from '../organisation/organisation.model';
import { institutionFacts } from '../organisation/organisation.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import type { ApplicationSubject } from './application.model';
import { Applications } from './application.service';
import { Certificates } from '../certificate/certificate.service';
import { NationalHoldings } from '../certificate/nationalHoldings.service';

/** What the person filled in; everything else the server finds out itself (CQ-02). */
export interface ApplyForm {
  subject: ApplicationSubject;
  institution: Pick<InstitutionRecord, 'name' | 'authorisations'>;
  declaredTrue: boolean;
  selfChecked: boolean;
}

type ApplyFacts = FactsOf<'APPLY'>;

/** Collects what the law of signing up asks for, from the server's own records and from the national platform. */
@Singleton()
export class ApplyLaw {
  @Inject() private readonly law: Law;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly applications: Applications;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly national: NationalHoldings;

  /** Facts about the person alone: read once, used for every subject. `except` is the application that is being decided. */
  async about(person: Person, except?: string): Promise<Omit<ApplyFacts, 'subject' | 'institution' | 'application' | 'nationalHoldings'>> {
    const id = person._id.toHexString();
    const [employments, localHoldings, open] = await Promise.all([
      this.employments.factsOf(id),
      this.certificates.holdingsOf(id),
      this.applications.openOf(id, except),
    ]);
    const { verified, ledgered } = this.persons.identityFacts(person);
    const verifiedAt = person.identity.verifiedAt;
    return {
      actor: { role: 'WORKER', channel: 'WEAPP' },
      identity: {
        status: person.status as never,
        badges: { verified, ledgered },
        ...(verifiedAt && { verifiedOn: toLocalDate(verifiedAt) }),
      },
      person: person.birthDate && person.sex ? { birthDate: person.birthDate, sex: person.sex } : 'UNAVAILABLE',
      employments,
      localHoldings,
      activeApplications: open.map((one) => one.subject),
    };
  }

  /**
   * The law's verdict on one submission. The national platform is asked only where the law needs it and nothing else already refuses;
   * without its answer the decision is pending (CQ-07).
   */
  async decide(person: Person, form: ApplyForm, options: { except?: string; caseVersion?: string } = {}): Promise<Decision> {
    const facts = this.facts(await this.about(person, options.except), form, 'UNAVAILABLE');
    const before = this.law.decide('APPLY', facts, options.caseVersion);
    if (before.refusals.length || !before.pending.some((one) => one.on === 'NATIONAL_HOLDINGS')) return before;
    return this.law.decide('APPLY', { ...facts, nationalHoldings: await this.national.ask(person) }, options.caseVersion);
  }

  /** The verdict beforehand, as if the form were filled in rightly: only what the person is and holds can refuse. */
  beforehand(
    known: Awaited<ReturnType<ApplyLaw['about']>>,
    subject: ApplicationSubject,
    nationalHoldings: ApplyFacts['nationalHoldings'],
  ): Decision {
    const institution = { name: '', authorisations: [{ category: subject.category, from: this.law.today() }] };
    return this.law.decide('APPLY', this.facts(known, { subject, institution, declaredTrue: true, selfChecked: true }, nationalHoldings));
  }

  /** The notice for enterprises that train their own people (QH-07), where the law has one. */
  onsiteNotice(known: Awaited<ReturnType<ApplyLaw['about']>>): string | undefined {
    const own = { training: 'ENTERPRISE' as const, selfChecked: true, declaredTrue: true, portrait: true };
    const decision = this.law.decide('APPLY', { ...known, subject: null, institution: null, nationalHoldings: [], application: own });
    const refusal = decision.refusals.find((one) => one.code === 'ENTERPRISE_ONSITE');
    return refusal && `${refusal.messageZh}，${refusal.nextStepZh}`;
  }

  private facts(
    known: Awaited<ReturnType<ApplyLaw['about']>>,
    form: ApplyForm,
    nationalHoldings: ApplyFacts['nationalHoldings'],
  ): ApplyFacts {
    return {
      ...known,
      subject: form.subject,
      institution: institutionFacts(form.institution),
      application: { training: 'INSTITUTION', selfChecked: form.selfChecked, declaredTrue: form.declaredTrue, portrait: true },
      nationalHoldings,
    };
  }
}
