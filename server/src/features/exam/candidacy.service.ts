import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Actor } from '../../platform/cases';
import { Applications, type ApplicationStatus } from '../application/application.service';

const SYSTEM: Actor = { role: 'SYSTEM' };
const when = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** What an exam does to a person's application. Deliveries come at least once, so every step looks first whether it was made. */
@Singleton()
export class Candidacies {
  @Inject() private readonly applications: Applications;

  /** TRAINED → SCHEDULED, which is the exam notice. */
  schedule(id: string, seat: { examPlanId: string; examSessionId: string; startsAt: Date; place: string }): Promise<void> {
    const { examPlanId, examSessionId, startsAt, place } = seat;
    return this.from(id, ['TRAINED'], async () => {
      await this.applications.move(id, 'schedule', {
        actor: SYSTEM,
        set: { examPlanId, examSessionId },
        params: { deadline: when.format(startsAt), place },
        page: pageAddress('examTicket', { id: examSessionId }),
        ruleIds: ['QH-15'],
      });
    });
  }

  /** A cancelled plan or an absence: back in the queue for the next plan. */
  unschedule(id: string, reason: string): Promise<void> {
    return this.from(id, ['SCHEDULED'], async () => {
      await this.applications.move(id, 'unschedule', { actor: SYSTEM, reason, unset: ['examPlanId', 'examSessionId'] });
    });
  }

  /** SCHEDULED → EXAMINED → PASSED or FAILED (QH-17). */
  async recordResult(id: string, passed: boolean): Promise<void> {
    await this.from(id, ['SCHEDULED'], async () => {
      await this.applications.move(id, 'examine', { actor: SYSTEM, ruleIds: ['QH-17'] });
    });
    await this.from(id, ['EXAMINED'], async () => {
      await this.applications.move(id, passed ? 'pass' : 'fail', { actor: SYSTEM, ruleIds: ['QH-17'] });
    });
  }

  /** The officer decided; the case follows. */
  voidScore(id: string, officer: Actor, reason: string): Promise<void> {
    return this.from(id, ['EXAMINED', 'PASSED'], async () => {
      await this.applications.move(id, 'voidScore', { actor: officer, reason });
    });
  }

  private async from(id: string, states: readonly ApplicationStatus[], act: () => Promise<void>): Promise<void> {
    if (states.includes((await this.applications.get(id)).status)) await act();
  }
}
