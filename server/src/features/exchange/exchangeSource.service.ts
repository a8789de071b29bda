import { Init, Inject, Singleton } from '@midwayjs/core';
import { addDays } from '@jzt/shared/domain/calendar';
import type { Source } from '@jzt/shared/domain/sources';
import { selfExchange as machine } from '@jzt/shared/workflow/machines/selfExchange';
import { Types } from 'mongoose';
import type { Actor } from '../../platform/cases';
import { today, when, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import type { Caller } from '../../platform/http/tokens';
import type { Logger } from '../../platform/logger';
import { within } from '../../platform/policy';
import { ExamRecords } from '../exam/examRecords.service';
import { order } from '../issuing/issuances.service';
import { Sources, type SourceEvents, type SourceFacts, type SourceQuery } from '../source/sources.service';
import { ExchangeModel, type Exchange } from './exchange.model';
import { scope } from './exchange.policy';
import { ExchangeLaw } from './exchangeLaw.service';
import { CHOICE, Exchanges, KIND, sourceOf } from './exchanges.service';

const SYSTEM: Actor = { role: 'SYSTEM' };
/** An exam left one of these: another one may be planned after it. */
const RESULTS = ['failAssessment', 'voidAssessment'];
const VOIDABLE: readonly string[] = machine.transitions.filter((row) => row.event === 'voidAssessment').flatMap((row) => row.from);
/** The new certificate exists, whatever was voided in the same moment. */
const EXCHANGEABLE: readonly string[] = machine.transitions.filter((row) => row.event === 'exchange').flatMap((row) => row.from);
const NOT_ORDERED = { code: 'EXCHANGE_NOT_ORDERED', message: '考核成绩已作废，考核合格并再次点“更新”后才能制证' };
type Told<E extends keyof SourceEvents> = SourceEvents[E] & { source: Source };

/**
 * Exchanges as a source: the hours and the assessment bring them on, the certificate ends them. Deliveries come at least once and in any order, so
 * every step looks first how things stand.
 */
@Singleton()
export class ExchangeSource {
  @Inject() private readonly exchanges: Exchanges;
  @Inject() private readonly exchangeLaw: ExchangeLaw;
  @Inject() private readonly exams: ExamRecords;
  @Inject() private readonly sources: Sources;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;

  @Init()
  async register(): Promise<void> {
    this.sources.register(KIND, {
      find: async (query, caller) => {
        const filter = filterOf(query, caller);
        return filter
          ? (
              await ExchangeModel.find(filter as never)
                .sort({ _id: 1 })
                .lean<Exchange[]>()
            ).map(factsOf)
          : [];
      },
      count: async (query, caller) => {
        const filter = filterOf(query, caller);
        return filter ? ExchangeModel.countDocuments(filter as never) : 0;
      },
    });
  }

  async completeStudy(id: string): Promise<void> {
    await ExchangeModel.updateOne({ _id: id, status: 'ELIGIBLE', studiedOn: trusted({ $exists: false }) } as never, {
      $set: { studiedOn: today(this.clock) },
      $inc: { version: 1 },
    });
    await this.meetDue(new Types.ObjectId(id));
  }

  /** Whose course is learnt; of some, the professional part is not. */
  learnt(): Record<string, unknown> {
    return { status: 'ELIGIBLE', studiedOn: trusted({ $exists: true }) };
  }

  /** 32 hours, 22 of them professional (HN-07, A-15). */
  async meetDue(id: Types.ObjectId): Promise<void> {
    const one = (await ExchangeModel.findById(id).lean<Exchange>())!;
    if (one.status !== 'ELIGIBLE' || !one.studiedOn) return;
    const decision = await this.exchangeLaw.update(one, { passed: true });
    if (decision.refusals.some((each) => each.code === 'EXCHANGE_HOURS_SHORT')) return;
    await this.exchanges.move(one, 'meetHours', { actor: SYSTEM, expectVersion: one.version });
  }

  /** The class ended without the hours: the holder chooses another one (HN-21). */
  async closeStudy({ source: { id }, classId }: Told<'study.closed'>): Promise<void> {
    const one = await this.exchanges.find(id);
    if (one?.status !== 'ELIGIBLE' || one.studiedOn || !one.classId || one.classId !== classId) return;
    await this.exchanges.move(one, 'closeStudy', { actor: SYSTEM, expectVersion: one.version, unset: CHOICE });
  }

  async schedule({ source: { id }, planId, sessionId, startsAt, place }: Told<'exam.scheduled'>): Promise<void> {
    // The notice may come after the cancellation.
    if (!(await this.exams.isSeated(sessionId))) return;
    const one = await this.exchanges.find(id);
    if (one?.status !== 'HOURS_MET' || one.examSessionId === sessionId) return;
    await this.exchanges.move(one, 'schedule', {
      actor: SYSTEM,
      set: { examPlanId: planId, examSessionId: sessionId },
      params: { deadline: when.format(startsAt), place },
    });
  }

  async unschedule({ source: { id }, sessionId, reason }: Told<'exam.unscheduled'>): Promise<void> {
    const one = await this.exchanges.find(id);
    if (one?.status !== 'HOURS_MET' || one.examSessionId !== sessionId) return;
    await this.exchanges.move(one, 'unschedule', { actor: SYSTEM, reason, unset: { examPlanId: 1, examSessionId: 1 } });
  }

  /** Who failed may be planned once more (HN-07). */
  async recordResult({ source: { id }, sessionId, passed }: Told<'exam.result'>): Promise<void> {
    if (passed === undefined) return;
    const one = await this.exchanges.find(id);
    if (!one) return;
    requireNotice(one);
    if (one.status !== 'HOURS_MET' || one.examSessionId !== sessionId) return;
    const by = { actor: SYSTEM, expectVersion: one.version };
    if (passed) await this.exchanges.move(one, 'passAssessment', { ...by, set: { passedOn: today(this.clock) } });
    else await this.exchanges.move(one, 'failAssessment', { ...by, unset: { examPlanId: 1, examSessionId: 1 } });
  }

  /** Before its result is here or after it; what was ordered on it is not made any more, unless the certificate exists. */
  async voidResult({ source: { id }, sessionId, officer, reason }: Told<'exam.voided'>): Promise<void> {
    const one = await this.exchanges.find(id);
    if (!one) return;
    requireNotice(one);
    if (one.examSessionId !== sessionId || !VOIDABLE.includes(one.status)) return;
    await this.exchanges.move(one, 'voidAssessment', {
      actor: officer,
      expectVersion: one.version,
      reason,
      unset: { examPlanId: 1, examSessionId: 1, passedOn: 1, reason: 1, orderFrom: 1 },
    });
  }

  /** The write that brought the new certificate into being has voided the old one (HN-09). */
  async issued(id: string, { certificateId, number }: { certificateId: string; number: string }): Promise<void> {
    const one = await this.exchanges.find(id);
    if (!one || !EXCHANGEABLE.includes(one.status)) return;
    await this.exchanges.move(one, 'exchange', {
      actor: SYSTEM,
      set: { newCertificateId: certificateId, newNumber: number },
      unset: { reason: 1, orderFrom: 1 },
      params: { number },
    });
  }

  /** The old one stays; tried again every day, the person sees why. */
  async refused(id: string, message: string): Promise<void> {
    this.logger.error({ exchangeId: id }, 'no certificate could be made of an exchange');
    await ExchangeModel.updateOne({ _id: id, status: 'UPDATING' } as never, {
      $set: { reason: message, orderFrom: addDays(today(this.clock), 1) },
      $inc: { version: 1 },
    });
  }

  due(): Record<string, unknown> {
    return { status: 'UPDATING', orderFrom: trusted({ $lte: today(this.clock) }) };
  }

  async orderDue(id: Types.ObjectId): Promise<void> {
    const one = (await ExchangeModel.findById(id).lean<Exchange>())!;
    if (one.status !== 'UPDATING') return;
    await this.exchanges.move(one, 'orderAgain', {
      actor: SYSTEM,
      expectVersion: one.version,
      unset: { orderFrom: 1 },
      follow: [order(sourceOf(one))],
    });
  }
}

/** In the words that exams ask in: TRAINED may be planned, SCHEDULED sits. Nothing of it ever stands on a pass list. */
function filterOf({ ids, status, trainedBy, examPlanId }: SourceQuery, caller?: Caller): Record<string, unknown> | undefined {
  const states: Record<string, object> = {
    TRAINED: { status: 'HOURS_MET', examSessionId: trusted({ $exists: false }) },
    SCHEDULED: { status: 'HOURS_MET', examSessionId: trusted({ $exists: true }) },
  };
  // No enterprise trains here by itself.
  if (trainedBy || (status && !states[status])) return undefined;
  const asked = {
    // Before a class is chosen nobody else has a part in it, and nothing can be made of it.
    ...(ids && { _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) }),
    ...(status && states[status]),
    ...(examPlanId && { examPlanId }),
  };
  return within(caller ? scope(caller) : {}, asked);
}

