import { Inject, Singleton } from '@midwayjs/core';
import type { Unexchanged as Row } from '@jzt/shared/contract/exchange';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { maskIdNumber } from '@jzt/shared/domain/masking';
import { exchangedOf } from '@jzt/shared/policy/exchangeTerms';
import { describe } from '@jzt/shared/policy/words';
import { selfExchange as machine } from '@jzt/shared/workflow/machines/selfExchange';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, Law } from '../../platform/law';
import type { PageAsked } from '../../platform/pages';
import { ofOrganisation, type Scope } from '../../platform/policy';
import { presentSubject } from '../../platform/subject';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Employments } from '../employment/employment.service';
import { Organisations } from '../organisation/organisation.service';
import { cityOf, NO_CITY } from './city';
import { ExchangeModel, type Exchange } from './exchange.model';
import * as policy from './exchange.policy';
import { ExchangeLaw } from './exchangeLaw.service';
import { dayZh } from './exchanges.service';

/** What a list on a screen holds; reminders and the table go through everybody. */
const MOST = 2000;
const PAGE = 20;
const OPEN = (Object.keys(machine.states) as Exchange['status'][]).filter(
  (state) => !(machine.terminal as readonly string[]).includes(state),
);

interface Listed {
  certificate: Certificate;
  row: Row;
}
interface List {
  rows: Listed[];
  cut: boolean;
  closesOn?: LocalDate;
}

/** 「做到不遗漏」 (HN-23): who holds a certificate that is exchanged and has not done it, for the authority by city, for employers and institutions their own. */
@Singleton()
export class UnexchangedPeople {
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly exchangeLaw: ExchangeLaw;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly organisations: Organisations;

  async page(caller: Caller, { city, cursor, limit = PAGE }: PageAsked & { city?: string }) {
    const { rows, cut, closesOn } = await this.list(caller);
    const counts = new Map<string, number>();
    for (const { row } of rows) counts.set(row.city, (counts.get(row.city) ?? 0) + 1);
    const asked = rows.filter(({ row }) => !city || row.city === city);
    const after = cursor === undefined ? 0 : asked.findIndex(({ row }) => row.id === cursor) + 1;
    if (cursor !== undefined && after === 0) throw badInput('BAD_CURSOR', '列表已经变化，请下拉刷新后再看');
    const items = asked.slice(after, after + limit).map(({ row }) => row);
    const more = after + limit < asked.length;
    return {
      items,
      ...(more && { nextCursor: items.at(-1)!.id }),
      total: asked.length,
      cities: [...counts].map(([name, count]) => ({ city: name, count })).sort((one, other) => other.count - one.count),
      cut,
      closesOn,
    };
  }

  /** All of the list, for a table. */
  async rows(caller: Caller, city?: string): Promise<Row[]> {
    return (await this.list(caller, Infinity)).rows.map(({ row }) => row).filter((row) => !city || row.city === city);
  }

  async count(caller: Caller): Promise<number> {
    return (await this.list(caller)).rows.length;
  }

  /** 一键提醒: everybody of the list, each certificate at most once a day. Throws CLOSED after the last day. */
  async remind(caller: Caller, city?: string): Promise<{ told: number; already: number; without: number }> {
    const jurisdiction = await this.placeOf(caller);
    const open = jurisdiction && this.exchangeLaw.window(this.law.in(jurisdiction));
    if (open && open.refusals.length) throw asRefusal(open);
    const { rows, closesOn } = await this.list(caller, Infinity);
    const done = { told: 0, already: 0, without: 0 };
    for (const { certificate, row } of rows) {
      if (city && row.city !== city) continue;
      if (!certificate.personId) done.without++;
      else if (row.remindedToday) done.already++;
      else if (await this.tell(certificate, closesOn!)) done.told++;
      else done.already++;
    }
    return done;
  }

  private tell(one: Certificate, deadline: LocalDate): Promise<boolean> {
    return this.certificates.remindToExchange(one, {
      personId: one.personId!,
      template: 'exchange.remind',
      params: { number: one.number, subject: describe(one.subject), deadline: dayZh(deadline) },
      page: pageAddress('exchanges'),
    });
  }

