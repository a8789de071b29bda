import { Inject, Singleton } from '@midwayjs/core';
import type { PassListBatch as View } from '@jzt/shared/contract/passList';
import type { Category } from '@jzt/shared/domain/categories';
import { numberPrefix } from '@jzt/shared/domain/jurisdictions';
import { sameSource, sourceKey, type Source } from '@jzt/shared/domain/sources';
import { passListBatch as machine } from '@jzt/shared/workflow/machines/passListBatch';
import { Types } from 'mongoose';
import { today, type Clock } from '../../platform/clock';
import { Cases } from '../../platform/cases';
import { Counters } from '../../platform/counters';
import { trusted } from '../../platform/database';
import { conflict, isDuplicateKey, notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { ExamRecords } from '../exam/examRecords.service';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { Sources, type SourceFacts } from '../source/sources.service';
import { follows } from './followUp.service';
import { holds, PassListBatchModel, type PassListBatch, type PassListRow } from './passList.model';
import { demand } from './passList.policy';
import type { ReadyPlan } from './passList.presenter';
import { PassListViews } from './passListView.service';

const EXAMINED = ['RUNNING', 'CLOSED'];
const MOST_ROWS = 200;

/** Brings the people who passed an exam onto a list (QH-19): each into one, whoever imports at the same time. */
@Singleton()
export class PassListImports {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly sources: Sources;
  @Inject() private readonly exams: ExamRecords;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly counters: Counters;
  @Inject() private readonly views: PassListViews;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  /** Exams with people who passed and stand in no batch yet. */
  async ready(caller: Caller): Promise<ReadyPlan[]> {
    const all = (await this.sources.find({ status: 'PASSED' }, caller)).filter((one) => one.examPlanId);
    const standings = await this.standings(all);
    const passed = all.filter((one) => !standings.get(sourceKey(one.source))?.held);
    const plans = [
      ...(
        await this.exams.plans(
          passed.map((one) => one.examPlanId!),
          caller,
        )
      ).values(),
    ].filter((plan) => EXAMINED.includes(plan.status));
    const institutions = await this.organisations.institutions(plans.map((plan) => plan.institutionId!));
    return plans.map((plan) => ({
      plan,
      institutionName: institutions.get(plan.institutionId!)?.name ?? '',
      passed: passed.filter((one) => one.examPlanId === plan._id.toHexString()).length,
    }));
  }

  /**
   * Imports the people of one exam: all who passed, or the ones named, who then need not have passed: the check will say so.
   * Throws NOT_FOUND, OWN_CASE, PASS_LIST_EMPTY or ALREADY_BATCHED.
   */
  async create(caller: Caller, input: { examPlanId: string; sources?: readonly Source[] }, op?: string): Promise<View> {
    const earlier = op && (await PassListBatchModel.findOne({ createdOp: op }).lean<PassListBatch>());
    if (earlier) return this.views.whole(earlier, caller);
    const plan = (await this.exams.plans([input.examPlanId], caller)).get(input.examPlanId);
    if (!plan) throw notFound('没有找到这场考试');
    const candidates = await this.sources.find({ examPlanId: input.examPlanId }, caller);
    const asked = input.sources && new Set(input.sources.map(sourceKey));
    const named = candidates.filter((one) => asked?.has(sourceKey(one.source)));
    if (asked && named.length !== asked.size) throw notFound('名单里有人没有参加这场考试，请刷新后重新选择');
    const standings = await this.standings(candidates);
    const wanted = asked ? named : candidates.filter((one) => one.status === 'PASSED');
    const free = wanted.filter((one) => !standings.get(sourceKey(one.source))?.held);
    if (asked && free.length < named.length) throw alreadyBatched();
    const chosen = free.slice(0, MOST_ROWS);
    if (!chosen.length || !EXAMINED.includes(plan.status))
      throw conflict('PASS_LIST_EMPTY', '这场考试没有还未列入名单的合格人员', { ruleId: 'QH-19' });
    demand(caller, 'PASS_LIST', { rows: chosen, history: [] });
    const scores = await this.exams.scores(chosen.flatMap((one) => one.examSessionId ?? []));
    const rows = chosen.map((one): PassListRow => ({
      source: one.source,
      personId: one.personId,
      score: scores.get(one.examSessionId ?? '')?.value,
      faults: [],
    }));
    const _id = new Types.ObjectId();
    const fields = {
      _id,
      number: await this.counters.number(`PC${numberPrefix(plan.jurisdiction)}-${today(this.clock).slice(0, 4)}`, 5),
      jurisdiction: plan.jurisdiction,
      examPlanId: input.examPlanId,
      // Examined, so it had a room.
      institutionId: plan.institutionId!,
      subject: { category: plan.subject.category as Category, code: plan.subject.code },
      packVersion: plan.packVersion,
      rows,
      removed: [],
      claims: rows.map(({ source }) => ({ source, key: `${sourceKey(source)}:${standings.get(sourceKey(source))?.round ?? 0}` })),
    };
    try {
      const created = await this.cases.create(PassListBatchModel, machine, fields, {
        event: 'create',
        actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
        ruleIds: ['QH-19'],
        packVersion: plan.packVersion,
        follow: rows.map((row) => follows(row, _id.toHexString())),
      });
      return this.views.whole(created, caller);
    } catch (error) {
      if (isDuplicateKey(error, 'one_batch')) throw alreadyBatched();
      throw error;
    }
  }

  /** How many batches each source was ever in, by `sourceKey`, and whether one holds it now. Read before a new batch claims the next round. */
  private async standings(cases: readonly Pick<SourceFacts, 'source'>[]): Promise<Map<string, { round: number; held: boolean }>> {
    const ids = cases.map((one) => one.source.id);
    const batches = await PassListBatchModel.find({ 'claims.source.id': trusted({ $in: ids }) } as never, {
      status: 1,
      claims: 1,
      'rows.source': 1,
    }).lean<PassListBatch[]>();
    return new Map(
      cases.map(({ source }) => {
        const own = batches.filter((batch) => batch.claims.some((claim) => sameSource(claim.source, source)));
        return [sourceKey(source), { round: own.length, held: own.some((batch) => holds(batch, source)) }];
      }),
    );
  }
}

const alreadyBatched = () => conflict('ALREADY_BATCHED', '名单里有人已列入另一个批次，请刷新后重新选择');
