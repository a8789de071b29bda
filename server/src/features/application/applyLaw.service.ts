import { Inject, Singleton } from '@midwayjs/core';
import { toLocalDate, type LocalDate } from '@jzt/shared/domain/calendar';
import type { Education } from '@jzt/shared/domain/educations';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { OnsitePaper } from '@jzt/shared/domain/onsitePapers';
import type { Role } from '@jzt/shared/domain/roles';
import type { Decision, FactsOf, Holding } from '@jzt/shared/policy/index';
import { today, type Clock } from '../../platform/clock';
import { Law, type LawText } from '../../platform/law';
import { Employments } from '../employment/employment.service';
import type { InstitutionRecord } from '../organisation/organisation.model';
import { homeOf, institutionFacts } from '../organisation/organisation.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import type { Application, ApplicationSubject } from './application.model';
import { Applications } from './application.service';
import { Certificates } from '../certificate/certificate.service';
import { NationalHoldings } from '../certificate/nationalHoldings.service';

/** The authority's counter, where people sign up whom their own enterprise has trained (QH-07). */
export interface Counter {
  jurisdiction: Jurisdiction;
  role: Role;
  papers: readonly OnsitePaper[];
}

type Trainer =
  | { institution: Pick<InstitutionRecord, 'name' | 'authorisations' | 'status' | 'jurisdictions'>; counter?: undefined }
  | { institution?: undefined; counter: Counter };

/** What was filled in, and who trains; everything else the server finds out itself (CQ-02). */
export type ApplyForm = Trainer & {
  subject: ApplicationSubject;
  declaredTrue: boolean;
  selfChecked: boolean;
  education?: Education;
  medicalOn?: LocalDate;
};

type ApplyFacts = FactsOf<'APPLY'>;

/** A person before the law of one province. */
export interface Applicant {
  law: LawText;
  facts: Omit<ApplyFacts, 'subject' | 'institution' | 'application' | 'nationalHoldings'>;
  /** What our own register holds of theirs in other provinces: known even while the nation does not answer (CQ-05, CQ-06). */
  elsewhere: Holding[];
}

/** Collects what the law of signing up asks for, from the server's own records and from the national platform. */
@Singleton()
export class ApplyLaw {
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly applications: Applications;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly national: NationalHoldings;

  /** The person as one province sees them: read once, used for every subject. `except` is the application that is being decided, under its own law. */
  async about(person: Person, jurisdiction: Jurisdiction, current?: Application): Promise<Applicant> {
    const id = person._id.toHexString();
    const [employments, { here, elsewhere }, open] = await Promise.all([
      this.employments.factsOf(id, jurisdiction),
      this.certificates.holdingsOf(id, jurisdiction),
      this.applications.openOf(id, { jurisdiction, except: current?._id.toHexString() }),
    ]);
    const { verified, ledgered } = this.persons.identityFacts(person);
    const verifiedAt = person.identity.verifiedAt;
    return {
      law: current ? this.law.of(current) : this.law.in(jurisdiction),
      elsewhere,
      facts: {
        actor: { role: 'WORKER', channel: 'WEAPP' },
        identity: {
          status: person.status as never,
          badges: { verified, ledgered },
          ...(verifiedAt && { verifiedOn: toLocalDate(verifiedAt) }),
        },
        person: person.birthDate && person.sex ? { birthDate: person.birthDate, sex: person.sex } : 'UNAVAILABLE',
        employments,
        localHoldings: here,
        activeApplications: open.map((one) => one.subject),
      },
    };
  }

  /**
   * The law's verdict on one submission, in the province of the chosen institution or of the counter. The national platform is asked only where the law needs it
   * and nothing else already refuses; without its answer the decision is pending (CQ-07).
   */
  async decide(person: Person, form: ApplyForm, current?: Application): Promise<Decision> {
    const place = form.counter ? form.counter.jurisdiction : homeOf(form.institution);
    const applicant = await this.about(person, place, current);
    const decide = (holdings: ApplyFacts['nationalHoldings']) => applicant.law.decide('APPLY', factsOf(applicant, form, holdings));
    const before = decide('UNAVAILABLE');
    if (before.refusals.length || !before.pending.some((one) => one.on === 'NATIONAL_HOLDINGS')) return before;
    const known = decide(applicant.elsewhere);
    return known.refusals.length ? known : decide(withOwn(applicant, await this.national.ask(person)));
  }

  /** The verdict beforehand, as if the form were filled in rightly: only what the person is and holds can refuse. */
  beforehand(
    applicant: Applicant,
    subject: ApplicationSubject,
    nationalHoldings: ApplyFacts['nationalHoldings'],
    counter?: Counter,
  ): Decision {
    const institution = {
      name: '',
      status: 'ACTIVE' as const,
      jurisdictions: [],
      authorisations: [{ category: subject.category, from: today(this.clock) }],
    };
    const filled = { subject, declaredTrue: true, selfChecked: true, medicalOn: today(this.clock) };
    const form: ApplyForm = counter ? { ...filled, counter } : { ...filled, institution };
    const known = applicant.law.decide('APPLY', factsOf(applicant, form, applicant.elsewhere));
    if (known.refusals.length && nationalHoldings === 'UNAVAILABLE') return known;
    return applicant.law.decide('APPLY', factsOf(applicant, form, withOwn(applicant, nationalHoldings)));
  }

  /** The notice for enterprises that train their own people (QH-07), where the law has a counter for them. */
  onsiteNotice(law: LawText): string | undefined {
    const own = { training: 'ENTERPRISE' as const, selfChecked: true, declaredTrue: true, portrait: true };
    const unasked = { person: UNASKED, identity: UNASKED, employments: UNASKED, localHoldings: UNASKED, nationalHoldings: UNASKED };
    const actor = { role: 'WORKER' as const, channel: 'WEAPP' as const };
    const facts = { ...unasked, activeApplications: UNASKED, actor, subject: null, institution: null, application: own };
    const decision = law.decide('APPLY', facts);
    const refusal = decision.refusals.find((one) => one.code === 'ENTERPRISE_ONSITE');
    return refusal && `${refusal.messageZh}，${refusal.nextStepZh}`;
  }
}

const UNASKED = 'UNAVAILABLE' as const;

const withOwn = ({ elsewhere }: Applicant, nation: ApplyFacts['nationalHoldings']): ApplyFacts['nationalHoldings'] =>
  nation === 'UNAVAILABLE' ? nation : [...nation, ...elsewhere];

const factsOf = ({ facts }: Applicant, form: ApplyForm, nationalHoldings: ApplyFacts['nationalHoldings']): ApplyFacts => ({
  ...facts,
  ...(form.counter && { actor: { role: form.counter.role, channel: 'COUNTER' } }),
  subject: form.subject,
  institution: form.institution ? institutionFacts(form.institution) : null,
  application: {
    training: form.counter ? 'ENTERPRISE' : 'INSTITUTION',
    papers: form.counter?.papers,
    selfChecked: form.selfChecked,
    declaredTrue: form.declaredTrue,
    portrait: true,
    education: form.education,
    medicalOn: form.medicalOn,
  },
  nationalHoldings,
});
