import { Inject, Singleton } from '@midwayjs/core';
import type { Holding } from '@jzt/shared/policy/index';
import { GatewayDown } from '../../gateways/gateway-down';
import { National, type NationalHolding } from '../../gateways/national/port';
import type { Clock } from '../../platform/clock';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';

const KEEP_MS = 5 * 60_000;
const KEEP_PEOPLE = 2_000;
/** A list on a screen does not wait longer; the answer that comes later serves the next look. */
const PATIENCE_MS = 2_500;

/** What the national platform says a person holds (CQ-05…07). */
@Singleton()
export class NationalHoldings {
  @Inject() private readonly national: National;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly clock: Clock;

  private readonly kept = new Map<string, { until: number; answer: Promise<Holding[]> }>();

  /** Asks now, as every submission must (CQ-07). UNAVAILABLE when the platform gives no usable answer: neither yes nor no. */
  async ask(person: Person): Promise<Holding[] | 'UNAVAILABLE'> {
    return unavailableWhenDown(this.lookUp(person));
  }

  /** What other provinces have let go (办理转出), as the platform has it now (QH-03). */
  async askReleased(person: Person): Promise<NationalHolding[] | 'UNAVAILABLE'> {
    if (!person.idNumberSealed) return [];
    return unavailableWhenDown(this.raw(person).then((held) => held.filter(({ state }) => state === 'TRANSFER_OUT')));
  }

  /** For a look beforehand: an answer of the last minutes, or a new one when it comes quickly. */
  async glance(person: Person): Promise<Holding[] | 'UNAVAILABLE'> {
    if (!person.idNumberSealed) return 'UNAVAILABLE';
    const held = this.kept.get(person._id.toHexString());
    const answer = unavailableWhenDown(held && held.until > this.clock.now().getTime() ? held.answer : this.lookUp(person));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'UNAVAILABLE'>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, 'UNAVAILABLE')));
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  private lookUp(person: Person): Promise<Holding[]> {
    const id = person._id.toHexString();
    const answer = this.read(person);
    const entry = { until: this.clock.now().getTime() + KEEP_MS, answer };
    this.kept.set(id, entry);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEEP_PEOPLE && oldest) this.kept.delete(oldest);
    // A platform that was down a moment ago is asked again.
    answer.catch(() => this.kept.get(id) === entry && this.kept.delete(id));
    return answer;
  }

  private raw(person: Person): Promise<NationalHolding[]> {
    const [idNumber, name] = [this.persons.idNumber(person), this.persons.name(person)];
    if (!idNumber || !name) throw new Error('the person has no confirmed ID number to ask about');
    return this.national.lookUpHoldings({ idNumber, name });
  }

  private async read(person: Person): Promise<Holding[]> {
    return (await this.raw(person)).map((one) => ({
      category: one.kind,
      code: one.subCode,
      provinceCode: one.provinceCode,
      state: one.state,
      validTo: one.validTo,
      number: one.certificateNo,
    }));
  }
}

const unavailableWhenDown = <T>(answer: Promise<T[]>): Promise<T[] | 'UNAVAILABLE'> =>
  answer.catch((error: unknown) => {
    if (error instanceof GatewayDown) return 'UNAVAILABLE' as const;
    throw error;
  });
