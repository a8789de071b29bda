import { Inject, Singleton } from '@midwayjs/core';
import { addDays, endOfDay, startOfDay, type LocalDate } from '@jzt/shared/domain/calendar';
import { provinceName } from '@jzt/shared/domain/provinces';
import type { Facts } from '@jzt/shared/policy/index';
import { describe } from '@jzt/shared/policy/words';
import { step, type Event } from '@jzt/shared/workflow/machine';
import { duplicateCase as machine } from '@jzt/shared/workflow/machines/duplicateCase';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Types } from 'mongoose';
import { Cases, type Move } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import type { FieldCipher } from '../../platform/crypto';
import { conflict } from '../../platform/errors';
import { Law } from '../../platform/law';
import { DuplicateCaseModel, type DuplicateCase } from './duplicate.model';

export type DuplicateEvent = Event<typeof machine>;
export type DuplicateMove = Omit<Move<DuplicateCase['status'], DuplicateEvent>, 'machine' | 'event' | 'set' | 'notices'> & {
  set?: Partial<DuplicateCase>;
};
export const CHANGED = { code: 'DUPLICATE_CHANGED', message: '这件重复持证刚刚有了变化，请刷新后再操作' };

/** Chosen in time and taken by the platform: the holder has done their part, the other province does its own (CQ-25). */
export const waitsThere = ({ chosen, chosenLate, otherAnswer }: DuplicateCase): boolean =>
  chosen === 'OTHER' && !chosenLate && otherAnswer?.state === 'ACCEPTED';

/** What every part of the feature does with a case: its facts, its dates, its moves. */
@Singleton()
export class DuplicateCases {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;

  async find(id: string | Types.ObjectId): Promise<DuplicateCase | undefined> {
    return (await DuplicateCaseModel.findById(id).lean<DuplicateCase>()) ?? undefined;
  }

  name(one: DuplicateCase): string {
    return this.cipher.open(one.nameSealed, one._id.toHexString());
  }

  idNumber(one: DuplicateCase): string {
    return this.cipher.open(one.idNumberSealed, one._id.toHexString());
  }

  listedPhone(one: DuplicateCase): string | undefined {
    return one.phoneSealed && this.cipher.open(one.phoneSealed, one._id.toHexString());
  }

  /** As the rules look at it; `over` what would be. `chosen` there means that the duplicate is gone, which no choice alone brings about. */
  facts(one: DuplicateCase, over: Partial<Facts['duplicateCase']> = {}): { duplicateCase: Facts['duplicateCase'] } {
    return {
      duplicateCase: {
        notifiedOn: one.notifiedOn ?? null,
        failedAttempts: one.attempts.filter((each) => each.tried && !each.reached).map((each) => each.channel),
        chosen: false,
        publishedOn: one.publishedOn ?? null,
        ...over,
      },
    };
  }

  /** Last day to choose for who is told today (CQ-24); undefined where the official calendar does not reach. */
  deadlineOf(one: DuplicateCase): LocalDate | undefined {
    return this.law.of(one).decide('DUPLICATE_CHOOSE', this.facts(one, { notifiedOn: today(this.clock) })).window?.closes ?? undefined;
  }

  /** Last day of a notice that begins today (CQ-26). Throws CHECK_PENDING where the official calendar does not reach. */
  noticeEndsOf(one: DuplicateCase): LocalDate {
    const decision = this.law.of(one).decide('CANCEL_DUPLICATE', this.facts(one, { publishedOn: today(this.clock) }));
    const waiting = decision.pending[0];
    const opens = decision.window?.opens;
    if (waiting || !opens) throw conflict('CHECK_PENDING', waiting?.messageZh ?? '公示期限算不出来', { ruleId: 'A-04' });
    return addDays(opens, -1);
  }

  /** One step, with the message that its arrow names, and the date by which somebody has the next thing to do. */
  move(one: DuplicateCase, event: DuplicateEvent, { set = {}, ...by }: DuplicateMove): Promise<DuplicateCase> {
    const verdict = step(machine, one.status, event, by.actor.role);
    const to = verdict.ok ? verdict.to : one.status;
    const now: DuplicateCase = { ...one, ...set };
    return this.cases.move(DuplicateCaseModel, one._id, {
      machine,
      event,
      packVersion: one.packVersion,
      lost: CHANGED,
      ...by,
      set: { ...set, nextAt: this.nextAt(now, to), open: !machine.terminal.includes(to) },
      notices: one.personId
        ? [
            {
              personId: one.personId,
              params: this.words(now),
              page: pageAddress('duplicate', { id: one._id.toHexString() }),
            },
          ]
        : [],
    });
  }

  /** What fills the blanks of the messages. */
  words(one: DuplicateCase): Record<string, string> {
    const deadline = one.noticeEnds ?? one.deadline;
    return {
      subject: describe(one.subject),
      number: one.own.number,
      place: `${provinceName(one.jurisdiction)}和${provinceName(one.other.provinceCode)}`,
      ...(deadline && { deadline }),
    };
  }

  nextAt(one: DuplicateCase, status: DuplicateCase['status']): Date {
    if (one.otherMissing) return this.clock.now();
    if ((status === 'NOTIFIED' || status === 'CHOSEN') && one.deadline) return new Date(endOfDay(one.deadline) + 1);
    if (status === 'PUBLICIZED' && one.noticeEnds) return new Date(startOfDay(addDays(one.noticeEnds, 1)));
    return this.clock.now();
  }
}
