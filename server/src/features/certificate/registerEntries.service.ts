import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { CERTIFICATE_KINDS, type CertificateKind } from '@jzt/shared/domain/categories';
import { isLocalDate, type LocalDate } from '@jzt/shared/domain/calendar';
import { numberKey } from '@jzt/shared/domain/certificateNumber';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { SiteTitle } from '@jzt/shared/policy/index';
import { printOf } from '@jzt/shared/policy/print';
import { describe } from '@jzt/shared/policy/words';
import type { Event } from '@jzt/shared/workflow/machine';
import { certificate as machine } from '@jzt/shared/workflow/machines/certificate';
import { Types } from 'mongoose';
import type { Clock } from '../../platform/clock';
import { Cases, type Actor, type Notice } from '../../platform/cases';
import { randomToken, sha256, type FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { isDuplicateKey } from '../../platform/errors';
import { Law } from '../../platform/law';
import { Outbox } from '../../platform/outbox';
import { schemaPaths } from '../../platform/schemaPaths';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { CertificateModel, type Certificate, type CertificateSubject } from './certificate.model';
import { useFacts } from './certificate.presenter';

const TOKEN_BYTES = 16;
const SOURCE_ID = 24;
/** A person's own certificates of decades. */
const MOST_OF_ONE = 200;
const NOBODY = trusted({ $exists: false });

/** A certificate that exists already, as a register has it. Dates are `YYYY-MM-DD`. */
export interface RegisterRow {
  jurisdiction: Jurisdiction;
  kind: CertificateKind;
  /** Its category must be that of the kind. */
  subject: CertificateSubject;
  /** As printed. */
  number: string;
  name: string;
  /** Eighteen characters; the holder need not have an account. */
  idNumber: string;
  issuedOn: LocalDate;
  /** Last valid day; absent where none is printed. */
  validTo?: LocalDate;
  /** Default: the province's authority by its pack. */
  issuerZh?: string;
  /** INSTITUTION: not made by the province's own office (HN-01, HN-18). Default AUTHORITY. */
  issuedBy?: Certificate['issuedBy'];
  enterpriseName?: string;
  creditCode?: string;
  /** The trade's own name, for 99. */
  postName?: string;
  /** Default PAPER: it becomes electronic with the next business (JS-05). */
  medium?: 'PAPER' | 'ELECTRONIC';
  /** The title on it where it is not that of its kind; `siteTitle` says which one the rules take it for (HN-05). */
  printedTitle?: string;
  siteTitle?: SiteTitle;
  /** Default ACTIVE, or EXPIRED where its last day is over by the law of the province. */
  status?: Certificate['status'];
}

/** What became of one row, in the order of the rows. ALREADY: the same certificate was recorded before. */
export type RegisterResult = { number: string } & Outcome;

/** A table that certificates come in by. */
export interface EntryFrom {
  importId?: string;
  /** What the entries rest on. */
  evidence?: readonly string[];
}

export type TakenBack = { state: 'GONE' | 'BUSY' } | { state: 'KEPT'; why: string };

type Outcome = { state: 'RECORDED' | 'ALREADY'; certificateId: string } | { state: 'REFUSED'; code: string; message: string };

/** Certificates that existed before (source REGISTER; QH-23): each number once in its province, found by its holder after the real-name check. */
@Singleton()
export class RegisterEntries {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly cipher: FieldCipher;

  /** Each row apart: a wrong one stops no other. The same rows again change nothing. */
  async record(rows: readonly RegisterRow[], by: Actor = { role: 'SYSTEM' }, from: EntryFrom = {}): Promise<RegisterResult[]> {
    const results: RegisterResult[] = [];
    for (const row of rows) results.push({ number: row.number, ...(await this.recordOne(row, by, from)) });
    return results;
  }

  /** What `record` would answer to each row as things stand, in few questions; undefined: it is new. Writes nothing. */
  async examine(rows: readonly RegisterRow[]): Promise<(Outcome | undefined)[]> {
    const earlier = new Map<string, Certificate>();
    for (const jurisdiction of new Set(rows.map((row) => row.jurisdiction))) {
      const keys = rows.filter((row) => row.jurisdiction === jurisdiction).map((row) => numberKey(row.number));
      const asked = { jurisdiction, numberKey: trusted({ $in: keys }) };
      for (const one of await CertificateModel.find(asked as never).lean<Certificate[]>())
        earlier.set(`${jurisdiction}:${one.numberKey}`, one);
    }
    return rows.map((row) => {
      const fault = faultOf(row);
      if (fault) return { state: 'REFUSED', code: 'ROW_WRONG', message: fault };
      const one = earlier.get(`${row.jurisdiction}:${numberKey(row.number)}`);
      return one && this.sameOrTaken(one, this.cipher.blindIndex(row.idNumber, 'idNumber'));
    });
  }

  /**
   * Takes back what a table brought in by mistake, while nothing has happened to it; by id what became of each. GONE: it is not there any more; KEPT
   * with the reason in words; BUSY: it is being written this moment, ask again.
   */
  async takeBack(certificateIds: readonly string[], importId: string): Promise<Map<string, TakenBack>> {
    const used = await usedAmong(certificateIds);
    const results = new Map<string, TakenBack>();
    for (const id of certificateIds) results.set(id, await this.takeOneBack(id, importId, used.has(id)));
    return results;
  }

  /** Why `record` would refuse this row as things stand; undefined: it would not. Writes nothing. */
  async against(row: RegisterRow): Promise<Extract<Outcome, { state: 'REFUSED' }> | undefined> {
    const fault = faultOf(row);
    if (fault) return { state: 'REFUSED', code: 'ROW_WRONG', message: fault };
    const key = { numberKey: numberKey(row.number), jurisdiction: row.jurisdiction };
    const outcome = await this.earlier(key, this.cipher.blindIndex(row.idNumber, 'idNumber'));
    return outcome?.state === 'REFUSED' ? outcome : undefined;
  }

  /** What was recorded of this person comes into their wallet; called again, nothing is left to do. */
  async bringTo(personId: string): Promise<void> {
    const person = await this.persons.find(personId);
    if (!person?.idNumberIndex) return;
    const waiting = await CertificateModel.find({ holderIndex: person.idNumberIndex, personId: NOBODY })
      .limit(MOST_OF_ONE)
      .lean<Certificate[]>();
    for (const one of waiting) await this.give(one, person);
  }

  private async takeOneBack(id: string, importId: string, used: boolean): Promise<TakenBack> {
    const one = await CertificateModel.findById(id).lean<Certificate>();
    if (!one) return { state: 'GONE' };
    if (one.importId !== importId) return { state: 'KEPT', why: '不是这一批登记的' };
    const moved = one.history.find(({ event }) => event !== 'record' && event !== 'expire');
    if (moved) return { state: 'KEPT', why: `已办过“${machine.events[moved.event as Event<typeof machine>]}”` };
    if (used || one.serviceId || one.fileId || one.kept) return { state: 'KEPT', why: '已有业务用到这本证书' };
    if (one.outbox.length) return { state: 'BUSY' };
    const { deletedCount } = await CertificateModel.deleteOne({ _id: one._id, version: one.version, status: one.status });
    return { state: deletedCount ? 'GONE' : 'BUSY' };
  }

  private async recordOne(row: RegisterRow, by: Actor, { importId, evidence }: EntryFrom): Promise<Outcome> {
    const fault = faultOf(row);
    if (fault) return { state: 'REFUSED', code: 'ROW_WRONG', message: fault };
    const { jurisdiction, idNumber, name, number, status, issuerZh, issuedBy = 'AUTHORITY', medium = 'PAPER', ...said } = row;
    const { pack } = this.law.in(jurisdiction);
    const _id = new Types.ObjectId();
    const id = _id.toHexString();
    const holderIndex = this.cipher.blindIndex(idNumber, 'idNumber');
    const holder = await this.persons.findByIdNumber(idNumber);
    const token = randomToken(TOKEN_BYTES);
    const fields = {
      ...said,
      _id,
      jurisdiction,
      number,
      numberKey: numberKey(number),
      source: { kind: 'REGISTER' as const, id: sha256(`${jurisdiction}:${numberKey(number)}`).slice(0, SOURCE_ID) },
      revision: 1,
      packVersion: pack.version,
      ...(holder && { personId: holder._id.toHexString() }),
      holderIndex,
      nameSealed: this.cipher.seal(name, id),
      idNumberSealed: this.cipher.seal(idNumber, id),
      sex: parseIdNumber(idNumber)!.sex,
      issuedBy,
      issuerZh: issuerZh ?? printOf(pack)?.issuer?.value ?? pack.nameZh,
      medium,
      ...(importId && { importId }),
      tokenSealed: this.cipher.seal(token, id),
      tokenHash: sha256(token),
      nationalReceipts: [],
      status: status ?? 'ACTIVE',
    };
    if (!status && this.isOver(fields as unknown as Certificate)) fields.status = 'EXPIRED';
    try {
      const made = await this.cases.create(CertificateModel, machine, fields, {
        event: 'record',
        actor: by,
        ruleIds: ['QH-23'],
        packVersion: pack.version,
        ...(evidence && { evidence }),
        notices: holder ? [foundNotice(fields as unknown as Certificate, holder)] : [],
      });
      // The holder may have passed the check between the look and the write.
      const late = holder ? undefined : await this.persons.findByIdNumber(idNumber);
      if (late) await this.give(made, late);
      return { state: 'RECORDED', certificateId: made._id.toHexString() };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const outcome = await this.earlier(fields, holderIndex, importId);
      if (!outcome) throw new Error('a certificate number is taken and not found');
      return outcome;
    }
  }

  private async earlier(
    { jurisdiction, numberKey: key }: Pick<Certificate, 'jurisdiction' | 'numberKey'>,
    holderIndex: string,
    importId?: string,
  ): Promise<Outcome | undefined> {
    const earlier = await CertificateModel.findOne({ numberKey: key, jurisdiction }).lean<Certificate>();
    return earlier ? this.sameOrTaken(earlier, holderIndex, importId) : undefined;
  }

  /** What the same table has brought in before is its own entry, however often the row is delivered. */
  private sameOrTaken(earlier: Certificate, holderIndex: string, importId?: string): Outcome {
    const id = earlier._id.toHexString();
    const sameHolder = this.cipher.blindIndex(this.cipher.open(earlier.idNumberSealed, id), 'idNumber') === holderIndex;
    return sameHolder
      ? { state: importId && earlier.importId === importId ? 'RECORDED' : 'ALREADY', certificateId: id }
      : { state: 'REFUSED', code: 'NUMBER_TAKEN', message: '这个证书编号已登记在另一人名下，请核对编号和身份证号' };
  }

  private isOver(one: Certificate): boolean {
    return this.law
      .of(one)
      .decide('USE', useFacts(one))
      .refusals.some((refusal) => refusal.code === 'CERT_EXPIRED');
  }

  /** One write; who comes second finds the holder there. */
  private async give(one: Certificate, person: Person): Promise<void> {
    const personId = person._id.toHexString();
    const at = this.clock.now();
    const { personId: to, ...notice } = foundNotice(one, person);
    const entries = this.outbox.stamp(
      [
        {
          topic: 'audit',
          payload: {
            action: 'Certificate.found',
            subjectKind: 'Certificate',
            subjectId: one._id.toHexString(),
            outcome: one.status,
            actorRole: 'SYSTEM',
            actorId: personId,
            at,
          },
        },
        { topic: 'notify', payload: { personId: to, ...notice, jurisdiction: one.jurisdiction } },
      ],
      at,
    );
    await CertificateModel.updateOne(
      { _id: one._id, personId: NOBODY },
      { $set: { personId, updatedAt: at }, $inc: { version: 1 }, $push: { outbox: { $each: entries } } },
    );
    this.outbox.kick(CertificateModel);
  }
}

const foundNotice = (one: Pick<Certificate, '_id' | 'number' | 'subject'>, person: Person) =>
  ({
    personId: person._id.toHexString(),
    template: 'certificate.recorded',
    params: { number: one.number, subject: describe(one.subject) },
    page: pageAddress('certificate', { id: one._id.toHexString() }),
  }) satisfies Notice;

const NAMES_A_CERTIFICATE = /(^|\.)\w*[cC]ertificateId$/;
/** The rows of the table itself. */
const OF_THE_IMPORT = 'RegisterImportRow';

/** Which of them any record of a business names, at whatever place a schema has for a certificate. */
async function usedAmong(ids: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>();
  for (const { model, path } of schemaPaths())
    if (NAMES_A_CERTIFICATE.test(path) && model.modelName !== OF_THE_IMPORT)
      for (const found of await model.distinct(path, { [path]: trusted({ $in: [...ids] }) } as never))
        if (ids.includes(String(found))) used.add(String(found));
  return used;
}

/** What is wrong with a row, for whoever must correct it. */
function faultOf({ kind, subject, number, name, idNumber, issuedOn, validTo }: RegisterRow): string | undefined {
  if (!parseIdNumber(idNumber)) return '身份证号不正确';
  if (!name.trim()) return '没有姓名';
  if (numberKey(number).length < 4) return '证书编号太短';
  if (CERTIFICATE_KINDS[kind]?.category !== subject.category) return '证书种类和类别对不上';
  if (!isLocalDate(issuedOn) || (validTo !== undefined && !isLocalDate(validTo))) return '日期不正确，请写成 2023-01-15 这样';
  if (validTo !== undefined && validTo < issuedOn) return '有效期早于发证日期';
  return undefined;
}
