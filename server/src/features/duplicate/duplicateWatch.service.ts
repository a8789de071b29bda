import { Inject, Singleton } from '@midwayjs/core';
import { provinceName } from '@jzt/shared/domain/provinces';
import { certificate as certificateMachine } from '@jzt/shared/workflow/machines/certificate';
import type { Types } from 'mongoose';
import { GatewayDown } from '../../gateways/gateway-down';
import { National, type NationalState } from '../../gateways/national/port';
import type { Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { Law } from '../../platform/law';
import type { Delivery } from '../../platform/outbox';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Persons } from '../person/person.service';
import { DuplicateCaseModel, type DuplicateCase } from './duplicate.model';
import { DuplicateCases } from './duplicateCases.service';

const SYSTEM: Actor = { role: 'SYSTEM' };
const LOOK_EVERY_MS = 10 * 60_000;
/** A certificate in such a state is no duplicate any more; one that is suspended is. */
const OVER: readonly NationalState[] = ['CANCELLED', 'RESCINDED', 'REVOKED', 'EXPIRED'];

/** What follows by itself: the cancellation that was chosen, the end of a case whose duplicate is gone, the days that run out (CQ-24…26). */
@Singleton()
export class DuplicateWatch {
  @Inject() private readonly duplicates: DuplicateCases;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly national: National;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  due(): Record<string, unknown> {
    return { open: true, watchedAt: trusted({ $lte: new Date(this.clock.now().getTime() - LOOK_EVERY_MS) }) };
  }

  /** Looks whether the duplicate is still there; ends the case if not. Who has registered meanwhile is told. Answers the case as it then stands. */
  async look(id: string | Types.ObjectId): Promise<DuplicateCase> {
    const one = await this.withHolder((await this.duplicates.find(id))!);
    if (!one.open) return one;
    const gone = (await this.ownGone(one)) ?? ((await this.otherOver(one)) === true ? this.otherWords(one) : undefined);
    if (gone) return this.close(one, gone);
    await DuplicateCaseModel.updateOne({ _id: one._id }, { $set: { watchedAt: this.clock.now() } });
    return one;
  }

  /** Is the other province's certificate over? UNAVAILABLE while the national platform does not answer: neither yes nor no. */
  async otherOver(one: DuplicateCase): Promise<boolean | 'UNAVAILABLE'> {
    try {
      const holdings = await this.national.lookUpHoldings({ idNumber: this.duplicates.idNumber(one), name: this.duplicates.name(one) });
      const found = holdings.find((each) => each.certificateNo === one.other.number && each.provinceCode === one.other.provinceCode);
      return found !== undefined && (OVER.includes(found.state) || found.validTo < today(this.clock));
    } catch (error) {
      if (error instanceof GatewayDown) return 'UNAVAILABLE';
      throw error;
    }
  }

  /** The certificate that the holder chose, or the one that an officer cancels by law; again, there is nothing left to do. */
  async carry({ sourceId, id: requestId }: Delivery): Promise<void> {
    const one = (await this.duplicates.find(sourceId))!;
    if (one.status === 'CANCELLED') return this.cancelOwn(one, 'cancel', '重复持证公示期满，依法注销', ['CQ-26']);
    if (!one.open || !one.chosen) return;
    if (one.chosen === 'OWN') await this.cancelOwn(one, 'choose', '重复持证，本人选择注销', ['CQ-24']);
    else if (one.otherAnswer?.state !== 'ACCEPTED') await this.askThere(one, requestId);
    await this.look(one._id);
  }

  overdue(): Record<string, unknown> {
    return { status: trusted({ $in: ['NOTIFIED', 'CHOSEN'] }), deadline: trusted({ $lt: today(this.clock) }) };
  }

  /** The days to choose are over (CQ-24); throws, and so is listed, while the law cannot count them. */
  async runOut(id: Types.ObjectId): Promise<void> {
    const one = await this.look(id);
    if (!['NOTIFIED', 'CHOSEN'].includes(one.status)) return;
    const decision = this.law.of(one).decide('PUBLICIZE_DUPLICATE', this.duplicates.facts(one));
    if (decision.pending.length) throw new Error('the official working days are not known that far (A-04)');
    if (decision.allowed) await this.duplicates.move(one, 'markOverdue', { actor: SYSTEM, expectVersion: one.version });
  }

