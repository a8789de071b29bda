import type { Pack } from '../pack';
import * as rule from '../rules';
import { MEDIA_HOLD } from './common';

const PLAN_APPROVED = ['APPROVED', 'ARRANGED', 'RUNNING'] as const;

/**
 * The steps between sign-up and certificate of a province whose document is silent about them, so that its new certificate can be walked to the
 * end: as the one document that has them does it (S1), each awaiting the authority's signature. `authority`: who decides there.
 */
export const undocumentedSteps = (authority: string): Pack['services'] => ({
  REVIEW_APPLICATION: [rule.relationIs('A-23', { relations: ['OWN_INSTITUTION'] })],
  ENROL: [rule.applicationIn('A-23', { states: ['AUTH_PASSED'] }), rule.authorised('A-23')],
  CREDIT_CHAPTER: [rule.chapterLearnt('A-23')],
  PUBLISH_COURSE: [MEDIA_HOLD],
  COMPLETE_STUDY: [rule.hoursMet('A-23')],
  SUBMIT_EXAM_PLAN: [rule.roleIs('A-23', { act: 'SUBMIT_EXAM_PLAN', who: '培训机构' }), rule.candidatesTrained('A-23')],
  APPROVE_EXAM_PLAN: [rule.roleIs('A-23', { act: 'APPROVE_EXAM_PLAN', who: authority })],
  ARRANGE_EXAM: [
    rule.actsForTrainees('A-23', { trainedBy: 'INSTITUTION', act: 'ARRANGE_EXAM', who: '培训机构' }),
    rule.actsForTrainees('A-23', { trainedBy: 'ENTERPRISE', act: 'ARRANGE_ENTERPRISE_EXAM', who: authority }),
    rule.planIn('A-23', { states: ['APPROVED', 'ARRANGED'] }),
  ],
  OPEN_EXAM_SESSION: [rule.planIn('A-23', { states: PLAN_APPROVED })],
  START_EXAM: [rule.examForm('A-23')],
  VIEW_SCORE: [rule.relationIs('A-23', { relations: ['SELF', 'OWN_INSTITUTION', 'AUTHORITY'] })],
  PASS_LIST: [rule.roleIs('A-23', { act: 'PASS_LIST', who: authority }), rule.passRows('A-23')],
});
