import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { PostTransfer as View, TransferDesk } from '@jzt/shared/contract/postTransfer';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { SITE_SAFETY_OFFICER } from '@jzt/shared/domain/posts';
import type { Decision, Facts, FactsOf } from '@jzt/shared/policy/index';
import type { Event } from '@jzt/shared/workflow/machine';
import { postTransfer as machine } from '@jzt/shared/workflow/machines/postTransfer';
import { Cases, type Actor, type Move } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { conflict, isDuplicateKey, notFound, refusedByRule } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, asVerdict, Law, type LawText } from '../../platform/law';
import { within } from '../../platform/policy';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Courses } from '../course/course.service';
import { FaceDesk } from '../identity/faceDesk.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { ServingProvinces } from '../province/servingProvinces.service';
import { Studies, type Enrolment } from '../study/study.service';
import { PostTransferModel, type PostTransfer } from './postTransfer.model';
import { scope } from './postTransfer.policy';
import { isDone, isFacePassed, presentTransfer } from './postTransfer.presenter';
import { transferPost, TRANSFER_POSTS } from '@jzt/shared/domain/transferPosts';

export const KIND = 'POST_TRANSFER';
const PAGE = pageAddress('transfer');

type TransferEvent = Event<typeof machine>;
type TransferMove = Omit<Move<PostTransfer['status'], TransferEvent>, 'machine' | 'event'>;

/** Where a person stands before the law of their province. */
interface Standing {
  person: Person;
  jurisdiction: Jurisdiction;
  law: LawText;
  transfer?: PostTransfer;
  /** Their 安全员 certificate there, the one that the law would take before others. */
  held?: Certificate;
  decision: Decision;
}

/** 安全员转岗 (CQ-16…21, CQ-36…43): chosen once, the face, the free course; what follows is the source's. */
@Singleton()
export class PostTransfers {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly files: Files;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly provinces: ServingProvinces;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly courses: Courses;
  @Inject() private readonly faces: FaceDesk;
  @Inject() private readonly studies: Studies;

  /** What is offered, and how far it has come; where the province has no transfers, the verdict says so. */
  async desk(caller: Caller): Promise<TransferDesk> {
    const standing = await this.standing(caller);
    if (!standing) return { offered: false, verdict: { allowed: false, refusals: [], pending: [] }, posts: [] };
    const { transfer, decision, held } = standing;
    return {
      offered: isOffered(standing),
      verdict: asVerdict(decision),
      closesOn: decision.window?.closes ?? undefined,
      oldNumber: transfer?.oldNumber ?? held?.number,
      posts: [...TRANSFER_POSTS],
      transfer: transfer && (await this.present(transfer)),
    };
  }

  /** For the list of what waits: the transfer under way, or `true` where one may be begun (CQ-36). */
  async waiting(caller: Caller): Promise<PostTransfer | boolean> {
    const standing = await this.standing(caller);
    if (!standing) return false;
    return standing.transfer ?? isOffered(standing);
  }

  /**
   * The choice, once for ever (CQ-37). Throws the law's refusals, POST_LOCKED for whoever has chosen, NOT_FOUND for a portrait that is not theirs.
   */
  async choose(caller: Caller, body: { post: string; portraitFileId: string }, op?: string): Promise<View> {
    const standing = await this.standing(caller, body.post);
    if (!standing) throw conflict('PROVINCE_REQUIRED', '请先选择在哪个省办理：在首页上方点省份选择，选一次就记住');
    const { person, jurisdiction, law, transfer, held, decision } = standing;
    if (transfer && op && transfer.createdOp === op) return this.present(transfer);
    if (decision.refusals.length) throw asRefusal(decision);
    const portrait = await this.files.find(body.portraitFileId);
    if (!portrait || portrait.ownerId !== caller.personId || portrait.purpose !== 'PORTRAIT')
      throw notFound('没有找到这张照片，请重新上传本人照片');
    try {
      const made = await this.cases.create<PostTransfer>(
        PostTransferModel,
        machine,
        {
          status: 'CHOSEN',
          jurisdiction,
          packVersion: law.pack.version,
          personId: caller.personId,
          certificateId: held!._id.toHexString(),
          oldNumber: held!.number,
          ...(held!.validTo && { oldValidTo: held!.validTo }),
          post: body.post,
          portraitFileId: portrait.id,
        },
        {
          event: 'choosePost',
          actor: this.persons.actor(person, 'WORKER', op),
          ruleIds: decision.ruleIds,
          packVersion: law.pack.version,
          evidence: [held!._id.toHexString()],
        },
      );
      return await this.present(made);
    } catch (error) {
      // Two taps at once: the first one has chosen.
      if (isDuplicateKey(error)) throw asRefusal(law.decide('POST_TRANSFER', this.facts(person, held, body.post, body.post)));
      throw error;
    }
  }

