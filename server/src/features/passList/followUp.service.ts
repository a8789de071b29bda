import { Inject, Singleton } from '@midwayjs/core';
import { sameSource, type Source } from '@jzt/shared/domain/sources';
import { Files } from '../../platform/files';
import type { NewOutboxEntry } from '../../platform/outbox';
import { Issuing } from '../issuing/issuing.service';
import { tell } from '../source/sources.service';
import { holds, PassListBatchModel, type PassListBatch, type PassListRow } from './passList.model';

/** The owner of the case is told to look where it stands. */
export const follows = ({ source }: PassListRow, batchId: string): NewOutboxEntry => tell('passList.row', source, { batchId });
/** A sealed file that will never be issued must not lie about. */
export const discards = (rows: readonly PassListRow[]): NewOutboxEntry[] =>
  rows.flatMap((row) => (row.draft ? [{ topic: 'passList.discard', payload: { fileId: row.draft.fileId } }] : []));

/**
 * What a pass list does to certificates and their files. Deliveries come at least once and in any order, so each looks at how
 * things stand now.
 */
@Singleton()
export class PassListFollowUps {
  @Inject() private readonly issuing: Issuing;
  @Inject() private readonly files: Files;
  /** The certificate comes into being. */
  async publish(source: Source, batchId: string): Promise<void> {
    const { rows } = await this.batch(batchId);
    await this.issuing.publish(
      rows.find((row) => sameSource(row.source, source))!,
      batchId,
    );
  }

  /** The file of a row that left the list; a row that came back, or an issued one, keeps its file. */
  async discard(fileId: string, batchId: string): Promise<void> {
    const batch = await this.batch(batchId);
    const row = batch.rows.find((one) => one.draft?.fileId === fileId);
    if (!row || !holds(batch, row.source)) await this.files.remove(fileId);
  }

  private async batch(id: string): Promise<PassListBatch> {
    return (await PassListBatchModel.findById(id).lean<PassListBatch>())!;
  }
}
