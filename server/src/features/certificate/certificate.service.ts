import { Inject, Singleton } from '@midwayjs/core';
import type { Certificate as View } from '@jzt/shared/contract/certificate';
import { pageAddress } from '@jzt/shared/contract/pages';
import { numberKey } from '@jzt/shared/domain/certificateNumber';
import { addDays, type LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { NATIONAL_STATES, type NationalKind } from '@jzt/shared/domain/stateCodes';
import type { CertificateFacts, Facts, FactsOf, Holding } from '@jzt/shared/policy/index';
import { describe } from '@jzt/shared/policy/words';
import { step, type Event } from '@jzt/shared/workflow/machine';
import { certificate as machine } from '@jzt/shared/workflow/machines/certificate';
import { nationalReport, type CertificateEvent } from '@jzt/shared/workflow/nationalReport';
import { Types } from 'mongoose';
import { today, type Clock } from '../../platform/clock';
import { Cases, type Actor, type CaseFields, type Notice } from '../../platform/cases';
import type { FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { conflict, isDuplicateKey, notFound, Refusal } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { Outbox, type NewOutboxEntry } from '../../platform/outbox';
import { findWithin, ofAuthority, within, type Scope } from '../../platform/policy';
import type { Settings } from '../../platform/settings';
import { bySource } from '../../platform/source';
import { Persons } from '../person/person.service';
import { tell } from '../source/sources.service';
import type { Renewing, Replacing } from '../../platform/succession';
import { CertificateModel, type Certificate, type CertificateText, type Edition, type NationalReceipt } from './certificate.model';
import { scope } from './certificate.policy';
import { factsOf, isRecorded, presentCertificate, useFacts } from './certificate.presenter';
import { asTheyStand } from './standing';
import { encodeVerifyLink } from './verifyCode';
import { VerifyKeys } from './verifyKeys';

const SYSTEM: Actor = { role: 'SYSTEM' };
const CLOSE = 'certificateService.close';
/** One thing a holder is told once: `key` names it for good, `also` are the milder ones that it makes superfluous. */
export interface Reminder {
  key: string;
  also: readonly string[];
  notice: Notice;
}

/** No window opens earlier before the end. */
const REMIND_AHEAD_DAYS = 190;
/** What one list of an employer's people shows. */
const MOST_OF_AN_EMPLOYER = 500;
/** Papers of one page of a walk through all of them. */
const PAPERS_A_PAGE = 500;
const EXPIRABLE = machine.transitions.filter((row) => row.event === 'expire').map((row) => row.from);

/** Papers of a province; each further field narrows. `scope`: those that somebody may see. */
export interface PapersAsked {
  jurisdiction: Jurisdiction;
  scope: Scope;
  /** First and last day of issue. */
  issued?: { from: LocalDate; to: LocalDate };
  posts?: readonly string[];
}

/** Who moves a certificate, why, and what goes with it in the same write. */
export interface Change {
  actor: Actor;
  expectVersion?: number;
  reason?: string;
  ruleIds?: readonly string[];
  evidence?: readonly string[];
  set?: Partial<Certificate>;
  unset?: Record<string, unknown>;
  push?: Record<string, unknown>;
  lost?: { code: string; message: string };
  follow?: readonly NewOutboxEntry[];
}

/** 证书: made when their batch is issued, carried in the wallet, moved by their machine; the nation hears of each change (JS-22). */
@Singleton()
export class Certificates {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly files: Files;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly settings: Settings;
  @Inject() private readonly keys: VerifyKeys;
  @Inject() private readonly outbox: Outbox;

  private readonly reminders: ((one: Certificate, on: LocalDate) => Promise<Reminder[]>)[] = [];
  private readonly keepers: ((one: Certificate) => Promise<boolean>)[] = [];

  /** What may have expired; the law has the last word on each. */
  expirable(): Record<string, unknown> {
    return { status: trusted({ $in: [...EXPIRABLE] }), validTo: trusted({ $lt: today(this.clock) }) };
  }

  /**
   * Brings a sealed certificate into being and tells the owner of its source; called again, it finds the same one. One certificate a source
   * and revision, one number each. What it replaces ends by the same write (HN-09, CQ-43).
   * Kinds that the pack activates by itself are active at once, if the holder's identity still stands (CQ-22), and so is what takes the place
   * of an active one. Throws CERTIFICATE_GONE when the old one stands no more.
   */
  async issue(certificateId: string, text: CertificateText, made: Made): Promise<Certificate> {
    const earlier = await this.ofSource(text);
    if (earlier) return earlier;
    const { source, number, packVersion } = text;
    const { pack } = this.law.of(text);
    const old = made.replaces && (await this.replaceable(made.replaces));
    const fields = {
      _id: new Types.ObjectId(certificateId),
      status: 'ISSUED' as Certificate['status'],
      ...(await this.forHolder(text)),
      ...made,
      jurisdiction: pack.province as Jurisdiction,
      numberKey: numberKey(number),
      earlier: [],
      nationalReceipts: [],
    };
    const automatic = pack.kinds[text.subject.category]?.activation?.value === 'AUTOMATIC';
    const inForce = automatic || (old && old.status !== 'ISSUED' && old.status !== 'DEACTIVATED');
    const activation = inForce ? await this.activation(fields) : undefined;
    if (activation) fields.status = 'ACTIVE';
    try {
      return await this.cases.create<Certificate>(CertificateModel, machine, fields, {
        event: 'issue',
        actor: SYSTEM,
        ruleIds: ['QH-20', 'JS-20', ...(activation ?? [])],
        packVersion,
        follow: [
          ...reports(text, 'issue', fields.status),
          tell('certificate.issued', source, { certificateId, number, batchId: made.batchId }),
          ...(made.replaces ? [{ topic: 'certificate.replaced', payload: { ...made.replaces } }] : []),
        ],
      });
    } catch (error) {
      const raced = isDuplicateKey(error) && (await this.ofSource(text));
      if (!raced) throw error;
      return raced;
    }
  }

  /**
   * Another edition of a certificate that stands: its next move and its new words, file and dates in one write; again, it changes nothing.
   * Number, QR and source stay. Throws ILLEGAL_TRANSITION when the certificate is not where the event starts.
   */
  async renew(
    { certificateId, event, reason }: Renewing,
    text: CertificateText,
    made: Omit<Made, 'replaces' | 'batchId'>,
  ): Promise<Certificate> {
    const one = await this.find(certificateId);
    if (!one) throw notFound('没有找到要换发的证书');
    if (one.fileId === text.fileId || one.earlier?.some((edition) => edition.fileId === text.fileId)) return one;
    const { fileId, fileSha256, identifier, issuedOn, validTo, packVersion } = one;
    const { source, revision: _revision, tokenSealed: _token, tokenHash: _hash, ...words } = text;
    const now: Partial<Certificate> = { ...words, ...made };
    // The business that brought the new edition is over; the time that was given goes on where it brought no new years.
    const ends = ['serviceId', ...(event === 'completeChange' || event === 'reissue' ? [] : ['kept'])];
    return this.change(one, event, {
      actor: SYSTEM,
      reason,
      set: now,
      unset: Object.fromEntries([...MAY_GO.filter((field) => now[field] === undefined), ...ends].map((field) => [field, 1])),
      push: { earlier: { fileId, fileSha256, identifier, issuedOn, validTo, packVersion } satisfies Edition },
      follow: [tell('certificate.issued', source, { certificateId, number: one.number })],
    });
  }

  /** What another certificate has taken the place of makes its own move; again, or after its own end, it stays as it is. */
  async retire({ certificateId, event, reason }: Replacing): Promise<void> {
    const one = await CertificateModel.findById(certificateId).lean<Certificate>();
    if (one && !machine.terminal.includes(one.status)) await this.move(one, event, { actor: SYSTEM, reason });
  }

  /** What the person holds by our own register, any state, as the rules want it: in the province, and in all others (A-06, CQ-05, CQ-06). */
  async holdingsOf(personId: string, jurisdiction: Jurisdiction): Promise<Record<'here' | 'elsewhere', Holding[]>> {
    const all = (await this.list({ personId })).map(factsOf);
    const isHere = (one: Holding) => one.provinceCode === jurisdiction;
    return { here: all.filter(isHere), elsewhere: all.filter((one) => !isHere(one)) };
  }

  /** All of a person's, the newest first. */
  ofPerson(personId: string): Promise<Certificate[]> {
    return this.list({ personId });
  }

  /** One of the caller's own. Throws NOT_FOUND. */
  mine(caller: Caller, id: string): Promise<Certificate> {
    return this.of(caller, id);
  }

  /** One that this officer's authority reaches. Throws NOT_FOUND. */
  inProvince(caller: Caller, id: string): Promise<Certificate> {
    return findWithin(CertificateModel, ofAuthority(caller), id, '没有找到这本证书');
  }

  /** The same, by the number as it is printed. */
  async byNumberInProvince(caller: Caller, number: string): Promise<Certificate> {
    const found = await CertificateModel.findOne(within(ofAuthority(caller), { numberKey: numberKey(number) })).lean<Certificate>();
    if (!found) throw notFound('本省没有这个编号的证书，请核对');
    return found;
  }

  async byNumberIn(jurisdiction: Jurisdiction, number: string): Promise<Certificate | undefined> {
    return (await CertificateModel.findOne({ jurisdiction, numberKey: numberKey(number) }).lean<Certificate>()) ?? undefined;
  }

  /** Of people, each in the province named with them, what has not ended; for who acts for them. */
  async ofPeople(people: readonly { personId: string; jurisdiction: Jurisdiction }[]): Promise<Certificate[]> {
    if (!people.length) return [];
    const here = [...new Set(people.map((one) => one.jurisdiction))].map((jurisdiction) => ({
      jurisdiction,
      personId: trusted({ $in: people.filter((one) => one.jurisdiction === jurisdiction).map((one) => one.personId) }),
    }));
    return CertificateModel.find({ $or: here, status: trusted({ $nin: [...machine.terminal] }) } as never)
      .sort({ validTo: 1, _id: 1 })
      .limit(MOST_OF_AN_EMPLOYER)
      .lean<Certificate[]>();
  }

  /** What is in force in a province, in the order it came, behind that id; to be gone through bit by bit. */
  activeIn(jurisdiction: Jurisdiction, after: string | undefined, limit: number): Promise<Certificate[]> {
    const beyond = after ? { _id: trusted({ $gt: new Types.ObjectId(after) }) } : {};
    return CertificateModel.find({ jurisdiction, status: 'ACTIVE', ...beyond } as never)
      .sort({ _id: 1 })
      .limit(limit)
      .lean<Certificate[]>();
  }

  /** By id; what is not there is not in the map. */
  async byIds(ids: readonly string[]): Promise<Map<string, Certificate>> {
    const asked = { _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) };
    const found = await CertificateModel.find(asked as never).lean<Certificate[]>();
    return new Map(found.map((one) => [one._id.toHexString(), one]));
  }

  /** Taken for one business whose asking changes no state; false when another one has it or it changed meanwhile. */
  async reserve(one: Certificate, serviceId: string, follow: readonly NewOutboxEntry[]): Promise<boolean> {
    const at = this.clock.now();
    const taken = await CertificateModel.updateOne(
      { _id: one._id, version: one.version, status: one.status, serviceId: trusted({ $exists: false }) },
      { $set: { serviceId, updatedAt: at }, $inc: { version: 1 }, $push: { outbox: { $each: this.outbox.stamp(follow, at) } } },
    );
    if (taken.modifiedCount) this.outbox.kick(CertificateModel);
    return taken.modifiedCount === 1;
  }

  /** Gives it back, if this business still has it; `kept` where the business had put its own time in the place of what `was` given. */
  async unreserve(id: string, serviceId: string, kept?: { was?: Certificate['kept'] }): Promise<void> {
    await CertificateModel.updateOne(
      { _id: id, serviceId },
      {
        $unset: { serviceId: 1, ...(kept && !kept.was && { kept: 1 }) },
        ...(kept?.was && { $set: { kept: kept.was } }),
        $inc: { version: 1 },
      },
    );
  }

  /** Whoever knows what a holder is to be reminded of says it here; the job asks once a day. */
  remindBy(told: (one: Certificate, on: LocalDate) => Promise<Reminder[]>): void {
    this.reminders.push(told);
  }

  /** Who may have something to hear today and has not been looked at today. */
  remindable(): Record<string, unknown> {
    const now = today(this.clock);
    return {
      status: 'ACTIVE',
      validTo: trusted({ $gte: now, $lte: addDays(now, REMIND_AHEAD_DAYS) }),
      personId: trusted({ $exists: true }),
      remindedOn: trusted({ $ne: now }),
    };
  }

  /** Each reminder with its message in one write, unless it was sent before; then the day is done. */
  async remindDue(id: Types.ObjectId): Promise<void> {
    const [one, on] = [(await this.find(id.toHexString()))!, today(this.clock)];
    const told = (await Promise.all(this.reminders.map((each) => each(one, on)))).flat();
    for (const { key, also, notice } of told) {
      const entries = this.outbox.stamp([{ topic: 'notify', payload: { ...notice, jurisdiction: one.jurisdiction } }], this.clock.now());
      await CertificateModel.updateOne(
        { _id: one._id, status: one.status, reminded: trusted({ $ne: key }) },
        { $addToSet: { reminded: { $each: [key, ...also] } }, $push: { outbox: { $each: entries } } },
      );
    }
    await CertificateModel.updateOne({ _id: one._id }, { $set: { remindedOn: on } });
    if (told.length) this.outbox.kick(CertificateModel);
  }

  /** Every paper of a site post that stands, as far as it may be seen, the oldest first, page after page (HN-23). */
  async *standingPapers({ jurisdiction, scope: seen, issued, posts }: PapersAsked): AsyncGenerator<Certificate[]> {
    const asked = {
      jurisdiction,
      kind: 'SITE_MANAGER_PAPER' as const,
      status: trusted({ $nin: [...machine.terminal] }),
      ...(issued && { issuedOn: trusted({ $gte: issued.from, $lte: issued.to }) }),
      ...(posts && { 'subject.code': trusted({ $in: [...posts] }) }),
    };
    let after: Types.ObjectId | undefined;
    do {
      const found: Certificate[] = await CertificateModel.find(
        within(seen, { ...asked, ...(after && { _id: trusted({ $gt: after }) }) }) as never,
      )
        .sort({ _id: 1 })
        .limit(PAPERS_A_PAGE)
        .lean<Certificate[]>();
      yield (await asTheyStand(found)).filter((one) => !machine.terminal.includes(one.status));
      after = found.length === PAPERS_A_PAGE ? found.at(-1)!._id : undefined;
    } while (after);
  }

  /** Tells the holder to exchange it, in one write, at most once a day whoever asks (HN-23); false when they were told today. */
  async remindToExchange(one: Certificate, notice: Notice): Promise<boolean> {
    const on = today(this.clock);
    const entries = this.outbox.stamp([{ topic: 'notify', payload: { ...notice } }], this.clock.now());
    const told = await CertificateModel.updateOne(
      { _id: one._id, exchangeRemindedOn: trusted({ $ne: on }) },
      { $set: { exchangeRemindedOn: on }, $push: { outbox: { $each: entries } } },
    );
    if (told.modifiedCount) this.outbox.kick(CertificateModel);
    return told.modifiedCount === 1;
  }

  /** As the rules look at it. */
  facts(one: Certificate): CertificateFacts {
    return factsOf(one);
  }

  /** It was not made by us, only recorded. */
  isRecorded(one: Certificate): boolean {
    return isRecorded(one);
  }

  name(one: Certificate): string {
    return this.cipher.open(one.nameSealed, one._id.toHexString());
  }

  idNumber(one: Certificate): string {
    return this.cipher.open(one.idNumberSealed, one._id.toHexString());
  }

  /** Others may know that the holder did their part in time: then nothing expires, whatever the hour the job runs. */
  askBeforeExpiry(kept: (one: Certificate) => Promise<boolean>): void {
    this.keepers.push(kept);
  }

  /** Notes that an office has what the holder did in time, or until when they may go on; `undefined` ends it. */
  async keep(id: string, kept: Certificate['kept']): Promise<void> {
    await CertificateModel.updateOne({ _id: id }, kept ? { $set: { kept } } : { $unset: { kept: 1 } });
  }

  /** The same by ID number, of somebody who need not have an account. */
  async holdingsOfIdNumber(idNumber: string, jurisdiction: Jurisdiction): Promise<Holding[]> {
    const holder = await this.persons.findByIdNumber(idNumber);
    const theirs = [
      { holderIndex: this.cipher.blindIndex(idNumber, 'idNumber') },
      ...(holder ? [{ personId: holder._id.toHexString() }] : []),
    ];
    return (await this.list({ jurisdiction, $or: theirs })).map(factsOf);
  }

  /** The person's certificates of the province as they stand, the newest first. */
  heldBy(personId: string, jurisdiction: Jurisdiction): Promise<Certificate[]> {
    return this.list({ personId, jurisdiction });
  }

  /** What is still in force or on its way: a person with such a certificate cannot leave. */
  async countStanding(personId: string): Promise<number> {
    return (await this.list({ personId })).filter((one) => !machine.terminal.includes(one.status)).length;
  }

  async listMine(caller: Caller): Promise<View[]> {
    const all = await this.list(scope(caller));
    if (all.length === 0) return [];
    const identity = await this.identityOf(all[0]!);
    return all.map((one) => this.present(one, identity, caller));
  }

  async viewMine(caller: Caller, id: string): Promise<View> {
    const mine = await this.of(caller, id);
    return this.present(mine, await this.identityOf(mine), caller);
  }

  /** The sealed PDF (QH-21, JS-14), to its holder only. */
  async file(caller: Caller, id: string): Promise<{ content: Buffer; fileName: string }> {
    const mine = await this.of(caller, id);
    this.law.of(mine).require('DOWNLOAD', this.downloading(mine, caller));
    if (!mine.fileId)
      throw conflict('NOT_MADE_HERE', '这是登记的证书信息，没有可下载的电子证书。办理延期、变更等业务后，会发新的电子证书', {
        ruleId: 'QH-21',
      });
    if (!(await this.files.find(mine.fileId)))
      throw conflict('FILE_NOT_READY', '电子证书的文件暂时取不到，请稍后再来', { ruleId: 'QH-21' });
    return { content: await this.files.read(mine.fileId), fileName: `${mine.number}.pdf` };
  }

  /** The address in the QR that the holder shows; the same as on the paper. */
  async code(caller: Caller, id: string): Promise<{ link: string }> {
    const mine = await this.of(caller, id);
    return { link: this.verifyLink(mine, mine._id.toHexString()) };
  }

  /** What the QR on a certificate holds, before and after it exists. */
  verifyLink(text: Pick<CertificateText, 'tokenSealed' | 'nameSealed' | 'number' | 'kind' | 'validTo'>, certificateId: string): string {
    const [token, name] = [this.cipher.open(text.tokenSealed, certificateId), this.cipher.open(text.nameSealed, certificateId)];
    const { number: certificateNo, kind, validTo } = text;
    return encodeVerifyLink(this.settings.publicBaseUrl, token, { certificateNo, kind, name, validTo }, this.keys.own);
  }

  async find(id: string): Promise<Certificate | undefined> {
    const found = await CertificateModel.findById(id).lean<Certificate>();
    return found ? (await asTheyStand([found]))[0] : undefined;
  }

  /** Keeps what the nation said to one report, once; `identifier` where it gave one (JS-22). */
  async keepReceipt(id: string, receipt: NationalReceipt, identifier?: string): Promise<void> {
    await CertificateModel.updateOne(
      { _id: id, 'nationalReceipts.requestId': trusted({ $ne: receipt.requestId }) },
      { $push: { nationalReceipts: receipt }, ...(identifier && { $set: { identifier } }) },
    );
  }

  /** Throws IDENTITY_REQUIRED, LEDGER_PENDING or CERT_LAPSED by the law, ILLEGAL_TRANSITION by the machine (CQ-22). */
  async activate(caller: Caller, id: string, version: number, op?: string): Promise<View> {
    const mine = await this.of(caller, id);
    const event = mine.status === 'DEACTIVATED' ? 'reactivate' : 'activate';
    const identity = await this.identityOf(mine);
    const legal = step(machine, mine.status, event, caller.role).ok;
    const decision = legal ? this.law.of(mine).require('ACTIVATE', { identity, certificate: factsOf(mine) }) : undefined;
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    return this.present(await this.change(mine, event, { actor, expectVersion: version, ruleIds: decision?.ruleIds }), identity, caller);
  }

  /** One move of the machine: the holder is told where the arrow has a message, the nation where it keeps the kind (JS-22). */
  async change(one: Certificate, event: Event<typeof machine>, by: Change): Promise<Certificate> {
    // What another has taken the place of moves no more, however its own document still stands.
    const [now] = await asTheyStand([one]);
    const verdict = step(machine, now!.status, event, by.actor.role);
    if (!verdict.ok && verdict.code === 'ILLEGAL_TRANSITION' && now!.status !== one.status) throw conflict(verdict.code, verdict.messageZh);
    return this.move(one, event, by);
  }

  private move(one: Certificate, event: Event<typeof machine>, { follow = [], set, ...by }: Change): Promise<Certificate> {
    const verdict = step(machine, one.status, event, by.actor.role);
    const now: Certificate = { ...one, ...set };
    // Whatever ends it ends what is asked for, too, unless that is what ends it or who ends it says so in other words.
    const ends = verdict.ok && machine.terminal.includes(verdict.to) && one.serviceId && !by.unset?.serviceId;
    const closing =
      ends && !follow.some(({ topic }) => topic === CLOSE)
        ? [
            {
              topic: CLOSE,
              payload: { serviceId: one.serviceId, reason: `证书现在是“${machine.states[verdict.to]}”，申请终止`, actor: SYSTEM },
            },
          ]
        : [];
    const params = {
      number: now.number,
      subject: describe(now.subject),
      ...(now.validTo && { deadline: now.validTo }),
      ...(by.reason && { reason: by.reason }),
    };
    return this.cases.move(CertificateModel, one._id, {
      machine,
      event,
      ...by,
      set,
      packVersion: now.packVersion,
      notices: one.personId ? [{ personId: one.personId, params, page: pageAddress('certificate', { id: one._id.toHexString() }) }] : [],
      follow: [...(verdict.ok ? reports(now, event, verdict.to) : []), ...follow, ...closing],
    });
  }

  private async list(filter: Scope): Promise<Certificate[]> {
    return asTheyStand(await CertificateModel.find(filter).sort({ _id: -1 }).lean<Certificate[]>());
  }

  private async of(caller: Caller, id: string): Promise<Certificate> {
    const [mine] = await asTheyStand([await findWithin<Certificate>(CertificateModel, scope(caller), id, '没有找到这本证书')]);
    return mine!;
  }

  /** The one that was made of this revision of a source; undefined while none was. */
  async ofSource({ source, revision }: Pick<CertificateText, 'source' | 'revision'>): Promise<Certificate | undefined> {
    return (await CertificateModel.findOne({ ...bySource(source), revision }).lean<Certificate>()) ?? undefined;
  }

  /** Expired meanwhile is no hindrance; what an authority ended or holds, or another certificate has replaced, is. */
  private async replaceable({ certificateId, event }: Replacing): Promise<Certificate> {
    const old = await this.find(certificateId);
    const open = old && old.status !== 'SUSPENDED' && (old.status === 'EXPIRED' || step(machine, old.status, event, 'SYSTEM').ok);
    if (!open) throw conflict('CERTIFICATE_GONE', `原证书现在是“${old ? machine.states[old.status] : '查不到'}”，不能换发`);
    return old;
  }

  /** The rules that let it be active from the start; undefined when they do not. */
  private async activation(
    issued: Omit<Certificate, keyof CaseFields> & Pick<Certificate, 'status'>,
  ): Promise<readonly string[] | undefined> {
    const law = this.law.of(issued);
    if (!law.pack.services.ACTIVATE) return [];
    const decision = law.decide('ACTIVATE', { identity: await this.identityOf(issued), certificate: factsOf(issued) });
    return decision.allowed ? decision.ruleIds : undefined;
  }

  /** Of somebody without an account it says by which number the holder is found later, as one that was recorded does. */
  private async forHolder({ personId, ...text }: CertificateText): Promise<Omit<CertificateText, 'personId'> & Partial<Certificate>> {
    const holder = await this.persons.know(personId);
    if (!holder.unclaimed) return { personId, ...text };
    return { ...text, holderIndex: this.cipher.blindIndex(this.persons.idNumber(holder)!, 'idNumber') };
  }

  private downloading(one: Certificate, { role }: Caller): FactsOf<'DOWNLOAD'> {
    return { relation: 'SELF', actor: { role, channel: 'WEAPP' }, certificate: factsOf(one) };
  }

  /** What the rules know of its holder; nothing is checked of who has no account. */
  async identityOf(one: Pick<Certificate, 'personId'>): Promise<Facts['identity']> {
    if (!one.personId) return { status: 'NONE', badges: { verified: false, ledgered: false } };
    const { status, verified, ledgered } = this.persons.identityFacts(await this.persons.know(one.personId));
    return { status: status as Facts['identity']['status'], badges: { verified, ledgered } };
  }

  private present(one: Certificate, identity: Facts['identity'], caller: Caller): View {
    const facts: CertificateFacts = factsOf(one);
    const law = this.law.of(one);
    return presentCertificate(one, {
      today: today(this.clock),
      pack: law.pack,
      cipher: this.cipher,
      canDownload: law.decide('DOWNLOAD', this.downloading(one, caller)).allowed,
      use: law.decide('USE', useFacts(one)),
      activate: law.decide('ACTIVATE', { identity, certificate: facts }),
    });
  }

  /** Past the last valid day a certificate ends, where the law calls it expired (domain.md section 3: job at E+1; A-31, HN-18). */
  async expire(id: Types.ObjectId): Promise<void> {
    const one = (await this.find(id.toHexString()))!;
    if (machine.terminal.includes(one.status)) return;
    const use = this.law.of(one).decide('USE', useFacts(one));
    if (!use.refusals.some((refusal) => refusal.code === 'CERT_EXPIRED')) return;
    for (const kept of this.keepers) if (await kept(one)) return;
    await this.change(one, 'expire', { actor: SYSTEM, expectVersion: one.version, ruleIds: use.ruleIds }).catch((error: unknown) => {
      // Somebody changed it this moment: the next round looks again.
      if (!(error instanceof Refusal && error.status === 409)) throw error;
    });
  }
}

/** What a new edition may say no more; it is electronic and bears the title of its kind, whatever was recorded of the one before (JS-05). */
const MAY_GO = [
  'institutionId',
  'sex',
  'postName',
  'enterpriseName',
  'creditCode',
  'validTo',
  'paperToo',
  'identifier',
  'medium',
  'printedTitle',
  'siteTitle',
] as const;

/** What issuing has made of the words. */
interface Made {
  batchId?: string;
  fileSha256: string;
  identifier?: string;
  replaces?: Replacing;
}

const isNational = (category: string): category is NationalKind => category in NATIONAL_STATES;

/** What the nation must be told of a change; nothing for kinds it does not keep and steps it need not know (JS-22). */
function reports(
  one: Pick<Certificate, 'subject' | 'source' | 'identifier'>,
  event: CertificateEvent,
  to: Certificate['status'],
): NewOutboxEntry[] {
  const { category } = one.subject;
  // An old paper that was only recorded has no identifier by which it could be reported.
  if (one.source.kind === 'REGISTER' && !one.identifier) return [];
  return isNational(category) && nationalReport(category, event, to) ? [{ topic: 'certificate.report', payload: { event, to } }] : [];
}