  /** Opens the face check (CQ-38). Throws CONSENT_REQUIRED, FACE_TOO_OFTEN, FACE_DOWN or ILLEGAL_TRANSITION. */
  async beginFace(caller: Caller, input: { channel: 'WEAPP' | 'H5'; consented: boolean }) {
    const one = await this.mine(caller);
    mustBe(one, 'CHOSEN', '人脸识别');
    if (!input.consented) throw refusedByRule('O-18', 'CONSENT_REQUIRED', '人脸识别需要您单独同意 不想刷脸可申请人工核验');
    const { open, session } = await this.faces.begin(
      await this.persons.get(caller.personId),
      input.channel,
      one,
      pageAddress('transferFace', {}),
    );
    await PostTransferModel.updateOne({ _id: one._id, status: 'CHOSEN' }, { $set: { face: open }, $unset: { lastMessage: 1 } });
    return { verifyId: session.verifyId, expiresAt: session.expiresAt.toISOString(), hostedUrl: session.hostedUrl };
  }

  /** What the provider says; a failure leaves the choice and locks the course. Throws FACE_DOWN. */
  async finishFace(caller: Caller): Promise<View> {
    const one = await this.mine(caller);
    if (isFacePassed(one)) return this.present(one);
    mustBe(one, 'CHOSEN', '人脸识别');
    if (!one.face) throw conflict('ILLEGAL_TRANSITION', '还没有开始人脸识别，请先点“开始人脸识别”', { ruleId: 'CQ-38' });
    const result = await this.faces.query(await this.persons.get(caller.personId), one.face);
    if (result.state === 'PASSED') return this.present(await this.passFace(one, { role: 'SYSTEM' }, `face:${result.providerCode}`));
    const { verifyId } = one.face;
    await PostTransferModel.updateOne(
      { _id: one._id, status: 'CHOSEN', 'face.verifyId': verifyId } as never,
      this.faces.noted(one, result),
    );
    return this.present(await this.mine(caller));
  }

  /** The way without a face (A-08, O-18). */
  async askManual(caller: Caller, reason: string): Promise<View> {
    const one = await this.mine(caller);
    mustBe(one, 'CHOSEN', '申请人工核验');
    await PostTransferModel.updateOne({ _id: one._id, status: 'CHOSEN', manualSince: trusted({ $exists: false }) } as never, {
      $set: { manualSince: this.clock.now(), manualReason: reason, updatedAt: this.clock.now() },
      $inc: { version: 1 },
    });
    return this.present(await this.mine(caller));
  }

  /** CHOSEN → FACE_OK, by the provider's word or an officer's. */
  passFace(one: PostTransfer, actor: Actor, evidence: string, by: Partial<TransferMove> = {}): Promise<PostTransfer> {
    return this.move(one, 'passFace', { actor, evidence: [evidence], unset: { face: 1, lastMessage: 1, manualSince: 1 }, ...by });
  }

  /** An officer's no: the choice stays, and both ways are open again (O-18). */
  rejectManual(one: PostTransfer, actor: Actor, by: Partial<TransferMove> & { reason: string }): Promise<PostTransfer> {
    const set = { lastMessage: `人工核验未通过：${by.reason}` };
    return this.move(one, 'rejectManual', { actor, set, unset: { manualSince: 1, manualReason: 1 }, ...by });
  }

  /** Begins the free course of the chosen post. Throws FACE_REQUIRED (CQ-38), COURSE_MISSING, ILLEGAL_TRANSITION. */
  async start(caller: Caller): Promise<View> {
    const one = await this.mine(caller);
    if (one.status === 'LEARNING') return this.present(one);
    const transfer = { target: one.post, chosenPost: one.post, facePassed: isFacePassed(one) };
    const decision = this.law.of(one).require('TRANSFER_STUDY', { transfer });
    const course = await this.courses.forCode(one.jurisdiction, KIND, one.post);
    if (!course) throw conflict('COURSE_MISSING', '这个岗位的课程还没有发布，请过几天再来，您的选择不受影响');
    const enrolment: Enrolment = {
      source: { kind: KIND, id: one._id.toHexString() },
      jurisdiction: one.jurisdiction,
      packVersion: one.packVersion,
      personId: one.personId,
      courseId: course.courseId.toHexString(),
      courseVersion: course.version,
      requiredHours: course.requiredHours,
      ...(one.oldValidTo && { endsOn: one.oldValidTo }),
    };
    const moved = await this.move(one, 'startLearning', {
      actor: this.persons.actor(await this.persons.get(caller.personId), 'WORKER'),
      ruleIds: decision.ruleIds,
      follow: [{ topic: 'study.enrolled', payload: { ...enrolment } }],
    });
    // The person taps on to the course before the outbox has come round; its entry finds the study there.
    await this.studies.begin(enrolment);
    return this.present(moved);
  }

