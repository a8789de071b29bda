import { describe, expect, it } from '@jest/globals';
import { ACTS, type Act } from '../domain/acts';
import { isOfficer, type Role } from '../domain/roles';
import { allRoutes, type contract } from './index';

type Groups = typeof contract;
type RouteId = { [G in keyof Groups]: Groups[G][keyof Groups[G]] }[keyof Groups]['id'];

/**
 * How a route stands to its act. SAME: who may do it may call. TOLD: both officers may call, and the one who may not do it is told who does.
 * DOOR: these of them come in here, the others elsewhere.
 */
type Door = 'SAME' | 'TOLD' | readonly Role[];

/** Every route that changes something of others; what people do with their own things alone is no act. */
const DOORS: Partial<Record<RouteId, readonly [Act, Door]>> = {
  'secondFactor.decideReset': ['RESET_SECOND_FACTOR', 'SAME'],
  'identity.decideManual': ['MANUAL_IDENTITY', 'TOLD'],
  // Authorities by the operator, all others by the authority.
  'administration.register': ['REGISTER_ORGANISATION', 'SAME'],
  'administration.edit': ['REGISTER_ORGANISATION', 'SAME'],
  'administration.importSheet': ['REGISTER_ORGANISATION', ['AUTHORITY_ADMIN']],
  'administration.preview': ['REGISTER_ORGANISATION', ['AUTHORITY_ADMIN']],
  'administration.decide': ['DECIDE_ORGANISATION', 'SAME'],
  'administration.authorise': ['DECIDE_ORGANISATION', 'SAME'],
  'administration.notify': ['NOTIFY_CITY', 'SAME'],
  'member.invite': ['MANAGE_MEMBERS', 'SAME'],
  'member.takeBack': ['MANAGE_MEMBERS', 'SAME'],
  'member.change': ['MANAGE_MEMBERS', 'SAME'],
  'member.dismiss': ['MANAGE_MEMBERS', 'SAME'],
  'employment.invite': ['INVITE_EMPLOYEE', 'SAME'],
  'employment.confirm': ['ANSWER_EMPLOYMENT', 'SAME'],
  'employment.decline': ['ANSWER_EMPLOYMENT', 'SAME'],
  'employment.end': ['END_EMPLOYMENT', 'SAME'],
  'review.decide': ['REVIEW_APPLICATION', 'SAME'],
  'review.passBatch': ['REVIEW_APPLICATION', 'SAME'],
  'review.decideInsurance': ['AUTHORITY_CHECK', 'SAME'],
  'review.recheckInsurance': ['AUTHORITY_CHECK', 'SAME'],
  // Plans of people trained by their enterprise are the authority's, and come in by its own doors (QH-07).
  'presence.decideAppeal': ['DECIDE_PRESENCE_APPEAL', 'SAME'],
  'training.enrol': ['ENROL', ['INSTITUTION_STAFF']],
  'exam.submitPlan': ['SUBMIT_EXAM_PLAN', ['INSTITUTION_STAFF']],
  'exam.arrangePlan': ['ARRANGE_EXAM', 'SAME'],
  'exam.openPlan': ['OPEN_EXAM', 'SAME'],
  'exam.cancelPlan': ['CANCEL_EXAM', ['INSTITUTION_STAFF']],
  'exam.submitForAuthority': ['SUBMIT_EXAM_PLAN', ['AUTHORITY_REVIEWER']],
  'exam.arrangeForAuthority': ['ARRANGE_ENTERPRISE_EXAM', 'SAME'],
  'exam.cancelForAuthority': ['CANCEL_EXAM', ['AUTHORITY_REVIEWER']],
  'exam.checkInSeat': ['INVIGILATE', 'SAME'],
  'exam.recordPractical': ['RECORD_PRACTICAL', 'SAME'],
  'exam.decidePlan': ['APPROVE_EXAM_PLAN', 'TOLD'],
  'exam.voidScore': ['VOID_SCORE', 'TOLD'],
  'passList.create': ['PASS_LIST', 'SAME'],
  'passList.removeRow': ['PASS_LIST', 'SAME'],
  'passList.check': ['CHECK_PASS_LIST', 'TOLD'],
  'passList.approve': ['APPROVE_PASS_LIST', 'SAME'],
  'passList.reject': ['REJECT_PASS_LIST', 'TOLD'],
  'postTransfer.decideManual': ['MANUAL_TRANSFER', 'TOLD'],
  // Each under its own seal, each by its own way (QH-20, QH-36).
  'passList.sign': ['SIGN_PASS_LIST', ['AUTHORITY_ISSUER']],
  'passList.signForInstitution': ['SIGN_PASS_LIST', ['INSTITUTION_STAFF']],
  'onsite.uploadPortrait': ['ACCEPT_ONSITE', 'SAME'],
  'onsite.accept': ['ACCEPT_ONSITE', 'SAME'],
  'onsite.cancel': ['ACCEPT_ONSITE', 'SAME'],
  'transferIn.decide': ['REFUSE_SERVICE', 'SAME'],
  'exemptClaim.decide': ['EXEMPT_CLAIM_REVIEW', 'TOLD'],
  'exchange.receive': ['EXCHANGE_FILE_CHECK', 'SAME'],
  'exchange.decide': ['EXCHANGE_FILE_CHECK', 'SAME'],
  'certificateService.apply': ['CERTIFICATE_BUSINESS', 'SAME'],
  'certificateService.correct': ['CORRECT_SERVICE', 'SAME'],
  'certificateService.withdraw': ['CERTIFICATE_BUSINESS', 'SAME'],
  // Who acts for somebody else does not pass it on (JS-08).
  'certificateService.askBase': ['CERTIFICATE_BUSINESS', ['WORKER', 'ENTERPRISE_STAFF']],
  'certificateService.takeBackBase': ['CERTIFICATE_BUSINESS', ['WORKER', 'ENTERPRISE_STAFF']],
  'certificateService.decide': ['REFUSE_SERVICE', 'SAME'],
  'certificateService.measure': ['CERTIFICATE_MEASURE', 'TOLD'],
  'continuingEducation.confirm': ['RECORD_CE', 'SAME'],
  'continuingEducation.returnReport': ['RECORD_CE', 'TOLD'],
  'yearlyHours.decideReport': ['RECORD_CE', 'TOLD'],
  'yearlyHours.openFinding': ['PROPOSE_VOID', 'SAME'],
  'yearlyHours.decideFinding': ['VOID_CERTIFICATE', 'TOLD'],
  'registerImport.upload': ['REGISTER_IMPORT', 'SAME'],
  'registerImport.discard': ['REGISTER_IMPORT', 'SAME'],
  'registerImport.confirm': ['REGISTER_CONFIRM', 'SAME'],
  'registerImport.undo': ['REGISTER_CONFIRM', 'SAME'],
  'registerRequest.decide': ['REGISTER_REQUEST', 'SAME'],
  'clearing.preview': ['CLEAR_CERTIFICATES', 'SAME'],
  'clearing.confirm': ['CLEAR_CERTIFICATES', 'SAME'],
  'clearing.discard': ['CLEAR_CERTIFICATES', 'SAME'],
  'filing.add': ['FILING', 'SAME'],
  'filing.importSheet': ['FILING', 'SAME'],
  'duplicate.preview': ['DUPLICATE_CASE', 'SAME'],
  'duplicate.importSheet': ['DUPLICATE_CASE', 'SAME'],
  'duplicate.fetchNational': ['DUPLICATE_CASE', 'SAME'],
  'duplicate.attempt': ['DUPLICATE_CASE', 'SAME'],
  'duplicate.tellAgain': ['DUPLICATE_CASE', 'SAME'],
  'duplicate.publicize': ['DUPLICATE_CASE', 'SAME'],
  'duplicate.close': ['DUPLICATE_CASE', 'SAME'],
  'duplicate.cancel': ['DUPLICATE_CANCEL', 'SAME'],
  'courseDesk.create': ['EDIT_COURSE', 'SAME'],
  'courseDesk.save': ['EDIT_COURSE', 'SAME'],
  'courseDesk.publish': ['PUBLISH_COURSE', 'SAME'],
  'courseDesk.close': ['EDIT_COURSE', 'SAME'],
  'media.begin': ['EDIT_COURSE', 'SAME'],
  'media.piece': ['EDIT_COURSE', 'SAME'],
  'media.finish': ['EDIT_COURSE', 'SAME'],
  'media.poster': ['EDIT_COURSE', 'SAME'],
  'media.captions': ['EDIT_COURSE', 'SAME'],
  'question.create': ['EDIT_QUESTION', 'SAME'],
  'question.edit': ['EDIT_QUESTION', 'SAME'],
  'question.discard': ['EDIT_QUESTION', 'SAME'],
  'question.withdraw': ['EDIT_QUESTION', 'SAME'],
  'question.uploadPicture': ['EDIT_QUESTION', 'SAME'],
  'question.preview': ['EDIT_QUESTION', 'SAME'],
  'question.importSheet': ['EDIT_QUESTION', 'SAME'],
  'question.review': ['REVIEW_QUESTION', 'SAME'],
  'questionBank.publish': ['PUBLISH_BANK', 'SAME'],
  'questionBank.setBlueprint': ['SET_BLUEPRINT', 'SAME'],
  'filing.choosePost': ['FILING', 'SAME'],
  'filing.upload': ['FILING', 'SAME'],
  'filing.submit': ['FILING', 'SAME'],
  'filing.abandon': ['FILING', 'SAME'],
  'filing.review': ['FILING_REVIEW', 'SAME'],
  'filing.withdraw': ['FILING_WITHDRAW', 'SAME'],
};

