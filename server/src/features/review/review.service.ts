import { Inject, Singleton } from '@midwayjs/core';
import type { ReviewCase, reviewRoutes } from '@jzt/shared/contract/review';
import type { BodyOf, ResponseOf } from '@jzt/shared/contract/route';
import { application } from '@jzt/shared/workflow/machines/application';
import type { Actor } from '../../platform/cases';
import { badInput, conflict, Refusal } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import type { PageAsked } from '../../platform/pages';
import type { Application } from '../application/application.model';
import { Applications, type ApplicationEvent, type ApplicationStatus } from '../application/application.service';
import { IdLooks } from '../idLook/idLook.service';
import { Persons } from '../person/person.service';
import { CaseFiles } from './caseFiles.service';
import { demand } from './review.policy';
import { presentCase, presentItem } from './review.presenter';

type Decision = BodyOf<typeof reviewRoutes.decide>;
type Queue = ResponseOf<typeof reviewRoutes.queue>;
type BatchResults = ResponseOf<typeof reviewRoutes.passBatch>;

const EVENTS: Record<Decision['decision'], ApplicationEvent> = {
  PASS: 'institutionPass',
  RETURN: 'institutionReturn',
  REJECT: 'institutionReject',
};
export const TAKEN = { code: 'ALREADY_DECIDED', message: '这份报名刚刚由其他人处理过，请刷新查看' };

/** The institution's review (QH-11), and what reviewers and officers may see. */
@Singleton()
export class Reviews {
  @Inject() private readonly applications: Applications;
  @Inject() private readonly caseFiles: CaseFiles;
  @Inject() private readonly law: Law;
  @Inject() private readonly looks: IdLooks;
  @Inject() private readonly persons: Persons;

  /** Own institution's cases, longest waiting first; `status` one state, by default what waits for a decision. */
  async queue(caller: Caller, page: { status?: string; cursor?: string; limit?: number }): Promise<Queue> {
    return this.list(caller, statesOf(page.status, ['SUBMITTED']), page);
  }

  async view(caller: Caller, id: string): Promise<ReviewCase> {
    return this.present(await this.applications.of(caller, id));
  }

  /** What waits for the social-insurance check, longest waiting first (QH-12). */
  async insuranceQueue(caller: Caller, page: { status?: string; cursor?: string; limit?: number }): Promise<Queue> {
    return this.list(caller, statesOf(page.status, ['AUTH_CHECK', 'AUTH_CHECK_PENDING']), page);
  }

  /** Throws REASON_REQUIRED, OWN_CASE, ILLEGAL_TRANSITION or ALREADY_DECIDED. */
  async decide(caller: Caller, id: string, body: Decision, op?: string): Promise<ReviewCase> {
    if (body.decision !== 'PASS' && !body.reason)
      throw badInput('REASON_REQUIRED', '请写明原因，报名人会看到', { fields: { reason: '请写明原因' } });
    return this.present(await this.move(await this.toDecide(caller, id), await this.actor(caller, op), body));
  }

  /** Passes the ticked cases one by one, each with a result of its own; one with risks is left for a look of its own. */
  async passBatch(caller: Caller, body: BodyOf<typeof reviewRoutes.passBatch>, op?: string): Promise<BatchResults> {
    const actor = await this.actor(caller, op);
    const results: BatchResults['results'] = [];
    for (const { id, version } of body.items) results.push({ id, ...(await this.passOne(caller, actor, id, version)) });
    return { results };
  }

  /** The full ID number of the person of the case at hand; every look is in the audit trail. Throws CASE_CLOSED or LOOKS_TOO_OFTEN. */
  async revealIdNumber(caller: Caller, id: string, purpose: string): Promise<{ idNumber: string }> {
    const one = await this.applications.of(caller, id);
    if (!one.open) throw conflict('CASE_CLOSED', '这份报名已经办结，不能再查看完整身份证号');
    await this.looks.record(caller, {
      action: 'Application.revealIdNumber',
      subjectKind: 'Application',
      subjectId: id,
      jurisdiction: one.jurisdiction,
      reason: purpose,
    });
    return { idNumber: this.persons.idNumber(await this.persons.get(one.personId))! };
  }

  async actor(caller: Caller, op?: string): Promise<Actor> {
    return this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
  }

  async present(one: Application): Promise<ReviewCase> {
    return presentCase(await this.caseFiles.of(one));
  }

  private async list(caller: Caller, statuses: ApplicationStatus[], page: PageAsked): Promise<Queue> {
    const { items, nextCursor } = await this.applications.queue(caller, { statuses }, page);
    return { items: (await this.caseFiles.all(items)).map(presentItem), nextCursor };
  }

  private async toDecide(caller: Caller, id: string): Promise<Application> {
    const current = await this.applications.of(caller, id);
    demand(caller, 'REVIEW_APPLICATION', current);
    return current;
  }

  private async passOne(caller: Caller, actor: Actor, id: string, version: number): Promise<{ ok: boolean; message: string }> {
    try {
      const current = await this.toDecide(caller, id);
      const { risks } = await this.caseFiles.of(current);
      if (risks.length && current.status === 'SUBMITTED') return { ok: false, message: `需要单独审核：${risks.join('；')}` };
      await this.move(current, actor, { decision: 'PASS', version });
      return { ok: true, message: '已通过' };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, message: error.message };
      throw error;
    }
  }

  private move(current: Application, actor: Actor, body: Decision): Promise<Application> {
    const decision = this.law.of(current).require('REVIEW_APPLICATION', { relation: 'OWN_INSTITUTION' });
    const id = current._id.toHexString();
    return this.applications.move(id, EVENTS[body.decision], {
      actor,
      expectVersion: body.version,
      reason: body.reason,
      ruleIds: decision.ruleIds,
      packVersion: decision.packVersion,
      lost: TAKEN,
      ...(body.decision === 'PASS' && { follow: [{ topic: 'application.passed', payload: { applicationId: id } }] }),
    });
  }

  /** On to the authority's check, or past it where the law of the case has none (QH-12). */
  async sendOn(id: string): Promise<void> {
    const current = await this.applications.get(id);
    if (current.status !== 'INST_PASSED') return;
    const story = { actor: { role: 'SYSTEM' as const }, expectVersion: current.version };
    const asked = this.law.of(current).pack.services.AUTHORITY_CHECK !== undefined;
    await (asked
      ? this.applications.move(id, 'startAuthorityCheck', {
          ...story,
          set: { insurance: { state: 'ASKING', attempts: 0 } },
          follow: [{ topic: 'insurance.check', payload: { applicationId: id, attempts: 0 } }],
        })
      : this.applications.move(id, 'skipAuthorityCheck', story));
  }
}

function statesOf(asked: string | undefined, standard: ApplicationStatus[]): ApplicationStatus[] {
  if (!asked) return standard;
  if (!Object.hasOwn(application.states, asked))
    throw badInput('INPUT_INVALID', '没有这个状态，请重新选择', { fields: { status: '没有这个状态' } });
  return [asked as ApplicationStatus];
}
