import type { contract } from '@jzt/shared/contract/index';
import type { Role } from '@jzt/shared/domain/roles';
import type { CaseSet } from '../testing/caseSet';

/**
 * What somebody meets: OPEN the thing is there (what its state or the form says against the act is another matter), HIDDEN it answers like
 * one that never was, OWN_CASE it is about themself and they may not decide it, WRONG_ROLE it is there and their role may not do this.
 */
export type Outcome = 'OPEN' | 'HIDDEN' | 'OWN_CASE' | 'WRONG_ROLE';

/** Whose thing it is: another person's of the own organisation (for a worker their own), about the caller themself, of another organisation, of another province. */
export const RELATIONS = ['own', 'self', 'other', 'far'] as const;
export type Relation = (typeof RELATIONS)[number];
type Row = Record<Relation, Outcome>;
type Kind = keyof CaseSet;

export type Actor = Exclude<Role, 'SYSTEM'>;
type Groups = typeof contract;
type Routes = { [G in keyof Groups]: Groups[G][keyof Groups[G]] }[keyof Groups];
export type RouteId = Routes['id'];
type AccessOf<Id extends RouteId> = Extract<Routes, { id: Id }>['access'];
/** Exactly the roles that the contract lets call it. */
type Callers<Id extends RouteId> = AccessOf<Id> extends readonly Role[] ? AccessOf<Id>[number] : Actor;

/** One thing in the address or, with `body`, in what is sent. */
interface Thing<R extends Role> {
  of: Kind | Record<R, Kind>;
  /** What is sent about it; without, some body of the contract's shape. A version that nobody has seen keeps the world as it is. */
  body?: (id: string, set: CaseSet) => object;
  /** The thing stands in the body; the address names this one of the caller's own. */
  inBody?: { address?: Kind };
  roles: Record<R, Row>;
}
/** A list shows the things of these relations and no others. */
interface List<R extends Role> {
  lists: Kind;
  roles: Record<R, readonly Relation[]>;
}
/** PUBLIC to everybody; SELF about the caller or about nobody: there is no other person's thing to ask for. */
type Answer<Id extends RouteId> = AccessOf<Id> extends 'PUBLIC' ? 'PUBLIC' : 'SELF' | Thing<Callers<Id>> | List<Callers<Id>>;
export type AnyAnswer = 'PUBLIC' | 'SELF' | Thing<Actor> | List<Actor>;

const HOLDER: Row = { own: 'OPEN', self: 'OPEN', other: 'HIDDEN', far: 'HIDDEN' };
const ASKED_BY_ANOTHER: Row = { own: 'WRONG_ROLE', self: 'WRONG_ROLE', other: 'HIDDEN', far: 'HIDDEN' };
const MEMBER: Row = { own: 'OPEN', self: 'OPEN', other: 'HIDDEN', far: 'HIDDEN' };
const MEMBER_DECIDES: Row = { own: 'OPEN', self: 'OWN_CASE', other: 'HIDDEN', far: 'HIDDEN' };
const OFFICER: Row = { own: 'OPEN', self: 'OPEN', other: 'OPEN', far: 'HIDDEN' };
const OFFICER_DECIDES: Row = { own: 'OPEN', self: 'OWN_CASE', other: 'OPEN', far: 'HIDDEN' };
const OTHER_OFFICER: Row = { own: 'WRONG_ROLE', self: 'WRONG_ROLE', other: 'WRONG_ROLE', far: 'HIDDEN' };
const REFUSED: Row = { own: 'WRONG_ROLE', self: 'WRONG_ROLE', other: 'WRONG_ROLE', far: 'WRONG_ROLE' };
/** Only what is the caller's as a person. */
const PERSONAL: Row = { own: 'HIDDEN', self: 'OPEN', other: 'HIDDEN', far: 'HIDDEN' };
const NOBODY: Row = { own: 'HIDDEN', self: 'HIDDEN', other: 'HIDDEN', far: 'HIDDEN' };

const worker = (of: Kind, body?: Thing<'WORKER'>['body']) => ({ of, body, roles: { WORKER: HOLDER } }) as const;
const staff = (of: Kind, row: Row = MEMBER, body?: Thing<'INSTITUTION_STAFF'>['body']) =>
  ({ of, body, roles: { INSTITUTION_STAFF: row } }) as const;
const firm = (of: Kind, body?: Thing<'ENTERPRISE_STAFF'>['body']) => ({ of, body, roles: { ENTERPRISE_STAFF: MEMBER } }) as const;
const officers = (of: Kind, reviewer: Row, issuer: Row, body?: Thing<'AUTHORITY_REVIEWER'>['body']) =>
  ({ of, body, roles: { AUTHORITY_REVIEWER: reviewer, AUTHORITY_ISSUER: issuer } }) as const;
const reviewer = (of: Kind, row: Row, body?: Thing<'AUTHORITY_REVIEWER'>['body']) =>
  ({ of, body, roles: { AUTHORITY_REVIEWER: row } }) as const;
