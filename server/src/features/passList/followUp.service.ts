import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Actor } from '../../platform/cases';
import { Files } from '../../platform/files';
import type { Logger } from '../../platform/logger';
import type { NewOutboxEntry } from '../../platform/outbox';
import { Applications } from '../application/application.service';
import { Certificates } from '../certificate/certificate.service';
import { holds, PassListBatchModel, type PassListBatch, type PassListRow } from './passList.model';

const SYSTEM: Actor = { role: 'SYSTEM' };

/** The application is told where it stands. */
export const follows = (row: PassListRow): NewOutboxEntry => ({ topic: 'passList.row', payload: { applicationId: row.applicationId } });
/** A sealed file that will never be issued must not lie about. */
export const discards = (rows: readonly PassListRow[]): NewOutboxEntry[] =>
  rows.flatMap((row) => (row.draft ? [{ topic: 'passList.discard', payload: { fileId: row.draft.fileId } }] : []));

/**
 * What a pass list does to applications and certificates. Deliveries come at least once and in any order, so each looks at how
 * things stand now.
 */
@Singleton()
export class PassListFollowUps {
  @Inject() private readonly applications: Applications;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly files: Files;
  @Inject() private readonly logger: Logger;

  /** PASSED → BATCHED while it stands on the list, and back when it does not any more. */
  async place(applicationId: string, batchId: string): Promise<void> {
    const batch = await this.batch(batchId);
    const application = await this.applications.get(applicationId);
    const listed = holds(batch, applicationId);
    if (listed && application.status === 'PASSED')
      await this.applications.move(applicationId, 'addToBatch', { actor: SYSTEM, set: { passListBatchId: batchId } });
    if (!listed && application.status === 'BATCHED' && application.passListBatchId === batchId)
      await this.applications.move(applicationId, 'removeFromBatch', { actor: SYSTEM, unset: ['passListBatchId'] });
  }

  /** The certificate comes into being, and its holder is told. */
  async publish(applicationId: string, batchId: string): Promise<void> {
    const { rows } = await this.batch(batchId);
    const { draft, sealedSha256, identifier } = rows.find((row) => row.applicationId === applicationId)!;
    const certificate = await this.certificates.issue(draft!, { batchId, fileSha256: sealedSha256!, identifier });
    await this.place(applicationId, batchId);
    const { status } = await this.applications.get(applicationId);
    const certificateId = certificate._id.toHexString();
    if (status === 'BATCHED')
      await this.applications.move(applicationId, 'certify', {
        actor: SYSTEM,
        set: { certificateId },
        params: { number: certificate.number },
        page: pageAddress('certificate', { id: certificateId }),
      });
    else if (status !== 'CERTIFIED')
      this.logger.error({ applicationId, status }, 'a certificate was issued for an application in an unexpected state');
  }

  /** The file of a row that left the list; a row that came back, or an issued one, keeps its file. */
  async discard(fileId: string, batchId: string): Promise<void> {
    const batch = await this.batch(batchId);
    const row = batch.rows.find((one) => one.draft?.fileId === fileId);
    if (!row || !holds(batch, row.applicationId)) await this.files.remove(fileId);
  }

  private async batch(id: string): Promise<PassListBatch> {
    return (await PassListBatchModel.findById(id).lean<PassListBatch>())!;
  }
}
