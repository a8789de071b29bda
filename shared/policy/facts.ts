import type { LocalDate } from '../domain/calendar';
import type { Category, CertificateKind } from '../domain/categories';
import type { Education } from '../domain/educations';
import type { Sex } from '../domain/idNumber';
import type { OnsitePaper } from '../domain/onsitePapers';
import type { Role } from '../domain/roles';
import type { certificate } from '../workflow/machines/certificate';
import type { employment } from '../workflow/machines/employment';
import type { identity } from '../workflow/machines/identity';
import type { State } from '../workflow/machine';

/** What is applied for or certified: `{category: 'SAFETY_MGMT', code: 'C1'}`, `{category: 'SPECIAL_OP', code: '01'}`, `{category: 'SITE_MANAGER', code: '106'}`. */
export interface Subject {
  category: Category;
  /** Sub-code (A, B, C, C1, C2, C3), trade (01–11, 99) or site post (101…115, SITE_SAFETY_OFFICER). */
  code?: string;
}

/** The title printed on a site certificate; the three are never exchangeable for each other (CQ-16, HN-05). */
export type SiteTitle =
  | Extract<CertificateKind, 'SITE_MANAGER_PAPER' | 'SITE_MANAGER_ELECTRONIC'> // 岗位培训考核合格证书, 职业培训合格证
  | 'LEGACY_POST'; // 建设企事业单位专业管理人员岗位证书

/** States of the certificate machine, and the two words only the national platform has (`VALID`, `OTHER`). */
export type CertificateState = State<typeof certificate> | 'VALID' | 'OTHER';

export interface Holding extends Subject {
  /** GB/T 2260 province, six digits, e.g. `510000`. */
  provinceCode: string;
  state: CertificateState;
  /** Last valid day; null where none is printed. */
  validTo: LocalDate | null;
  number?: string;
}

export interface CertificateFacts extends Holding {
  issuedOn: LocalDate;
  title?: SiteTitle;
  medium?: 'PAPER' | 'ELECTRONIC';
  /** The holder did their part in time and an office has it: true while it does, then the last day of the time given to go on. */
  kept?: true | LocalDate;
  /** Was it made by this province's own office (HN-01, HN-18)? */
  issuedByProvince?: boolean;
}

export interface Authorisation {
  category: Category;
  /** Absent: every code of the category. */
  code?: string;
  from: LocalDate;
  /** Last day, inclusive; absent while it has no end. */
  to?: LocalDate;
}

export interface InstitutionFacts {
  name: string;
  authorisations: readonly Authorisation[];
}

/** portrait: 人像面, with name and number; authority: 国徽面, with the validity. */
export type CardSide = 'portrait' | 'authority';

export type PhotoFault = 'EDGE' | 'BLUR' | 'GLARE' | 'NOT_FOUND' | 'NOT_ORIGINAL' | 'NOT_OWN';

/** Hours are decimal text, e.g. `7.99`: no float touches them. */
export type HoursText = string;

/** How the person who asks stands to the thing asked for; who acts in an employer's name stands as the employer. */
export type Relation = 'SELF' | 'OWN_INSTITUTION' | 'OTHER_INSTITUTION' | 'EMPLOYER' | 'AUTHORITY' | 'OTHER';

export interface CandidateFacts {
  name: string;
  /** State of the Application. */
  status: string;
  earnedHours: HoursText;
  requiredHours: HoursText;
}

export interface PassRowFacts {
  name: string;
  status: string;
  score: number;
  /** Of the practical part, where there is one (O-10). */
  practical?: number;
  /** Examined before there was a practical part: the mark was final as it was. */
  theoryOnly?: true;
  identityComplete: boolean;
  /** Somebody holds or is being given the same certificate. */
  duplicate: boolean;
  /** The certificate number given to the row; null when none could be made. */
  number: string | null;
}

export interface CeRecord {
  year: number;
  total: HoursText;
  professional: HoursText;
  /** Reviewed by the authority and entered; hours before that do not count (HN-17). */
  reviewed: boolean;
}

/**
 * Every section of facts a rule may ask for. Plain JSON. A service asks for the sections named in ServiceFacts;
 * each may instead be the word `UNAVAILABLE` when the outside system behind it does not answer: the verdict is then pending, never yes and never no.
 */
