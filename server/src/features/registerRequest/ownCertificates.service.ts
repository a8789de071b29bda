import { Inject, Singleton } from '@midwayjs/core';
import { LOOK_UP_STATES, type LookedUp } from '@jzt/shared/contract/registerRequest';
import { CERTIFICATE_KINDS } from '@jzt/shared/domain/categories';
import { isJurisdiction, type Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { provinceName } from '@jzt/shared/domain/provinces';
import { describe } from '@jzt/shared/policy/words';
import { GatewayDown } from '../../gateways/gateway-down';
import { National, type NationalHolding, type SiteRecord } from '../../gateways/national/port';
import { conflict, refusedByRule } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Limits, type Limit } from '../../platform/limits';
import { RegisterEntries, type RegisterRow } from '../certificate/registerEntries.service';
import { Organisations } from '../organisation/organisation.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';

/** Each look asks two outside systems. */
const LOOKS: Limit = {
  name: 'ownCertificates',
  most: 10,
  per: 'DAY',
  code: 'LOOK_UP_TOO_OFTEN',
  words: () => '今天已经查过多次，结果不会变，请明天再查，或申请补登',
};
const LEGACY_TITLE = '建设企事业单位专业管理人员岗位证书';

/** One certificate as an outside register has it: `row` where it may come in, else why not. */
interface Found {
  number: string;
  labelZh: string;
  provinceCode: string;
  row?: Omit<RegisterRow, 'jurisdiction'>;
  not?: { state: 'ENDED' | 'INCOMPLETE'; note: string };
}

const TO_REQUEST = '平台上没有发证日期，请在下面申请补登，由主管部门核实';

/** 我的证书没有显示: what the registers of the nation know of the caller comes into the wallet. */
@Singleton()
export class OwnCertificates {
  @Inject() private readonly limits: Limits;
  @Inject() private readonly national: National;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly register: RegisterEntries;

  /** Throws IDENTITY_REQUIRED, CHECK_PENDING while a register does not answer, LOOK_UP_TOO_OFTEN. */
  async lookUp(caller: Caller): Promise<{ items: LookedUp[]; recorded: number }> {
    const person = await verified(this.persons, caller);
    await this.limits.take(LOOKS, caller.personId);
    const found = await this.ask(person).catch(async (error: unknown) => {
      await this.limits.giveBack(LOOKS, caller.personId);
      throw error;
    });
    await this.register.bringTo(caller.personId);
    const open = new Set<string>(await this.organisations.openProvinces());
    const items: LookedUp[] = [];
    for (const one of found) items.push(await this.take(one, open));
    return { items, recorded: items.filter(({ state }) => state === 'RECORDED').length };
  }

  private async ask(person: Person): Promise<Found[]> {
    const who = { idNumber: this.persons.idNumber(person)!, name: this.persons.name(person)! };
    try {
      const [held, site] = await Promise.all([this.national.lookUpHoldings(who), this.national.lookUpSiteRecords(who.idNumber)]);
      return [...held.map((one) => ofHolding(one, who)), ...site.map((one) => ofSite(one, who.idNumber))];
    } catch (error) {
      if (error instanceof GatewayDown)
        throw conflict('CHECK_PENDING', '全国平台暂时连不上，什么也没有查到，请过一会儿再查', { ruleId: 'A-35' });
      throw error;
    }
  }

  private async take({ number, labelZh, provinceCode, row, not }: Found, open: ReadonlySet<string>): Promise<LookedUp> {
    const say = (state: LookedUp['state'], note?: string): LookedUp => ({
      number,
      labelZh,
      provinceZh: provinceName(provinceCode),
      state,
      stateZh: LOOK_UP_STATES[state],
      ...(note && { note }),
    });
    if (!isJurisdiction(provinceCode) || !open.has(provinceCode))
      return say('ELSEWHERE', `请到${provinceName(provinceCode)}的主管部门办理`);
    if (!row) return say(not!.state, not!.note);
    const jurisdiction: Jurisdiction = provinceCode;
    const [result] = await this.register.record([{ ...row, jurisdiction }], undefined, { evidence: ['national:lookUp'] });
    return result!.state === 'REFUSED' ? say('INCOMPLETE', result!.message) : say(result!.state);
  }
}

function ofHolding(one: NationalHolding, { idNumber, name }: { idNumber: string; name: string }): Found {
  const subject = { category: one.kind, code: one.subCode };
  const seen = { number: one.certificateNo, labelZh: describe(subject), provinceCode: one.provinceCode };
  if (one.state !== 'VALID' && one.state !== 'SUSPENDED')
    return { ...seen, not: { state: 'ENDED', note: '全国平台上已不是有效状态，没有放入' } };
  if (!one.issuedOn) return { ...seen, not: { state: 'INCOMPLETE', note: TO_REQUEST } };
  return {
    ...seen,
    row: {
      kind: one.kind,
      subject,
      number: one.certificateNo,
      name,
      idNumber,
      issuedOn: one.issuedOn,
      validTo: one.validTo,
      ...(one.creditCode && { creditCode: one.creditCode }),
      ...(one.state === 'SUSPENDED' && { status: 'SUSPENDED' as const }),
    },
  };
}

function ofSite(one: SiteRecord, idNumber: string): Found {
  const kind = one.title === 'SITE_MANAGER_ELECTRONIC' ? 'SITE_MANAGER_ELECTRONIC' : 'SITE_MANAGER_PAPER';
  const { category } = CERTIFICATE_KINDS[kind];
  const subject = { category, code: one.code };
  const seen = { number: one.number, labelZh: describe(subject), provinceCode: one.provinceCode };
  if (one.state !== 'VALID') return { ...seen, not: { state: 'ENDED', note: '部培训管理系统里已不是有效状态，没有放入' } };
  return {
    ...seen,
    row: {
      kind,
      subject,
      number: one.number,
      name: one.name,
      idNumber,
      issuedOn: one.issuedOn,
      ...(one.validTo && { validTo: one.validTo }),
      issuedBy: one.issuedByProvince ? 'AUTHORITY' : 'INSTITUTION',
      ...(kind === 'SITE_MANAGER_ELECTRONIC' && { medium: 'ELECTRONIC' as const }),
      ...(one.title === 'LEGACY_POST' && { siteTitle: one.title, printedTitle: LEGACY_TITLE }),
    },
  };
}

/** Throws IDENTITY_REQUIRED: of whom nobody knows who they are, nothing is asked. */
export async function verified(persons: Persons, { personId }: Caller): Promise<Person> {
  const person = await persons.get(personId);
  if (!persons.idNumber(person) || !persons.identityFacts(person).verified)
    throw refusedByRule('A-35', 'IDENTITY_REQUIRED', '请先完成实名认证，再查本人的证书');
  return person;
}
