import type { CertificateState } from '../facts';
import { demo, from, type StudyTerms } from '../pack';
import * as rule from '../rules';

/** From which states the machine goes on: a business of the holder, and what ends a certificate. */
export const IN_FORCE: readonly CertificateState[] = ['ACTIVE'];
export const NOT_YET_OVER: readonly CertificateState[] = ['ISSUED', 'ACTIVE', 'DEACTIVATED'];

/** Special operations are examined alike everywhere: theory two hours, 60; practical part 70 (O-10). */
export const TRADE_EXAM = { passMark: from('O-10', 60), practicalMark: from('O-10', 70), minutes: from('O-10', 120) };

const TRADE = { for: ['SPECIAL_OP'] } as const;
/** Who may be examined in special operations: eighteen, with 初中, and a medical examination within three months (O-10). */
export const TRADE_APPLICANT = [
  rule.minimumAge('O-10', { ...TRADE, years: 18 }),
  rule.educated('O-10', { ...TRADE, least: '初中' }),
  rule.medicallyFit('O-10', { ...TRADE, months: 3 }),
];

/** How long a 学时 is stands in no source. */
export const MEDIA_HOLD = rule.mediaHolds('A-33', { minutesPerHour: demo(45) });

/** How often who studies is seen, and how much counts on a day: eight hours of 45 minutes. */
export const STUDY_TERMS: StudyTerms = {
  presence: demo({ from: 480, to: 900, answerSeconds: 90, tries: 3 }),
  daySeconds: demo(21_600),
  appealDays: demo(7),
};

/** In no source: to be signed off by each authority before anybody relies on them. */
export const DEMO_EXAM = { passMark: demo(60), minutes: demo(120) };
export const DEMO_HOURS = { trainingHours: demo('32'), ceHours: demo('24') };