export interface Facts {
  actor: {
    role: Role;
    /** Where the act happens: the phone app, the same app opened on a computer, or the authority's counter. */
    channel: 'WEAPP' | 'H5' | 'COUNTER';
    /** BASE_AGENT: the enterprise acted for (JS-08). */
    onBehalfOf?: string;
  };
  /** How the person who asks stands to the case. */
  relation: Relation;
  login: { agreed: boolean };
  identity: {
    status: State<typeof identity>;
    /** 已认证 and 已入库: two badges (CQ-30). */
    badges: { verified: boolean; ledgered: boolean };
    /** Day of the face check, once passed (CQ-31). */
    verifiedOn?: LocalDate;
  };
  /** One step of the real-name check (CQ-29, CQ-33…35). */
  identityStep:
    | { step: 'PHOTO'; photo: { faults: readonly PhotoFault[]; cardValidTo: LocalDate | null } | null }
    /** Sides of the card that have been read. */
    | { step: 'SIDES'; read: readonly CardSide[] }
    | { step: 'INFO'; name: string; idNumber: string; reading: { name: string; idNumber: string } | null }
    | { step: 'FACE'; consented: boolean };
  /** Read from the ID number. */
  person: { birthDate: LocalDate; sex: Sex };
  /** null: nothing chosen yet. */
  subject: Subject | null;
  application: {
    /** Who trains: a chosen institution, or the person's own enterprise (QH-07). */
    training: 'INSTITUTION' | 'ENTERPRISE';
    /** The person says they looked themself up on the national portal (CQ-04). */
    selfChecked: boolean;
    declaredTrue: boolean;
    portrait: boolean;
    education?: Education;
    /** Day of the medical examination (O-10). */
    medicalOn?: LocalDate;
    /** Seen at the counter (QH-07). */
    papers?: readonly OnsitePaper[];
  };
  employments: readonly { enterpriseName: string; creditCode: string; status: State<typeof employment> }[];
  /** What this person holds in the pack's own province, any state. */
  localHoldings: readonly Holding[];
  /** What the national platform says this person holds, in any province and any state. */
  nationalHoldings: readonly Holding[];
  /** Open applications of the same person, without the one being decided. */
  activeApplications: readonly Subject[];
  /** null: none chosen. */
  institution: InstitutionFacts | null;
  socialInsurance: { state: 'MATCH' | 'MISMATCH' | 'NOT_INSURED'; insuredBy?: string };
  /** State of the Application the act is about. */
  applicationStatus: string;
  /** `trainedBy`: absent, an institution. */
  examPlan: { state: string; candidates: readonly CandidateFacts[]; trainedBy?: 'INSTITUTION' | 'ENTERPRISE' };
  /** The machine the candidate sits at. */
  device: 'COMPUTER' | 'MOBILE';
  passList: { rows: readonly PassRowFacts[] };
  signing: {
    /** The certificate of the pass list was entered in the authority's records (QH-35). */
    filed: boolean;
    issuer: 'AUTHORITY' | 'INSTITUTION';
    seal: 'PROVINCE' | 'INSTITUTION';
  };
  /** The certificate the act is about; null: the person has none. */
  certificate: CertificateFacts | null;
  /** Where the certificate is to be used, GB/T 2260. */
  place: string;
  /** The class chosen; null: none chosen, or an online platform. */
  trainingClass: { endsOn: LocalDate } | null;
  ceChoice: { mode: 'ONLINE' | 'OFFLINE' | null; platformApproved: boolean | null };
  /** Continuing education of this period; null: none begun. */
  ce: {
    mode: 'ONLINE' | 'OFFLINE';
    /** Day the assessment was passed; null: not passed. */
    passedOn: LocalDate | null;
    /** Is it in the authority's records: not sent, waiting for review, accepted, refused. */
    recorded: 'NONE' | 'PENDING' | 'PASSED' | 'REJECTED';
  } | null;
  /** Pushed or reported by whom, what (QH-27, HN-14…17). */
  ceBatch: {
    /** CE platform or institution is on the authority's list today. */
    listed: boolean;
    sentThisMonth: number;
    rows: readonly { name: string; passed: boolean; mode: string }[];
  };
  ceRecords: readonly CeRecord[];
  /** The calendar year asked about (HN-10, HN-11). */
  ceYear: number;
  /** The authority's finding (HN-12, HN-13, A-13). */
  finding: {
    confirmed: boolean;
    notInPost: boolean;
    evidence: readonly string[];
    /** The later of the two years it speaks of (HN-12); absent: any two. */
    secondYear?: number;
  };
  exchange: { portrait: boolean; profileComplete: boolean; passed: boolean; total: HoursText; professional: HoursText; originals: boolean };
  /** Is the certificate found in the register the rule names (CQ-16, HN-03, JX-06)? */
  registry: { found: boolean };
  transfer: { target: string | null; chosenPost: string | null; facePassed: boolean };
  study: { requiredHours: HoursText; earnedHours: HoursText; completedOn: LocalDate | null };
  /** `media`: of each chapter the hours that it grants and the true length of its lessons. */
  course: {
    chapters: number;
    compulsory: number;
    elective: number;
    fee: number;
    media: readonly { title: string; hours: HoursText; seconds: number }[];
  };
  chapter: { sections: number; learnt: number };
  duplicateCase: {
    notifiedOn: LocalDate | null;
    /** Failed attempts to reach the person, one entry per attempt, naming its channel. */
    failedAttempts: readonly string[];
    chosen: boolean;
    publishedOn: LocalDate | null;
  };
  transferRecord: { out: boolean };
  account: { creditCode: string };
  /** `newIsInitial`: null unless a new one is being chosen. */
  password: { mustChange: boolean; newIsInitial: boolean | null };
  filing: {
    state: string;
    idNumber: string | null;
    post: string | null;
    files: { idFront: boolean; idBack: boolean; letter: boolean };
    /** Posts of the person's other open filings. */
    pendingPosts: readonly string[];
  };
  filingReview: { selected: number; signatureSeen: boolean; sealSeen: boolean };
}

