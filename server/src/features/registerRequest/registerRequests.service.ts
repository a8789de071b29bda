import { Inject, Singleton } from '@midwayjs/core';
import type { registerRequestRoutes, RegisterRequest as View, RegisterRequestReview } from '@jzt/shared/contract/registerRequest';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { BodyOf } from '@jzt/shared/contract/route';
import { numberKey } from '@jzt/shared/domain/certificateNumber';
import { CERTIFICATE_KINDS, type CertificateKind } from '@jzt/shared/domain/categories';
import { writtenSubject } from '@jzt/shared/domain/writtenSubject';
import type { Event } from '@jzt/shared/workflow/machine';
import { registerRequest as machine } from '@jzt/shared/workflow/machines/registerRequest';
import { Cases, type Actor, type Move } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import type { FieldCipher } from '../../platform/crypto';
import { badInput, conflict, isDuplicateKey, notFound } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Sealed } from '../../platform/crypto';
import type { Caller } from '../../platform/http/tokens';
import { cleanImage } from '../../platform/images/refusals';
import { Limits, type Limit } from '../../platform/limits';
import { findPage, longestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { RegisterEntries, type RegisterRow } from '../certificate/registerEntries.service';
import { Persons } from '../person/person.service';
import { ServingProvinces } from '../province/servingProvinces.service';
import { verified } from './ownCertificates.service';
import { RegisterRequestModel, type RegisterRequest } from './registerRequest.model';
import { demand, scope } from './registerRequest.policy';
import { presentRequest, presentReview } from './registerRequest.presenter';

type Submitted = BodyOf<typeof registerRequestRoutes.submit>;
type Decided = BodyOf<typeof registerRequestRoutes.decide>;
type Original = NonNullable<Decided['original']>;
type RequestMove = Omit<Move<RegisterRequest['status'], Event<typeof machine>>, 'machine' | 'event'>;

const SYSTEM: Actor = { role: 'SYSTEM' };
const FASTER = { code: 'ALREADY_DECIDED', message: '这份申请已由其他人处理，请刷新' };
const MOST_OPEN = 10;
const PROOFS: Limit = {
  name: 'registerProofs',
  most: 20,
  per: 'DAY',
  code: 'PHOTO_TOO_OFTEN',
  words: () => '今天上传照片的次数已用完，请明天再试',
};

/** 补登申请: asked for with a photo of the original, looked into by the province, entered as the original reads. */
@Singleton()
export class RegisterRequests {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly files: Files;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly provinces: ServingProvinces;
  @Inject() private readonly register: RegisterEntries;

  async listMine(caller: Caller): Promise<{ items: View[] }> {
    const mine = await RegisterRequestModel.find(scope(caller) as never)
      .sort({ _id: -1 })
      .limit(50)
      .lean<RegisterRequest[]>();
    return { items: mine.map(presentRequest) };
  }

  async uploadProof(caller: Caller, upload: Buffer): Promise<{ fileId: string }> {
    await this.persons.get(caller.personId);
    await this.limits.take(PROOFS, caller.personId);
    const image = await cleanImage(upload);
    return { fileId: (await this.files.save(image.buffer, { ownerId: caller.personId, purpose: 'PROOF', contentType: 'image/jpeg' })).id };
  }

  /** Throws IDENTITY_REQUIRED, PROVINCE_REQUIRED, TRADE_WRONG, ALREADY_IN_WALLET, ALREADY_ASKED, TOO_MANY_REQUESTS. */
  async submit(caller: Caller, { kind, trade, number, proofFileId }: Submitted, op?: string): Promise<View> {
    const person = await verified(this.persons, caller);
    const jurisdiction = await this.provinces.of(person);
    const { subject } = subjectOf(kind, trade);
    const proof = await this.files.find(proofFileId);
    if (proof?.ownerId !== caller.personId || proof.purpose !== 'PROOF') throw notFound('没有找到证书的照片，请重新上传');
    const all = await RegisterRequestModel.find(scope(caller) as never).lean<RegisterRequest[]>();
    const again = op && all.find((one) => one.createdOp === op);
    if (again) return presentRequest(again);
    if (all.filter(({ status }) => status === 'SUBMITTED').length >= MOST_OPEN)
      throw conflict('TOO_MANY_REQUESTS', `最多同时有${MOST_OPEN}份申请等待核实，请等前面的办完`);
    const row = { jurisdiction, kind, subject, number, name: this.persons.name(person)!, idNumber: this.persons.idNumber(person)! };
    const [known] = await this.register.examine([{ ...row, issuedOn: '2000-01-01' }]);
    if (known?.state === 'ALREADY') {
      await this.register.bringTo(caller.personId);
      throw conflict('ALREADY_IN_WALLET', '这本证书已经在“我的证书”里，不用补登');
    }
    const same = all.filter((one) => one.numberKey === numberKey(number) && one.jurisdiction === jurisdiction);
    const fields = {
      jurisdiction,
      personId: caller.personId,
      kind,
      trade,
      number,
      numberKey: numberKey(number),
      round: same.filter((one) => machine.terminal.includes(one.status)).length,
      proofFileId,
      waitingSince: this.clock.now(),
    };
    try {
      const story = {
        event: 'submit',
        actor: this.persons.actor(person, 'WORKER', op),
        ruleIds: ['A-35'],
        evidence: [`file:${proofFileId}`],
      };
      return presentRequest(await this.cases.create<RegisterRequest>(RegisterRequestModel, machine, fields, story));
    } catch (error) {
      if (isDuplicateKey(error)) throw conflict('ALREADY_ASKED', '这本证书的补登申请正在核实，不用再申请');
      throw error;
    }
  }

  async withdraw(caller: Caller, id: string, version: number, op?: string): Promise<View> {
    const one = await this.of(caller, id);
    const actor = this.persons.actor(await this.persons.get(caller.personId), 'WORKER', op);
    return presentRequest(await this.move(one, 'withdraw', { actor, expectVersion: version, lost: FASTER }));
  }

  async queue(caller: Caller, page: PageAsked): Promise<PageGiven<RegisterRequestReview>> {
    const oldest = longestFirst<RegisterRequest>('waitingSince', (one) => one.waitingSince);
    const waiting = within(scope(caller), { status: 'SUBMITTED' });
    const { items, nextCursor } = await findPage<RegisterRequest>(RegisterRequestModel, waiting, page, oldest);
    const cards = await this.persons.cards(items.map((one) => one.personId));
    return { items: items.map((one) => presentReview(one, cards.get(one.personId)!)), nextCursor };
  }

  count(caller: Caller): Promise<number> {
    return RegisterRequestModel.countDocuments(within(scope(caller), { status: 'SUBMITTED' }) as never);
  }

  /** Throws OWN_CASE, REASON_REQUIRED, ORIGINAL_REQUIRED, TRADE_WRONG, ROW_WRONG, NUMBER_TAKEN, ALREADY_DECIDED. */
  async decide(caller: Caller, id: string, { decision, reason, original, version }: Decided, op?: string): Promise<RegisterRequestReview> {
    const one = await this.of(caller, id);
    demand(caller, 'REGISTER_REQUEST', one);
    const person = await this.persons.know(one.personId);
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const by = { actor, expectVersion: version, lost: FASTER, ruleIds: ['A-35', 'QH-23'] };
    if (decision === 'REFUSE') {
      if (!reason) throw badInput('REASON_REQUIRED', '不予登记要写明原因，本人会看到');
      return presentReview(await this.move(one, 'refuse', { ...by, reason, set: { reason } }), this.persons.card(person));
    }
    if (!original) throw badInput('ORIGINAL_REQUIRED', '请按原证书填写种类、编号和发证日期');
    const row = this.rowOf(one, person, original);
    const [known] = await this.register.examine([row]);
    if (known?.state === 'REFUSED') throw conflict(known.code, known.message);
    const sealed = this.cipher.seal(JSON.stringify(row), id);
    const moved = await this.move(one, 'accept', { ...by, follow: [{ topic: 'registerRequest.enter', payload: { id, sealed } }] });
    return presentReview(moved, this.persons.card(person));
  }

  /** The certificate comes into the register; again, it is the same one. Whose number went to somebody else meanwhile is told so. */
  async enter({ id, sealed }: { id: string; sealed: Sealed }): Promise<void> {
    const one = await RegisterRequestModel.findById(id).lean<RegisterRequest>();
    if (one?.status !== 'ACCEPTED') return;
    const { byRole, byPerson, byName } = one.history.findLast(({ event }) => event === 'accept')!;
    const officer = { role: byRole, ...(byPerson && { personId: byPerson }), ...(byName && { name: byName }) };
    const row = JSON.parse(this.cipher.open(sealed, id)) as RegisterRow;
    const evidence = [`registerRequest:${id}`, `file:${one.proofFileId}`];
    const [result] = await this.register.record([row], officer, { evidence });
    if (result!.state === 'REFUSED') {
      const reason = result!.message;
      await this.move(one, 'refuse', { actor: SYSTEM, reason, set: { reason } });
    } else await this.move(one, 'record', { actor: SYSTEM, set: { certificateId: result!.certificateId } });
  }

  private rowOf(one: RegisterRequest, person: Awaited<ReturnType<Persons['know']>>, original: Original): RegisterRow {
    const { kind, trade, number, issuedOn, validTo, enterpriseName } = original;
    return {
      jurisdiction: one.jurisdiction,
      kind,
      ...subjectOf(kind, trade),
      number,
      name: this.persons.name(person)!,
      idNumber: this.persons.idNumber(person)!,
      issuedOn,
      ...(validTo && { validTo }),
      ...(enterpriseName && { enterpriseName }),
    };
  }

  private move(one: RegisterRequest, event: Event<typeof machine>, move: RequestMove): Promise<RegisterRequest> {
    return this.cases.move(RegisterRequestModel, one._id, {
      machine,
      event,
      ...move,
      notices: [
        {
          personId: one.personId,
          params: { number: one.number, ...(move.reason && { reason: move.reason }) },
          page: pageAddress('missingCertificate'),
        },
      ],
    });
  }

  private of(caller: Caller, id: string): Promise<RegisterRequest> {
    return findWithin(RegisterRequestModel, scope(caller), id, '没有找到这份补登申请');
  }
}

function subjectOf(kind: CertificateKind, trade: string) {
  const written = writtenSubject(kind, trade);
  if (!written)
    throw badInput('TRADE_WRONG', `${CERTIFICATE_KINDS[kind].label}没有这个类别、工种或岗位，请按证书上的写`, {
      fields: { trade: '请按证书上的写，例如：C2证、建筑电工、土建施工员' },
    });
  return written;
}