const mine = (lists: Kind) => ({ lists, roles: { WORKER: ['own', 'self'] } }) as const;
const staffList = (lists: Kind) => ({ lists, roles: { INSTITUTION_STAFF: ['own', 'self'] } }) as const;
const ALL: readonly Relation[] = ['own', 'self', 'other'];
const officersList = (lists: Kind) => ({ lists, roles: { AUTHORITY_REVIEWER: ALL, AUTHORITY_ISSUER: ALL } }) as const;

const UNSEEN = 9999;
const sides = (of: Record<'WORKER' | 'ENTERPRISE_STAFF', Kind>) =>
  ({
    of,
    body: () => ({ version: UNSEEN, reason: '试试能不能办' }),
    roles: { WORKER: HOLDER, ENTERPRISE_STAFF: MEMBER_DECIDES },
  }) as const;
const QUESTION = {
  pool: 'EXAM',
  kind: 'JUDGE',
  topic: '临时用电',
  difficulty: 1,
  stem: '试试能不能改这道题',
  options: [],
  answer: ['T'],
};
const source = (id: string) => ({ kind: 'APPLICATION', id });
const photo = {
  WORKER: HOLDER,
  INSTITUTION_STAFF: MEMBER,
  AUTHORITY_REVIEWER: OFFICER,
  AUTHORITY_ISSUER: OFFICER,
  ENTERPRISE_STAFF: NOBODY,
  BASE_AGENT: NOBODY,
  SYSTEM_ADMIN: NOBODY,
  AUTHORITY_ADMIN: NOBODY,
  INSTITUTION_ADMIN: NOBODY,
  ENTERPRISE_ADMIN: NOBODY,
} as const;
/** What lies in a person's own hands: also that of who acts for an organisation. */
const personal = {
  WORKER: HOLDER,
  INSTITUTION_STAFF: PERSONAL,
  ENTERPRISE_STAFF: PERSONAL,
  AUTHORITY_REVIEWER: PERSONAL,
  AUTHORITY_ISSUER: PERSONAL,
  BASE_AGENT: PERSONAL,
  SYSTEM_ADMIN: PERSONAL,
  AUTHORITY_ADMIN: PERSONAL,
  INSTITUTION_ADMIN: PERSONAL,
  ENTERPRISE_ADMIN: PERSONAL,
} as const;
const personally = (lists: Kind) =>
  ({
    lists,
    roles: {
      WORKER: ['own', 'self'],
      INSTITUTION_STAFF: ['self'],
      ENTERPRISE_STAFF: ['self'],
      AUTHORITY_REVIEWER: ['self'],
      AUTHORITY_ISSUER: ['self'],
      BASE_AGENT: ['self'],
      SYSTEM_ADMIN: ['self'],
      AUTHORITY_ADMIN: ['self'],
      INSTITUTION_ADMIN: ['self'],
      ENTERPRISE_ADMIN: ['self'],
    },
  }) as const;
/** Administrators at an organisation or its members: the system's reach none but authorities. */
const administrators = (school: Kind, firm: Kind, authority: Row, body?: Thing<'AUTHORITY_ADMIN'>['body']) =>
  ({
    of: { SYSTEM_ADMIN: school, AUTHORITY_ADMIN: school, INSTITUTION_ADMIN: school, ENTERPRISE_ADMIN: firm },
    body,
    roles: { SYSTEM_ADMIN: NOBODY, AUTHORITY_ADMIN: authority, INSTITUTION_ADMIN: MEMBER, ENTERPRISE_ADMIN: MEMBER },
  }) as const;

