import { Init, Inject, Singleton } from '@midwayjs/core';
import type { HoursReport, HoursRowInput } from '@jzt/shared/contract/yearlyHours';
import { parseHours } from '@jzt/shared/domain/hours';
import type { CeRecord } from '@jzt/shared/policy/facts';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { ceReportBatch as machine } from '@jzt/shared/workflow/machines/ceReportBatch';
import { Cases, type Notice } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput, conflict, isDuplicateKey } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { findPage, newestFirst, oldestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { Certificates } from '../certificate/certificate.service';
import { CertificateUse } from '../certificate/use.service';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { HoursBatchModel, type HoursBatch, type ReportedRow } from './yearlyHours.model';
import { reports as policy } from './yearlyHours.policy';
import { presentReport } from './yearlyHours.presenter';

const FASTER = { code: 'ALREADY_DECIDED', message: '这个批次已由其他人处理，请刷新' };
const MISSING = '没有找到这个批次';
const ELSEWHERE = '这个人这一天的考核已在其他批次上报';

/** 「培训机构…按每月两批次」 (HN-14…17): assessed hours from listed institutions, reviewed by the province, and only then of effect. */
@Singleton()
export class HourReports {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly use: CertificateUse;

  @Init()
  async register(): Promise<void> {
    this.use.keepsHours((ids) => this.recordsOf(ids));
  }

  async list(caller: Caller, page: PageAsked): Promise<PageGiven<HoursReport>> {
    return this.page(caller, {}, page, 'newest');
  }

  async queue(caller: Caller, page: PageAsked): Promise<PageGiven<HoursReport>> {
    return this.page(caller, { status: 'SUBMITTED' }, page, 'oldest');
  }

  count(caller: Caller): Promise<number> {
    return HoursBatchModel.countDocuments(within(policy.scope(caller), { status: 'SUBMITTED' }));
  }

  /** Throws the law's refusals (HN-14…17) and ROWS_WRONG with a sentence for each row that is wrong. */
  async report(caller: Caller, rows: readonly HoursRowInput[], op?: string): Promise<HoursReport> {
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const earlier = op && (await HoursBatchModel.findOne({ createdOp: op }).lean<HoursBatch>());
    if (earlier) return presentReport(earlier, caller);
    const institution = await this.organisations.institution(caller.organisationId!);
    const jurisdiction = caller.jurisdiction!;
    const law = this.law.in(jurisdiction);
    if (!law.pack.services.CE_REPORT || !law.pack.services.CE_YEAR)
      throw conflict('SERVICE_NOT_OFFERED', `${law.pack.nameZh}的文件没有按年上报学时的规定`);
    const month = today(this.clock).slice(0, 7);
    for (;;) {
      const sentThisMonth = await HoursBatchModel.countDocuments({
        institutionId: caller.organisationId!,
        slot: trusted({ $gt: `${month}#`, $lt: `${month}$` }),
      });
      const decision = law.require('CE_REPORT', {
        ceBatch: { listed: this.isListed(institution), sentThisMonth, rows: rows.map(asLawSees) },
      });
      const checked = await this.check(jurisdiction, rows);
      try {
        const made = await this.cases.create<HoursBatch>(
          HoursBatchModel,
          machine,
          {
            status: 'SUBMITTED',
            institutionId: caller.organisationId!,
            institutionName: institution.name,
            jurisdiction,
            packVersion: decision.packVersion,
            slot: `${month}#${sentThisMonth + 1}`,
            sentBy: caller.personId,
            rows: checked,
          } as never,
          { event: 'submit', actor, ruleIds: decision.ruleIds, packVersion: decision.packVersion },
        );
        return presentReport(made, caller);
      } catch (error) {
        // Another one of this institution took the place in this moment: the law counts again.
        if (!isDuplicateKey(error)) throw error;
      }
    }
  }

  /** A returned batch once more, with what was wrong put right; it is still the same of the month's two. */
  async correct(
    caller: Caller,
    id: string,
    { rows, version }: { rows: readonly HoursRowInput[]; version: number },
    op?: string,
  ): Promise<HoursReport> {
    const one = await findWithin<HoursBatch>(HoursBatchModel, policy.scope(caller), id, MISSING);
    const institution = await this.organisations.institution(one.institutionId);
    const ceBatch = { listed: this.isListed(institution), sentThisMonth: 0, rows: rows.map(asLawSees) };
    const decision = this.law.in(one.jurisdiction).require('CE_REPORT', { ceBatch });
    const moved = await this.cases.move(HoursBatchModel, one._id, {
      machine,
      event: 'submit',
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      ruleIds: decision.ruleIds,
      packVersion: decision.packVersion,
      set: { rows: await this.check(one.jurisdiction, rows, one), sentBy: caller.personId },
      unset: { reason: 1 },
    });
    return presentReport(moved, caller);
  }

  /** Throws WRONG_ROLE, OWN_CASE, REASON_REQUIRED, ROWS_WRONG for what another batch has brought meanwhile, ALREADY_DECIDED. */
  async decide(
    caller: Caller,
    id: string,
    { decision, reason, version }: { decision: 'ENTER' | 'RETURN'; reason?: string; version: number },
    op?: string,
  ): Promise<HoursReport> {
    const one = await findWithin<HoursBatch>(HoursBatchModel, policy.scope(caller), id, MISSING);
    policy.demand(caller, 'RECORD_CE', one);
    const enters = decision === 'ENTER';
    if (!enters && !reason) throw badInput('REASON_REQUIRED', '退回要写明原因', { fields: { reason: '请写明原因' } });
    if (enters) {
      const counted = await this.assessed(one.rows, ['ENTERED'], one);
      throwFaults(
        one.rows.map((row) => (counted.has(assessment(row)) ? ELSEWHERE : undefined)),
        one.rows,
      );
    }
    const batchNumber = one.slot;
    const holders = enters ? one.rows.flatMap((row): Notice[] => (row.personId ? [enteredNotice(row, row.personId)] : [])) : [];
    const moved = await this.cases.move(HoursBatchModel, one._id, {
      machine,
      event: enters ? 'enter' : 'returnBatch',
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      packVersion: one.packVersion,
      ...(reason && { reason }),
      lost: FASTER,
      ...(!enters && { set: { reason } }),
      notices: [{ personId: one.sentBy, params: { number: batchNumber, ...(reason && { reason }) } }, ...holders],
    });
    return presentReport(moved, caller);
  }

  /** By certificate: every reported hour, reviewed or not; what was returned is none, and one assessment counts once. */
  async recordsOf(certificateIds: readonly string[]): Promise<Map<string, CeRecord[]>> {
    const asked = { 'rows.certificateId': trusted({ $in: [...certificateIds] }), status: trusted({ $in: ['SUBMITTED', 'ENTERED'] }) };
    const batches = await HoursBatchModel.find(asked as never, { rows: 1, status: 1 }).lean<HoursBatch[]>();
    const found = new Map<string, CeRecord[]>(certificateIds.map((id) => [id, []]));
    const seen = new Set<string>();
    const [entered, waiting] = [batches.filter(({ status }) => status === 'ENTERED'), batches.filter(({ status }) => status !== 'ENTERED')];
    for (const { rows, status } of [...entered, ...waiting])
      for (const row of rows) {
        if (seen.has(assessment(row))) continue;
        seen.add(assessment(row));
        const { certificateId, year, total, professional } = row;
        found.get(certificateId)?.push({ year, total, professional, reviewed: status === 'ENTERED' });
      }
    return found;
  }

  private async page(caller: Caller, asked: Record<string, unknown>, page: PageAsked, order: 'newest' | 'oldest') {
    const sorted = order === 'newest' ? newestFirst : oldestFirst;
    const { items, nextCursor } = await findPage<HoursBatch>(HoursBatchModel, within(policy.scope(caller), asked), page, sorted);
    return { items: items.map((one) => presentReport(one, caller)), nextCursor };
  }

  private isListed(institution: Parameters<Organisations['isAuthorised']>[0]): boolean {
    return this.organisations.isAuthorised(institution, { category: 'SITE_MANAGER' }, today(this.clock));
  }

  /** The assessments of these rows' people in other batches that stand so. */
  private async assessed(
    rows: readonly Pick<ReportedRow, 'certificateId'>[],
    statuses: readonly HoursBatch['status'][],
    except?: HoursBatch,
  ): Promise<Set<string>> {
    const asked = {
      'rows.certificateId': trusted({ $in: rows.map(({ certificateId }) => certificateId) }),
      status: trusted({ $in: [...statuses] }),
      ...(except && { _id: trusted({ $ne: except._id }) }),
    };
    const batches = await HoursBatchModel.find(asked as never, { rows: 1 }).lean<HoursBatch[]>();
    return new Set(batches.flatMap((batch) => batch.rows.map(assessment)));
  }

  /** Each row's certificate; throws ROWS_WRONG with what is wrong, by `rows.N`. `corrected`: the batch whose rows they take the place of. */
  private async check(jurisdiction: Jurisdiction, rows: readonly HoursRowInput[], corrected?: HoursBatch): Promise<ReportedRow[]> {
    const checked: ReportedRow[] = [];
    const faults: (string | undefined)[] = [];
    for (const row of rows) {
      const one = await this.certificates.byNumberIn(jurisdiction, row.certificateNumber);
      const certificateId = one?._id.toHexString() ?? '';
      const fault =
        !one || one.subject.category !== 'SITE_MANAGER' || this.certificates.name(one) !== row.holderName
          ? '没有找到这个人的这本证书，请核对编号和姓名'
          : parseHours(row.professional) > parseHours(row.total)
            ? '专业岗位知识学时不能多于总学时'
            : row.assessedOn! > today(this.clock)
              ? '考核合格日期晚于今天'
              : checked.some((other) => other.certificateId === certificateId && other.assessedOn === row.assessedOn)
                ? '这个人在本批里填了两次'
                : undefined;
      faults.push(fault);
      // In its place also when it is wrong: then nothing of it is kept.
      checked.push({
        ...row,
        certificateId,
        ...(one?.personId && { personId: one.personId }),
        year: Number(row.assessedOn?.slice(0, 4)),
      });
    }
    const elsewhere = await this.assessed(checked, ['SUBMITTED', 'RETURNED', 'ENTERED'], corrected);
    throwFaults(
      checked.map((row, at) => faults[at] ?? (elsewhere.has(assessment(row)) ? ELSEWHERE : undefined)),
      rows,
    );
    return checked;
  }
}

/** One person's assessment of one day. */
const assessment = ({ certificateId, assessedOn }: ReportedRow): string => `${certificateId}:${assessedOn}`;

function throwFaults(faults: readonly (string | undefined)[], rows: readonly HoursRowInput[]): void {
  const fields = Object.fromEntries(
    faults.flatMap((fault, at) => (fault ? [[`rows.${at}`, `第${at + 1}行（${rows[at]!.holderName}）：${fault}`]] : [])),
  );
  const [first] = Object.values(fields);
  if (first) throw badInput('ROWS_WRONG', first, { fields });
}

const asLawSees = (row: HoursRowInput) => ({ name: row.holderName, passed: row.assessedOn !== undefined, mode: row.mode });

const enteredNotice = ({ year, total, certificateNumber }: ReportedRow, personId: string): Notice => ({
  personId,
  template: 'ceHours.entered',
  params: { number: certificateNumber, subject: `${year}年`, post: total },
});
