import { Inject, Singleton } from '@midwayjs/core';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { conflict } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Employments } from '../employment/employment.service';
import { Organisations } from '../organisation/organisation.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';

/** By an entry code, the employer, the person's own choice, or because no other province is open. */
export interface Serving {
  jurisdiction: Jurisdiction;
  by: 'ENTRY' | 'EMPLOYER' | 'CHOICE' | 'ONLY';
}

/** Which province serves a person who belongs to none: people are national. */
@Singleton()
export class ServingProvinces {
  @Inject() private readonly employments: Employments;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;

  /**
   * The province of the code they scanned; else their employer's; else the one they chose. What they choose after they found that employer is
   * meant: it holds. Where only one province is open, nobody is asked. Undefined: they have to be asked, once.
   */
  async find(person: Person): Promise<Serving | undefined> {
    const { served } = person;
    if (served?.by === 'ENTRY') return served;
    const employment = await this.employments.currentOf(person._id.toHexString());
    if (employment && !(served && employment.confirmedAt && served.at > employment.confirmedAt))
      return { jurisdiction: employment.jurisdiction, by: 'EMPLOYER' };
    if (served) return served;
    const open = await this.organisations.openProvinces();
    return open.length === 1 ? { jurisdiction: open[0]!, by: 'ONLY' } : undefined;
  }

  /** For lists: of who looks for themself, the province that serves them; undefined lists all of them. */
  async ofCaller(caller: Caller | undefined): Promise<Jurisdiction | undefined> {
    if (caller?.role !== 'WORKER') return caller?.jurisdiction;
    const person = await this.persons.find(caller.personId);
    return person && (await this.find(person))?.jurisdiction;
  }

  /** Throws PROVINCE_REQUIRED for who has to be asked. */
  async of(person: Person): Promise<Jurisdiction> {
    const found = await this.find(person);
    if (!found) throw conflict('PROVINCE_REQUIRED', '请先选择在哪个省办理：在首页上方点省份选择，选一次就记住');
    return found.jurisdiction;
  }
}
