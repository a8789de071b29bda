import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { sourceKey } from '@jzt/shared/domain/sources';
import { passListBatch as machine } from '@jzt/shared/workflow/machines/passListBatch';
import { Cases, type Actor, type Notice } from '../../platform/cases';
import { Refusal } from '../../platform/errors';
import { Making, type Taken } from '../issuing/making.service';
import { PassListBatchModel, type PassListBatch, type PassListRow } from './passList.model';

const SYSTEM: Actor = { role: 'SYSTEM' };
type Batch = Taken<PassListBatch>;

/**
 * Signs approved lists, one worker a list, row by row. Nothing is published before every row is sealed (QH-20): certificates come into being
 * by what follows `finishSigning`.
 */
@Singleton()
export class Signing {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly making: Making;

  signDue(): Promise<void> {
    return this.making.eachDue('passList.sign', PassListBatchModel, 'SIGNING', (batch) => this.work(batch));
  }

  private async work(batch: Batch): Promise<void> {
    for (const [index, row] of batch.rows.entries()) {
      try {
        await this.making.make(PassListBatchModel, batch, `rows.${index}`, row);
      } catch (error) {
        if (error instanceof Refusal) return this.fail(batch, index, row, error);
        throw error;
      }
    }
    await this.finish(batch);
  }

  /** Every row is sealed: in one write the batch is issued, and what follows makes the certificates. */
  private async finish(batch: Batch): Promise<void> {
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
  private async fail(batch: Batch, index: number, row: PassListRow, refusal: Refusal): Promise<void> {
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

  private notices(batch: Batch, reason?: string): Notice[] {
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
