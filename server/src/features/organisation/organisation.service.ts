import { Singleton } from '@midwayjs/core';
import type { Category } from '@jzt/shared/domain/categories';
import type { InstitutionFacts } from '@jzt/shared/policy/facts';
import { isAuthorised } from '@jzt/shared/policy/index';
import { Types } from 'mongoose';
import { trusted } from '../../platform/database';
import { notFound } from '../../platform/errors';
import { EnterpriseModel, InstitutionModel, type EnterpriseRecord, type InstitutionRecord } from './organisation.model';

const containing = (q: string) => trusted({ $regex: q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' });

const among = (ids: readonly string[]) => ({ _id: trusted({ $in: [...new Set(ids)].map((id) => new Types.ObjectId(id)) }) });
const byId = <T extends { _id: Types.ObjectId }>(records: T[]): Map<string, T> =>
  new Map(records.map((one) => [one._id.toHexString(), one]));

/** An institution as the rules want it (QH-06). */
export const institutionFacts = (one: Pick<InstitutionRecord, 'name' | 'authorisations'>): InstitutionFacts => ({
  name: one.name,
  authorisations: one.authorisations.map(({ category, from, to }) => ({ category: category as Category, from, ...(to && { to }) })),
});

/** Institutions and enterprises: who they are and what an institution is authorised for. */
@Singleton()
export class Organisations {
  /** Throws NOT_FOUND. */
  async institution(id: string): Promise<InstitutionRecord> {
    const found = await InstitutionModel.findById(id).lean<InstitutionRecord>();
    if (!found) throw notFound('没有找到这家培训机构');
    return found;
  }

  /** Throws NOT_FOUND. */
  async enterprise(id: string): Promise<EnterpriseRecord> {
    const found = await EnterpriseModel.findById(id).lean<EnterpriseRecord>();
    if (!found) throw notFound('没有找到这家企业');
    return found;
  }

  /** By id, to put names on a list. */
  async institutions(ids: readonly string[]): Promise<Map<string, InstitutionRecord>> {
    return byId(await InstitutionModel.find(among(ids)).lean<InstitutionRecord[]>());
  }

  async enterprises(ids: readonly string[]): Promise<Map<string, EnterpriseRecord>> {
    return byId(await EnterpriseModel.find(among(ids)).lean<EnterpriseRecord[]>());
  }

  /** Authorised for the category on the day (QH-06). */
  isAuthorised(institution: InstitutionRecord, category: string, day: string): boolean {
    return isAuthorised(institutionFacts(institution), { category: category as Category }, day);
  }

  /**
   * Authorised institutions only, in the order they were registered: an order nobody can buy or assign (HN-21).
   * `category` left out lists those with any authorisation on the day.
   */
  async listAuthorised(filter: {
    category?: string;
    q?: string;
    day: string;
    after?: string;
    limit: number;
  }): Promise<InstitutionRecord[]> {
    const valid = {
      ...(filter.category && { category: filter.category }),
      from: { $lte: filter.day },
      $or: [{ to: { $exists: false } }, { to: null }, { to: { $gte: filter.day } }],
    };
    return InstitutionModel.find({
      authorisations: trusted({ $elemMatch: valid }),
      ...(filter.q && { name: containing(filter.q) }),
      ...(filter.after && { _id: trusted({ $gt: new Types.ObjectId(filter.after) }) }),
    })
      .sort({ _id: 1 })
      .limit(filter.limit)
      .lean<InstitutionRecord[]>();
  }

  async searchEnterprises(q: string, limit: number): Promise<EnterpriseRecord[]> {
    return EnterpriseModel.find(trusted({ $or: [{ name: containing(q) }, { creditCode: q.toUpperCase() }] }) as never)
      .sort({ name: 1 })
      .limit(limit)
      .lean<EnterpriseRecord[]>();
  }

  /** Name of either kind of organisation, for a membership's label; undefined for an authority. */
  async nameOf(role: string, id: string | undefined): Promise<string | undefined> {
    if (!id) return undefined;
    if (role === 'INSTITUTION_STAFF') return (await this.institution(id)).name;
    if (role === 'ENTERPRISE_STAFF') return (await this.enterprise(id)).name;
    return undefined;
  }
}
