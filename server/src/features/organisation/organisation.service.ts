import { Inject, Singleton } from '@midwayjs/core';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { KIND_OF_ROLE, ORGANISATION_LABELS, type OrganisationKind, type StaffRole } from '@jzt/shared/domain/organisations';
import type { Category } from '@jzt/shared/domain/categories';
import type { InstitutionFacts } from '@jzt/shared/policy/facts';
import { isAuthorised } from '@jzt/shared/policy/index';
import { Types, type Model } from 'mongoose';
import type { FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { conflict, isDuplicateKey, notFound } from '../../platform/errors';
import { findPage, oldestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import type { Caller } from '../../platform/http/tokens';
import { findWithin, within, type Scope } from '../../platform/policy';
import { administered } from './organisation.policy';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { OrganisationModel, type EnterpriseRecord, type InstitutionRecord, type OrganisationRecord } from './organisation.model';

/** A part of a name, its characters taken as they are. */
export const containing = (q: string) => trusted({ $regex: q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' });

const among = (ids: readonly string[]) => ({ _id: trusted({ $in: [...new Set(ids)].map((id) => new Types.ObjectId(id)) }) });
const byId = <T extends { _id: Types.ObjectId }>(records: T[]): Map<string, T> =>
  new Map(records.map((one) => [one._id.toHexString(), one]));

/** The province that an organisation belongs to; of an enterprise, the first one that it was registered in. */
export const homeOf = ({ jurisdictions }: Pick<OrganisationRecord, 'jurisdictions'>): Jurisdiction => jurisdictions[0]!;

/** What the rules ask of an organisation's authorisations. */
export type Authorised = Pick<OrganisationRecord, 'name' | 'authorisations' | 'status'>;

/** An institution as the rules want it (QH-06). */
export const institutionFacts = ({ name, authorisations, status }: Authorised): InstitutionFacts => ({
  name,
  // One that is suspended, closed or not let in yet trains and assesses nobody anew.
  authorisations: (status === 'ACTIVE' ? authorisations : []).map(({ category, code, from, to }) => ({
    category,
    from,
    ...(code && { code }),
    ...(to && { to }),
  })),
});

const OPERATOR = { kind: 'OPERATOR' as const, name: ORGANISATION_LABELS.OPERATOR };

/** 平台运营单位, whose members are the system administrators: one an installation, made when it is first needed. */
export async function ensureOperator(): Promise<OrganisationRecord> {
  await OrganisationModel.updateOne(OPERATOR, { $setOnInsert: { address: '', jurisdictions: [], authorisations: [] } }, { upsert: true });
  return (await OrganisationModel.findOne(OPERATOR).sort({ _id: 1 }).lean<OrganisationRecord>())!;
}

/** Organisations of every kind: who they are, who acts for them, what they are authorised for. */
@Singleton()
export class Organisations {
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly persons: Persons;

  /** Throws NOT_FOUND, also for an organisation of another kind. */
  institution(id: string): Promise<InstitutionRecord> {
    return this.of('INSTITUTION', id);
  }

  /** Throws NOT_FOUND, also for an organisation of another kind. */
  enterprise(id: string): Promise<EnterpriseRecord> {
    return this.of('ENTERPRISE', id);
  }

  /** One whose members the caller looks after. Throws NOT_FOUND, in the words of what was asked for. */
  administered(caller: Caller, id: string, missing = '没有找到这个单位'): Promise<OrganisationRecord> {
    return findWithin<OrganisationRecord>(OrganisationModel, administered(caller), id, missing);
  }

  /** Throws NOT_FOUND. */
  async ofAnyKind(id: string): Promise<OrganisationRecord> {
    const found = await OrganisationModel.findById(id).lean<OrganisationRecord>();
    if (!found) throw notFound('没有找到这个单位');
    return found;
  }

  /** By id, to put names on a list. */
  institutions(ids: readonly string[]): Promise<Map<string, InstitutionRecord>> {
    return this.allOf('INSTITUTION', ids);
  }

  enterprises(ids: readonly string[]): Promise<Map<string, EnterpriseRecord>> {
    return this.allOf('ENTERPRISE', ids);
  }

  /** Online continuing-education platforms of a province, approved or not any more (QH-27). */
  platforms(jurisdiction: Jurisdiction): Promise<OrganisationRecord[]> {
    return OrganisationModel.find({ kind: 'CE_PLATFORM', jurisdictions: jurisdiction }).sort({ _id: 1 }).lean<OrganisationRecord[]>();
  }

  /** 考核基地 of a province (JS-08). */
  bases(jurisdiction: Jurisdiction): Promise<OrganisationRecord[]> {
    return OrganisationModel.find({ kind: 'BASE', jurisdictions: jurisdiction }).sort({ _id: 1 }).lean<OrganisationRecord[]>();
  }

  async platformByCode(creditCode: string): Promise<OrganisationRecord | undefined> {
    return (await OrganisationModel.findOne({ kind: 'CE_PLATFORM', creditCode }).lean<OrganisationRecord>()) ?? undefined;
  }

  /** Authorised on the day for the whole category, or for each of the codes (QH-06). */
  isAuthorised(
    institution: Authorised,
    { category, codes = [undefined] }: { category: string; codes?: (string | undefined)[] },
    day: string,
  ): boolean {
    return codes.every((code) =>
      isAuthorised(institutionFacts(institution), { category: category as Category, ...(code && { code }) }, day),
    );
  }

  /**
   * Authorised institutions only, in the order they were registered: an order nobody can buy or assign (HN-21).
   * `category` left out lists those with any authorisation on the day.
   */
  listAuthorised(
    filter: { jurisdiction?: Jurisdiction; category?: string; code?: string; q?: string; day: string },
    page: PageAsked,
  ): Promise<PageGiven<InstitutionRecord>> {
    const valid = {
      ...(filter.category && { category: filter.category }),
      // Without a code of its own it holds for all of the category.
      ...(filter.code && { code: { $in: [null, filter.code] } }),
      from: { $lte: filter.day },
      $or: [{ to: { $exists: false } }, { to: null }, { to: { $gte: filter.day } }],
    };
    const authorised = {
      kind: 'INSTITUTION',
      status: 'ACTIVE',
      ...(filter.jurisdiction && { jurisdictions: filter.jurisdiction }),
      authorisations: trusted({ $elemMatch: valid }),
      ...(filter.q && { name: containing(filter.q) }),
    };
    return findPage<InstitutionRecord>(OrganisationModel as unknown as Model<InstitutionRecord>, authorised, page, oldestFirst);
  }

  /** Of one province, those that are registered there. */
  async searchEnterprises(
    scope: Scope,
    { q, limit, jurisdiction }: { q: string; limit: number; jurisdiction?: Jurisdiction },
  ): Promise<EnterpriseRecord[]> {
    const asked = {
      status: 'ACTIVE',
      ...(jurisdiction && { jurisdictions: jurisdiction }),
      ...trusted({ $or: [{ name: containing(q) }, { creditCode: q.toUpperCase() }] }),
    };
    return OrganisationModel.find(within(scope, asked) as never)
      .sort({ name: 1 })
      .limit(limit)
      .lean<EnterpriseRecord[]>();
  }

  /** Makes the person with this phone a member. Throws NOT_FOUND, or WRONG_KIND for a role that such an organisation does not have. */
  async appoint(organisationId: string, phone: string, role: StaffRole): Promise<Person> {
    const found = await this.ofAnyKind(organisationId);
    const kind = KIND_OF_ROLE[role];
    if (found.kind !== kind) throw conflict('WRONG_KIND', `${found.name}不是${ORGANISATION_LABELS[kind]}，不能设这个身份`);
    return this.persons.invite(phone, { role, organisationId });
  }

  /**
   * The enterprise of this code for who registers it in the province: made anew, or the one that is there, if the owner of the phone acts for it or
   * registered it from this phone before. Its id; undefined for any other: a credit code is public and proves nothing.
   */
  async claimEnterprise(of: {
    jurisdiction: Jurisdiction;
    name: string;
    creditCode: string;
    address: string;
    phone: string;
  }): Promise<string | undefined> {
    const { jurisdiction, phone, ...said } = of;
    const registrantIndex = this.cipher.blindIndex(phone, 'phone');
    const there = () => OrganisationModel.findOne({ kind: 'ENTERPRISE', creditCode: of.creditCode }).lean<OrganisationRecord>();
    let found = await there();
    if (!found) {
      try {
        const fields = { ...said, registrantIndex, kind: 'ENTERPRISE' as const, jurisdictions: [jurisdiction], authorisations: [] };
        const made = await OrganisationModel.create(fields);
        return made._id.toHexString();
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        found = (await there())!;
      }
    }
    const id = found._id.toHexString();
    const person = await this.persons.findByPhone(phone);
    const acts = person?.memberships.some((one) => one.role === 'ENTERPRISE_STAFF' && one.organisationId === id);
    if (!acts && found.registrantIndex !== registrantIndex) return undefined;
    await OrganisationModel.updateOne({ _id: found._id }, { $addToSet: { jurisdictions: jurisdiction } });
    return id;
  }

  /** Where somebody who acts for it acts; undefined for a person's own role, and for an enterprise, which may act in several provinces. */
  async placeOf(id: string | undefined): Promise<{ jurisdiction: Jurisdiction } | undefined> {
    const found = id && (await OrganisationModel.findById(id, { kind: 1, jurisdictions: 1 }).lean<OrganisationRecord>());
    return found && found.jurisdictions.length > 0 && found.kind !== 'ENTERPRISE' ? { jurisdiction: homeOf(found) } : undefined;
  }

  /** Ids of the authorities of a province. */
  async authoritiesOf(jurisdiction: Jurisdiction): Promise<string[]> {
    const found = await OrganisationModel.find({ kind: 'AUTHORITY', jurisdictions: jurisdiction }, { _id: 1 }).lean<OrganisationRecord[]>();
    return found.map((one) => one._id.toHexString());
  }

  /** Where it is registered; nowhere for a person's own role. */
  async provincesOf(id: string | undefined): Promise<Jurisdiction[]> {
    return (id && (await OrganisationModel.findById(id, { jurisdictions: 1 }).lean<OrganisationRecord>())?.jurisdictions) || [];
  }

  /** Provinces that have an authority here, so that somebody there decides. */
  openProvinces(): Promise<Jurisdiction[]> {
    return OrganisationModel.distinct('jurisdictions', { kind: 'AUTHORITY' }) as Promise<Jurisdiction[]>;
  }

  /** For a membership's label; undefined for a person's own role. */
  async nameOf(id: string | undefined): Promise<string | undefined> {
    return id && (await OrganisationModel.findById(id, { name: 1 }).lean<OrganisationRecord>())?.name;
  }

  /** Of every kind, by id. */
  async byIds(ids: readonly string[]): Promise<Map<string, OrganisationRecord>> {
    return byId(await OrganisationModel.find(among(ids)).lean<OrganisationRecord[]>());
  }

  private async of<T extends OrganisationRecord>(kind: T['kind'], id: string): Promise<T> {
    const found = await OrganisationModel.findOne({ _id: id, kind }).lean<OrganisationRecord>();
    if (!found) throw notFound(`没有找到这家${ORGANISATION_LABELS[kind]}`);
    return found as T;
  }

  private async allOf<T extends OrganisationRecord>(kind: OrganisationKind, ids: readonly string[]): Promise<Map<string, T>> {
    return byId((await OrganisationModel.find({ ...among(ids), kind }).lean<OrganisationRecord[]>()) as T[]);
  }
}
