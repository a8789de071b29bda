import { Inject, Singleton } from '@midwayjs/core';
import { fullYears } from '@jzt/shared/domain/calendar';
import { today, type Clock } from '../../platform/clock';
import { Law } from '../../platform/law';
import type { Application } from '../application/application.model';
import { Applications } from '../application/application.service';
import { Employments } from '../employment/employment.service';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { risksOf } from './risks';
import { presentItem, type CaseFile } from './review.presenter';

/** A row of a queue. */
export { presentItem };

/** Puts together what a reviewer has to see of an application. */
@Singleton()
export class CaseFiles {
  @Inject() private readonly applications: Applications;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;

  async of(application: Application): Promise<CaseFile> {
    return (await this.all([application]))[0]!;
  }

  /** In the order given; a fixed number of queries however long the list. */
  async all(applications: readonly Application[]): Promise<CaseFile[]> {
    const day = today(this.clock);
    const [people, institutions, enterprises, employments, portraits] = await Promise.all([
      this.persons.getMany(applications.map((one) => one.personId)),
      this.organisations.institutions(applications.flatMap((one) => one.institutionId ?? [])),
      this.organisations.enterprises(applications.flatMap((one) => one.enterpriseId ?? [])),
      this.employments.listByIds(applications.flatMap((one) => one.employmentId ?? [])),
      this.applications.peopleByPortrait(applications.map((one) => one.portraitHash)),
    ]);
    return applications.map((application) => {
      const person = people.get(application.personId)!;
      const card = this.persons.card(person);
      const identity = this.persons.identityFacts(person);
      const risks = risksOf({
        application,
        age: card.birthDate ? fullYears(card.birthDate, day) : undefined,
        sex: card.sex,
        ledgered: identity.ledgered,
        manualIdentity: person.history.some((line) => line.event === 'approveManualReview'),
        employmentStatus: employments.find((one) => one._id.toHexString() === application.employmentId)?.status,
        portraitShared: (portraits.get(application.portraitHash)?.size ?? 0) > 1,
      });
      return {
        application,
        card,
        identity,
        cardFileId: application.open ? person.identity.cardFileId : undefined,
        institutionName: application.institutionId && (institutions.get(application.institutionId)?.name ?? ''),
        enterpriseName: application.enterpriseId && enterprises.get(application.enterpriseId)?.name,
        risks,
        today: day,
      };
    });
  }
}
