import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { NATIONAL_STATES, type NationalKind } from '@jzt/shared/domain/stateCodes';
import { printOf } from '@jzt/shared/policy/print';
import { passListBatch as machine } from '@jzt/shared/workflow/machines/passListBatch';
import { Types } from 'mongoose';
import { GatewayDown } from '../../gateways/gateway-down';
import { National } from '../../gateways/national/port';
import { Cases, type Actor, type Notice } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import { sha256 } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { Law } from '../../platform/law';
import type { Logger } from '../../platform/logger';
import { Applications } from '../application/application.service';
import type { CertificateDraft } from '../certificate/certificate.model';
import { CertificateDrafts } from '../certificate/drafting.service';
import { CertificateSealing } from '../certificate/sealing.service';
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
 * Signs approved lists, one worker a list, row by row in named steps. Each step is stored on its row before the next one
 * begins, asks outside systems
 * under an id of its own that gets the same answer again, and so may be repeated after a crash at any point without doubling anything.
 * Nothing is published before every row is sealed (QH-20): certificates come into being by what follows `finishSigning`.
 */
@Singleton()
export class Signing {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly applications: Applications;
  @Inject() private readonly drafts: CertificateDrafts;
  @Inject() private readonly sealing: CertificateSealing;
  @Inject() private readonly national: National;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;

  /** The steps of one row, in their order. `done` reads what is stored; `run` gives what to store. */
  private readonly steps: {
    name: string;
    done: (row: PassListRow, signing: BatchSigning) => boolean;
    run: (row: PassListRow, signing: BatchSigning) => Promise<Partial<PassListRow>>;
  }[] = [
    { name: 'draft', done: (row, signing) => row.draft?.issuedOn === signing.issuedOn, run: (row, signing) => this.draft(row, signing) },
    {
      name: 'code',
      done: (row) => row.identifier !== undefined || !isNational(row.draft!.subject.category),
      run: (row) => this.code(row.draft!),
    },
    { name: 'seal', done: (row) => row.sealedSha256 !== undefined, run: (row, signing) => this.seal(row.draft!, signing) },
  ];

  async signDue(): Promise<void> {
    for (let batch = await this.claim(); batch; batch = await this.claim()) await this.work(batch);
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
      else await this.postpone(batch, error as Error);
    }
  }

  private async signRow(batch: Claimed, at: Row): Promise<void> {
    for (const step of this.steps) {
      if (step.done(at.row, batch.signing)) continue;
      at.row = await this.keep(batch, at, await step.run(at.row, batch.signing));
    }
  }

  /** Number, token, words and dates: the number is drawn here, once, and every later try finds it on the row. */
  private async draft(row: PassListRow, { issuedOn }: BatchSigning): Promise<Partial<PassListRow>> {
    const draft = await this.drafts.make(await this.applications.get(row.applicationId), issuedOn, row.draft);
    return { draft, sealedSha256: undefined, identifier: draft.number === row.draft?.number ? row.identifier : undefined };
  }

  /** 赋码: the national identifier, before the certificate is laid out (O-08, O-09). */
  private async code(draft: CertificateDraft): Promise<Partial<PassListRow>> {
    const issuerCode = printOf(this.law.pack(draft.packVersion))?.issuerCode?.value ?? '';
    const answer = await this.national.requestCode({
      requestId: sha256(`${draft.certificateId}:${draft.number}`).slice(0, 32),
      kind: draft.subject.category as NationalKind,
      certificateNo: draft.number,
      issuerCode,
    });
    if (answer.state === 'REJECTED')
      throw new Refusal(422, 'CODE_REFUSED', `全国平台没有给出证照标识：${answer.messageZh}（${answer.providerCode}）`);
    return { identifier: answer.identifier };
  }

  /** Page, QR and seal, and the file kept under the id that the draft names (QH-20). */
  private async seal(draft: CertificateDraft, signing: BatchSigning): Promise<Partial<PassListRow>> {
    return { sealedSha256: await this.sealing.make(draft, signing) };
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
        [`rows.${index}.applicationId`]: row.applicationId,
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
      follow: batch.rows.map((row) => ({ topic: 'passList.publish', payload: { applicationId: row.applicationId } })),
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
      evidence: [row.applicationId],
      set: { reason, [`rows.${index}.faults`]: [fault] },
      notices: this.notices(batch, reason),
    });
  }

  /** An outside system is silent, or the house itself stumbled: the list waits and is taken up again, after growing pauses. */
  private async postpone(batch: Claimed, error: Error): Promise<void> {
    const failures = batch.signing.failures + 1;
    const dueAt = new Date(this.clock.now().getTime() + Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS));
    const system = error instanceof GatewayDown ? SYSTEMS[error.system] : undefined;
    if (!system) this.logger.error({ err: error, batchId: batch._id.toHexString() }, 'signing stumbled, will try again');
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

const isNational = (category: string): category is NationalKind => category in NATIONAL_STATES;
