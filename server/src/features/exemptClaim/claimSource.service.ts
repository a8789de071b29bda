import { Init, Inject, Singleton } from '@midwayjs/core';
import { addDays } from '@jzt/shared/domain/calendar';
import type { Types } from 'mongoose';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { Law } from '../../platform/law';
import type { Logger } from '../../platform/logger';
import { order } from '../issuing/issuances.service';
import { Sources, withoutExams, type SourceFacts } from '../source/sources.service';
import { ExemptClaimModel, type ExemptClaim } from './exemptClaim.model';
import { scope } from './exemptClaim.policy';
import { ExemptClaims, KIND, SUBJECT } from './exemptClaim.service';

const SYSTEM = { role: 'SYSTEM' } as const;

/** Claims as a source: the certificate ends them; what was not sent in time is closed (CQ-15). */
@Singleton()
export class ClaimSource {
  @Inject() private readonly claims: ExemptClaims;
  @Inject() private readonly sources: Sources;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;

  @Init()
  async register(): Promise<void> {
    this.sources.register(KIND, withoutExams(ExemptClaimModel, scope, factsOf));
  }

  async issued(id: string, { certificateId, number }: { certificateId: string; number: string }): Promise<void> {
    const one = await ExemptClaimModel.findById(id).lean<ExemptClaim>();
    if (one?.status !== 'APPROVED') return;
    await this.claims.move(one, 'issue', {
      actor: SYSTEM,
      set: { certificateId, certificateNumber: number },
      unset: { reason: 1, orderFrom: 1 },
      params: { number },
    });
  }

  /** Tried again every day; the person sees why. */
  async refused(id: string, message: string): Promise<void> {
    this.logger.error({ claimId: id }, 'no certificate could be made of an exempt claim');
    await ExemptClaimModel.updateOne(
      { _id: id, status: 'APPROVED' },
      { $set: { reason: `证书还没有制成：${message}。系统每天会再制一次`, orderFrom: addDays(today(this.clock), 1) } },
    );
  }

  due(): Record<string, unknown> {
    return { status: 'APPROVED', orderFrom: trusted({ $lte: today(this.clock) }) };
  }

  async orderAgain(id: Types.ObjectId): Promise<void> {
    const one = (await ExemptClaimModel.findById(id).lean<ExemptClaim>())!;
    await this.claims.move(one, 'orderCertificate', {
      actor: SYSTEM,
      expectVersion: one.version,
      unset: { orderFrom: 1 },
      follow: [order({ kind: KIND, id: id.toHexString() })],
    });
  }

  /** Sent back and not corrected: whether the last day is over is the law's word on each. */
  unsent(): Record<string, unknown> {
    return { status: 'RETURNED' };
  }

  async close(id: Types.ObjectId): Promise<void> {
    const one = (await ExemptClaimModel.findById(id).lean<ExemptClaim>())!;
    const closes = this.law.of(one).decide('EXEMPT_CLAIM', NOTHING).window?.closes;
    if (!closes || closes >= today(this.clock)) return;
    await this.claims.move(one, 'close', { actor: SYSTEM, expectVersion: one.version });
  }
}

/** Only the window is asked for. */
const NOTHING = {
  identity: { status: 'NONE' as const, badges: { verified: false, ledgered: false } },
  subject: SUBJECT,
  certificate: null,
};

const factsOf = (one: ExemptClaim): SourceFacts => ({
  source: { kind: KIND, id: one._id.toHexString() },
  personId: one.personId,
  jurisdiction: one.jurisdiction,
  subject: SUBJECT,
  packVersion: one.packVersion,
  portraitFileId: one.portraitFileId,
  status: one.status,
});
