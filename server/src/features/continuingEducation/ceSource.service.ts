import { Init, Inject, Singleton } from '@midwayjs/core';
import type { Source } from '@jzt/shared/domain/sources';
import { continuingEducation as machine } from '@jzt/shared/workflow/machines/continuingEducation';
import { Types } from 'mongoose';
import type { Actor } from '../../platform/cases';
import { today, when, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import type { Caller } from '../../platform/http/tokens';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { ExamRecords } from '../exam/examRecords.service';
import { Sources, type SourceEvents, type SourceFacts, type SourceQuery } from '../source/sources.service';
import { CeLaw } from './ceLaw.service';
import type { ContinuingEducation } from './continuingEducation.model';
import { CHOICE, ContinuingEducations, sourceOf } from './continuingEducation.service';

const KIND = 'CONTINUING_EDUCATION';
const SYSTEM: Actor = { role: 'SYSTEM' };
/** An exam left one of these: another one may be planned after it. */
const RESULTS = ['failAssessment', 'voidAssessment'];
const VOIDABLE: readonly string[] = machine.transitions.filter((row) => row.event === 'voidAssessment').map((row) => row.from);

type Told<E extends keyof SourceEvents> = SourceEvents[E] & { source: Source };

/**
 * Continuing education as a source (QH-25: 「线下继续教育报名考试流程同新取证」): what study and exam may know of it, and where it moves when
 * something happens there. Deliveries come at least once, so every step looks first whether it was made.
 */
@Singleton()
export class CeSource {
  @Inject() private readonly educations: ContinuingEducations;
  @Inject() private readonly ceLaw: CeLaw;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly exams: ExamRecords;
  @Inject() private readonly sources: Sources;
  @Inject() private readonly clock: Clock;

  @Init()
  async register(): Promise<void> {
    this.sources.register(KIND, {
      find: async (query: SourceQuery, caller?: Caller) => {
        const filter = filterOf(query);
        return filter ? (await this.educations.list(filter, caller)).map(factsOf) : [];
      },
      count: async (query: SourceQuery, caller?: Caller) => {
        const filter = filterOf(query);
        return filter ? this.educations.count(filter, caller) : 0;
      },
    });
    this.certificates.askBeforeExpiry((one) => this.waitsForOffice(one));
  }

  completeStudy(id: string): Promise<void> {
    return this.from(
      id,
      (one) => one.status === 'LEARNING' && !one.studiedOn,
      async (one) => {
        await this.educations.move(one, 'completeStudy', { actor: SYSTEM, set: { studiedOn: today(this.clock) }, ruleIds: ['CQ-39'] });
      },
    );
  }

  /** The class ended without the hours: the holder chooses another one. */
  closeStudy({ source: { id }, classId }: Told<'study.closed'>): Promise<void> {
    return this.from(
      id,
      (one) => one.status === 'LEARNING' && !one.studiedOn && one.classId === classId,
      async (one) => {
        await this.educations.move(one, 'closeStudy', { actor: SYSTEM, unset: CHOICE, ruleIds: ['QH-25'] });
      },
    );
  }

  async schedule({ source: { id }, planId, sessionId, startsAt, place }: Told<'exam.scheduled'>): Promise<void> {
    // The notice may come after the cancellation.
    if (!(await this.exams.isSeated(sessionId))) return;
    await this.from(
      id,
      (one) => one.status === 'LEARNING' && one.examSessionId !== sessionId,
      async (one) => {
        await this.educations.move(one, 'schedule', {
          actor: SYSTEM,
          set: { examPlanId: planId, examSessionId: sessionId },
          params: { deadline: when.format(startsAt), place },
          ruleIds: ['QH-25'],
        });
      },
    );
  }

  unschedule({ source: { id }, sessionId, reason }: Told<'exam.unscheduled'>): Promise<void> {
    return this.from(
      id,
      (one) => one.status === 'LEARNING' && one.examSessionId === sessionId,
      async (one) => {
        await this.educations.move(one, 'unschedule', { actor: SYSTEM, reason, unset: { examPlanId: 1, examSessionId: 1 } });
      },
    );
  }

  /** The day of the result is the day it counts for (CQ-14). Who failed may be planned once more. */
  async recordResult({ source: { id }, sessionId, passed }: Told<'exam.result'>): Promise<void> {
    if (passed === undefined) return;
    const one = (await this.educations.find(id))!;
    if (one.status === 'LEARNING' && !one.examSessionId && !one.history.some(({ event }) => RESULTS.includes(event)))
      throw new Error('the notice of this exam is not delivered yet');
    await this.from(
      id,
      (found) => found.status === 'LEARNING' && found.examSessionId === sessionId,
      async (found) => {
        if (!passed) await this.educations.move(found, 'failAssessment', { actor: SYSTEM, unset: { examPlanId: 1, examSessionId: 1 } });
        else
          await this.educations.move(found, 'passAssessment', {
            actor: SYSTEM,
            set: { passedOn: today(this.clock) },
            ruleIds: ['CQ-14', 'QH-25'],
            follow: [{ topic: 'ce.keep', payload: { id } }],
          });
      },
    );
  }

  /** Before its result is here or after it, and whatever was built on it since: an extension that is asked for ends with it. */
  async voidResult({ source: { id }, sessionId, officer, reason }: Told<'exam.voided'>): Promise<void> {
    const one = (await this.educations.find(id))!;
    const isFirst = !one.examSessionId && !one.history.some(({ event }) => RESULTS.includes(event));
    if (one.status === 'LEARNING' && isFirst) throw new Error('the notice of this exam is not delivered yet');
    if (one.examSessionId !== sessionId || !VOIDABLE.includes(one.status)) return;
    const { serviceId } = one;
    await this.educations.move(one, 'voidAssessment', {
      actor: officer,
      reason,
      unset: { examPlanId: 1, examSessionId: 1, passedOn: 1, reason: 1, serviceId: 1 },
      follow: [
        { topic: 'ce.keep', payload: { id } },
        ...(one.status === 'EXTENSION_APPLIED' && serviceId
          ? [{ topic: 'certificateService.close', payload: { serviceId, reason: `继续教育考核成绩已作废：${reason}`, actor: officer } }]
          : []),
      ],
    });
  }

  /** Passed in time, and an office has it: the certificate keeps its effect until the office has decided. */
  private async waitsForOffice(certificate: Certificate): Promise<boolean> {
    const ce = await this.educations.currentOf(certificate);
    return !!ce && this.isWaiting(ce, certificate);
  }

  isWaiting(ce: ContinuingEducation, certificate: Certificate): boolean {
    const passedInTime = ce.passedOn !== undefined && ce.passedOn <= ce.periodEnd;
    // What was sent back waits for its platform, not for an office.
    const lies = ce.status === 'REPORTED' || (ce.status === 'ASSESSED' && ce.reason === undefined);
    return passedInTime && lies && this.ceLaw.needsRecord(ce, certificate);
  }

  private async from(
    id: string,
    stands: (one: ContinuingEducation) => boolean,
    act: (one: ContinuingEducation) => Promise<void>,
  ): Promise<void> {
    const one = await this.educations.find(id);
    if (one && stands(one)) await act(one);
  }
}

/** In the words that exams ask in: TRAINED may be planned, SCHEDULED sits. Nothing of it ever stands on a pass list. */
function filterOf({ ids, status, trainedBy, examPlanId }: SourceQuery): Record<string, unknown> | undefined {
  const states: Record<string, object> = {
    TRAINED: { status: 'LEARNING', studiedOn: trusted({ $exists: true }), examSessionId: trusted({ $exists: false }) },
    SCHEDULED: { status: 'LEARNING', examSessionId: trusted({ $exists: true }) },
  };
  // No enterprise trains here by itself.
  if (trainedBy || (status && !states[status])) return undefined;
  return {
    ...(ids && { _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) }),
    ...(status && states[status]),
    ...(examPlanId && { examPlanId }),
  };
}

const wordOf = (one: ContinuingEducation): string =>
  one.status === 'LEARNING' && one.studiedOn ? (one.examSessionId ? 'SCHEDULED' : 'TRAINED') : one.status;

const factsOf = (one: ContinuingEducation): SourceFacts => ({
  source: sourceOf(one),
  personId: one.personId,
  jurisdiction: one.jurisdiction,
  ...(one.institutionId && { institutionId: one.institutionId }),
  subject: one.subject,
  packVersion: one.packVersion,
  portraitFileId: one.portraitFileId ?? '',
  status: wordOf(one),
  passedOn: one.passedOn,
  examPlanId: one.examPlanId,
  examSessionId: one.examSessionId,
});
