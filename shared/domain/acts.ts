import type { Role } from './roles';

/** Who may do what: the arrows of the machines, the rules of the packs and the policies all take it from here. A pack may narrow an act, never widen it. */
export const ACTS = {
  /** A colleague has lost their authenticator: another officer has made sure that it is they who ask. */
  RESET_SECOND_FACTOR: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  /** 人工核验, the way without a face (O-18). */
  MANUAL_IDENTITY: ['AUTHORITY_REVIEWER'],
  /** The same in a post transfer. */
  MANUAL_TRANSFER: ['AUTHORITY_REVIEWER'],
  /** 安全员C证免试申领 (CQ-15). */
  EXEMPT_CLAIM_REVIEW: ['AUTHORITY_REVIEWER'],
  /** Confirm or decline what the other side asked; end it, or take back what was asked (QH-09). */
  ANSWER_EMPLOYMENT: ['WORKER', 'ENTERPRISE_STAFF'],
  END_EMPLOYMENT: ['WORKER', 'ENTERPRISE_STAFF'],
  INVITE_EMPLOYEE: ['ENTERPRISE_STAFF'],
  REVIEW_APPLICATION: ['INSTITUTION_STAFF'],
  /** 社保核查: the bureau's own answer, or an officer by hand (QH-05, QH-12). */
  AUTHORITY_CHECK: ['SYSTEM', 'AUTHORITY_REVIEWER'],
  /** Sign people up at the counter whom their enterprise has trained (QH-07); take back what should not have been. */
  ACCEPT_ONSITE: ['AUTHORITY_REVIEWER'],
  /** Into a class (QH-13). */
  ENROL: ['INSTITUTION_STAFF'],
  /** What a missed check did not let count: the person's word is heard by who trains them, or by an officer. */
  DECIDE_PRESENCE_APPEAL: ['INSTITUTION_STAFF', 'AUTHORITY_REVIEWER'],
  /** The authority submits the plan of people trained by their enterprise (QH-07). */
  SUBMIT_EXAM_PLAN: ['INSTITUTION_STAFF', 'AUTHORITY_REVIEWER'],
  APPROVE_EXAM_PLAN: ['AUTHORITY_REVIEWER'],
  ARRANGE_EXAM: ['INSTITUTION_STAFF'],
  /** 「由人事处统一依托培训机构的考试机房进行线下考试」 (QH-07). */
  ARRANGE_ENTERPRISE_EXAM: ['AUTHORITY_REVIEWER'],
  OPEN_EXAM: ['INSTITUTION_STAFF', 'SYSTEM'],
  /** 监考: the room's code, and a person let in whose face or code does not do (QH-16, O-18). */
  INVIGILATE: ['INSTITUTION_STAFF'],
  /** The mark of the practical part, once the theory is passed (O-10). */
  RECORD_PRACTICAL: ['INSTITUTION_STAFF'],
  CANCEL_EXAM: ['INSTITUTION_STAFF', 'AUTHORITY_REVIEWER'],
  VOID_SCORE: ['AUTHORITY_REVIEWER'],
  CHECK_PASS_LIST: ['AUTHORITY_REVIEWER'],
  APPROVE_PASS_LIST: ['AUTHORITY_ISSUER'],
  REJECT_PASS_LIST: ['AUTHORITY_ISSUER'],
  /** Either officer, the one who checks and the one who approves (QH-19). */
  PASS_LIST: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  /** Each under its own seal (QH-20, QH-36). */
  SIGN_PASS_LIST: ['AUTHORITY_ISSUER', 'INSTITUTION_STAFF'],
  /** The holder's side of a certificate; which of them for which kind is the pack's word (JS-06…08). */
  CERTIFICATE_BUSINESS: ['WORKER', 'ENTERPRISE_STAFF', 'BASE_AGENT'],
  /** 补正: whoever asked for it sends again what was returned. */
  CORRECT_SERVICE: ['WORKER', 'ENTERPRISE_STAFF', 'BASE_AGENT'],
  /** 延期, 变更 and every other business of a certificate: who refuses, and who lets it change (JS-09). */
  REFUSE_SERVICE: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  APPROVE_SERVICE: ['AUTHORITY_ISSUER'],
  /** Continuing education into the records, or back for correction (QH-25, QH-28). */
  RECORD_CE: ['AUTHORITY_REVIEWER'],
  /** 暂扣, 发还, 吊销, 撤销, 注销 by the authority, with reason, legal basis and evidence. */
  CERTIFICATE_MEASURE: ['AUTHORITY_ISSUER'],
  /** 取消激活 of many at once (CQ-23). */
  CLEAR_CERTIFICATES: ['AUTHORITY_ISSUER'],
  /** Found not to work in the post: proposed, so that the holder is heard (HN-13). */
  PROPOSE_VOID: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  /** 作废 by a finding (HN-12, HN-13); an exchange voids the old one by itself (HN-09). */
  VOID_CERTIFICATE: ['AUTHORITY_ISSUER'],
  /** 现场核查档案 at the counter, with both originals (HN-04). */
  EXCHANGE_FILE_CHECK: ['AUTHORITY_REVIEWER'],
  /** 跨省重复持证: lists, attempts to reach people and public notices (CQ-24, CQ-25); cancelling by law (CQ-26). */
  DUPLICATE_CASE: ['AUTHORITY_REVIEWER'],
  DUPLICATE_CANCEL: ['AUTHORITY_ISSUER'],
  /** 导入已有证书: one officer brings the table, another one confirms it or takes it back; what a holder misses. */
  REGISTER_IMPORT: ['AUTHORITY_REVIEWER'],
  REGISTER_CONFIRM: ['AUTHORITY_ISSUER'],
  REGISTER_REQUEST: ['AUTHORITY_REVIEWER'],
  /** 安全员换证 in an enterprise's hands (JX-01), and the province's (JX-10, JX-18). */
  FILING: ['ENTERPRISE_STAFF'],
  FILING_REVIEW: ['AUTHORITY_REVIEWER'],
  FILING_WITHDRAW: ['AUTHORITY_REVIEWER'],
  /** Invite, change the roles of and dismiss members; whom, is told by domain/duties. */
  MANAGE_MEMBERS: ['SYSTEM_ADMIN', 'AUTHORITY_ADMIN', 'INSTITUTION_ADMIN', 'ENTERPRISE_ADMIN'],
  /** Enter an organisation and correct what is known of it: authorities by the system, all others by the authority. */
  REGISTER_ORGANISATION: ['SYSTEM_ADMIN', 'AUTHORITY_ADMIN'],
  /** Let it work here, for what and how long (QH-06, HN-14); suspend and close it. Who registers does not decide. */
  DECIDE_ORGANISATION: ['AUTHORITY_ISSUER'],
  /** A message to everybody who acts for an organisation of a city. */
  NOTIFY_CITY: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  /** 题库: whoever writes a question does not review it. */
  EDIT_QUESTION: ['AUTHORITY_REVIEWER'],
  REVIEW_QUESTION: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  /** 课程: written and closed, and the version that new classes learn (A-33, CQ-40). */
  EDIT_COURSE: ['AUTHORITY_REVIEWER'],
  PUBLISH_COURSE: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  /** The next version of a bank, and how papers are put together from it. */
  PUBLISH_BANK: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  SET_BLUEPRINT: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof ACTS;

/** May somebody in this role do it, to something that nothing else stands against? */
export const mayDo = (act: Act, role: Role): boolean => (ACTS[act] as readonly Role[]).includes(role);