  /** 课程评价, once. */
  async evaluate(caller: Caller, { stars, words }: { stars: number; words?: string }): Promise<View> {
    const one = await this.mine(caller);
    if (!isDone(one)) throw refusedByRule('CQ-21', 'STUDY_NOT_DONE', '完成课程后才能评价');
    const evaluation = { stars, ...(words && { words }), at: this.clock.now() };
    await PostTransferModel.updateOne({ _id: one._id, evaluation: trusted({ $exists: false }) } as never, { $set: { evaluation } });
    return this.present(await this.mine(caller));
  }

  /** One move; the person is told where the arrow has a message. */
  move(one: PostTransfer, event: TransferEvent, by: TransferMove & { params?: Record<string, string> }): Promise<PostTransfer> {
    const { params = {}, ...move } = by;
    const words = { subject: transferPost(one.post).labelZh, number: one.oldNumber, ...(by.reason && { reason: by.reason }), ...params };
    return this.cases.move(PostTransferModel, one._id, {
      machine,
      event,
      ...move,
      packVersion: one.packVersion,
      notices: [{ personId: one.personId, params: words, page: PAGE }],
    });
  }

  private async mine(caller: Caller): Promise<PostTransfer> {
    const jurisdiction = await this.provinces.of(await this.persons.get(caller.personId));
    const found = await PostTransferModel.findOne(within(scope(caller), { jurisdiction })).lean<PostTransfer>();
    if (!found) throw notFound('您还没有选择转岗的岗位');
    return found;
  }

  private async standing(caller: Caller, target: string | null = null): Promise<Standing | undefined> {
    const person = await this.persons.get(caller.personId);
    const served = await this.provinces.find(person);
    if (!served) return undefined;
    const { jurisdiction } = served;
    const [transfer, held] = await Promise.all([
      PostTransferModel.findOne(within(scope(caller), { jurisdiction })).lean<PostTransfer>(),
      this.certificates.heldBy(caller.personId, jurisdiction),
    ]);
    const law = this.law.in(jurisdiction);
    const own = held.filter(({ subject }) => subject.category === 'SITE_MANAGER' && subject.code === SITE_SAFETY_OFFICER);
    const decide = (one?: Certificate) => law.decide('POST_TRANSFER', this.facts(person, one, target, transfer?.post ?? null));
    const open = own.find((one) => decide(one).allowed) ?? own[0];
    return { person, jurisdiction, law, transfer: transfer ?? undefined, held: open, decision: decide(open) };
  }

  private facts(person: Person, held: Certificate | undefined, target: string | null, chosenPost: string | null): FactsOf<'POST_TRANSFER'> {
    const { status, verified, ledgered } = this.persons.identityFacts(person);
    return {
      identity: { status: status as Facts['identity']['status'], badges: { verified, ledgered } },
      certificate: held ? this.certificates.facts(held) : null,
      // The register is ours: what is not in it is not found (CQ-16, A-35).
      registry: { found: held !== undefined },
      transfer: { target, chosenPost, facePassed: false },
    };
  }

  private async present(one: PostTransfer): Promise<View> {
    const done = { jurisdiction: one.jurisdiction, post: one.post, status: trusted({ $in: ['COMPLETED', 'CERT_QUERYABLE'] }) };
    const companions = isDone(one) ? await PostTransferModel.countDocuments(done as never) : undefined;
    return presentTransfer(one, { attemptsLeft: this.faces.attemptsLeft(one), companions });
  }
}

/** Only who could choose is shown the way there (CQ-36). */
const isOffered = ({ transfer, decision }: Standing): boolean => transfer !== undefined || decision.allowed;

function mustBe(one: PostTransfer, status: PostTransfer['status'], what: string): void {
  if (one.status !== status) throw conflict('ILLEGAL_TRANSITION', `现在是“${machine.states[one.status]}”，不能${what}`);
}
