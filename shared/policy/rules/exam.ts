import { mayDo } from '../../domain/acts';
import type { Act } from '../../domain/acts';
import type { Category } from '../../domain/categories';
import type { Context } from '../core';
import { rule } from '../core';
import type { PassRowFacts } from '../facts';
import * as say from '../messages';
import { names } from '../words';
import { parseHours } from '../../domain/hours';

/** The act belongs to some alone (QH-05, JX-01, HN-12). */
export const roleIs = rule(['actor'], (given: { act: Act; who: string }, context, actor) => {
  if (!mayDo(given.act, actor.role)) context.refuse(say.ROLE, { who: given.who });
});

/** Who acts for a plan depends on who trained its people: the institution for its own (QH-15), the authority for an enterprise's (QH-07). */
export const actsForTrainees = rule(
  ['actor', 'examPlan'],
  (given: { trainedBy: 'INSTITUTION' | 'ENTERPRISE'; act: Act; who: string }, context, actor, examPlan) => {
    if ((examPlan.trainedBy ?? 'INSTITUTION') === given.trainedBy && !mayDo(given.act, actor.role))
      context.refuse(say.ROLE, { who: given.who });
  },
);

/** The case is shown only to these; to all others it does not exist (QH-11, QH-18, QH-21). */
export const relationIs = rule(['relation'], (given: { relations: readonly string[] }, context, relation) => {
  if (!given.relations.includes(relation)) context.refuse(say.NOT_FOUND, { what: '，可能已被撤回或不属于您' });
});

/** The plan must stand in one of these states (QH-08, QH-15). */
export const planIn = rule(['examPlan'], (given: { states: readonly string[] }, context, examPlan) => {
  if (!given.states.includes(examPlan.state)) context.refuse(say.PLAN_NOT_APPROVED);
});

/** Every candidate of a plan has finished the training; those who have not are named (QH-14). */
export const candidatesTrained = rule(['examPlan'], (_given: object, context, examPlan) => {
  if (examPlan.candidates.length === 0) context.refuse(say.LIST_EMPTY);
  const short = examPlan.candidates.filter((one) => parseHours(one.earnedHours) < parseHours(one.requiredHours));
  if (short.length) context.refuse(say.CANDIDATES_LACK_HOURS, { names: names(short) });
  const other = examPlan.candidates.filter((one) => !short.includes(one) && one.status !== 'TRAINED');
  if (other.length) context.refuse(say.CANDIDATES_NOT_TRAINED, { names: names(other) });
});

/** Computer or phone, as the pack says for the category (QH-16, QH-32). */
export const examForm = rule(['subject', 'device'], (_given: object, context, subject, device) => {
  const form = subject && context.pack.kinds[subject.category]?.exam?.form;
  if (form && form.value !== device) context.refuse(form.value === 'COMPUTER' ? say.COMPUTER_ONLY : say.MOBILE_ONLY, {}, form.id);
});

/** Pass or fail by the pack's mark; undefined where the pack has no exam for the category. `part`: theory, or the practical part of special operations (O-10). */
export function passes(
  context: Pick<Context, 'pack'>,
  category: Category,
  points: number,
  part: 'theory' | 'practical' = 'theory',
): boolean | undefined {
  const exam = context.pack.kinds[category]?.exam;
  const mark = part === 'theory' ? exam?.passMark : exam?.practicalMark;
  return mark && points >= mark.value;
}

/** Every row of a pass list: a passed application, a score that passes, identity, no duplicate, a number (QH-19). One bad row stops the whole batch. */
export const passRows = rule(['subject', 'passList'], (_given: object, context, subject, passList) => {
  const bad = (message: say.Message, is: (row: PassRowFacts) => boolean) => {
    const rows = passList.rows.filter(is);
    if (rows.length) context.refuse(message, { names: names(rows) });
  };
  if (passList.rows.length === 0) context.refuse(say.LIST_EMPTY);
  bad(
    say.ROW_NOT_PASSED,
    (row) =>
      (row.status !== 'PASSED' && row.status !== 'BATCHED') ||
      !subject ||
      !passes(context, subject.category, row.score) ||
      (!row.theoryOnly && passes(context, subject.category, row.practical ?? 0, 'practical') === false),
  );
  bad(say.ROW_IDENTITY, (row) => !row.identityComplete);
  bad(say.ROW_DUPLICATE, (row) => row.duplicate);
  bad(say.ROW_NUMBER, (row) => row.number === null);
});