const wordOf = (one: Exchange): string => (one.status === 'HOURS_MET' ? (one.examSessionId ? 'SCHEDULED' : 'TRAINED') : one.status);

/** Deliveries of different documents come in any order. */
function requireNotice({ status, examSessionId, history }: Exchange): void {
  if (status === 'HOURS_MET' && !examSessionId && !history.some(({ event }) => RESULTS.includes(event)))
    throw new Error('the notice of this exam is not delivered yet');
}

const factsOf = (one: Exchange): SourceFacts => ({
  source: sourceOf(one),
  personId: one.personId,
  jurisdiction: one.jurisdiction,
  ...(one.institutionId && { institutionId: one.institutionId }),
  subject: { category: 'SITE_MANAGER', ...(one.post && { code: one.post }) },
  packVersion: one.packVersion,
  portraitFileId: one.portraitFileId ?? '',
  status: wordOf(one),
  passedOn: one.passedOn,
  examPlanId: one.examPlanId,
  examSessionId: one.examSessionId,
  ...(one.status !== 'UPDATING' && one.status !== 'EXCHANGED' && { obstacle: NOT_ORDERED }),
  ...(one.certificateId && {
    succeeds: { certificateId: one.certificateId, event: 'voidCertificate' as const, reason: '已换发电子证书' },
  }),
});
