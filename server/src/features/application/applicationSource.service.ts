import { Init, Inject, Singleton } from '@midwayjs/core';
import { toLocalDate } from '@jzt/shared/domain/calendar';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Source } from '@jzt/shared/domain/sources';
import type { Actor } from '../../platform/cases';
import { when } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import { ExamRecords } from '../exam/examRecords.service';
import { PassListRecords } from '../passList/passListRecords.service';
import { Sources, type SourceEvents, type SourceFacts, type SourceQuery } from '../source/sources.service';
import type { Application } from './application.model';
import { Applications, type ApplicationFilter, type ApplicationStatus } from './application.service';

const KIND = 'APPLICATION';
const SYSTEM: Actor = { role: 'SYSTEM' };

type Told<E extends keyof SourceEvents> = SourceEvents[E] & { source: Source };

/**
 * Applications as a source: what exam and issuing may know of them, and where they move when something happens there.
 * Deliveries come at least once, so every step looks first whether it was made.
 */
@Singleton()
export class ApplicationSource {
  @Inject() private readonly applications: Applications;
  @Inject() private readonly exams: ExamRecords;
  @Inject() private readonly lists: PassListRecords;
  @Inject() private readonly sources: Sources;
  @Inject() private readonly logger: Logger;

  @Init()
  async register(): Promise<void> {
    this.sources.register(KIND, {
      find: async (query, caller) => (await this.applications.list(filterOf(query), caller)).map(factsOf),
      count: (query, caller) => this.applications.count(filterOf(query), caller),
    });
  }

  completeTraining(id: string): Promise<void> {
    return this.from(id, ['IN_TRAINING'], async () => {
      await this.applications.move(id, 'completeTraining', { actor: SYSTEM, ruleIds: ['CQ-39', 'QH-14'] });
    });
  }

  /** TRAINED → SCHEDULED, which is the exam notice. */
  async schedule({ source: { id }, planId, sessionId, startsAt, place }: Told<'exam.scheduled'>): Promise<void> {
    // The notice may come after the cancellation.
    if (!(await this.exams.isSeated(sessionId))) return;
    await this.from(id, ['TRAINED'], async () => {
      await this.applications.move(id, 'schedule', {
        actor: SYSTEM,
        set: { examPlanId: planId, examSessionId: sessionId },
        params: { deadline: when.format(startsAt), place },
        page: pageAddress('examTicket', { id: sessionId }),
        ruleIds: ['QH-15'],
      });
    });
  }

  /** A cancelled plan or an absence: back in the queue for the next plan. */
  async unschedule({ source: { id }, sessionId, reason }: Told<'exam.unscheduled'>): Promise<void> {
    const { status, examSessionId } = await this.applications.get(id);
    if (status !== 'SCHEDULED' || examSessionId !== sessionId) return;
    await this.applications.move(id, 'unschedule', { actor: SYSTEM, reason, unset: ['examPlanId', 'examSessionId'] });
  }

  /** SCHEDULED → EXAMINED → PASSED or FAILED (QH-17); EXAMINED it waits for the practical part (O-10). */
  async recordResult(id: string, passed?: boolean): Promise<void> {
    if ((await this.applications.get(id)).status === 'TRAINED') throw new Error('the notice of this exam is not delivered yet');
    await this.from(id, ['SCHEDULED'], async () => {
      await this.applications.move(id, 'examine', { actor: SYSTEM, ruleIds: ['QH-17'] });
    });
    if (passed === undefined) return;
    await this.from(id, ['EXAMINED'], async () => {
      await this.applications.move(id, passed ? 'pass' : 'fail', { actor: SYSTEM, ruleIds: ['QH-17'] });
    });
  }

  /** The officer decided; the case follows, whether there was a score already or not. */
  async voidScore({ source: { id }, officer, reason }: Told<'exam.voided'>): Promise<void> {
    const { status } = await this.applications.get(id);
    if (status === 'TRAINED') throw new Error('the notice of this exam is not delivered yet');
    if (status === 'SCHEDULED') await this.applications.move(id, 'voidExam', { actor: officer, reason });
    if (status === 'EXAMINED' || status === 'PASSED') await this.applications.move(id, 'voidScore', { actor: officer, reason });
  }

  /** PASSED → BATCHED while it stands on the list, and back when it does not any more. */
  async place(source: Source, batchId: string): Promise<void> {
    const listed = await this.lists.holds(batchId, source);
    const application = await this.applications.get(source.id);
    if (listed && application.status === 'PASSED')
      await this.applications.move(source.id, 'addToBatch', { actor: SYSTEM, set: { passListBatchId: batchId } });
    if (!listed && application.status === 'BATCHED' && application.passListBatchId === batchId)
      await this.applications.move(source.id, 'removeFromBatch', { actor: SYSTEM, unset: ['passListBatchId'] });
  }

  async certify({ source, certificateId, number, batchId }: Told<'certificate.issued'>): Promise<void> {
    if (batchId) await this.place(source, batchId);
    const { status } = await this.applications.get(source.id);
    if (status === 'BATCHED')
      await this.applications.move(source.id, 'certify', {
        actor: SYSTEM,
        set: { certificateId },
        params: { number },
        page: pageAddress('certificate', { id: certificateId }),
      });
    else if (status !== 'CERTIFIED')
      this.logger.error({ applicationId: source.id, status }, 'a certificate was issued for an application in an unexpected state');
  }

  private async from(id: string, states: readonly ApplicationStatus[], act: () => Promise<void>): Promise<void> {
    if (states.includes((await this.applications.get(id)).status)) await act();
  }
}

const filterOf = ({ status, ...query }: SourceQuery): ApplicationFilter => ({
  ...query,
  ...(status && { statuses: [status as ApplicationStatus] }),
});

function passedOn(one: Application) {
  const passed = one.history.findLast((line) => line.event === 'pass');
  return passed && toLocalDate(passed.at);
}

const factsOf = (one: Application): SourceFacts => ({
  source: { kind: KIND, id: one._id.toHexString() },
  personId: one.personId,
  jurisdiction: one.jurisdiction,
  institutionId: one.institutionId,
  trainedBy: one.trainedBy,
  subject: one.subject,
  packVersion: one.packVersion,
  portraitFileId: one.portraitFileId,
  status: one.status,
  passedOn: passedOn(one),
  examPlanId: one.examPlanId,
  examSessionId: one.examSessionId,
});
