import { Inject, Singleton } from '@midwayjs/core';
import type { Source } from '@jzt/shared/domain/sources';
import { issuance as machine } from '@jzt/shared/workflow/machines/issuance';
import { Cases, type Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { isDuplicateKey, Refusal } from '../../platform/errors';
import type { Delivery, NewOutboxEntry } from '../../platform/outbox';
import { bySource } from '../../platform/source';
import { Sources, tell } from '../source/sources.service';
import { IssuanceModel, type Issuance } from './issuance.model';
import { Issuing } from './issuing.service';
import { Making, type Taken } from './making.service';

/** In a case's own write: its certificate is to be made. The owner hears `certificate.issued` or `certificate.refused`. */
export const order = (source: Source): NewOutboxEntry => ({ topic: 'issuing.order', payload: { source } });

/** Certificates that are made one by one: for every source that stands on no pass list. */
@Singleton()
export class Issuances {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly sources: Sources;
  @Inject() private readonly issuing: Issuing;
  @Inject() private readonly making: Making;
  @Inject() private readonly clock: Clock;

  /** Begins, or begins again what was refused; the same order twice is one. */
  async begin(source: Source, { id }: Pick<Delivery, 'id'>): Promise<void> {
    const actor: Actor = { role: 'SYSTEM', op: id };
    const { revision = 1, jurisdiction, packVersion } = await this.sources.get(source);
    const now = this.clock.now();
    const earlier = await IssuanceModel.findOne({ ...bySource(source), revision }).lean<Issuance>();
    if (!earlier) {
      const signing = { issuedOn: today(this.clock), signedAt: now, attempt: 1, dueAt: now, failures: 0 };
      const fields = { source, revision, jurisdiction, packVersion, row: { source }, signing };
      await this.cases.create(IssuanceModel, machine, fields, { event: 'order', actor, packVersion }).catch((error: unknown) => {
        // Ordered twice at once.
        if (!isDuplicateKey(error)) throw error;
      });
      return;
    }
    if (earlier.status !== 'REFUSED' || earlier.createdOp === id) return;
    await this.cases.move(IssuanceModel, earlier._id, {
      machine,
      event: 'orderAgain',
      actor,
      packVersion,
      // It begins on the day it is made: months may lie between.
      set: { 'signing.dueAt': now, 'signing.failures': 0, 'signing.issuedOn': today(this.clock), 'signing.signedAt': now },
      unset: { reason: 1 },
      inc: { 'signing.attempt': 1 },
    });
  }

  makeDue(): Promise<void> {
    return this.making.eachDue('issuing.make', IssuanceModel, 'MAKING', (one) => this.work(one));
  }

  private async work(one: Taken<Issuance>): Promise<void> {
    try {
      await this.issuing.requireLawful(one.source);
      const row = await this.making.make(IssuanceModel, one, 'row', one.row);
      await this.issuing.requireWanted(one.source);
      await this.issuing.publish(row);
    } catch (error) {
      if (error instanceof Refusal) return this.refuse(one, error);
      throw error;
    }
    await this.cases.move(IssuanceModel, one._id, { machine, event: 'finish', actor: { role: 'SYSTEM' }, packVersion: one.packVersion });
  }

  private async refuse(one: Taken<Issuance>, { code, message }: Refusal): Promise<void> {
    await this.cases.move(IssuanceModel, one._id, {
      machine,
      event: 'refuse',
      actor: { role: 'SYSTEM' },
      packVersion: one.packVersion,
      reason: message,
      set: { reason: message },
      follow: [tell('certificate.refused', one.source, { code, message })],
    });
  }
}
