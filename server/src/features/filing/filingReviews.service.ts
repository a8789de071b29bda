import { Inject, Singleton } from '@midwayjs/core';
import type { Filing as View, FilingItem, filingRoutes } from '@jzt/shared/contract/filing';
import type { BodyOf, ResponseOf } from '@jzt/shared/contract/route';
import { startOfDay, endOfDay } from '@jzt/shared/domain/calendar';
import { numberKey } from '@jzt/shared/domain/certificateNumber';
import { SITE_POSTS } from '@jzt/shared/domain/posts';
import { enterpriseFiling as machine } from '@jzt/shared/workflow/machines/enterpriseFiling';
import { Cases, type Notice } from '../../platform/cases';
import type { FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { badInput, conflict, Refusal } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, Law } from '../../platform/law';
import { findPage, newestFirst, type PageGiven } from '../../platform/pages';
import { within } from '../../platform/policy';
import { order } from '../issuing/issuances.service';
import { Persons } from '../person/person.service';
import { FilingModel, type Filing } from './filing.model';
import { demand, scope } from './filing.policy';
import { presentItem } from './filing.presenter';
import { FilingLaw } from './filingLaw.service';
import { CHANGED, filingPage, Filings, reversed } from './filings.service';

type Search = BodyOf<typeof filingRoutes.search>;
type Review = BodyOf<typeof filingRoutes.review>;
type Results = ResponseOf<typeof filingRoutes.review>;

/** The province's side (JX-09…JX-21): found, approved or rejected in batches, and an approval taken back. */
@Singleton()
export class FilingReviews {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly filings: Filings;
  @Inject() private readonly filingLaw: FilingLaw;
  @Inject() private readonly law: Law;
  @Inject() private readonly persons: Persons;

  /** Newest first (JX-21). Throws TIME_REVERSED. */
  async search(caller: Caller, asked: Search): Promise<PageGiven<FilingItem>> {
    const { post, name, idNumber, certificateNo, status, from, to, ...page } = asked;
    if (from && to && to < from) throw reversed();
    const createdAt = { ...(from && { $gte: new Date(startOfDay(from)) }), ...(to && { $lte: new Date(endOfDay(to)) }) };
    const filter = {
      ...(post && { post }),
      ...(name && { nameIndex: this.cipher.blindIndex(name, 'name') }),
      ...(idNumber && { idNumberIndex: this.cipher.blindIndex(idNumber, 'idNumber') }),
      ...(certificateNo && { certificateKey: numberKey(certificateNo) }),
      ...(status && { status }),
      ...(Object.keys(createdAt).length && { createdAt: trusted(createdAt) }),
    };
    const { items, nextCursor } = await findPage<Filing>(FilingModel, within(scope(caller), filter), page, newestFirst);
    return { items: items.map((one) => presentItem(one, this.cipher)), nextCursor };
  }

  countWaiting(caller: Caller): Promise<number> {
    return FilingModel.countDocuments(within(scope(caller), { status: 'PENDING_REVIEW' }) as never);
  }

  /** Each of the ticked ones by itself. Throws, before any, NONE_SELECTED, LETTER_NOT_CHECKED or REASON_REQUIRED. */
  async review(caller: Caller, body: Review, op?: string): Promise<Results> {
    if (!body.items.length) throw badInput('NONE_SELECTED', '请先勾选要审核的学员', { ruleId: 'JX-17' });
    if (body.decision === 'REJECT' && !body.reason)
      throw badInput('REASON_REQUIRED', '请写明驳回原因，企业会看到', { fields: { reason: '请写明驳回原因' } });
    if (body.decision === 'PASS' && !(body.signatureSeen && body.sealSeen))
      throw new Refusal(422, 'LETTER_NOT_CHECKED', '承诺书要有本人签字和换证公章，请看过后勾选', { ruleId: 'JX-09' });
    const results: Results['results'] = [];
    for (const item of body.items) results.push({ id: item.id, ...(await this.decide(caller, item, body, op)) });
    return { results };
  }

