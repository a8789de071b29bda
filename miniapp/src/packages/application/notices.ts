/** The messages worth a grant at submission: what the person has to act on first, then what they wait for (templates of the server). */
export const REVIEW_NOTICES = [
  'application.institutionReturned',
  'application.institutionPassed',
  'application.authorityPassed',
  'application.trainingStarted',
  'application.examNotice',
];
