import { Inject, Singleton } from '@midwayjs/core';
import type { ClaimDesk, ClaimReview, ExemptClaim as View, StuckClaim } from '@jzt/shared/contract/exemptClaim';
import { pageAddress } from '@jzt/shared/contract/pages';
import { numberPrefix, type Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { SITE_SAFETY_OFFICER } from '@jzt/shared/domain/posts';
import type { Decision, Facts } from '@jzt/shared/policy/index';
import { describe } from '@jzt/shared/policy/words';
import type { Event } from '@jzt/shared/workflow/machine';
import { exemptClaim as machine } from '@jzt/shared/workflow/machines/exemptClaim';
import { Cases, type Move } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { Counters } from '../../platform/counters';
import { trusted } from '../../platform/database';
import { badInput, conflict, isDuplicateKey, notFound } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { cleanImage } from '../../platform/images/refusals';
import { asRefusal, asVerdict, Law, type LawText } from '../../platform/law';
import { findPage, longestFirst, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { order } from '../issuing/issuances.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { ServingProvinces } from '../province/servingProvinces.service';
import { ExemptClaimModel, type ExemptClaim } from './exemptClaim.model';
import { demand, scope } from './exemptClaim.policy';
import { presentClaim, presentReview, presentStuck } from './exemptClaim.presenter';

export const KIND = 'EXEMPT_CLAIM';
/** 安全员C证 (CQ-15). */
export const SUBJECT = { category: 'SAFETY_MGMT', code: 'C' } as const;
const EVENTS = { APPROVE: 'approve', RETURN: 'returnClaim', REJECT: 'reject' } as const;

type ClaimEvent = Event<typeof machine>;
type ClaimMove = Omit<Move<ExemptClaim['status'], ClaimEvent>, 'machine' | 'event'> & { params?: Record<string, string> };

interface Standing {
  person: Person;
  jurisdiction: Jurisdiction;
  law: LawText;
  /** Newest first. */
  claims: ExemptClaim[];
  held?: Certificate;
  decision: Decision;
}

/** 免试申领 (CQ-15): sent with the proof, reviewed, issued; closed by itself after its last day. */
@Singleton()
export class ExemptClaims {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly counters: Counters;
  @Inject() private readonly files: Files;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly provinces: ServingProvinces;
  @Inject() private readonly certificates: Certificates;

  async desk(caller: Caller): Promise<ClaimDesk> {
    const standing = await this.standing(caller);
    if (!standing) return { offered: false, verdict: { allowed: false, refusals: [], pending: [] } };
    const { claims, decision, held } = standing;
    return {
      offered: decision.allowed || claims.length > 0,
      verdict: asVerdict(decision),
      closesOn: decision.window?.closes ?? undefined,
      proofNumber: held?.number,
      claim: claims[0] && presentClaim(claims[0]),
    };
  }

  async uploadProof(caller: Caller, upload: Buffer): Promise<{ fileId: string }> {
    await this.persons.get(caller.personId);
    const image = await cleanImage(upload);
    return { fileId: (await this.files.save(image.buffer, { ownerId: caller.personId, purpose: 'PROOF', contentType: 'image/jpeg' })).id };
  }

  /** A new claim, or one that was sent back once more. Throws the law's refusals, ILLEGAL_TRANSITION while one is being decided. */
  async submit(caller: Caller, body: { proofFileId: string; portraitFileId: string }, op?: string): Promise<View> {
    const standing = await this.standing(caller);
    if (!standing) throw conflict('PROVINCE_REQUIRED', '请先选择在哪个省办理：在首页上方点省份选择，选一次就记住');
    const { person, jurisdiction, law, claims, held, decision } = standing;
    const [latest] = claims;
    if (latest && op && (latest.createdOp === op || latest.history.some((line) => line.op === op))) return presentClaim(latest);
    if (decision.refusals.length) throw asRefusal(decision);
    await this.ownPhotos(caller, body);
    const actor = this.persons.actor(person, 'WORKER', op);
    const sent = { ...body, waitingSince: this.clock.now(), proofCertificateId: held!._id.toHexString(), proofNumber: held!.number };
    if (latest && latest.status !== 'REJECTED')
      return presentClaim(await this.move(latest, 'submit', { actor, ruleIds: decision.ruleIds, set: sent, unset: { reason: 1 } }));
    const fields = {
      ...sent,
      status: 'SUBMITTED' as const,
      number: await this.counters.number(`MS${numberPrefix(jurisdiction)}-${today(this.clock).slice(0, 4)}`, 5),
      jurisdiction,
      packVersion: law.pack.version,
      personId: caller.personId,
      round: claims.length,
    };
    try {
      const story = { event: 'submit', actor, ruleIds: decision.ruleIds, packVersion: law.pack.version, evidence: [body.proofFileId] };
      return presentClaim(await this.cases.create<ExemptClaim>(ExemptClaimModel, machine, fields, story));
    } catch (error) {
      if (isDuplicateKey(error)) throw conflict('ILLEGAL_TRANSITION', '您已经提交了免试申领，正在审核');
      throw error;
    }
  }

  async queue(caller: Caller, page: PageAsked): Promise<PageGiven<ClaimReview>> {
    const oldest = longestFirst<ExemptClaim>('waitingSince', (one) => one.waitingSince);
    const { items, nextCursor } = await findPage<ExemptClaim>(
      ExemptClaimModel,
      within(scope(caller), { status: 'SUBMITTED' }),
      page,
      oldest,
    );
    const cards = await this.persons.cards(items.map((one) => one.personId));
    return { items: items.map((one) => presentReview(one, cards.get(one.personId)!)), nextCursor };
  }

  /** Approved, and no certificate could be made: tried again every day. */
  async stuck(caller: Caller, page: PageAsked): Promise<PageGiven<StuckClaim>> {
    const filter = within(scope(caller), { status: 'APPROVED', reason: trusted({ $exists: true }) });
    const { items, nextCursor } = await findPage<ExemptClaim>(ExemptClaimModel, filter, page, newestFirst);
    const cards = await this.persons.cards(items.map((one) => one.personId));
    return { items: items.map((one) => presentStuck(one, cards.get(one.personId)!)), nextCursor };
  }

  count(caller: Caller): Promise<number> {
    return ExemptClaimModel.countDocuments(within(scope(caller), { status: 'SUBMITTED' }) as never);
  }

  /** What was sent in time is decided after the last day too. Throws OWN_CASE, REASON_REQUIRED, ALREADY_DECIDED. */
  async decide(
    caller: Caller,
    id: string,
    { decision, reason, version }: { decision: keyof typeof EVENTS; reason?: string; version: number },
    op?: string,
  ): Promise<ClaimReview> {
    const one = await findWithin<ExemptClaim>(ExemptClaimModel, scope(caller), id, '没有找到这份免试申领');
    demand(caller, 'EXEMPT_CLAIM_REVIEW', one);
    if (decision !== 'APPROVE' && !reason) throw badInput('REASON_REQUIRED', '退回或不通过要写明原因，本人会看到');
    const moved = await this.move(one, EVENTS[decision], {
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      lost: { code: 'ALREADY_DECIDED', message: '这份申领已由其他人处理，请刷新' },
      ...(reason && { reason, set: { reason } }),
      ...(decision === 'APPROVE' && { follow: [order({ kind: KIND, id })] }),
    });
    return presentReview(moved, this.persons.card(await this.persons.know(one.personId)));
  }

  move(one: ExemptClaim, event: ClaimEvent, { params, ...move }: ClaimMove): Promise<ExemptClaim> {
    return this.cases.move(ExemptClaimModel, one._id, {
      machine,
      event,
      ...move,
      packVersion: one.packVersion,
      notices: [
        {
          personId: one.personId,
          params: { number: one.number, subject: describe(SUBJECT), ...(move.reason && { reason: move.reason }), ...params },
          page: pageAddress('exemptClaim'),
        },
      ],
    });
  }

  private async ownPhotos({ personId }: Caller, body: { proofFileId: string; portraitFileId: string }): Promise<void> {
    const [proof, portrait] = await Promise.all([this.files.find(body.proofFileId), this.files.find(body.portraitFileId)]);
    const theirs = (file: typeof proof, purpose: string) => file?.ownerId === personId && file.purpose === purpose;
    if (!theirs(proof, 'PROOF')) throw notFound('没有找到合格证书的照片，请重新上传');
    if (!theirs(portrait, 'PORTRAIT')) throw notFound('没有找到这张照片，请重新上传本人照片');
  }

  private async standing(caller: Caller): Promise<Standing | undefined> {
    const person = await this.persons.get(caller.personId);
    const served = await this.provinces.find(person);
    if (!served) return undefined;
    const { jurisdiction } = served;
    const [claims, held] = await Promise.all([
      ExemptClaimModel.find(within(scope(caller), { jurisdiction }))
        .sort({ round: -1 })
        .lean<ExemptClaim[]>(),
      this.certificates.heldBy(caller.personId, jurisdiction),
    ]);
    const law = this.law.in(jurisdiction);
    const own = held.filter(({ subject }) => subject.category === 'SITE_MANAGER' && subject.code === SITE_SAFETY_OFFICER);
    const { status, verified, ledgered } = this.persons.identityFacts(person);
    const identity = { status: status as Facts['identity']['status'], badges: { verified, ledgered } };
    const decide = (one?: Certificate) =>
      law.decide('EXEMPT_CLAIM', { identity, subject: SUBJECT, certificate: one ? this.certificates.facts(one) : null });
    const proof = own.find((one) => decide(one).allowed) ?? own[0];
    return { person, jurisdiction, law, claims, held: proof, decision: decide(proof) };
  }
}
