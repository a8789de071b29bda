import { sourceKey } from '@jzt/shared/domain/sources';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { Types } from 'mongoose';
import { ApplicationModel } from '../src/features/application/application.model';
import { CertificateModel, type Certificate } from '../src/features/certificate/certificate.model';
import { newVerifyToken } from '../src/features/certificate/verifyCode';
import { AgencyModel } from '../src/features/certificateService/agency.model';
import { ServiceCaseModel } from '../src/features/certificateService/certificateService.model';
import { ContinuingEducationModel } from '../src/features/continuingEducation/continuingEducation.model';
import { DuplicateCaseModel } from '../src/features/duplicate/duplicate.model';
import { EmploymentModel } from '../src/features/employment/employment.model';
import { ClearingModel } from '../src/features/clearing/clearing.model';
import { FilingModel } from '../src/features/filing/filing.model';
import { ExamPlanModel, ExamSessionModel, ScoreModel, type ExamPlan } from '../src/features/exam/exam.model';
import { ExchangeModel } from '../src/features/exchange/exchange.model';
import { TransferInModel } from '../src/features/transferIn/transferIn.model';
import { ExemptClaimModel } from '../src/features/exemptClaim/exemptClaim.model';
import { InvitationModel } from '../src/features/member/invitation.model';
import { InboxModel } from '../src/features/inbox/inbox.model';
import { CityNoticeModel } from '../src/features/organisation/cityNotice.model';
import { PassListBatchModel, type PassListBatch } from '../src/features/passList/passList.model';
import { PersonModel } from '../src/features/person/person.model';
import { PostTransferModel } from '../src/features/postTransfer/postTransfer.model';
import { RegisterImportModel } from '../src/features/registerImport/registerImport.model';
import { RegisterRequestModel } from '../src/features/registerRequest/registerRequest.model';
import { FindingModel, HoursBatchModel } from '../src/features/yearlyHours/yearlyHours.model';
import { PresenceMissModel } from '../src/features/study/presenceMiss.model';
import { CourseDraftModel } from '../src/features/course/courseDraft.model';
import { MediaModel } from '../src/features/media/media.model';
import { QuestionModel } from '../src/features/questionBank/question.model';
import { SecondFactorModel } from '../src/features/secondFactor/secondFactor.model';
import { StudyModel } from '../src/features/study/study.model';
import { TrainingClassModel } from '../src/features/training/training.model';
import { Audit } from '../src/platform/audit';
import { FieldCipher } from '../src/platform/crypto';
import { DeadLetterModel } from '../src/platform/deadLetters';
import type { course } from './courses';
import { sourceOf } from './passed';
import { applicationIn, employ, HERE, portraitOf } from './people';
import type { World } from './world';

/** Whose things they are. */
export interface Owners {
  /** Default: where the tests stand. */
  jurisdiction?: Jurisdiction;
  personId: string;
  institutionId: string;
  enterpriseId: string;
  baseId: string;
  course: Awaited<ReturnType<typeof course>>;
}

export type CaseSet = Awaited<ReturnType<typeof caseSet>>;

const TRADE = { category: 'SAFETY_MGMT', code: 'A' } as const;
/** Of a kind that institutions issue themselves (QH-36). */
const CRAFT = { category: 'SKILLED_WORKER', code: '砌筑工' } as const;