/** Who meets what, on every route of the contract: a route without a line here does not compile. */
export const MATRIX: { [Id in RouteId]: Answer<Id> } = {
  'session.sendSmsCode': 'PUBLIC',
  'session.signInBySms': 'PUBLIC',
  'session.signInByWechat': 'PUBLIC',
  'session.refresh': 'PUBLIC',
  'session.bindPhone': 'SELF',
  'session.switchRole': 'SELF',
  'session.signOut': 'SELF',
  'session.listDevices': 'SELF',
  'session.signOutDevices': 'SELF',
  'passwordAccount.captcha': 'PUBLIC',
  'passwordAccount.register': 'PUBLIC',
  'passwordAccount.signIn': 'PUBLIC',
  'passwordAccount.forgot': 'PUBLIC',
  'passwordAccount.change': 'SELF',
  'secondFactor.state': 'SELF',
  'secondFactor.begin': 'SELF',
  'secondFactor.confirm': 'SELF',
  'secondFactor.prove': 'SELF',
  'secondFactor.renewRecoveryCodes': 'SELF',
  'secondFactor.askReset': 'SELF',
  'secondFactor.listResets': officersList('lostFactor'),
  'secondFactor.decideReset': officers('lostFactor', OFFICER_DECIDES, OFFICER_DECIDES, () => ({
    decision: 'REFUSE',
    askedAt: '2000-01-01T00:00:00.000Z',
    reason: '没有联系上',
  })),
  'account.me': 'SELF',
  'account.export': 'SELF',
  'account.erase': 'SELF',
  'phone.desk': 'SELF',
  'phone.sendCode': 'SELF',
  'phone.prove': 'SELF',
  'phone.beginFace': 'SELF',
  'phone.finishFace': 'SELF',
  'phone.change': 'SELF',
  'phone.recover': 'SELF',
  'account.audit': {
    lists: 'audited',
    roles: { AUTHORITY_REVIEWER: ALL, AUTHORITY_ISSUER: ALL, AUTHORITY_ADMIN: ALL, SYSTEM_ADMIN: [] },
  },
  // Of the caller's own province alone; what is in it is asked in its own test.
  'account.auditExport': 'SELF',
  // Fingerprints of the trail's own order; they say nothing of a case.
  'account.auditProof': 'SELF',
  'identity.view': 'SELF',
  'identity.uploadCard': 'SELF',
  'identity.confirm': 'SELF',
  'identity.beginFace': 'SELF',
  'identity.finishFace': 'SELF',
  'identity.askManual': 'SELF',
  'identity.listManual': officersList('person'),
  'identity.decideManual': officers('person', OFFICER_DECIDES, OTHER_OFFICER, () => ({
    decision: 'PASS',
    reason: '与证件一致',
    version: UNSEEN,
  })),
  // One transfer a person: no address names somebody else's.
  'postTransfer.desk': 'SELF',
  'postTransfer.choose': 'SELF',
  'postTransfer.beginFace': 'SELF',
  'postTransfer.finishFace': 'SELF',
  'postTransfer.askManual': 'SELF',
  'postTransfer.start': 'SELF',
  'postTransfer.evaluate': 'SELF',
  'postTransfer.listManual': officersList('transfer'),
  'postTransfer.listStuck': officersList('transfer'),
  'postTransfer.decideManual': officers('transfer', OFFICER_DECIDES, OTHER_OFFICER, () => ({
    decision: 'PASS',
    reason: '与证件一致',
    version: UNSEEN,
  })),
  // One claim at a time: no address names somebody else's. The photos it names are looked at with the owner's eyes.
  'transferIn.desk': 'SELF',
  'transferIn.submit': 'SELF',
  'transferIn.withdraw': worker('transferIn', () => ({ version: UNSEEN })),
  'transferIn.queue': officersList('transferIn'),
  'transferIn.decide': officers('transferIn', OTHER_OFFICER, OFFICER_DECIDES, () => ({ decision: 'APPROVE', version: UNSEEN })),
  'exemptClaim.desk': 'SELF',
  'exemptClaim.uploadProof': 'SELF',
  'exemptClaim.submit': 'SELF',
  'exemptClaim.listWaiting': officersList('claim'),
  'exemptClaim.listStuck': officersList('stuckClaim'),
  'exemptClaim.decide': officers('claim', OFFICER_DECIDES, OTHER_OFFICER, () => ({ decision: 'APPROVE', version: UNSEEN })),
  'exchange.desk': 'SELF',
  'exchange.begin': 'SELF',
  'exchange.view': worker('exchange'),
  'exchange.complete': worker('exchange', (_id, set) => ({ education: '高中', portraitFileId: set.portrait })),
  'exchange.classes': worker('exchange'),
  'exchange.enrol': worker('exchange', (_id, set) => ({ classId: set.class })),
  'exchange.update': worker('exchange'),
  'exchange.fileChecks': officersList('exchange'),
  'exchange.receive': 'SELF',
  'exchange.decide': reviewer('exchange', OFFICER_DECIDES, () => ({ decision: 'REFUSE', reason: '档案里没有', version: UNSEEN })),
  'exchange.pending': {
    lists: 'paper',
    roles: { ENTERPRISE_STAFF: ['own', 'self'], INSTITUTION_STAFF: ['own', 'self'], AUTHORITY_REVIEWER: ALL, AUTHORITY_ISSUER: ALL },
  },
  // These two go through the same list.
  'exchange.remind': 'SELF',
  'exchange.sheet': 'SELF',
  'duplicate.mine': worker('duplicate'),
  'duplicate.choose': worker('duplicate', () => ({ cancel: 'OTHER', version: UNSEEN })),
  'duplicate.cancelMine': worker('duplicate', () => ({ cancel: 'OTHER', version: UNSEEN })),
  'duplicate.notices': 'PUBLIC',
  'duplicate.board': officersList('duplicate'),
  'duplicate.view': officers('duplicate', OFFICER, OFFICER),
  'duplicate.sheet': 'SELF',
  'duplicate.preview': 'SELF',
  'duplicate.importSheet': 'SELF',
  'duplicate.fetchNational': 'SELF',
  'duplicate.attempt': reviewer('duplicate', OFFICER_DECIDES, () => ({
    channel: 'CALL',
    reached: false,
    note: '三次无人接听',
    version: UNSEEN,
  })),
  'duplicate.tellAgain': reviewer('duplicate', OFFICER_DECIDES, () => ({ version: UNSEEN })),
  'duplicate.publicize': reviewer('duplicate', OFFICER_DECIDES, () => ({ version: UNSEEN })),
  'duplicate.cancel': { of: 'duplicate', roles: { AUTHORITY_ISSUER: OFFICER_DECIDES }, body: () => ({ version: UNSEEN }) },
  'duplicate.close': reviewer('duplicate', OFFICER_DECIDES, () => ({ reason: '列错了名单', version: UNSEEN })),
  'file.uploadPortrait': 'SELF',
  'file.uploadEvidence': 'SELF',
  'file.view': { of: 'portrait', roles: photo },
  'organisation.listInstitutions': 'PUBLIC',
  'organisation.viewInstitution': 'PUBLIC',
  'organisation.searchEnterprises': 'SELF',
  'administration.list': {
    lists: 'institution',
    roles: { SYSTEM_ADMIN: [], AUTHORITY_ADMIN: ALL, AUTHORITY_REVIEWER: ALL, AUTHORITY_ISSUER: ALL },
  },
  'administration.view': {
    of: 'institution',
    roles: { SYSTEM_ADMIN: NOBODY, AUTHORITY_ADMIN: OFFICER, AUTHORITY_REVIEWER: OFFICER, AUTHORITY_ISSUER: OFFICER },
  },
  'administration.register': 'SELF',
  'administration.edit': {
    of: 'institution',
    body: () => ({ name: '某某', address: '某某路一号', version: UNSEEN }),
    roles: { SYSTEM_ADMIN: NOBODY, AUTHORITY_ADMIN: OFFICER },
  },
  'administration.decide': {
    of: 'institution',
    body: () => ({ decision: 'suspend', reason: '试试能不能办', version: UNSEEN }),
    roles: { AUTHORITY_ISSUER: OFFICER },
  },
  'administration.authorise': {
    of: 'institution',
    body: () => ({ authorisations: [], version: UNSEEN }),
    roles: { AUTHORITY_ISSUER: OFFICER },
  },
  'administration.sheet': 'SELF',
  'administration.preview': 'SELF',
  'administration.importSheet': 'SELF',
  'administration.notify': 'SELF',
  'administration.notices': officersList('cityNotice'),
  'member.list': administrators('institution', 'enterprise', OFFICER),
  'member.invitations': administrators('institution', 'enterprise', OFFICER),
  // An institution's own people are its own administrator's to choose.
  'member.invite': administrators('institution', 'enterprise', OTHER_OFFICER, (id, set) => ({
    phone: '13900009999',
    role: id === set.enterprise ? 'ENTERPRISE_STAFF' : 'INSTITUTION_STAFF',
  })),
  'member.takeBack': administrators('schoolInvitation', 'firmInvitation', OTHER_OFFICER),
  'member.change': administrators('schoolMember', 'firmMember', OTHER_OFFICER, (id, set) =>
    id === set.firmMember
      ? { organisationId: set.enterprise, roles: ['ENTERPRISE_STAFF'] }
      : { organisationId: set.institution, roles: ['INSTITUTION_STAFF'] },
  ),
  'member.dismiss': administrators('schoolMember', 'firmMember', OTHER_OFFICER, (id, set) => ({
    organisationId: id === set.firmMember ? set.enterprise : set.institution,
    reason: '试试能不能办',
  })),
  'member.mine': personally('forMe'),
  'member.look': 'PUBLIC',
  'member.accept': { of: 'forMe', body: () => ({}), roles: personal },
  'employment.ask': 'SELF',
  'employment.invite': 'SELF',
  'employment.listMine': mine('asked'),
  'employment.listOfEnterprise': { lists: 'asked', roles: { ENTERPRISE_STAFF: ['own', 'self'] } },
  'employment.confirm': sides({ WORKER: 'invited', ENTERPRISE_STAFF: 'asked' }),
  'employment.decline': sides({ WORKER: 'invited', ENTERPRISE_STAFF: 'asked' }),
  'employment.end': sides({ WORKER: 'asked', ENTERPRISE_STAFF: 'invited' }),
  'application.types': 'SELF',
  'application.submit': {
    of: 'portrait',
    inBody: {},
    body: (portraitFileId, { institution }) => ({
      subject: { category: 'SPECIAL_OP', code: '05' },
      institutionId: institution,
      education: '高中',
      portraitFileId,
      declaredTrue: true,
      selfChecked: true,
    }),
    roles: { WORKER: HOLDER },
  },
  'application.listMine': mine('submitted'),
  'application.view': worker('submitted'),
  'application.resubmit': worker('submitted'),
  'application.withdraw': worker('submitted', () => ({ version: UNSEEN })),
  'review.queue': staffList('submitted'),
  'review.view': staff('submitted'),
  'review.decide': staff('submitted', MEMBER_DECIDES, () => ({ decision: 'PASS', version: UNSEEN })),
  'review.passBatch': {
    ...staff('submitted', MEMBER_DECIDES, (id) => ({ items: [{ id, version: UNSEEN }] })),
    inBody: {},
  },
  'review.insuranceQueue': officersList('checking'),
  'review.viewForAuthority': officers('submitted', OFFICER, OFFICER),
  'review.decideInsurance': {
    of: 'checking',
    body: () => ({ decision: 'PASS', reason: '已打电话核对', version: UNSEEN }),
    roles: { AUTHORITY_REVIEWER: OFFICER_DECIDES },
  },
  // The bureau decides, not who asks it again.
  'review.recheckInsurance': { of: 'checking', body: () => ({ version: UNSEEN }), roles: { AUTHORITY_REVIEWER: OFFICER } },
  'review.revealIdNumber': {
    of: 'submitted',
    roles: { INSTITUTION_STAFF: MEMBER, AUTHORITY_REVIEWER: OFFICER, AUTHORITY_ISSUER: OFFICER },
  },
  'onsite.list': officersList('onsite'),
  // By name and number off the card that lies on the counter: no thing of anybody's is named.
  'onsite.findPerson': 'SELF',
  'onsite.uploadPortrait': 'SELF',
  'onsite.accept': 'SELF',
  'onsite.cancel': reviewer('onsite', OFFICER_DECIDES, () => ({ version: UNSEEN, reason: '试试能不能办' })),
  'province.list': 'PUBLIC',
  'province.mine': 'SELF',
  'province.choose': 'SELF',
  'course.list': 'SELF',
  'training.listClasses': staffList('class'),
  'training.createClass': 'SELF',
  'training.waiting': staff('class'),
  'training.roster': staff('class'),
  'training.viewClass': 'PUBLIC',
  'poster.province': 'SELF',
  'poster.institution': 'SELF',
  'poster.class': staff('class'),
  'training.enrol': {
    ...staff('untrained', MEMBER_DECIDES, (id) => ({ applicationIds: [id] })),
    inBody: { address: 'class' },
  },
  'study.listMine': mine('passed'),
  'study.course': worker('passed'),
  'study.celebrate': worker('passed'),
  'study.open': worker('passed'),
  'study.beat': worker('passed'),
  // Of the caller: no address names somebody else's check.
  'presence.view': 'SELF',
  'presence.beginFace': 'SELF',
  'presence.finishFace': 'SELF',
  'presence.sendCode': 'SELF',
  'presence.answerCode': 'SELF',
  'presence.listMine': mine('presenceMiss'),
  'presence.appeal': worker('presenceMiss', () => ({ reason: '试试能不能办', version: UNSEEN })),
  'presence.listAppeals': { lists: 'presenceMiss', roles: { INSTITUTION_STAFF: ['own', 'self'], AUTHORITY_REVIEWER: ALL } },
  'presence.decideAppeal': {
    of: 'presenceMiss',
    body: () => ({ decision: 'RESTORE', reason: '试试能不能办', version: UNSEEN }),
    roles: { INSTITUTION_STAFF: MEMBER_DECIDES, AUTHORITY_REVIEWER: OFFICER_DECIDES },
  },
  'exam.eligible': staffList('trained'),
  'exam.listPlans': staffList('plan'),
  'exam.viewPlan': staff('plan'),
  'exam.createPlan': {
    ...staff('trained', MEMBER, (id) => ({ name: '结业考试', startsAt: '2000-01-01T00:00:00.000Z', minutes: 60, sources: [source(id)] })),
    inBody: {},
  },
  'exam.updatePlan': staff('plan'),
  'exam.submitPlan': staff('plan'),
  'exam.arrangePlan': staff('approvedPlan', MEMBER_DECIDES),
  'exam.openPlan': staff('arrangedPlan', MEMBER_DECIDES),
  'exam.cancelPlan': staff('plan', MEMBER_DECIDES, () => ({ reason: '试试能不能办', version: UNSEEN })),
  'exam.listForAuthority': officersList('plan'),
  'exam.viewForAuthority': officers('plan', OFFICER, OFFICER),
  'exam.decidePlan': officers('plan', OFFICER_DECIDES, OTHER_OFFICER, () => ({ decision: 'APPROVE', version: UNSEEN })),
  'exam.eligibleForAuthority': officersList('onsite'),
  'exam.createForAuthority': {
    ...reviewer('onsite', OFFICER, (id) => ({
      name: '企业考试',
      startsAt: '2000-01-01T00:00:00.000Z',
      minutes: 60,
      sources: [source(id)],
    })),
    inBody: {},
  },
  'exam.updateForAuthority': reviewer('onsitePlan', OFFICER),
  'exam.submitForAuthority': reviewer('onsiteDraft', OFFICER, () => ({ version: UNSEEN })),
  'exam.arrangeForAuthority': reviewer('approvedOnsitePlan', OFFICER_DECIDES, (_, { institution }) => ({
    version: UNSEEN,
    institutionId: institution,
    room: '一号机房',
    address: '测试路1号',
  })),
  'exam.cancelForAuthority': reviewer('onsiteDraft', OFFICER_DECIDES, () => ({ version: UNSEEN, reason: '试试能不能办' })),
  'exam.listMine': mine('session'),
  'exam.viewMine': worker('session'),
  'exam.checkIn': worker('session'),
  'exam.beginFace': worker('session'),
  'exam.finishFace': worker('session'),
  'exam.viewRoom': staff('plan', MEMBER_DECIDES),
  'exam.checkInSeat': staff('session', MEMBER_DECIDES, () => ({ version: UNSEEN })),
  'exam.start': worker('session'),
  'exam.saveAnswer': worker('session'),
  'exam.submit': worker('session'),
  'exam.score': {
    of: 'session',
    roles: {
      WORKER: HOLDER,
      INSTITUTION_STAFF: MEMBER,
      AUTHORITY_REVIEWER: OFFICER,
      AUTHORITY_ISSUER: OFFICER,
      ENTERPRISE_STAFF: REFUSED,
    },
  },
  'exam.recordPractical': staff('session', MEMBER_DECIDES, () => ({ score: 80, version: UNSEEN })),
  'exam.voidScore': officers('session', OFFICER_DECIDES, OTHER_OFFICER),
  'passList.ready': officersList('closedPlan'),
  'passList.list': officersList('batch'),
  'passList.view': officers('batch', OFFICER, OFFICER),
  'passList.create': {
    ...officers('closedPlan', OFFICER_DECIDES, OFFICER_DECIDES, (examPlanId) => ({ examPlanId })),
    inBody: {},
  },
  'passList.check': officers('draftBatch', OFFICER_DECIDES, OTHER_OFFICER, () => ({ version: UNSEEN })),
  'passList.removeRow': officers('batch', OFFICER_DECIDES, OFFICER_DECIDES, (_, { onList }) => ({
    version: UNSEEN,
    source: source(onList),
    reason: '试试能不能办',
  })),
  'passList.approve': { of: 'batch', body: () => ({ version: UNSEEN }), roles: { AUTHORITY_ISSUER: OFFICER_DECIDES } },
  'passList.reject': officers('batch', OTHER_OFFICER, OFFICER_DECIDES, () => ({ version: UNSEEN, reason: '试试能不能办' })),
  'passList.sign': { of: 'approvedBatch', body: () => ({ version: UNSEEN }), roles: { AUTHORITY_ISSUER: OFFICER_DECIDES } },
  'passList.listForInstitution': staffList('ownSealBatch'),
  'passList.viewForInstitution': staff('ownSealBatch'),
  'passList.signForInstitution': staff('ownSealBatch', MEMBER_DECIDES, () => ({ version: UNSEEN })),
  'filing.add': 'SELF',
  'filing.listOfEnterprise': { lists: 'filing', roles: { ENTERPRISE_STAFF: ['own', 'self'] } },
  'filing.manual': 'PUBLIC',
  'filing.sheet': 'SELF',
  'filing.importSheet': 'SELF',
  'filing.viewOfEnterprise': firm('filing'),
  'filing.choosePost': firm('filing', () => ({ post: '111' })),
  'filing.upload': firm('filing'),
  'filing.letter': firm('filing'),
  'filing.submit': firm('filing', () => ({ version: UNSEEN, channel: 'H5' })),
  'filing.abandon': firm('filing', () => ({ version: UNSEEN })),
  'filing.search': officersList('filing'),
  'filing.viewForAuthority': officers('filing', OFFICER, OFFICER),
  'filing.review': {
    of: 'filing',
    body: (id) => ({ items: [{ id, version: UNSEEN }], decision: 'PASS', signatureSeen: true, sealSeen: true }),
    inBody: {},
    roles: { AUTHORITY_REVIEWER: OFFICER_DECIDES },
  },
  'filing.withdraw': {
    of: 'filing',
    body: () => ({ version: UNSEEN, reason: '试试能不能办' }),
    roles: { AUTHORITY_REVIEWER: OFFICER_DECIDES },
  },
  'certificate.listMine': mine('certificate'),
  'certificate.view': worker('certificate'),
  'certificate.file': worker('certificate'),
  'certificate.code': worker('certificate'),
  'certificate.activate': worker('certificate', () => ({ version: UNSEEN })),
  'certificate.verify': 'PUBLIC',
  'certificate.verifyByNumber': 'PUBLIC',
  'continuingEducation.listMine': mine('certificate'),
  'continuingEducation.view': worker('certificate'),
  'continuingEducation.options': worker('certificate'),
  'continuingEducation.enrol': worker('certificate', () => ({ mode: 'OFFLINE' })),
  'continuingEducation.withdraw': worker('education', () => ({ version: UNSEEN })),
  // Whoever signs with the key of an approved platform.
  'continuingEducation.push': 'PUBLIC',
  'continuingEducation.queue': officersList('education'),
  'continuingEducation.confirm': {
    of: 'education',
    body: (id) => ({ ids: [id] }),
    inBody: {},
    roles: { AUTHORITY_REVIEWER: OFFICER_DECIDES },
  },
  'continuingEducation.returnReport': officers('education', OFFICER_DECIDES, OTHER_OFFICER, () => ({
    reason: '试试能不能办',
    version: UNSEEN,
  })),
  'certificateService.offers': { of: 'certificate', roles: { WORKER: HOLDER, ENTERPRISE_STAFF: MEMBER, BASE_AGENT: MEMBER } },
  'certificateService.file': { of: 'certificate', roles: { ENTERPRISE_STAFF: MEMBER, BASE_AGENT: MEMBER } },
  'certificateService.apply': {
    of: 'certificate',
    body: () => ({ service: 'EXTEND', version: UNSEEN }),
    roles: { WORKER: HOLDER, ENTERPRISE_STAFF: MEMBER, BASE_AGENT: MEMBER },
  },
  'certificateService.bases': { of: 'certificate', roles: { WORKER: HOLDER, ENTERPRISE_STAFF: MEMBER } },
  'certificateService.askBase': {
    of: 'certificate',
    body: (id) => ({ service: 'RENEW', baseId: id }),
    roles: { WORKER: HOLDER, ENTERPRISE_STAFF: MEMBER },
  },
  'certificateService.takeBackBase': {
    of: 'certificate',
    body: (id) => ({ service: 'RENEW', baseId: id }),
    roles: { WORKER: HOLDER, ENTERPRISE_STAFF: MEMBER },
  },
  'certificateService.listOfBase': { lists: 'certificate', roles: { BASE_AGENT: ['own', 'self'] } },
  'certificateService.ask': worker('certificate', () => ({ service: 'EXTEND' })),
  'certificateService.listOfPeople': { lists: 'certificate', roles: { ENTERPRISE_STAFF: ['own', 'self'] } },
  'certificateService.listMine': {
    lists: 'service',
    roles: { WORKER: ['own', 'self'], ENTERPRISE_STAFF: ['own', 'self'], BASE_AGENT: ['own', 'self'] },
  },
  'certificateService.view': {
    of: 'service',
    roles: { WORKER: HOLDER, ENTERPRISE_STAFF: MEMBER, AUTHORITY_REVIEWER: OFFICER, AUTHORITY_ISSUER: OFFICER, BASE_AGENT: MEMBER },
  },
  'certificateService.correct': {
    of: 'service',
    body: () => ({ reason: '按要求改好了', version: UNSEEN }),
    // The holder has asked for it: who asked puts it right.
    roles: { WORKER: HOLDER, ENTERPRISE_STAFF: ASKED_BY_ANOTHER, BASE_AGENT: ASKED_BY_ANOTHER },
  },
  'certificateService.withdraw': {
    of: 'service',
    body: () => ({ version: UNSEEN }),
    roles: { WORKER: HOLDER, ENTERPRISE_STAFF: MEMBER, BASE_AGENT: MEMBER },
  },
  'certificateService.queue': officersList('service'),
  'certificateService.decide': officers('service', OTHER_OFFICER, OFFICER_DECIDES, () => ({ decision: 'APPROVE', version: UNSEEN })),
  'certificateService.findCertificate': { ...officers('certificate', OFFICER, OFFICER, (number) => ({ number })), inBody: {} },
  'certificateService.measure': officers('certificate', OTHER_OFFICER, OFFICER_DECIDES, () => ({
    measure: 'SUSPEND',
    reason: '试试能不能办',
    legalBasis: '《建设工程安全生产管理条例》',
    version: UNSEEN,
  })),
  'yearlyHours.accounts': 'SELF',
  'yearlyHours.appeal': worker('finding', () => ({ text: '试试能不能办', version: UNSEEN })),
  'yearlyHours.reports': { lists: 'hoursBatch', roles: { INSTITUTION_STAFF: ['own', 'self'] } },
  'yearlyHours.report': 'SELF',
  'yearlyHours.sheet': 'SELF',
  'yearlyHours.readSheet': 'SELF',
  'yearlyHours.reportSheet': {
    of: 'hoursBatch',
    roles: { INSTITUTION_STAFF: MEMBER, AUTHORITY_REVIEWER: OFFICER, AUTHORITY_ISSUER: OFFICER },
  },
  'yearlyHours.correct': staff('hoursBatch', MEMBER, () => ({
    rows: [{ certificateNumber: '00000000000001', holderName: '测试工人', total: '1', professional: '1', mode: 'OFFLINE' as const }],
    version: UNSEEN,
  })),
  'yearlyHours.reportQueue': officersList('hoursBatch'),
  'yearlyHours.decideReport': officers('hoursBatch', OFFICER_DECIDES, OTHER_OFFICER, () => ({
    decision: 'RETURN',
    reason: '试试能不能办',
    version: UNSEEN,
  })),
  'yearlyHours.findings': officersList('finding'),
  'yearlyHours.openFinding': officers('certificate', OFFICER_DECIDES, OFFICER_DECIDES, () => ({ evidence: ['笔录一号'] })),
  'yearlyHours.decideFinding': officers('finding', OTHER_OFFICER, OFFICER_DECIDES, () => ({
    decision: 'DISMISS',
    reason: '试试能不能办',
    version: UNSEEN,
  })),
  'courseDesk.list': officersList('draft'),
  'courseDesk.view': officers('draft', OFFICER, OFFICER),
  'courseDesk.watch': officers('draft', OFFICER, OFFICER),
  'courseDesk.create': 'SELF',
  'courseDesk.save': reviewer('draft', OFFICER, () => ({
    content: { title: '新课程', requiredHours: '8', chapters: [] },
    version: UNSEEN,
  })),
  'courseDesk.publish': officers('draft', OFFICER, OFFICER, () => ({ version: UNSEEN })),
  'courseDesk.close': reviewer('draft', OFFICER, () => ({ version: UNSEEN, reason: '试试能不能办' })),
  'media.begin': 'SELF',
  'media.view': reviewer('media', OFFICER),
  'media.piece': reviewer('media', OFFICER),
  'media.finish': reviewer('media', OFFICER),
  'media.poster': 'SELF',
  'media.captions': 'SELF',
  'question.list': officersList('question'),
  'question.view': officers('question', OFFICER, OFFICER),
  'question.create': 'SELF',
  'question.edit': reviewer('question', OFFICER, () => ({ content: QUESTION, version: UNSEEN })),
  'question.review': {
    of: 'question',
    body: (id) => ({ items: [{ id, version: UNSEEN }], decision: 'APPROVE' }),
    inBody: {},
    roles: { AUTHORITY_REVIEWER: OFFICER_DECIDES, AUTHORITY_ISSUER: OFFICER_DECIDES },
  },
  'question.discard': reviewer('question', OFFICER, () => ({ version: UNSEEN })),
  'question.withdraw': reviewer('question', OFFICER, () => ({ version: UNSEEN, reason: '试试能不能办' })),
  'question.uploadPicture': 'SELF',
  'question.sheet': 'SELF',
  'question.preview': 'SELF',
  'question.importSheet': 'SELF',
  'questionBank.list': 'SELF',
  'questionBank.publish': 'SELF',
  'questionBank.blueprint': 'SELF',
  'questionBank.setBlueprint': 'SELF',
  'registerImport.list': officersList('registerImport'),
  'registerImport.sheet': 'SELF',
  'registerImport.upload': 'SELF',
  'registerImport.view': officers('registerImport', OFFICER, OFFICER),
  'registerImport.rows': officers('registerImport', OFFICER, OFFICER),
  'registerImport.results': officers('registerImport', OFFICER, OFFICER),
  'registerImport.confirm': { of: 'registerImport', body: () => ({ version: UNSEEN }), roles: { AUTHORITY_ISSUER: OFFICER } },
  'registerImport.discard': reviewer('registerImport', OFFICER, () => ({ version: UNSEEN })),
  'registerImport.undo': { of: 'registerImport', body: () => ({ version: UNSEEN }), roles: { AUTHORITY_ISSUER: OFFICER } },
  // Of the caller alone: the address names nobody.
  'registerRequest.lookUp': 'SELF',
  'registerRequest.listMine': mine('registerRequest'),
  'registerRequest.uploadProof': 'SELF',
  'registerRequest.submit': 'SELF',
  'registerRequest.withdraw': worker('registerRequest', () => ({ version: UNSEEN })),
  'registerRequest.queue': officersList('registerRequest'),
  'registerRequest.decide': reviewer('registerRequest', OFFICER_DECIDES, () => ({
    decision: 'REFUSE',
    reason: '查不到这本证书',
    version: UNSEEN,
  })),
  'clearing.list': officersList('clearing'),
  'clearing.view': officers('clearing', OFFICER, OFFICER),
  // Looks for others; which they are is the law's word.
  'clearing.preview': 'SELF',
  'clearing.confirm': { of: 'clearing', body: () => ({ version: UNSEEN }), roles: { AUTHORITY_ISSUER: OFFICER } },
  'clearing.discard': { of: 'clearing', body: () => ({ version: UNSEEN }), roles: { AUTHORITY_ISSUER: OFFICER } },
  'inbox.list': personally('message'),
  'inbox.read': { of: 'message', roles: personal },
  'inbox.undelivered': officersList('undelivered'),
  'inbox.resend': officers('undelivered', OFFICER, OFFICER),
  'inbox.readAll': 'SELF',
  'inbox.templates': 'SELF',
  'inbox.grant': 'SELF',
  'deadLetter.list': officersList('deadLetter'),
  'deadLetter.retry': officers('deadLetter', OFFICER, OFFICER),
  'clientFault.report': 'PUBLIC',
};