  /** Who chose waits for a cancellation that is under way: an officer decides about them. */
  unchosen(): Record<string, unknown> {
    return { status: 'OVERDUE', chosen: trusted({ $exists: false }) };
  }

  /** No choice in time: the public notice begins (CQ-25). */
  async publicize(id: string | Types.ObjectId, actor: Actor = SYSTEM, expectVersion?: number): Promise<DuplicateCase> {
    const one = await this.look(id);
    if (!one.open) return one;
    const decision = this.law.of(one).require('PUBLICIZE_DUPLICATE', this.duplicates.facts(one));
    return this.duplicates.move(one, 'publicize', {
      actor,
      expectVersion: expectVersion ?? one.version,
      ruleIds: decision.ruleIds,
      set: { publishedOn: today(this.clock), noticeEnds: this.duplicates.noticeEndsOf(one) },
    });
  }

  close(one: DuplicateCase, reason: string, actor: Actor = SYSTEM, expectVersion?: number): Promise<DuplicateCase> {
    return this.duplicates.move(one, 'close', { actor, reason, expectVersion });
  }

  private async withHolder(one: DuplicateCase): Promise<DuplicateCase> {
    if (one.personId || !one.open) return one;
    const holder = await this.persons.findByIdNumber(this.duplicates.idNumber(one));
    if (!holder) return one;
    const set = { personId: holder._id.toHexString() };
    if (one.status === 'PUBLICIZED') {
      await DuplicateCaseModel.updateOne({ _id: one._id }, { $set: set });
      return { ...one, ...set };
    }
    return this.duplicates.move(one, 'tellAgain', { actor: SYSTEM, expectVersion: one.version, set, follow: [TELL] });
  }

  private async ownGone(one: DuplicateCase): Promise<string | undefined> {
    const own = await this.certificates.find(one.own.certificateId);
    if (own && !certificateMachine.terminal.includes(own.status)) return undefined;
    return `${provinceName(one.jurisdiction)}的证书已是“${own ? certificateMachine.states[own.status] : '查不到'}”`;
  }

  private otherWords(one: DuplicateCase): string {
    return `${provinceName(one.other.provinceCode)}的证书已注销或失效`;
  }

  private async cancelOwn(one: DuplicateCase, step: string, reason: string, ruleIds: readonly string[]): Promise<void> {
    const own = await this.certificates.find(one.own.certificateId);
    if (!own || certificateMachine.terminal.includes(own.status)) return;
    const line = one.history.findLast((each) => each.event === step)!;
    const actor: Actor = { role: line.byRole, personId: line.byPerson, name: line.byName };
    try {
      await this.certificates.change(own, 'cancel', {
        actor,
        reason,
        ruleIds,
        evidence: [`duplicate:${one.number}`],
        follow: ending(own, actor),
      });
    } catch (error) {
      // Somebody else changed it this moment: it is looked at again.
      if (error instanceof Refusal && (await this.ownGone(one))) return;
      throw error;
    }
  }

  private async askThere(one: DuplicateCase, requestId: string): Promise<void> {
    const answer = await this.national.requestCancellation({
      requestId,
      kind: one.subject.category,
      certificateNo: one.other.number,
      provinceCode: one.other.provinceCode,
      fromProvinceCode: one.jurisdiction,
      name: this.duplicates.name(one),
      idNumber: this.duplicates.idNumber(one),
      reason: '重复持证，本人选择注销',
    });
    const note = answer.state === 'ACCEPTED' ? `受理编号${answer.receiptNo}` : `${answer.providerCode} ${answer.messageZh}`;
    await DuplicateCaseModel.updateOne({ _id: one._id }, { $set: { otherAnswer: { state: answer.state, note } }, $inc: { version: 1 } });
  }
}

/** The message that goes out again. */
export const TELL = { topic: 'duplicate.tell', payload: {} };
export const CARRY = { topic: 'duplicate.carry', payload: {} };

/** Whatever was asked for with the certificate ends with it. */
const ending = (own: Certificate, actor: Actor) =>
  own.serviceId
    ? [
        {
          topic: 'certificateService.close',
          payload: { serviceId: own.serviceId, reason: '证书因重复持证已被注销，申请终止', actor: { ...actor } },
        },
      ]
    : [];
