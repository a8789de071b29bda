import { Inject, Singleton } from '@midwayjs/core';
import { numberKey } from '@jzt/shared/domain/certificateNumber';
import { provinceName } from '@jzt/shared/domain/provinces';
import { certificate as certificateMachine } from '@jzt/shared/workflow/machines/certificate';
import type { Types } from 'mongoose';
import { GatewayDown } from '../../gateways/gateway-down';
import { National, type NationalHolding, type NationalState } from '../../gateways/national/port';
import type { Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { conflict, Refusal } from '../../platform/errors';
import { Law } from '../../platform/law';
import type { Delivery } from '../../platform/outbox';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Persons } from '../person/person.service';
import { DuplicateCaseModel, type DuplicateCase } from './duplicate.model';
import { DuplicateCases, waitsThere } from './duplicateCases.service';

const SYSTEM: Actor = { role: 'SYSTEM' };
const LOOK_EVERY_MS = 10 * 60_000;
/** A certificate in such a state is no duplicate any more; one that is suspended is. */
const OVER: readonly NationalState[] = ['CANCELLED', 'RESCINDED', 'REVOKED', 'EXPIRED'];

export const WAITS_THERE = '持证人已选择注销外省的证书，国家平台已受理，等外省办完，不能公示，也不能注销本省的证书';
export const OTHER_MISSING = '国家平台上查不到外省的这本证书，不能注销。请核对编号：编号有误的，办结本件后按正确的编号重新列入名单';

/** Whether the other province's certificate stands; UNAVAILABLE while the national platform does not answer: neither yes nor no. */
type OtherState = 'STANDS' | 'OVER' | 'NOT_FOUND' | 'UNAVAILABLE';

/** Throws CANCELLED_ELSEWHERE_SOON for who has done their part. */
export function mustNotWaitThere(one: DuplicateCase, ruleId: 'CQ-25' | 'CQ-26'): void {
  if (waitsThere(one)) throw conflict('CANCELLED_ELSEWHERE_SOON', WAITS_THERE, { ruleId });
}

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
    const ownGone = await this.ownGone(one);
    if (ownGone) return this.close(one, ownGone);
    const other = await this.otherState(one);
    if (other === 'OVER') return this.close(one, this.otherWords(one));
    return this.seen(one, other);
  }

  async otherState(one: DuplicateCase): Promise<OtherState> {
    try {
      const found = await this.held(one);
      if (!found) return 'NOT_FOUND';
      return OVER.includes(found.state) || found.validTo < today(this.clock) ? 'OVER' : 'STANDS';
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
    if (one.chosen === 'OWN') await this.cancelChosen(one);
    else if (one.otherAnswer?.state !== 'ACCEPTED') await this.askThere(one, requestId);
    await this.look(one._id);
  }

  overdue(): Record<string, unknown> {
    return {
      status: trusted({ $in: ['NOTIFIED', 'CHOSEN'] }),
      deadline: trusted({ $lt: today(this.clock) }),
      $or: [{ chosen: trusted({ $ne: 'OTHER' }) }, { 'otherAnswer.state': trusted({ $ne: 'ACCEPTED' }) }],
    };
  }

  /** The days to choose are over (CQ-24); throws, and so is listed, while the law cannot count them. */
  async runOut(id: Types.ObjectId): Promise<void> {
    const one = await this.look(id);
    if (!['NOTIFIED', 'CHOSEN'].includes(one.status) || waitsThere(one)) return;
    // Chosen in time, and it is not the holder who keeps it waiting.
    if (one.chosen === 'OWN' && (await this.otherState(one)) !== 'STANDS') return;
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
    mustNotWaitThere(one, 'CQ-25');
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

  private async held(one: DuplicateCase): Promise<NationalHolding | undefined> {
    const holdings = await this.national.lookUpHoldings({ idNumber: this.duplicates.idNumber(one), name: this.duplicates.name(one) });
    const { provinceCode, number } = one.other;
    return holdings.find((each) => each.provinceCode === provinceCode && numberKey(each.certificateNo) === numberKey(number));
  }

  /** A number that the platform does not know is at once an officer's matter. */
  private async seen(one: DuplicateCase, other: OtherState): Promise<DuplicateCase> {
    const missing = other === 'UNAVAILABLE' ? one.otherMissing === true : other === 'NOT_FOUND';
    const now: DuplicateCase = { ...one, otherMissing: missing };
    const told = missing !== (one.otherMissing === true) && { otherMissing: missing, nextAt: this.duplicates.nextAt(now, one.status) };
    await DuplicateCaseModel.updateOne({ _id: one._id }, { $set: { watchedAt: this.clock.now(), ...told } });
    return now;
  }

  /** Throws, and so is tried again and listed, unless the platform says that the other one stands: nobody is left without any on a typing error. */
  private async cancelChosen(one: DuplicateCase): Promise<void> {
    const other = await this.otherState(one);
    if (other === 'STANDS') {
      const [step, ruleId] = one.chosenLate ? ['cancelLate', 'CQ-26'] : ['choose', 'CQ-24'];
      return this.cancelOwn(one, step!, '重复持证，本人选择注销', [ruleId!]);
    }
    const { open } = await this.look(one._id);
    if (open) throw new Error(`the other certificate is ${other}: nothing is cancelled`);
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
      certificateNo: (await this.held(one))?.certificateNo ?? one.other.number,
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