/** One thing of every kind about one person, put straight into the database; ids by kind. */
export async function caseSet(world: World, { jurisdiction = HERE, personId, institutionId, enterpriseId, baseId, course }: Owners) {
  const at = world.clock.now();
  const born = { jurisdiction, version: 1, createdAt: at, updatedAt: at };
  const newId = () => new Types.ObjectId().toHexString();
  const cardFileId = await portraitOf(world, personId);
  await PersonModel.updateOne(
    { _id: personId },
    {
      $set: {
        status: 'MANUAL_REVIEW',
        'identity.manualSince': at,
        'identity.jurisdiction': jurisdiction,
        'identity.manualReason': '人脸比不过',
        'identity.cardFileId': cardFileId,
      },
    },
  );
  const of = { jurisdiction, personId, institutionId, enterpriseId };
  const portraitFileId = await portraitOf(world, personId);
  const submitted = await applicationIn(world, 'SUBMITTED', { ...of, portraitFileId, subject: { category: 'SPECIAL_OP', code: '01' } });
  const checking = await applicationIn(world, 'AUTH_CHECK_PENDING', {
    ...of,
    subject: { category: 'SPECIAL_OP', code: '02' },
    insurance: { state: 'WAITING', attempts: 1 },
  });
  const untrained = await applicationIn(world, 'AUTH_PASSED', { ...of, subject: { category: 'SAFETY_MGMT', code: 'B' } });
  const trained = await applicationIn(world, 'TRAINED', { ...of, subject: { category: 'SAFETY_MGMT', code: 'C1' } });
  const planned = await applicationIn(world, 'TRAINED', { ...of, subject: { category: 'SAFETY_MGMT', code: 'C2' } });

  const enterprise = { jurisdiction, personId, enterpriseId, trainedBy: 'ENTERPRISE' as const, papers: ['ID_CARD' as const] };
  const onsite = await applicationIn(world, 'TRAINED', { ...enterprise, subject: { category: 'SPECIAL_OP', code: '03' } });
  const onsitePlanned = await applicationIn(world, 'TRAINED', { ...enterprise, subject: { category: 'SPECIAL_OP', code: '04' } });

  const plan = async (status: ExamPlan['status'], applicationId: string, sessionId?: string, trainedBy?: 'ENTERPRISE') => {
    const planId = newId();
    await ExamPlanModel.create({
      ...born,
      _id: planId,
      status,
      number: `KS-${planId}`,
      name: '结业考试',
      // Of the authority's own plans none has a room yet.
      ...(trainedBy ? { trainedBy } : { institutionId }),
      subject: TRADE,
      form: 'COMPUTER',
      startsAt: at,
      minutes: 60,
      passMark: 60,
      fullMark: 100,
      candidates: [{ source: sourceOf({ applicationId }), personId, sessionId }],
      packVersion: 'QH-1',
    });
    return planId;
  };
  const sessionId = newId();
  const passed = await applicationIn(world, 'PASSED', { ...of, subject: TRADE, examSessionId: sessionId });
  const source = sourceOf({ applicationId: passed });
  const closedPlan = await plan('CLOSED', passed, sessionId);
  await ApplicationModel.updateOne({ _id: passed }, { $set: { examPlanId: closedPlan } });
  const sat = { ...born, source, personId, passMark: 60 };
  await ExamSessionModel.create({
    ...sat,
    packVersion: 'QH-1',
    _id: sessionId,
    status: 'SCORED',
    planId: closedPlan,
    planName: '结业考试',
    institutionId,
    subject: TRADE,
    form: 'COMPUTER',
    startsAt: at,
    endsAt: at,
    minutes: 60,
    room: '一号机房',
    address: '测试路1号',
    seat: '1',
    admissionNumber: `K${sessionId}`,
    fullMark: 100,
    paper: [],
    answers: {},
    submittedAt: at,
    score: 92,
    passed: true,
  });
  await ScoreModel.create({ ...sat, status: 'FINAL', sessionId, value: 92 });

  const onList = await applicationIn(world, 'PASSED', { ...of, subject: CRAFT });
  let lists = 0;
  const batch = async (subject: typeof TRADE | typeof CRAFT, status: PassListBatch['status']) => {
    const id = newId();
    const row = sourceOf({ applicationId: onList });
    await PassListBatchModel.create({
      ...born,
      _id: id,
      status,
      number: `PC-${id}`,
      examPlanId: closedPlan,
      institutionId,
      subject,
      packVersion: 'QH-1',
      rows: [{ source: row, personId, score: 92, faults: [] }],
      removed: [],
      claims: [{ source: row, key: `${sourceKey(row)}:${lists++}` }],
    });
    return id;
  };

  const cipher = new FieldCipher(world.settings.secrets);
  const held = async (of: Pick<Certificate, 'status' | 'kind' | 'subject'>) => {
    const id = newId();
    await CertificateModel.create({
      ...born,
      ...of,
      _id: id,
      source: sourceOf({ applicationId: newId() }),
      revision: 1,
      personId,
      institutionId,
      packVersion: 'QH-1',
      number: `青建安A(2026)${id}`,
      numberKey: id.toUpperCase(),
      nameSealed: cipher.seal('测试工人', id),
      idNumberSealed: cipher.seal('990101198001010014', id),
      portraitFileId,
      issuedBy: 'AUTHORITY',
      issuerZh: '测试省住房和城乡建设厅',
      issuedOn: '2026-01-01',
      validTo: '2099-01-01',
      tokenSealed: cipher.seal(newVerifyToken(), id),
      tokenHash: id,
      fileId: newId(),
      fileSha256: id,
      nationalReceipts: [],
    });
    return id;
  };
  const certificate = await held({ status: 'ISSUED', kind: 'SAFETY_MGMT', subject: TRADE });
  const paper = await held({ status: 'ACTIVE', kind: 'SITE_MANAGER_PAPER', subject: { category: 'SITE_MANAGER', code: '101' } });
  await employ(world, personId, enterpriseId, '安全员', jurisdiction);
  await AgencyModel.create({
    baseId,
    certificateId: certificate,
    jurisdiction,
    personId,
    service: 'EXTEND',
    enterpriseId,
    askedBy: { role: 'WORKER', personId },
    askedAt: at,
  });

  const about = { jurisdiction, personId, packVersion: 'QH-1', subject: TRADE, certificateId: certificate, certificateNumber: certificate };
  const education = newId();
  await ContinuingEducationModel.create({
    ...born,
    ...about,
    _id: education,
    status: 'ASSESSED',
    periodEnd: '2099-01-01',
    mode: 'OFFLINE',
    institutionId,
    providerName: '测试培训中心',
    passedOn: '2026-01-02',
  });
  const service = newId();
  await ServiceCaseModel.create({
    ...born,
    ...about,
    _id: service,
    status: 'SUBMITTED',
    service: 'EXTEND',
    ruleIds: [],
    changes: [],
    askedBy: { role: 'WORKER', personId },
    enterpriseId,
    baseId,
  });

  const trainingClass = await TrainingClassModel.create({
    jurisdiction,
    institutionId,
    courseId: course.courseId,
    courseVersion: course.version,
    name: '安全班',
    startsOn: '2026-01-01',
    endsOn: '2099-12-31',
    seats: 30,
    seatsLeft: 30,
    version: 1,
    createdBy: personId,
    createdAt: at,
  });
  await StudyModel.create({
    ...born,
    status: 'LEARNING',
    packVersion: 'QH-1',
    source,
    personId,
    institutionId,
    courseId: course.id,
    courseVersion: course.version,
    classId: trainingClass._id.toHexString(),
    requiredHours: '8',
    endsOn: '2099-12-31',
  });
  const presenceMiss = await PresenceMissModel.create({
    ...born,
    status: 'APPEALED',
    checkId: newId(),
    personId,
    packVersion: 'QH-1',
    institutionId,
    courseTitle: '测试课程',
    at,
    missReason: 'NO_ANSWER',
    voided: [],
    voidedSeconds: 0,
    appealBy: '2099-12-31',
  });
  const employed = async (askedBy: 'WORKER' | 'ENTERPRISE', round: number) =>
    (
      await EmploymentModel.create({ ...born, status: 'REQUESTED', personId, enterpriseId, askedBy, round, position: '安全员' })
    )._id.toHexString();
  const filingId = new Types.ObjectId();
  const filing = filingId.toHexString();
  const filed = (await PersonModel.findById(personId).lean())!;
  const filedNumber = cipher.open(filed.idNumberSealed!, personId);
  await FilingModel.create({
    ...born,
    _id: filingId,
    status: 'PENDING_REVIEW',
    number: `HZ-${filing}`,
    packVersion: 'JX-1',
    enterpriseId,
    enterpriseName: '测试建筑公司',
    nameSealed: cipher.seal('测试工人', filing),
    nameIndex: cipher.blindIndex('测试工人', 'name'),
    idNumberSealed: cipher.seal(filedNumber, filing),
    idNumberIndex: cipher.blindIndex(filedNumber, 'idNumber'),
    post: '111',
    files: {},
    sent: true,
    approvals: 0,
    retiredNumbers: [],
  });
  const message = await InboxModel.create({
    entryId: newId(),
    personId,
    template: 'identity.verified',
    title: '实名认证',
    body: '已通过',
    at,
    deliveredBy: ['INBOX'],
  });
  const undelivered = await InboxModel.create({
    entryId: newId(),
    personId,
    jurisdiction,
    template: 'ce.extensionCloses',
    title: '证书延期快截止了',
    body: '请马上申请',
    at,
    deliveredBy: ['INBOX'],
    sms: { state: 'FAILED', dueAt: at, text: '请打开建证通小程序办理', deadline: '2020-01-01', attempts: 1, failure: 'BLOCKED' },
  });
  const hoursBatch = await HoursBatchModel.create({
    ...born,
    history: [{ id: newId(), at, event: 'submit', from: 'DRAFT', to: 'SUBMITTED', byRole: 'INSTITUTION_STAFF', ruleIds: [], evidence: [] }],
    status: 'SUBMITTED',
    packVersion: 'HN-1',
    institutionId,
    institutionName: '测试培训中心',
    slot: `2026-01#${newId()}`,
    sentBy: newId(),
    rows: [
      {
        certificateId: certificate,
        personId,
        certificateNumber: '00000000000001',
        holderName: '测试工人',
        total: '32',
        professional: '22',
        mode: 'OFFLINE',
        assessedOn: '2026-01-05',
        year: 2026,
      },
    ],
  });
  const finding = await FindingModel.create({
    ...born,
    status: 'PROPOSED',
    packVersion: 'HN-1',
    key: newId(),
    certificateId: certificate,
    certificateNumber: '00000000000001',
    subject: { category: 'SITE_MANAGER', code: '101' },
    personId,
    ground: 'SHORT_HOURS',
    groundZh: '连续两年不满规定学时',
    appealBy: '2020-01-01',
    evidence: [],
  });
  const clearing = await ClearingModel.create({
    ...born,
    status: 'PREVIEW',
    packVersion: 'CQ-1',
    madeBy: { personId: newId(), name: '签发员' },
    rows: [{ certificateId: certificate, state: 'WAITING', missing: 'CHECK' }],
  });
  const registerImport = await RegisterImportModel.create({
    ...born,
    status: 'PREVIEW',
    madeBy: { personId: newId(), name: '审核员' },
    total: 1,
  });
  const registerRequest = await RegisterRequestModel.create({
    ...born,
    status: 'SUBMITTED',
    personId,
    kind: 'SAFETY_MGMT',
    trade: 'B',
    number: newId(),
    numberKey: newId(),
    round: 0,
    proofFileId: newId(),
    waitingSince: at,
  });
  const deadLetter = await DeadLetterModel.create({
    kind: 'JOB',
    key: `JOB:test:${submitted}`,
    topic: 'test',
    sourceKind: 'Application',
    sourceId: submitted,
    jurisdiction,
    attempts: 10,
    error: 'Error: no answer',
    firstAt: at,
    lastAt: at,
    nextAt: at,
    dead: true,
  });
  const transfer = await PostTransferModel.create({
    ...born,
    status: 'CHOSEN',
    packVersion: 'CQ-1',
    personId,
    certificateId: certificate,
    oldNumber: '00000000000001',
    post: '101',
    portraitFileId,
    manualSince: at,
    manualReason: '人脸比不过',
    // Of one that was tried to be made: the list of those is asked for by this alone.
    refusedZh: '印章系统没有盖章',
  });
  const audited = newId();
  const record = { action: 'Test.act', subjectKind: 'Test', subjectId: audited, outcome: 'DONE', actorRole: 'SYSTEM', jurisdiction };
  await (await world.server.get(Audit)).append(record, newId());
  const claim = await ExemptClaimModel.create({
    ...born,
    status: 'SUBMITTED',
    packVersion: 'CQ-1',
    personId,
    number: newId(),
    round: 0,
    proofCertificateId: certificate,
    proofNumber: '00000000000001',
    proofFileId: newId(),
    portraitFileId: newId(),
    waitingSince: at,
  });
  const transferIn = await TransferInModel.create({
    ...born,
    status: 'SUBMITTED',
    packVersion: 'QH-1',
    personId,
    fromNumber: '川建安B（2024）0000001',
    fromProvince: '510000',
    round: 0,
    subject: { category: 'SAFETY_MGMT', code: 'B' },
    validTo: '2099-12-31',
    portraitFileId: newId(),
    waitingSince: at,
  });
  const exchange = await ExchangeModel.create({
    ...born,
    status: 'FILE_CHECK',
    packVersion: 'HN-1',
    personId,
    institutionId,
    certificateId: paper,
    oldNumber: '琼建教10100001',
    oldKey: newId(),
    round: 0,
    post: '101',
    waitingSince: at,
    fileCheckTo: '2099-12-31',
  });
  const stuckClaim = await ExemptClaimModel.create({
    ...born,
    status: 'APPROVED',
    packVersion: 'CQ-1',
    personId,
    number: newId(),
    round: 1,
    proofCertificateId: certificate,
    proofNumber: '00000000000001',
    proofFileId: newId(),
    portraitFileId: newId(),
    waitingSince: at,
    reason: '印章系统没有盖章',
  });
  const draft = newId();
  const written = { title: `课程${draft}`, category: 'SAFETY_MGMT' as const, requiredHours: '8', chapters: [] };
  await CourseDraftModel.create({ ...born, _id: draft, status: 'DRAFT', ...written });
  const media = newId();
  const uploading = { kind: 'VIDEO' as const, status: 'UPLOADING' as const, personId, name: '一.mp4', bytes: 9, received: [] };
  await MediaModel.create({ _id: media, jurisdiction, createdAt: at, updatedAt: at, ...uploading });
  const question = newId();
  await QuestionModel.create({
    ...born,
    _id: question,
    status: 'PENDING',
    category: 'SAFETY_MGMT',
    key: question,
    shown: {
      pool: 'EXAM',
      kind: 'JUDGE',
      topic: '临时用电',
      difficulty: 1,
      stem: `题${question}`,
      options: [
        { key: 'T', text: '对' },
        { key: 'F', text: '错' },
      ],
      answer: ['T'],
    },
    revision: 0,
    earlier: [],
    prints: [question],
    authors: [personId],
  });
  const duplicate = newId();
  await DuplicateCaseModel.create({
    ...born,
    _id: duplicate,
    status: 'NOTIFIED',
    packVersion: 'CQ-1',
    number: duplicate,
    personId,
    holderIndex: duplicate,
    round: 0,
    nameSealed: cipher.seal('测试工人', duplicate),
    idNumberSealed: cipher.seal('990101198001010014', duplicate),
    subject: TRADE,
    own: { certificateId: certificate, number: certificate },
    other: { provinceCode: '510000', number: '川建安A（2024）0000001' },
    attempts: [],
    notifiedOn: '2026-01-05',
    deadline: '2099-01-05',
    open: true,
    nextAt: at,
    watchedAt: at,
  });
  const member = async (organisationId: string, role: 'INSTITUTION_STAFF' | 'ENTERPRISE_STAFF') =>
    (
      await PersonModel.create({
        ...born,
        status: 'NONE',
        memberships: [{ role, organisationId }],
        grants: {},
        identity: { faceAttempts: 0 },
      })
    )._id.toHexString();
  const invitation = async (organisationId: string, role: 'INSTITUTION_STAFF' | 'ENTERPRISE_STAFF', phone = '13900009999') => {
    const id = newId();
    await InvitationModel.create({
      ...born,
      _id: id,
      status: 'OPEN',
      organisationId,
      role,
      phoneSealed: cipher.seal(phone, id),
      phoneIndex: cipher.blindIndex(phone, 'phone'),
      expiresAt: new Date(at.getTime() + 24 * 3_600_000),
    });
    return id;
  };
  const lost = { at, role: 'AUTHORITY_REVIEWER', organisationId: newId(), note: '请打我的电话' };
  const ofPerson = { _id: new Types.ObjectId(personId) };
  await SecondFactorModel.updateOne(ofPerson, { $set: { jurisdiction, lost } }, { upsert: true });
  return {
    lostFactor: personId,
    person: personId,
    transferIn: transferIn._id.toHexString(),
    question,
    draft,
    media,
    exchange: exchange._id.toHexString(),
    duplicate,
    claim: claim._id.toHexString(),
    stuckClaim: stuckClaim._id.toHexString(),
    transfer: transfer._id.toHexString(),
    institution: institutionId,
    enterprise: enterpriseId,
    submitted,
    checking,
    untrained,
    trained,
    passed,
    plan: await plan('SUBMITTED', planned),
    onsite,
    onsitePlan: await plan('SUBMITTED', onsitePlanned, undefined, 'ENTERPRISE'),
    onsiteDraft: await plan('DRAFT', onsitePlanned, undefined, 'ENTERPRISE'),
    approvedOnsitePlan: await plan('APPROVED', onsitePlanned, undefined, 'ENTERPRISE'),
    approvedPlan: await plan('APPROVED', planned),
    arrangedPlan: await plan('ARRANGED', planned),
    closedPlan,
    session: sessionId,
    onList,
    draftBatch: await batch(TRADE, 'DRAFT'),
    batch: await batch(TRADE, 'CHECKED'),
    approvedBatch: await batch(TRADE, 'APPROVED'),
    ownSealBatch: await batch(CRAFT, 'APPROVED'),
    certificate,
    paper,
    education,
    service,
    filing,
    class: trainingClass._id.toHexString(),
    asked: await employed('WORKER', 1),
    invited: await employed('ENTERPRISE', 2),
    message: message._id.toHexString(),
    undelivered: undelivered._id.toHexString(),
    hoursBatch: hoursBatch._id.toHexString(),
    finding: finding._id.toHexString(),
    presenceMiss: presenceMiss._id.toHexString(),
    clearing: clearing._id.toHexString(),
    registerImport: registerImport._id.toHexString(),
    registerRequest: registerRequest._id.toHexString(),
    deadLetter: deadLetter._id.toHexString(),
    audited,
    portrait: portraitFileId,
    card: cardFileId,
    cityNotice: (
      await CityNoticeModel.create({
        jurisdiction,
        city: '测试市',
        title: '通知',
        text: '请按时报名',
        at,
        byPerson: personId,
        byName: '测试',
        told: 0,
      })
    )._id.toHexString(),
    schoolMember: await member(institutionId, 'INSTITUTION_STAFF'),
    firmMember: await member(enterpriseId, 'ENTERPRISE_STAFF'),
    schoolInvitation: await invitation(institutionId, 'INSTITUTION_STAFF'),
    firmInvitation: await invitation(enterpriseId, 'ENTERPRISE_STAFF'),
    forMe: await invitation(institutionId, 'INSTITUTION_STAFF', cipher.open(filed.phoneSealed!, personId)),
  };
}
