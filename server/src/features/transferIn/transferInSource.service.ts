import { Init, Inject, Singleton } from '@midwayjs/core';
import { addDays } from '@jzt/shared/domain/calendar';
import type { Types } from 'mongoose';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import type { Logger } from '../../platform/logger';
import { order } from '../issuing/issuances.service';
import { Sources, withoutExams, type SourceFacts } from '../source/sources.service';
import { TransferInModel, type TransferIn } from './transferIn.model';
import { scope } from './transferIn.policy';
import { KIND, TransfersIn } from './transfersIn.service';

const SYSTEM = { role: 'SYSTEM' } as const;

/** Transfers in as a source: the certificate ends them. */
@Singleton()
export class TransferInSource {
  @Inject() private readonly transfers: TransfersIn;
  @Inject() private readonly sources: Sources;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;

  @Init()
  async register(): Promise<void> {
    this.sources.register(KIND, withoutExams(TransferInModel, scope, factsOf));
  }

  async issued(id: string, { certificateId, number }: { certificateId: string; number: string }): Promise<void> {
    const one = await TransferInModel.findById(id).lean<TransferIn>();
    if (one?.status !== 'APPROVED') return;
    await this.transfers.move(one, 'issue', {
      actor: SYSTEM,
      set: { certificateId, certificateNumber: number },
      unset: { reason: 1, orderFrom: 1 },
      number,
    });
  }

  /** Tried again every day; an officer sees why and may have it tried at once. */
  async refused(id: string, message: string): Promise<void> {
    this.logger.error({ transferInId: id }, 'no certificate could be made of a transfer in');
    await TransferInModel.updateOne(
      { _id: id, status: 'APPROVED' },
      { $set: { reason: `证书还没有制成：${message}。系统每天会再制一次`, orderFrom: addDays(today(this.clock), 1) } },
    );
  }

  due(): Record<string, unknown> {
    return { status: 'APPROVED', orderFrom: trusted({ $lte: today(this.clock) }) };
  }

  async orderAgain(id: Types.ObjectId): Promise<void> {
    const one = (await TransferInModel.findById(id).lean<TransferIn>())!;
    await this.transfers.move(one, 'orderCertificate', {
      actor: SYSTEM,
      expectVersion: one.version,
      unset: { orderFrom: 1 },
      follow: [order({ kind: KIND, id: id.toHexString() })],
    });
  }
}

const factsOf = (one: TransferIn): SourceFacts => ({
  source: { kind: KIND, id: one._id.toHexString() },
  personId: one.personId,
  jurisdiction: one.jurisdiction,
  subject: one.subject,
  packVersion: one.packVersion,
  portraitFileId: one.portraitFileId,
  status: one.status,
  validTo: one.validTo,
  transferredFrom: { number: one.fromNumber, ...(one.fromIdentifier && { identifier: one.fromIdentifier }) },
});