  private async list(caller: Caller, most = MOST): Promise<List> {
    const jurisdiction = await this.placeOf(caller);
    if (!jurisdiction) return { rows: [], cut: false };
    const law = this.law.in(jurisdiction);
    const open = this.exchangeLaw.window(law);
    const closesOn = open.window?.closes ?? undefined;
    // After the last day nobody can be helped any more: the list is over (HN-06).
    if (open.refusals.length) return { rows: [], cut: false, closesOn };
    const due: Certificate[] = [];
    const asked = { jurisdiction, scope: await this.scopeOf(caller, jurisdiction), ...exchangedOf(law.pack) };
    for await (const papers of this.certificates.standingPapers(asked)) {
      due.push(...papers.filter((one) => this.exchangeLaw.certificate(law, this.certificates.facts(one), true).allowed));
      if (due.length > most) break;
    }
    const cut = due.length > most;
    if (cut) due.length = most;
    const people = due.flatMap(({ personId }) => personId ?? []);
    const [stages, employers] = await Promise.all([this.stagesOf(due), this.employersOf(people, jurisdiction)]);
    const on = today(this.clock);
    const rows = due.map((certificate): Listed => {
      const employer = certificate.personId ? employers.get(certificate.personId) : undefined;
      return {
        certificate,
        row: {
          id: certificate._id.toHexString(),
          name: this.certificates.name(certificate),
          idNumberMasked: maskIdNumber(this.certificates.idNumber(certificate)),
          subject: presentSubject(certificate.subject),
          number: certificate.number,
          validTo: certificate.validTo,
          city: employer ? cityOf(employer.address) : NO_CITY,
          enterpriseName: employer?.name,
          stageZh: stages.get(certificate._id.toHexString()) ?? '还没有开始',
          hasAccount: certificate.personId !== undefined,
          remindedToday: certificate.exchangeRemindedOn === on,
        },
      };
    });
    return { rows, cut, closesOn };
  }

  /** Where there are exchanges: the office's own province, or the one of those that an enterprise acts in. */
  private async placeOf({ jurisdiction, organisationId }: Caller): Promise<Jurisdiction | undefined> {
    const places = jurisdiction ? [jurisdiction] : await this.organisations.provincesOf(organisationId);
    return places.find((place) => this.law.servicesIn(place).includes('EXCHANGE'));
  }

  private async scopeOf(caller: Caller, jurisdiction: Jurisdiction): Promise<Scope> {
    const classes = { ...ofOrganisation('institutionId')(caller), status: trusted({ $in: OPEN }), jurisdiction };
    const [people, exchanges] = await Promise.all([
      caller.organisationId ? this.employments.peopleOf(caller.organisationId) : [],
      ExchangeModel.find(classes as never, { certificateId: 1 }).lean<Exchange[]>(),
    ]);
    return policy.papers.scope(caller, {
      people: people.filter((one) => one.jurisdiction === jurisdiction).map(({ personId }) => personId),
      certificates: exchanges.flatMap(({ certificateId }) => certificateId ?? []),
    });
  }

  private async stagesOf(papers: readonly Certificate[]): Promise<Map<string, string>> {
    const found = await ExchangeModel.find(
      {
        personId: trusted({ $in: papers.flatMap(({ personId }) => personId ?? []) }),
        status: trusted({ $in: OPEN }),
      },
      { certificateId: 1, status: 1 },
    ).lean<Exchange[]>();
    return new Map(found.flatMap(({ certificateId, status }) => (certificateId ? [[certificateId, machine.states[status]]] : [])));
  }

  private async employersOf(
    people: readonly string[],
    jurisdiction: Jurisdiction,
  ): Promise<Map<string, { name: string; address: string }>> {
    const current = await this.employments.currentOfMany(people, jurisdiction);
    const enterprises = await this.organisations.enterprises([...new Set(current.values())]);
    return new Map([...current].flatMap(([personId, id]) => (enterprises.has(id) ? [[personId, enterprises.get(id)!]] : [])));
  }
}
