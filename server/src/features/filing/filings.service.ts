import { Inject, Singleton } from '@midwayjs/core';
import { FILING_PART_LABELS, FILING_PARTS, type Filing as View, type FilingItem, type FilingPart } from '@jzt/shared/contract/filing';
import { pageAddress } from '@jzt/shared/contract/pages';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { numberPrefix } from '@jzt/shared/domain/jurisdictions';
import { SITE_POSTS, SITE_SAFETY_OFFICER } from '@jzt/shared/domain/posts';
import type { Facts } from '@jzt/shared/policy/index';
import { enterpriseFiling as machine } from '@jzt/shared/workflow/machines/enterpriseFiling';
import { Types } from 'mongoose';
import { Cases } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { Counters } from '../../platform/counters';
import type { FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { badInput, conflict, forbidden, Refusal } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { cleanImage } from '../../platform/images/refusals';
import { asRefusal, Law } from '../../platform/law';
import { Limits, type Limit } from '../../platform/limits';
import { findPage, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { Letters } from '../issuing/letters.service';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { FilingModel, type Filing, type Post } from './filing.model';
import { scope } from './filing.policy';
import { presentFiling, presentItem } from './filing.presenter';
import { FilingLaw } from './filingLaw.service';
import { letterOf } from './letterWords';

export const MISSING = '没有找到这份换证申请';
export const CHANGED = { code: 'FILING_CHANGED', message: '这份换证申请刚刚有了变化，请刷新后再操作' };
const OPEN = ['DRAFT', 'REJECTED'] as const;
/** What is asked in one step: rules that concern what is chosen and uploaded later do not stand against a beginning. */
const AT_THE_START = new Set(['JX-01', 'JX-05', 'JX-06', 'PACK']);
export const ASKED: Limit = {
  name: 'filing-lookup',
  most: 300,
  per: 'DAY',
  code: 'FILING_TOO_OFTEN',
  words: () => '今天查询身份证号的次数已用完，请明天再添加',
};

/** The enterprise's side: people are added by ID number, completed step by step, each kept at once, and submitted (JX-01…JX-14, JX-20). */
@Singleton()
export class Filings {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly counters: Counters;
  @Inject() private readonly files: Files;
  @Inject() private readonly law: Law;
  @Inject() private readonly filingLaw: FilingLaw;
  @Inject() private readonly letters: Letters;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;

  /** A new draft, or the one that this enterprise has of the person already. Throws what JX-01, JX-05 or JX-06 says, CHECK_PENDING or FILING_TOO_OFTEN. */
  async add(caller: Caller, { idNumber, channel }: { idNumber: string; channel: Facts['actor']['channel'] }, op?: string): Promise<View> {
    const enterprise = await this.organisations.enterprise(ownEnterprise(caller));
    const jurisdiction = await this.placeOf(enterprise.jurisdictions);
    const enterpriseId = enterprise._id.toHexString();
    const idNumberIndex = this.cipher.blindIndex(idNumber, 'idNumber');
    // Of who is there already, or of what is no number, the register is not asked: a sheet sent again costs no look-ups.
    const before = await FilingModel.findOne({ enterpriseId, jurisdiction, idNumberIndex, status: 'DRAFT' }).lean<Filing>();
    const records = before || !parseIdNumber(idNumber) ? 'UNAVAILABLE' : await this.lookUp(caller, idNumber, jurisdiction);
    const decision = this.filingLaw.begin(jurisdiction, { role: caller.role, channel }, idNumber, records);
    const refusals = decision.refusals.filter((one) => AT_THE_START.has(one.ruleId));
    if (refusals.length) throw asRefusal({ ...decision, refusals });
    if (before) return this.present(before);
    if (records === 'UNAVAILABLE') throw pending();
    const record = records.find((one) => one.code === SITE_SAFETY_OFFICER)!;
    const _id = new Types.ObjectId();
    const id = _id.toHexString();
    const made = await this.cases.create<Filing>(
      FilingModel,
      machine,
      {
        _id,
        number: await this.counters.number(`HZ${numberPrefix(jurisdiction)}-${today(this.clock).slice(0, 4)}`, 6),
        jurisdiction,
        packVersion: decision.packVersion,
        enterpriseId,
        enterpriseName: enterprise.name,
        nameSealed: this.cipher.seal(record.name, id),
        nameIndex: this.cipher.blindIndex(record.name, 'name'),
        idNumberSealed: this.cipher.seal(idNumber, id),
        idNumberIndex,
        oldNumber: record.number,
        files: {},
        approvals: 0,
        retiredNumbers: [],
      },
      { event: 'add', actor: await this.actor(caller, op), ruleIds: ['JX-05', 'JX-06'], packVersion: decision.packVersion },
    );
    return this.present(made);
  }

  async list(caller: Caller, { status, ...page }: PageAsked & { status?: Filing['status'] }): Promise<PageGiven<FilingItem>> {
    const { items, nextCursor } = await findPage<Filing>(FilingModel, within(scope(caller), status && { status }), page, newestFirst);
    return { items: items.map((one) => presentItem(one, this.cipher)), nextCursor };
  }

  async view(caller: Caller, id: string): Promise<View> {
    return this.present(await this.of(caller, id));
  }

  /** Throws FILING_CHANGED when it is no longer in the enterprise's hands. */
  async choosePost(caller: Caller, id: string, post: Post): Promise<View> {
    return this.present(await this.edit(await this.of(caller, id), { post }));
  }

  /** Throws what is wrong with the picture, or FILING_CHANGED. */
  async upload(caller: Caller, id: string, part: FilingPart, content: Buffer): Promise<View> {
    const one = await this.of(caller, id);
    if (!isOpen(one)) throw conflict(CHANGED.code, CHANGED.message);
    const image = await cleanImage(content);
    const purpose = part === 'portrait' ? 'FILING_PORTRAIT' : 'FILING';
    const kept = await this.files.save(image.buffer, { ownerId: id, purpose, contentType: 'image/jpeg' });
    const edited = await this.edit(one, { [`files.${part}`]: kept.id }).catch(async (error: unknown) => {
      await this.files.remove(kept.id);
      throw error;
    });
    // From here on the new one is what the filing refers to.
    if (one.files[part]) await this.files.remove(one.files[part]);
    return this.present(edited);
  }

  /** 下载承诺书. Throws POST_REQUIRED or GLYPH_MISSING. */
  async letter(caller: Caller, id: string): Promise<{ content: Buffer; fileName: string }> {
    const one = await this.of(caller, id);
    if (!one.post) throw new Refusal(422, 'POST_REQUIRED', '请先选择岗位，再下载承诺书', { ruleId: 'JX-07' });
    const name = this.cipher.open(one.nameSealed, id);
    const letter = letterOf({
      province: this.law.in(one.jurisdiction).pack.nameZh,
      name,
      idNumber: this.cipher.open(one.idNumberSealed, id),
      enterpriseName: one.enterpriseName,
      postZh: SITE_POSTS[one.post],
      number: one.number,
    });
    return { content: await this.letters.print(letter), fileName: `${name}-承诺书.pdf` };
  }

  /** To the province, or to it once more. Throws what the rules say, PORTRAIT_REQUIRED, ALREADY_FILED, CHECK_PENDING or FILING_CHANGED. */
  async submit(
    caller: Caller,
    id: string,
    { version, channel }: { version: number; channel: Facts['actor']['channel'] },
    op?: string,
  ): Promise<View> {
    const one = await this.of(caller, id);
    if (op && one.history.some((line) => line.op === op)) return this.present(one);
    const decision = await this.filingLaw.filing(one, { role: caller.role, channel });
    if (decision.refusals.length) throw asRefusal(decision);
    if (decision.pending.length) throw pending();
    if (!one.files.portrait) throw new Refusal(422, 'PORTRAIT_REQUIRED', `请上传${FILING_PART_LABELS.portrait}，新证书上要用`);
    if ((await this.filingLaw.others(one)).includes(one.post!))
      throw conflict('ALREADY_FILED', '这个人的这个岗位已有一份换证申请在办，不用重复提交');
    const moved = await this.cases.move(FilingModel, id, {
      machine,
      event: 'submit',
      actor: { ...(await this.actor(caller, op)), channel },
      expectVersion: version,
      ruleIds: decision.ruleIds,
      packVersion: decision.packVersion,
      evidence: FILING_PARTS.map((part) => one.files[part]!),
      set: { sent: true, submittedBy: caller.personId, packVersion: decision.packVersion },
      lost: CHANGED,
    });
    return this.present(moved);
  }

  /** It ends, and what was uploaded for it goes. */
  async abandon(caller: Caller, id: string, version: number, op?: string): Promise<View> {
    const one = await this.of(caller, id);
    const moved = await this.cases.move(FilingModel, id, {
      machine,
      event: 'abandon',
      actor: await this.actor(caller, op),
      expectVersion: version,
      packVersion: one.packVersion,
      set: { files: {} },
      lost: CHANGED,
      follow: Object.values(one.files).map((fileId) => ({ topic: 'filing.discard', payload: { fileId } })),
    });
    return this.present(moved);
  }

  discard(fileId: string): Promise<void> {
    return this.files.remove(fileId);
  }

  /** With what stands against it as things are now; while it is in nobody's hands, nothing is asked. */
  async present(one: Filing): Promise<View> {
    if (!isOpen(one) && one.status !== 'PENDING_REVIEW') return presentFiling(one, this.cipher, []);
    const decision = await this.filingLaw.filing({ ...one, status: 'DRAFT' }, { role: 'ENTERPRISE_STAFF', channel: 'H5' });
    const said = decision.refusals
      .filter((refusal) => !refusal.incomplete)
      .map(({ ruleId, messageZh }) => ({ ruleId, message: messageZh }));
    return presentFiling(one, this.cipher, said);
  }

  of(caller: Caller, id: string): Promise<Filing> {
    return findWithin(FilingModel, scope(caller), id, MISSING);
  }

  async actor(caller: Caller, op?: string) {
    return this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
  }

  /** What is filled in is kept at once, as long as the enterprise has it in its hands. */
  private async edit(one: Filing, set: Record<string, unknown>): Promise<Filing> {
    const edited = await FilingModel.findOneAndUpdate(
      { _id: one._id, status: trusted({ $in: [...OPEN] }) },
      { $set: { ...set, updatedAt: this.clock.now() }, $inc: { version: 1 } } as never,
      { returnDocument: 'after' },
    ).lean<Filing>();
    if (!edited) throw conflict(CHANGED.code, CHANGED.message);
    return edited;
  }

  /** A number is asked about only so often: the register tells a name. */
  private async lookUp(caller: Caller, idNumber: string, jurisdiction: Jurisdiction) {
    await this.limits.take(ASKED, caller.organisationId!);
    const records = await this.filingLaw.recordsOf(idNumber, jurisdiction);
    if (records === 'UNAVAILABLE') await this.limits.giveBack(ASKED, caller.organisationId!);
    return records;
  }

  /** Of the provinces that the enterprise is registered in, the one whose law knows such filings. */
  private async placeOf(jurisdictions: readonly Jurisdiction[]): Promise<Jurisdiction> {
    return jurisdictions.find((one) => this.law.in(one).pack.services.FILING) ?? jurisdictions[0]!;
  }
}

const isOpen = ({ status }: Filing): boolean => (OPEN as readonly string[]).includes(status);

const pending = () => conflict('CHECK_PENDING', '平台数据暂时查不到，请过几分钟再试；已填写的内容都已保存', { ruleId: 'JX-06' });

function ownEnterprise({ organisationId }: Caller): string {
  if (!organisationId) throw forbidden('ROLE_NOT_HELD', '您没有代表企业办理的身份');
  return organisationId;
}

export const filingPage = () => pageAddress('enterpriseFilings');
export const reversed = () =>
  badInput('TIME_REVERSED', '结束时间早于开始时间，请重新选择', { ruleId: 'JX-16', fields: { to: '结束时间早于开始时间' } });
