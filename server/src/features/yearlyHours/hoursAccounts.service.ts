import { Inject, Singleton } from '@midwayjs/core';
import type { HoursAccount, HoursYear } from '@jzt/shared/contract/yearlyHours';
import { formatHours, parseHours, sumHours } from '@jzt/shared/domain/hours';
import type { Pack } from '@jzt/shared/policy/index';
import type { CeRecord } from '@jzt/shared/policy/facts';
import { certificate as machine } from '@jzt/shared/workflow/machines/certificate';
import { today, type Clock } from '../../platform/clock';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { presentSubject } from '../../platform/subject';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Findings } from './findings.service';
import { HourReports } from './hourReports.service';

/** Years that are shown: this one, and those whose hours still matter. */
const YEARS_SHOWN = 3;

/** 年度学时 of a holder (HN-10…12, HN-18). */
@Singleton()
export class HoursAccounts {
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly reports: HourReports;
  @Inject() private readonly findings: Findings;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  /** One for every certificate that owes hours by the year. */
  async mine(caller: Caller): Promise<HoursAccount[]> {
    const held = (await this.certificates.ofPerson(caller.personId)).filter((one) => this.owes(one));
    const records = await this.reports.recordsOf(held.map((one) => one._id.toHexString()));
    return Promise.all(held.map((one) => this.account(one, records.get(one._id.toHexString())!, caller)));
  }

  /** Is there a year from now on that would be unmet without hours? */
  private owes(one: Certificate): boolean {
    if (!this.law.in(one.jurisdiction).pack.services.CE_YEAR || one.subject.category !== 'SITE_MANAGER') return false;
    const year = this.year() + 1;
    return this.refusalsOf(one, year, []).includes('CE_YEAR_UNMET') || one.status === 'VOIDED';
  }

  private async account(one: Certificate, records: readonly CeRecord[], caller: Caller): Promise<HoursAccount> {
    const { pack } = this.law.in(one.jurisdiction);
    const [now, target] = [this.year(), targetsOf(pack, one)];
    const years = Array.from({ length: YEARS_SHOWN }, (_, back) => this.yearOf(one, now - back, records));
    const total = sumOf(
      records.filter(({ reviewed, year }) => reviewed && (year === now || year === now - 1)),
      'total',
    );
    const counted = target.twoYears && years[1]!.state !== 'NOT_OWED';
    return {
      certificateId: one._id.toHexString(),
      number: one.number,
      subject: presentSubject(one.subject),
      provinceZh: pack.nameZh,
      status: one.status,
      statusZh: machine.states[one.status],
      target,
      years,
      ...(counted && { twoYears: { from: now - 1, to: now, total, met: parseHours(total) >= parseHours(target.twoYears!) } }),
      finding: await this.findings.ofCertificate(caller, one),
    };
  }

  private yearOf(one: Certificate, year: number, records: readonly CeRecord[]): HoursYear {
    const own = records.filter((each) => each.year === year);
    const counted = own.filter(({ reviewed }) => reviewed);
    const owed = this.refusalsOf(one, year, []).includes('CE_YEAR_UNMET');
    const isMet = !this.refusalsOf(one, year, records).includes('CE_YEAR_UNMET');
    return {
      year,
      total: sumOf(counted, 'total'),
      professional: sumOf(counted, 'professional'),
      waiting: sumOf(
        own.filter(({ reviewed }) => !reviewed),
        'total',
      ),
      state: !owed ? 'NOT_OWED' : isMet ? 'MET' : year === this.year() ? 'RUNNING' : 'UNMET',
    };
  }

  /** A lapsed or voided certificate is asked about its hours alone. */
  private refusalsOf(one: Certificate, ceYear: number, ceRecords: readonly CeRecord[]): string[] {
    const certificate = { ...this.certificates.facts(one), state: 'ACTIVE' as const, validTo: null };
    return this.law
      .in(one.jurisdiction)
      .decide('CE_YEAR', { certificate, ceYear, ceRecords })
      .refusals.map(({ code }) => code);
  }

  private year(): number {
    return Number(today(this.clock).slice(0, 4));
  }
}

const sumOf = (records: readonly CeRecord[], field: 'total' | 'professional') =>
  formatHours(sumHours(records.map((one) => parseHours(one[field]))));

interface Given {
  title?: string;
  total?: string;
  professional?: string;
  lessThan?: string;
}

/** The law's own figures for the kind of certificate. */
function targetsOf(pack: Pack, { siteTitle, kind }: Certificate): HoursAccount['target'] {
  const title = siteTitle ?? kind;
  const yearly = (pack.services.CE_YEAR ?? []).map(({ given }) => given as Given).filter((given) => given.total);
  const own = yearly.find((given) => given.title === title) ?? yearly.find((given) => !given.title) ?? yearly[0]!;
  const both = (pack.services.VOID_SHORT_HOURS ?? []).map(({ given }) => given as Given).find((given) => given.lessThan);
  return { total: own.total!, professional: own.professional!, ...(both?.title === title && { twoYears: both.lessThan! }) };
}