/** Routes that change something and are no act on a case: they make or look at what is the caller's own. */
const NO_ACT: readonly RouteId[] = [
  'secondFactor.begin',
  'secondFactor.confirm',
  'secondFactor.prove',
  'secondFactor.renewRecoveryCodes',
  'secondFactor.askReset',
  'review.revealIdNumber',
  'training.createClass',
  'exam.createPlan',
  'exam.updatePlan',
  'exam.createForAuthority',
  'exam.updateForAuthority',
  'onsite.findPerson',
  'certificateService.findCertificate',
  'deadLetter.retry',
  // It tells people of their own list and decides nothing.
  'exchange.remind',
  'inbox.resend',
  // A picture of the one who is asked for, or a paper before a case: laid there by the act that names it.
  'file.uploadPortrait',
  'file.uploadEvidence',
  // Reads a table and writes nothing.
  'yearlyHours.readSheet',
  'yearlyHours.report',
  'yearlyHours.correct',
  // A question whose words must not stand in an address.
  'filing.search',
];

const OFFICERS: readonly Role[] = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'];
const changing = allRoutes.flatMap(({ id, method, access }) =>
  method === 'GET' || typeof access === 'string' || String(access) === 'WORKER'
    ? []
    : [{ id: id as RouteId, access: access as readonly Role[] }],
);

describe('who may call is who may do it', () => {
  it.each(changing.filter(({ id }) => !NO_ACT.includes(id)).map((one) => [one.id, one.access] as const))('%s', (id, access) => {
    const [act, door] = DOORS[id] ?? [];
    expect({ id, act }).toEqual({ id, act: expect.any(String) });
    const may: readonly Role[] = (ACTS[act!] as readonly Role[]).filter((role) => role !== 'SYSTEM');
    if (door === 'TOLD') expect([may.every(isOfficer), [...access].sort()]).toEqual([true, [...OFFICERS].sort()]);
    else if (door === 'SAME') expect([...access].sort()).toEqual([...may].sort());
    else expect([access, access.filter((role) => !may.includes(role))]).toEqual([door, []]);
  });

  it('names no route that there is not, or that changes nothing', () => {
    const ids = changing.map(({ id }) => id);
    expect([...Object.keys(DOORS), ...NO_ACT].filter((id) => !ids.includes(id as RouteId))).toEqual([]);
  });
});