export type FactKey = keyof Facts;

/** The sections of facts each service is decided from. */
export interface ServiceFacts {
  LOGIN: 'login';
  IDENTITY_STEP: 'identity' | 'identityStep';
  /** Do the two badges stand? Refused with the hotline when they are late (CQ-31). */
  IDENTITY_BADGES: 'identity';
  APPLY:
    | 'actor'
    | 'person'
    | 'identity'
    | 'subject'
    | 'application'
    | 'employments'
    | 'localHoldings'
    | 'nationalHoldings'
    | 'activeApplications'
    | 'institution';
  /** `certificate`: the one that the claim rests on. */
  EXEMPT_CLAIM: 'identity' | 'subject' | 'certificate';
  REVIEW_APPLICATION: 'relation';
  AUTHORITY_CHECK: 'actor' | 'socialInsurance' | 'employments';
  ENROL: 'applicationStatus' | 'subject' | 'institution';
  SUBMIT_EXAM_PLAN: 'actor' | 'examPlan';
  APPROVE_EXAM_PLAN: 'actor' | 'examPlan';
  ARRANGE_EXAM: 'actor' | 'examPlan';
  OPEN_EXAM_SESSION: 'examPlan';
  START_EXAM: 'subject' | 'device' | 'identity';
  VIEW_SCORE: 'relation';
  PASS_LIST: 'actor' | 'subject' | 'passList';
  ISSUE: 'subject' | 'identity' | 'employments' | 'signing';
  DOWNLOAD: 'relation' | 'actor' | 'certificate';
  ACTIVATE: 'identity' | 'certificate';
  DEACTIVATE: 'identity' | 'certificate';
  /** Is the certificate usable today, at `place`? */
  USE: 'certificate' | 'place' | 'ceRecords';
  CE_SIGN_UP: 'identity' | 'certificate' | 'ceChoice' | 'trainingClass' | 'institution';
  CE_REPORT: 'ceBatch';
  CE_EXTEND: 'actor' | 'certificate' | 'ce';
  CE_YEAR: 'certificate' | 'ceYear' | 'ceRecords';
  VOID_SHORT_HOURS: 'actor' | 'certificate' | 'ceRecords' | 'finding';
  VOID_NOT_IN_POST: 'actor' | 'certificate' | 'finding';
  /** 变更, 延续, 复核, 遗失补办, 注销. */
  CHANGE: 'actor' | 'relation' | 'certificate';
  RENEW: 'actor' | 'relation' | 'certificate';
  RECHECK: 'actor' | 'relation' | 'certificate';
  REISSUE: 'actor' | 'relation' | 'certificate';
  CANCEL: 'actor' | 'relation' | 'certificate';
  TRANSFER_OUT: 'actor' | 'relation' | 'certificate';
  TRANSFER_IN: 'subject' | 'employments' | 'transferRecord';
  EXCHANGE: 'certificate' | 'registry' | 'exchange';
  FILE_CHECK: 'exchange';
  POST_TRANSFER: 'identity' | 'certificate' | 'registry' | 'transfer';
  TRANSFER_STUDY: 'transfer';
  TRANSFER_RESULT: 'study';
  COMPLETE_STUDY: 'study';
  PUBLISH_COURSE: 'course';
  CREDIT_CHAPTER: 'chapter';
  DUPLICATE_CHOOSE: 'duplicateCase';
  PUBLICIZE_DUPLICATE: 'duplicateCase';
  CANCEL_DUPLICATE: 'duplicateCase';
  REGISTER_ENTERPRISE: 'account';
  CHANGE_PASSWORD: 'password';
  USE_ACCOUNT: 'password';
  FILING: 'actor' | 'filing' | 'registry' | 'person' | 'localHoldings';
  FILING_REVIEW: 'actor' | 'filing' | 'filingReview' | 'person' | 'localHoldings';
  FILING_WITHDRAW: 'actor' | 'filing';
}

export type Service = keyof ServiceFacts;

/** The facts of one service, as its caller gives them. */
export type FactsOf<S extends Service> = { [K in ServiceFacts[S]]: Facts[K] | 'UNAVAILABLE' };
