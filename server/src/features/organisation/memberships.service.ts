import { Inject, Singleton } from '@midwayjs/core';
import type { Membership } from '@jzt/shared/contract/session';
import { ROLE_LABELS } from '@jzt/shared/domain/roles';
import { Law } from '../../platform/law';
import type { Person } from '../person/person.model';
import { Organisations } from './organisation.service';

/** What somebody may act as, in the words of the phone. */
@Singleton()
export class Memberships {
  @Inject() private readonly law: Law;
  @Inject() private readonly organisations: Organisations;

  async of({ memberships }: Pick<Person, 'memberships'>): Promise<Membership[]> {
    const known = await this.organisations.byIds(memberships.flatMap((one) => one.organisationId ?? []));
    return memberships.map((one) => {
      const organisation = one.organisationId ? known.get(one.organisationId) : undefined;
      const demoRules = organisation?.jurisdictions.some((place) => this.law.isDemoIn(place));
      return { ...one, organisationName: organisation?.name, labelZh: ROLE_LABELS[one.role], ...(demoRules && { demoRules }) };
    });
  }
}
