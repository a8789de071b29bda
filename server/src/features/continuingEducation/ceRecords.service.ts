import { Inject, Singleton } from '@midwayjs/core';
import type { CeRecordRow } from '@jzt/shared/contract/continuingEducation';
import { addDays } from '@jzt/shared/domain/calendar';
import { trusted } from '../../platform/database';
import { today, type Clock } from '../../platform/clock';
import { conflict, notFound, Refusal } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { findPage, oldestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { Certificates } from '../certificate/certificate.service';
import { Persons } from '../person/person.service';
import { CeLaw } from './ceLaw.service';
import { CeSource } from './ceSource.service';
import { ContinuingEducationModel, type ContinuingEducation } from './continuingEducation.model';
import { demand, scope } from './continuingEducation.policy';
import { presentRecord } from './continuingEducation.presenter';
import { ContinuingEducations } from './continuingEducation.service';

/** Whose record came late gets this long to ask for the extension: an office's delay takes nobody's time. */
export const TIME_TO_GO_ON_DAYS = 30;
const FASTER = { code: 'ALREADY_DECIDED', message: '这份继续教育已由其他人处理，请刷新' };

interface Result {
  id: string;
  ok: boolean;
  message: string;
}

/** The authority's side of continuing education: 「由人事处按批次导入继续教育记录」 (QH-25), and the review of what platforms push (QH-28). */
@Singleton()
export class CeRecords {
  @Inject() private readonly educations: ContinuingEducations;
  @Inject() private readonly source: CeSource;
  @Inject() private readonly ceLaw: CeLaw;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly clock: Clock;

  /** What waits for this authority, in the order it came. */
  async queue(caller: Caller, { mode, ...page }: PageAsked & { mode?: 'ONLINE' | 'OFFLINE' }): Promise<PageGiven<CeRecordRow>> {
    const asked = within(scope(caller), { ...this.waiting(), ...(mode && { mode }) });
    const { items, nextCursor } = await findPage<ContinuingEducation>(ContinuingEducationModel, asked, page, oldestFirst);
    const cards = await this.persons.cards(items.map((one) => one.personId));
    const shown = await Promise.all(
      items.map(async (one) => ((await this.needed(one)) ? presentRecord(one, cards.get(one.personId)!) : [])),
    );
    return { items: shown.flat(), nextCursor };
  }

  /** How many; of what was passed in a classroom only where the law asks for an import (QH-25), asked once for each kind. */
  async count(caller: Caller): Promise<number> {
    const kinds = new Map<string, Promise<boolean>>();
    const all = await this.educations.list(this.waiting(), caller);
    const needed = await Promise.all(
      all.map((one) => {
        const kind = `${one.jurisdiction} ${one.status} ${one.subject.category} ${one.subject.code ?? ''}`;
        if (!kinds.has(kind)) kinds.set(kind, this.needed(one));
        return kinds.get(kind)!;
      }),
    );
    return needed.filter(Boolean).length;
  }

  /** One by one, so that one person's fault does not stop the others. */
  async confirm(caller: Caller, ids: readonly string[], op?: string): Promise<Result[]> {
    const officer = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const results: Result[] = [];
    for (const id of ids) {
      try {
        const one = await this.of(caller, id);
        if (one.history.some((line) => line.op && line.op === op)) {
          results.push({ id, ok: true, message: '已记入' });
          continue;
        }
        demand(caller, 'RECORD_CE', one);
        if (one.mode === 'ONLINE' && one.status === 'ASSESSED') throw conflict('CE_RETURNED', '已退回平台，等平台重新推送');
        await this.educations.move(one, one.status === 'REPORTED' ? 'confirm' : 'importRecord', {
          actor: officer,
          expectVersion: one.version,
          lost: FASTER,
          unset: { reason: 1 },
          ruleIds: [one.mode === 'ONLINE' ? 'QH-28' : 'QH-25'],
          follow: [{ topic: 'ce.keep', payload: { id } }],
        });
        results.push({ id, ok: true, message: '已记入' });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        results.push({ id, ok: false, message: error.message });
      }
    }
    return results;
  }

  /** What a platform pushed goes back to it, with the reason; the holder is told. Throws ALREADY_DECIDED. */
  async returnReport(caller: Caller, id: string, input: { reason: string; version: number }, op?: string): Promise<CeRecordRow> {
    const one = await this.of(caller, id);
    demand(caller, 'RECORD_CE', one);
    if (one.status !== 'REPORTED' && !one.history.some((line) => line.op && line.op === op))
      throw conflict(FASTER.code, '只有平台推送的结果可以退回；课堂考核的结果请到考试成绩里处理');
    const moved = await this.educations.move(one, 'returnReport', {
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: input.version,
      lost: FASTER,
      reason: input.reason,
      set: { reason: input.reason },
      follow: [{ topic: 'ce.keep', payload: { id } }],
    });
    return presentRecord(moved, this.persons.card(await this.persons.know(moved.personId)));
  }

  /** Puts on the certificate what stands now: an office has it, or until when its holder may go on. */
  async keep(id: string): Promise<void> {
    const one = await this.educations.find(id);
    const certificate = one && (await this.certificates.find(one.certificateId));
    if (!one || !certificate) return;
    if (this.source.isWaiting(one, certificate)) return this.certificates.keep(one.certificateId, {});
    if (!certificate.kept || certificate.kept.until) return;
    await this.certificates.keep(
      one.certificateId,
      one.status === 'LEARNING' ? undefined : { until: addDays(today(this.clock), TIME_TO_GO_ON_DAYS) },
    );
  }

  private waiting() {
    return { passedOn: trusted({ $exists: true }), $or: [{ status: 'REPORTED' }, { status: 'ASSESSED', mode: 'OFFLINE' }] };
  }

  private async needed(one: ContinuingEducation): Promise<boolean> {
    const certificate = await this.certificates.find(one.certificateId);
    return one.status === 'REPORTED' || (!!certificate && this.ceLaw.needsRecord(one, certificate));
  }

  private async of(caller: Caller, id: string): Promise<ContinuingEducation> {
    const one = await findWithin(ContinuingEducationModel, scope(caller), id, '没有找到这份继续教育');
    if (one.passedOn === undefined) throw notFound('没有找到这份继续教育');
    return one;
  }
}
