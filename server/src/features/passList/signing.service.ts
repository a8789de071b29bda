import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { sourceKey } from '@jzt/shared/domain/sources';
import { passListBatch as machine } from '@jzt/shared/workflow/machines/passListBatch';
import { Types } from 'mongoose';
import { GatewayDown } from '../../gateways/gateway-down';
import { Cases, type Actor, type Notice } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { Jobs } from '../../platform/jobs';
import { Issuing } from '../issuing/issuing.service';
import { PassListBatchModel, type BatchSigning, type PassListBatch, type PassListRow } from './passList.model';

const SYSTEM: Actor = { role: 'SYSTEM' };
/** A worker that says nothing for this long has died; longer than any one step takes. */
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
const SYSTEMS: Partial<Record<GatewayDown['system'], string>> = { seal: '电子签章系统', national: '全国平台' };

/** Another worker holds the batch now, or it is no longer being signed: hands off. */
class LeaseLost extends Error {}

type Claimed = PassListBatch & { signing: BatchSigning };
interface Row {
  index: number;
  row: PassListRow;
}

/**
 * Signs approved lists, one worker a list, row by row in the steps of issuing, each stored on its row before the next one begins.
 * Nothing is published before every row is sealed (QH-20): certificates come into being by what follows `finishSigning`.
 */
@Singleton()
export class Signing {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly issuing: Issuing;
  @Inject() private readonly jobs: Jobs;
  @Inject() private readonly clock: Clock;

  async signDue(): Promise<void> {
    for (let batch = await this.claim(); batch; batch = await this.claim()) {
      const claimed = batch;
      await this.jobs.attempt('passList.sign', PassListBatchModel, claimed._id, () => this.work(claimed));
    }
  }

  /** Takes the next list whose turn it is; whoever had it before can write no more. */
  private claim(): Promise<Claimed | null> {
    const now = this.clock.now();
    return PassListBatchModel.findOneAndUpdate(
      { status: 'SIGNING', 'signing.dueAt': trusted({ $lte: now }) } as never,
      { $set: { 'signing.lease': new Types.ObjectId().toHexString(), 'signing.dueAt': new Date(now.getTime() + LEASE_MS) } } as never,
      { returnDocument: 'after' },
    ).lean<Claimed>();
  }

  private async work(batch: Claimed): Promise<void> {
    let at: Row | undefined;
    try {
      for (const [index, row] of batch.rows.entries()) {
        at = { index, row };
        await this.signRow(batch, at);
      }
      at = undefined;
      await this.finish(batch);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (error instanceof Refusal && at) await this.fail(batch, at, error);
      else {
        await this.postpone(batch, error as Error);
        // A silent outside system is nobody's fault; a stumble of the house is counted, so that somebody sees it when it goes on.
        if (!(error instanceof GatewayDown)) throw error;
      }
    }
  }

  private async signRow(batch: Claimed, at: Row): Promise<void> {
    for (let found = await this.issuing.next(at.row, batch.signing); found; found = await this.issuing.next(at.row, batch.signing))
      at.row = await this.keep(batch, at, found);
  }

  /** Stores a step's result, as long as the list is still this worker's; says at the same time that it is alive. */
  private async keep(batch: Claimed, { index, row }: Row, found: Partial<PassListRow>): Promise<PassListRow> {
    const now = this.clock.now();
    const entries = Object.entries(found).map(([field, value]) => [`rows.${index}.${field}`, value] as const);
    const [set, unset] = [entries.filter(([, value]) => value !== undefined), entries.filter(([, value]) => value === undefined)];
    const kept = await PassListBatchModel.updateOne(
      {
        _id: batch._id,
        status: 'SIGNING',
        'signing.lease': batch.signing.lease,
        [`rows.${index}.source.id`]: row.source.id,
      } as never,
      {
        $set: { ...Object.fromEntries(set), 'signing.dueAt': new Date(now.getTime() + LEASE_MS), 'signing.failures': 0, updatedAt: now },
        $unset: { 'signing.waitingZh': 1, ...Object.fromEntries(unset.map(([path]) => [path, 1])) },
      } as never,
    );
    if (kept.matchedCount === 0) throw new LeaseLost();
    batch.signing.failures = 0;
    return { ...row, ...found };
  }

  /** Every row is sealed: in one write the batch is issued, and what follows makes the certificates. */
  private async finish(batch: Claimed): Promise<void> {
    await this.cases.move(PassListBatchModel, batch._id, {
      machine,
      event: 'finishSigning',
      actor: SYSTEM,
      packVersion: batch.packVersion,
      notices: this.notices(batch),
      follow: batch.rows.map((row) => ({ topic: 'passList.publish', payload: { source: row.source } })),
    });
  }

  /** Somebody must look: nothing is published, what was sealed stays sealed for the next try (QH-20). */
  private async fail(batch: Claimed, { index, row }: Row, refusal: Refusal): Promise<void> {
    const reason = refusal.message;
    const fault = { ruleId: 'QH-20', code: refusal.code, message: reason };
    await this.cases.move(PassListBatchModel, batch._id, {
      machine,
      event: 'failSigning',
      actor: SYSTEM,
      packVersion: batch.packVersion,
      reason,
      evidence: [sourceKey(row.source)],
      set: { reason, [`rows.${index}.faults`]: [fault] },
      notices: this.notices(batch, reason),
    });
  }

  /** An outside system is silent, or the house itself stumbled: the list waits and is taken up again, after growing pauses. */
  private async postpone(batch: Claimed, error: Error): Promise<void> {
    const failures = batch.signing.failures + 1;
    const dueAt = new Date(this.clock.now().getTime() + Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS));
    const system = error instanceof GatewayDown ? SYSTEMS[error.system] : undefined;
    await PassListBatchModel.updateOne(
      { _id: batch._id, status: 'SIGNING', 'signing.lease': batch.signing.lease } as never,
      {
        $set: {
          'signing.dueAt': dueAt,
          'signing.failures': failures,
          'signing.waitingZh': `${system ?? '系统'}暂时连不上，正在自动重试，您不用重复点。还没有证书发出`,
        },
        $unset: { 'signing.lease': 1 },
      } as never,
    );
  }

  private notices(batch: Claimed, reason?: string): Notice[] {
    const page = batch.signing.byRole === 'INSTITUTION_STAFF' ? 'institutionPassList' : 'authorityPassList';
    return [
      {
        personId: batch.signing.byPerson,
        params: { number: batch.number, ...(reason && { reason }) },
        page: pageAddress(page, { id: batch._id.toHexString() }),
      },
    ];
  }
}
