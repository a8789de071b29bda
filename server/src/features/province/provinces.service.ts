import { Inject, Singleton } from '@midwayjs/core';
import type { Province, ServingProvince } from '@jzt/shared/contract/province';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Clock } from '../../platform/clock';
import { conflict } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { Organisations } from '../organisation/organisation.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { presentProvince } from './province.presenter';
import { ServingProvinces, type Serving } from './servingProvinces.service';

/** The provinces that are open here, and the one that serves a person. */
@Singleton()
export class Provinces {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly law: Law;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly servingProvinces: ServingProvinces;

  /** In the order of their codes. */
  async list(): Promise<Province[]> {
    return (await this.organisations.openProvinces()).sort().map((one) => presentProvince(this.law.in(one).pack));
  }

  async serving(person: Person): Promise<ServingProvince | undefined> {
    const found = await this.servingProvinces.find(person);
    return found && this.present(found);
  }

  /** Throws PROVINCE_NOT_OPEN for a province without an authority here. */
  async choose(caller: Caller, { jurisdiction, by }: { jurisdiction: Jurisdiction; by: 'ENTRY' | 'CHOICE' }): Promise<ServingProvince> {
    const open = await this.organisations.openProvinces();
    if (!open.includes(jurisdiction)) {
      const names = open.sort().map((one) => this.law.in(one).pack.nameZh);
      throw conflict('PROVINCE_NOT_OPEN', `这个省还没有开通，现在可以办理的有：${names.join('、')}`);
    }
    await this.persons.note(caller.personId, { served: { jurisdiction, by, at: this.clock.now() } });
    return this.present({ jurisdiction, by });
  }

  private present({ jurisdiction, by }: Serving): ServingProvince {
    const { nameZh, demoRules } = this.law.in(jurisdiction).pack;
    return { code: jurisdiction, name: nameZh, by, demoRules: demoRules ?? false };
  }
}
