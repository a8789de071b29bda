import type { LocalDate } from '../../domain/calendar';
import { mayDo } from '../../domain/acts';
import { CATEGORY_LABELS } from '../../domain/categories';
import type { Category } from '../../domain/categories';
import type { OnsitePaper } from '../../domain/onsitePapers';
import { provinceName } from '../../domain/provinces';
import { rule } from '../core';
import * as say from '../messages';
import type { Holding, InstitutionFacts, Subject } from '../facts';
import { describe } from '../words';

/** States in which a certificate is over, here or in the words of the national platform. */
const OVER: readonly string[] = ['EXPIRED', 'CANCELLED', 'RESCINDED', 'REVOKED', 'VOIDED', 'REPLACED', 'TRANSFERRED_OUT'];

/** A certificate that still counts as held on `today`: suspended ones do, expired ones do not. */
export const stillHeld = (holding: Holding, today: LocalDate): boolean =>
  !OVER.includes(holding.state) && (holding.validTo === null || holding.validTo >= today);

/** Is the institution authorised for the subject on that day (QH-06, CQ-10, A-29)? Lists of institutions use the same answer. */
export const isAuthorised = (institution: Pick<InstitutionFacts, 'authorisations'>, subject: Subject, today: LocalDate): boolean =>
  institution.authorisations.some(
    (one) =>
      one.category === subject.category &&
      (one.code === undefined || one.code === subject.code) &&
      one.from <= today &&
      (one.to === undefined || today <= one.to),
  );

/** Only what the province offers (CQ-03, QH-10). `codes` names the sub-codes or trades where not all are offered. */
export const offered = rule(
  ['subject'],
  (given: { items: Partial<Record<Category, readonly string[] | true>>; what?: string }, context, subject) => {
    if (!subject) return;
    const codes = given.items[subject.category];
    if (codes === undefined || (codes !== true && !codes.includes(subject.code ?? '')))
      context.refuse(say.ITEM_NOT_OFFERED, { item: describe(subject), what: given.what ?? '报名' });
  },
);

/** Type and institution are the person's own choice, and both are needed (QH-10). */
export const choiceComplete = rule(
  ['subject', 'application', 'institution'],
  (_given: object, context, subject, application, institution) => {
    if (!subject) context.refuse(say.EXAM_TYPE_REQUIRED);
    if (!institution && application.training === 'INSTITUTION') context.refuse(say.INSTITUTION_REQUIRED);
  },
);

/** Portrait and the tick that all is true: the form cannot go in without them. */
export const formComplete = rule(['application'], (_given: object, context, application) => {
  if (!application.portrait) context.refuse(say.PHOTO_REQUIRED);
  if (!application.declaredTrue) context.refuse(say.DECLARATION_REQUIRED);
});

/** The person looked themself up on the national portal (CQ-04). */
export const selfCheck = rule(['application'], (_given: object, context, application) => {
  if (!application.selfChecked) context.refuse(say.SELF_CHECK_REQUIRED);
});

/** A confirmed employer is needed before (QH-09). */
export const employed = rule(['employments'], (_given: object, context, employments) => {
  if (!employments.some((one) => one.status === 'CONFIRMED')) context.refuse(say.EMPLOYMENT_REQUIRED);
});

/** The institution holds an authorisation for this subject today (QH-06, CQ-10, HN-14). */
export const authorised = rule(['institution', 'subject'], (_given: object, context, institution, subject) => {
  if (institution && subject && !isAuthorised(institution, subject, context.today)) {
    context.refuse(say.INSTITUTION_NOT_AUTHORISED, { institution: institution.name, item: describe(subject) });
  }
});

/**
 * Enterprises that train their own people go to the counter; the record is made by the authority there (QH-07).
 * `kinds`: what can be trained for so; `papers`: what the officer must have seen, awaiting the authority's word.
 */
export const enterpriseTraining = rule(
  ['subject', 'application', 'actor'],
  (given: { address: string; kinds: readonly Category[]; papers: readonly OnsitePaper[] }, context, subject, application, actor) => {
    if (application.training !== 'ENTERPRISE') return;
    if (actor.channel !== 'COUNTER' || !mayDo('ACCEPT_ONSITE', actor.role))
      return context.refuse(say.ENTERPRISE_ONSITE, { address: given.address });
    if (subject && !given.kinds.includes(subject.category))
      context.refuse(say.ITEM_NOT_OFFERED, { item: describe(subject), what: '现场报名' });
    if (!given.papers.every((one) => application.papers?.includes(one))) context.refuse(say.PAPERS_MISSING, {}, 'A-23');
  },
);

/**
 * No valid certificate of the same kind in another province (CQ-05, CQ-06). `same: CATEGORY` any of the category counts, `CODE` only the same sub-code or trade.
 * `movable`: the province takes such a certificate in, so that nobody has to give it up.
 */
export const notHeldElsewhere = rule(
  ['subject', 'nationalHoldings'],
  (given: { same: 'CATEGORY' | 'CODE'; movable?: true }, context, subject, nationalHoldings) => {
    if (!subject) return;
    for (const one of nationalHoldings) {
      if (one.provinceCode === context.pack.province || one.category !== subject.category || !stillHeld(one, context.today)) continue;
      if (given.same === 'CODE' && one.code !== subject.code) continue;
      // 99 其他 says nothing about validity: a person has to look, no verdict either way.
      if (one.state === 'OTHER') context.pend('NATIONAL_STATE');
      else
        context.refuse(given.movable ? say.HELD_ELSEWHERE_MOVABLE : say.HELD_ELSEWHERE, {
          province: provinceName(one.provinceCode),
          here: context.pack.nameZh,
          item: given.same === 'CODE' ? describe(one) : CATEGORY_LABELS[one.category],
        });
    }
  },
);

/** The server asks the national platform at every submission; no answer is neither yes nor no (CQ-07). */
export const nationalCheck = rule(['nationalHoldings'], () => undefined);

const sameSubject = (a: Subject, b: Subject): boolean => a.category === b.category && a.code === b.code;

/** The same certificate is not given twice here. */
export const notHeldHere = rule(['subject', 'localHoldings'], (_given: object, context, subject, localHoldings) => {
  if (subject && localHoldings.some((one) => sameSubject(one, subject) && stillHeld(one, context.today))) {
    context.refuse(say.ALREADY_HELD, { item: describe(subject) });
  }
});

/** One open application for the same certificate. */
export const noOpenApplication = rule(['subject', 'activeApplications'], (_given: object, context, subject, activeApplications) => {
  if (subject && activeApplications.some((one) => sameSubject(one, subject)))
    context.refuse(say.APPLICATION_EXISTS, { item: describe(subject) });
});

/** The social-insurance payer is the employer (QH-12). */
export const insuredByEmployer = rule(['socialInsurance', 'employments'], (_given: object, context, socialInsurance, employments) => {
  if (socialInsurance.state === 'MATCH') return;
  const employer = employments.find((one) => one.status === 'CONFIRMED')?.enterpriseName ?? '聘用企业';
  if (socialInsurance.state === 'NOT_INSURED') context.refuse(say.NOT_INSURED, { employer });
  else context.refuse(say.INSURANCE_MISMATCH, { employer, insuredBy: socialInsurance.insuredBy ?? '其他单位' });
});

/** The case must stand in one of these states (QH-13 and others). */
export const applicationIn = rule(['applicationStatus'], (given: { states: readonly string[] }, context, applicationStatus) => {
  if (!given.states.includes(applicationStatus)) context.refuse(say.CHECK_NOT_PASSED);
});