  /** 撤回资质审核: back to 待审核; its number never comes again, its certificate is rescinded (JX-18). Throws ILLEGAL_TRANSITION or FILING_CHANGED. */
  async withdraw(caller: Caller, id: string, { version, reason }: { version: number; reason: string }, op?: string): Promise<View> {
    const one = await this.filings.of(caller, id);
    demand(caller, 'FILING_WITHDRAW', await this.about(one));
    const decision = this.law
      .of(one)
      .decide('FILING_WITHDRAW', { actor: { role: caller.role, channel: 'H5' }, filing: { ...NOTHING, state: one.status } });
    if (one.status !== 'PASSED') throw conflict('ILLEGAL_TRANSITION', '只有审核通过的才能撤回', { ruleId: 'JX-18' });
    if (decision.refusals.length) throw asRefusal(decision);
    const moved = await this.cases.move(FilingModel, id, {
      machine,
      event: 'withdrawApproval',
      actor: await this.filings.actor(caller, op),
      expectVersion: version,
      reason,
      ruleIds: decision.ruleIds,
      packVersion: one.packVersion,
      unset: { certificateId: 1, certificateNo: 1, certificateKey: 1, notMade: 1 },
      ...(one.certificateNo && { push: { retiredNumbers: one.certificateNo } }),
      notices: this.notices(one, reason),
      follow: [{ topic: 'filing.retire', payload: { revision: one.approvals, reason } }],
      lost: CHANGED,
    });
    return this.filings.present(moved);
  }

  private async decide(
    caller: Caller,
    { id, version }: { id: string; version: number },
    body: Review,
    op?: string,
  ): Promise<{ ok: boolean; message: string }> {
    try {
      const one = await this.filings.of(caller, id);
      demand(caller, 'FILING_REVIEW', await this.about(one));
      if (op && one.history.some((line) => line.op === op)) return { ok: true, message: '已审核' };
      await (body.decision === 'PASS' ? this.approve(caller, one, version, body, op) : this.reject(caller, one, version, body.reason!, op));
      return { ok: true, message: body.decision === 'PASS' ? '审核通过' : '已驳回' };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, message: error.message };
      throw error;
    }
  }

  private async approve(caller: Caller, one: Filing, version: number, body: Review, op?: string): Promise<void> {
    const actor = await this.filings.actor(caller, op);
    const decision = await this.filingLaw.review(one, { role: caller.role, channel: 'H5' }, body.items.length, body);
    if (decision.refusals.length) throw asRefusal(decision);
    if (decision.pending.length) throw conflict('CHECK_PENDING', '平台数据暂时查不到，请过几分钟再审核', { ruleId: 'JX-17' });
    const id = one._id.toHexString();
    const holder = await this.persons.ensureNamed({
      name: this.cipher.open(one.nameSealed, id),
      idNumber: this.cipher.open(one.idNumberSealed, id),
      before: one.personId,
    });
    await this.cases.move(FilingModel, id, {
      machine,
      event: 'approve',
      actor,
      expectVersion: version,
      ruleIds: decision.ruleIds,
      packVersion: one.packVersion,
      set: { personId: holder._id.toHexString() },
      inc: { approvals: 1 },
      notices: this.notices(one),
      follow: [order({ kind: 'FILING', id })],
      lost: CHANGED,
    });
  }

  private async reject(caller: Caller, one: Filing, version: number, reason: string, op?: string): Promise<void> {
    await this.cases.move(FilingModel, one._id, {
      machine,
      event: 'reject',
      actor: await this.filings.actor(caller, op),
      expectVersion: version,
      reason,
      packVersion: one.packVersion,
      notices: this.notices(one, reason),
      lost: CHANGED,
    });
  }

  /** Whom it is about, if they have an account here. */
  private async about(one: Filing) {
    const person = await this.persons.findByIdNumber(this.cipher.open(one.idNumberSealed, one._id.toHexString()));
    return { enterpriseId: one.enterpriseId, people: person ? [person._id.toHexString()] : [] };
  }

  private notices(one: Filing, reason?: string): Notice[] {
    if (!one.submittedBy) return [];
    const params = { number: one.number, subject: one.post ? SITE_POSTS[one.post] : '', ...(reason && { reason }) };
    return [{ personId: one.submittedBy, params, page: filingPage() }];
  }
}

const NOTHING = { idNumber: null, post: null, files: { idFront: false, idBack: false, letter: false }, pendingPosts: [] };
