import { Init, Inject, Singleton } from '@midwayjs/core';
import { addDays, toLocalDate } from '@jzt/shared/domain/calendar';
import { fill } from '@jzt/shared/policy/words';
import { certificate as certificateMachine } from '@jzt/shared/workflow/machines/certificate';
import type { Types } from 'mongoose';
import type { Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { Law } from '../../platform/law';
import type { Logger } from '../../platform/logger';
import { Certificates } from '../certificate/certificate.service';
import { order } from '../issuing/issuances.service';
import { Sources, withoutExams, type SourceFacts } from '../source/sources.service';
import { Studies } from '../study/study.service';
import { PostTransferModel, type PostTransfer } from './postTransfer.model';
import { scope } from './postTransfer.policy';
import { KIND, PostTransfers } from './postTransfer.service';

const SYSTEM: Actor = { role: 'SYSTEM' };

/** Transfers as a source: the course completes them, the working day after orders the certificate, the certificate ends them (CQ-43). */
@Singleton()
export class TransferSource {
  @Inject() private readonly transfers: PostTransfers;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly studies: Studies;
  @Inject() private readonly sources: Sources;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;

  @Init()
  async register(): Promise<void> {
    this.sources.register(KIND, withoutExams(PostTransferModel, scope, factsOf));
  }

  async complete(id: string): Promise<void> {
    const one = await this.get(id);
    if (one?.status !== 'LEARNING') return;
    const completedOn = toLocalDate((await this.studies.completedAt({ kind: KIND, id })) ?? this.clock.now());
    const resultOn = this.resultDay(one, completedOn);
    await this.transfers.move(one, 'complete', {
      actor: SYSTEM,
      set: { completedOn, ...(resultOn && { resultOn, orderFrom: resultOn }) },
      params: { deadline: resultOn ? fill('{day}', '', { day: resultOn }) : '查询日期确定后' },
    });
  }

  /** Whose working day may have come, or is not known yet. */
  due(): Record<string, unknown> {
    return {
      status: 'COMPLETED',
      $or: [{ orderFrom: trusted({ $lte: today(this.clock) }) }, { resultOn: trusted({ $exists: false }) }],
    };
  }

  /**
   * Orders the certificate on its day (CQ-43). Throws while no official calendar says which day that is, and so stands in the list of what
   * needs an operator.
   */
  async orderDue(id: Types.ObjectId): Promise<void> {
    const one = (await PostTransferModel.findById(id).lean<PostTransfer>())!;
    const resultOn = one.resultOn ?? this.resultDay(one, one.completedOn!);
    if (!resultOn) throw new Error(`no official calendar of working days after ${one.completedOn}`);
    if (resultOn > today(this.clock)) {
      await PostTransferModel.updateOne({ _id: id, status: 'COMPLETED' }, { $set: { resultOn, orderFrom: resultOn } });
      return;
    }
    const study = { requiredHours: '0', earnedHours: '0', completedOn: one.completedOn! };
    const decision = this.law.of(one).require('TRANSFER_RESULT', { study });
    await this.transfers.move(one, 'orderCertificate', {
      actor: SYSTEM,
      expectVersion: one.version,
      ruleIds: decision.ruleIds,
      set: { resultOn },
      unset: { orderFrom: 1, refusedZh: 1 },
      follow: [order({ kind: KIND, id: id.toHexString() })],
    });
  }

  async publish(id: string, certificate: { certificateId: string; number: string }): Promise<void> {
    const one = await this.get(id);
    if (one?.status !== 'COMPLETED') return;
    await this.transfers.move(one, 'publish', {
      actor: SYSTEM,
      ruleIds: ['CQ-21', 'CQ-43'],
      set: { newCertificateId: certificate.certificateId, newNumber: certificate.number },
      unset: { refusedZh: 1, orderFrom: 1 },
      params: { number: certificate.number },
    });
  }

  /** Tried again every day, and the person sees why; over, where the old certificate has ended for good. */
  async refused(id: string, { code, message }: { code: string; message: string }): Promise<void> {
    const one = await this.get(id);
    if (one?.status === 'COMPLETED' && code === 'CERTIFICATE_GONE' && (await this.isGone(one))) {
      await this.transfers.move(one, 'loseCertificate', {
        actor: SYSTEM,
        reason: message,
        set: { refusedZh: message },
        unset: { orderFrom: 1 },
        params: { reason: message },
      });
      return;
    }
    this.logger.error({ transferId: id }, 'no certificate could be made of a post transfer');
    await PostTransferModel.updateOne(
      { _id: id, status: 'COMPLETED' },
      { $set: { refusedZh: message, orderFrom: addDays(today(this.clock), 1) } },
    );
  }

  /** Not transferred when the old certificate's own end has come (CQ-20, A-32). */
  lapsed(): Record<string, unknown> {
    return { status: trusted({ $in: ['CHOSEN', 'FACE_OK', 'LEARNING'] }), oldValidTo: trusted({ $lt: today(this.clock) }) };
  }

  async close(id: Types.ObjectId): Promise<void> {
    const one = (await PostTransferModel.findById(id).lean<PostTransfer>())!;
    // Whose last lesson is on its way here has finished in time.
    if (await this.studies.completedAt({ kind: KIND, id: id.toHexString() })) return;
    await this.transfers.move(one, 'close', { actor: SYSTEM, expectVersion: one.version, reason: `原证书有效期至${one.oldValidTo}` });
  }

  /** Its own end is no hindrance, and what an authority holds it may give back. */
  private async isGone({ certificateId }: PostTransfer): Promise<boolean> {
    const old = await this.certificates.find(certificateId);
    return !old || (old.status !== 'EXPIRED' && certificateMachine.terminal.includes(old.status));
  }

  private async get(id: string): Promise<PostTransfer | null> {
    return PostTransferModel.findById(id).lean<PostTransfer>();
  }

  private resultDay(one: PostTransfer, completedOn: string): string | undefined {
    const study = { requiredHours: '0', earnedHours: '0', completedOn };
    return this.law.of(one).decide('TRANSFER_RESULT', { study }).window?.opens ?? undefined;
  }
}

const factsOf = (one: PostTransfer): SourceFacts => ({
  source: { kind: KIND, id: one._id.toHexString() },
  personId: one.personId,
  jurisdiction: one.jurisdiction,
  subject: { category: 'SITE_MANAGER', code: one.post },
  packVersion: one.packVersion,
  portraitFileId: one.portraitFileId,
  status: one.status,
  succeeds: { certificateId: one.certificateId, event: 'replace' },
});
