import { Inject, Singleton } from '@midwayjs/core';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import { maskIdNumber, maskName, maskPhone } from '@jzt/shared/domain/masking';
import type { Event, State } from '@jzt/shared/workflow/machine';
import { identity } from '@jzt/shared/workflow/machines/identity';
import type { NotificationKey } from '@jzt/shared/workflow/notifications';
import { Types } from 'mongoose';
import { Cases, type Actor, type Move } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import type { FieldCipher, Sealed } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { conflict, isDuplicateKey, notFound } from '../../platform/errors';
import { Outbox, type NewOutboxEntry } from '../../platform/outbox';
import { findPage, longestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within, type Scope } from '../../platform/policy';
import { PersonModel, TombstoneModel, type Membership, type Person } from './person.model';

const longestManual = longestFirst<Person>('identity.manualSince', (one) => one.identity!.manualSince!);

/** How a person is shown to others: the name in full where the case needs it, the number masked. */
export interface PersonCard {
  id: string;
  name: string;
  idNumberMasked: string;
  sex?: 'M' | 'F';
  birthDate?: string;
}

export interface IdentityFacts {
  status: string;
  verified: boolean;
  ledgered: boolean;
}

/** People: found by what they prove, created at their first sign-in (CQ-28), shown masked. */
@Singleton()
export class Persons {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;

  /** Throws NOT_FOUND. */
  async get(personId: string): Promise<Person> {
    const person = await PersonModel.findById(personId).lean<Person>();
    if (!person) throw notFound('没有找到这个账号');
    return person;
  }

  /** Throws NOT_FOUND also for who is outside the scope. */
  getWithin(scope: Scope, personId: string): Promise<Person> {
    return findWithin(PersonModel, scope, personId, '没有找到这个账号');
  }

  /** Undefined for who never was or is erased. */
  async find(personId: string): Promise<Person | undefined> {
    return (await PersonModel.findById(personId).lean<Person>()) ?? undefined;
  }

  /** For cases that point at somebody: who is erased is still somebody, of whom nothing is known. */
  async know(personId: string): Promise<Person> {
    return (await this.find(personId)) ?? gone(personId);
  }

  async findByPhone(phone: string): Promise<Person | undefined> {
    return (await PersonModel.findOne({ phoneIndex: this.cipher.blindIndex(phone, 'phone') }).lean<Person>()) ?? undefined;
  }

  async findByOpenid(openid: string): Promise<Person | undefined> {
    return (await PersonModel.findOne({ openid }).lean<Person>()) ?? undefined;
  }

  async findByPhoneIndex(phoneIndex: string): Promise<Person | undefined> {
    return (await PersonModel.findOne({ phoneIndex }).lean<Person>()) ?? undefined;
  }

  /** Of people whose number is another account's, that account; by the id of who was asked for. */
  async holdersOf(people: readonly Person[]): Promise<Map<string, Person>> {
    const indexes = new Map(
      people.flatMap((one) => {
        const idNumber = this.idNumber(one);
        return idNumber ? [[this.cipher.blindIndex(idNumber, 'idNumber'), one._id.toHexString()] as const] : [];
      }),
    );
    const holders = await PersonModel.find({ idNumberIndex: trusted({ $in: [...indexes.keys()] }) }).lean<Person[]>();
    return new Map(
      holders
        .map((holder) => [indexes.get(holder.idNumberIndex!)!, holder] as const)
        .filter(([id, holder]) => id !== holder._id.toHexString()),
    );
  }

  async findByIdNumber(idNumber: string): Promise<Person | undefined> {
    return (await PersonModel.findOne({ idNumberIndex: this.cipher.blindIndex(idNumber, 'idNumber') }).lean<Person>()) ?? undefined;
  }

  /** First sign-in: the account is created by itself as WORKER with identity NONE (CQ-28); two at once give one account. */
  async ensure(proof: { phone?: string; openid?: string }): Promise<Person> {
    const found =
      (proof.openid && (await this.findByOpenid(proof.openid))) || (proof.phone && (await this.findByPhone(proof.phone))) || undefined;
    if (found) return this.learn(found, proof);
    const _id = new Types.ObjectId();
    const fields = {
      _id,
      openid: proof.openid,
      ...(proof.phone && this.phoneFields(proof.phone, _id)),
      memberships: [{ role: 'WORKER' as const }],
      agreedAt: this.clock.now(),
      grants: {},
    };
    try {
      return await this.cases.create(PersonModel, identity, fields, {
        event: 'register',
        actor: { role: 'WORKER', personId: _id.toHexString() },
        ruleIds: ['CQ-28'],
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const faster = (proof.openid && (await this.findByOpenid(proof.openid))) || (proof.phone && (await this.findByPhone(proof.phone)));
      if (!faster) throw taken();
      return this.learn(faster, proof);
    }
  }

  /** Binds a phone or an openid that the person just proved. Throws PHONE_TAKEN. */
  async learn(person: Person, proof: { phone?: string; openid?: string }): Promise<Person> {
    const set: Record<string, unknown> = {};
    if (proof.openid && !person.openid) set.openid = proof.openid;
    if (proof.phone && person.phoneIndex !== this.cipher.blindIndex(proof.phone, 'phone'))
      Object.assign(set, this.phoneFields(proof.phone, person._id));
    if (!Object.keys(set).length) return person;
    try {
      return (await PersonModel.findByIdAndUpdate(person._id, { $set: set }, { returnDocument: 'after' }).lean<Person>())!;
    } catch (error) {
      if (isDuplicateKey(error)) throw taken();
      throw error;
    }
  }

  /** Another phone for the account, with the entry of the trail and the message in the same write. Throws PHONE_TAKEN. */
  async changePhone(person: Person, phone: string, follow: readonly NewOutboxEntry[]): Promise<void> {
    const entries = this.outbox.stamp(follow, this.clock.now());
    try {
      await PersonModel.updateOne(
        { _id: person._id },
        { $set: this.phoneFields(phone, person._id), $push: { outbox: { $each: entries } } as never },
      );
    } catch (error) {
      if (isDuplicateKey(error)) throw taken();
      throw error;
    }
    this.outbox.kick();
  }

  /** How somebody signs in, sealed for the account that will have it. */
  waysIn(person: Person, to: string): WaysIn {
    const phone = this.phone(person);
    return {
      ...(phone && { phoneSealed: this.cipher.seal(phone, to), phoneIndex: person.phoneIndex! }),
      ...(person.openid && { openid: person.openid }),
    };
  }

  /**
   * The account under an earlier phone is the same person's: from now on they sign in to it as they did to the later one, and in no other way.
   * Called again, it changes nothing. Throws PHONE_TAKEN while the later account stands.
   */
  async join(
    to: string,
    { from, memberships, ...ways }: WaysIn & { from: string; memberships: Membership[] },
    follow: readonly NewOutboxEntry[],
  ): Promise<Person> {
    const now = this.clock.now();
    const gone = (['phoneSealed', 'phoneIndex', 'openid'] as const).filter((field) => ways[field] === undefined);
    try {
      await PersonModel.updateOne({ _id: to, joined: trusted({ $ne: from }) } as never, {
        $set: { ...ways, joinedAt: now },
        ...(gone.length && { $unset: Object.fromEntries(gone.map((field) => [field, 1])) }),
        $addToSet: { joined: from, memberships: { $each: memberships } } as never,
        $push: { outbox: { $each: this.outbox.stamp(follow, now) } } as never,
      });
    } catch (error) {
      if (isDuplicateKey(error)) throw taken();
      throw error;
    }
    this.outbox.kick();
    return this.get(to);
  }

  /** Invites a member of staff by phone; they sign in by SMS code. */
  async invite(phone: string, membership: Membership): Promise<Person> {
    const person = await this.ensure({ phone });
    await PersonModel.updateOne({ _id: person._id }, { $addToSet: { memberships: membership } });
    return this.get(person._id.toHexString());
  }

  /** The entry among the people of an account that belongs to an organisation and to nobody in person; called again with its id, it changes nothing. */
  async ensureDesk(deskName: string, membership: Membership, id = new Types.ObjectId().toHexString()): Promise<Person> {
    const found = await this.find(id);
    if (found) return found;
    const fields = { _id: new Types.ObjectId(id), deskName, memberships: [membership], agreedAt: this.clock.now(), grants: {} };
    try {
      return await this.cases.create(PersonModel, identity, fields, {
        event: 'register',
        actor: { role: membership.role, personId: id, name: deskName },
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.get(id);
    }
  }

  /**
   * The account of somebody whose name and number are known by their papers, or an entry for who has none yet: it claims no number and nobody signs
   * in to it. `before`: the entry that was made for them earlier.
   */
  async ensureNamed(of: { name: string; idNumber: string; before?: string }): Promise<Person> {
    const known = (await this.findByIdNumber(of.idNumber)) ?? (of.before ? await this.find(of.before) : undefined);
    if (known) return known;
    const _id = new Types.ObjectId();
    const id = _id.toHexString();
    const { sex, birthDate } = parseIdNumber(of.idNumber)!;
    const fields = {
      _id,
      unclaimed: true as const,
      nameSealed: this.cipher.seal(of.name, id),
      idNumberSealed: this.cipher.seal(of.idNumber, id),
      sex,
      birthDate,
      memberships: [],
      grants: {},
    };
    return this.cases.create(PersonModel, identity, fields, { event: 'register', actor: { role: 'SYSTEM' } });
  }

  /** Ids of the people who act for an organisation, or of all officers of a role, to tell them something. */
  async findMembers(role: Membership['role'], organisationId?: string): Promise<string[]> {
    const member = trusted({ $elemMatch: { role, ...(organisationId && { organisationId }) } });
    const staff = await PersonModel.find({ memberships: member }, { _id: 1 }).lean<{ _id: Types.ObjectId }[]>();
    return staff.map((one) => one._id.toHexString());
  }

  /** One step of the real-name check; its machine is Identity. */
  move(personId: string | Types.ObjectId, move: Omit<Move<State<typeof identity>, Event<typeof identity>>, 'machine'>): Promise<Person> {
    return this.cases.move(PersonModel, personId, { ...move, machine: identity });
  }

  /** Notes something beside the machine: no step, no history. */
  async note(personId: string | Types.ObjectId, set: Record<string, unknown>): Promise<Person> {
    return (await PersonModel.findByIdAndUpdate(personId, { $set: set }, { returnDocument: 'after' }).lean<Person>())!;
  }

  /** A message that belongs to no step of a case. */
  async tell(personId: string, template: NotificationKey, params: Record<string, string> = {}): Promise<void> {
    const entries = this.outbox.stamp([{ topic: 'notify', payload: { personId, template, params } }], this.clock.now());
    await PersonModel.updateOne({ _id: personId }, { $push: { outbox: { $each: entries } } });
    this.outbox.kick();
  }

  /** Who waits for an officer's eyes, longest first (O-18). */
  manualQueue(scope: Scope, page: PageAsked): Promise<PageGiven<Person>> {
    return findPage<Person>(PersonModel, within(scope, { status: 'MANUAL_REVIEW' }), page, longestManual);
  }

  countManual(scope: Scope): Promise<number> {
    return PersonModel.countDocuments(within(scope, { status: 'MANUAL_REVIEW' }));
  }

  async waitsWithCard(scope: Scope, cardFileId: string): Promise<boolean> {
    const shown = [{ 'identity.cardFileId': cardFileId }, { 'identity.cardBackFileId': cardFileId }];
    return !!(await PersonModel.exists(within(scope, { status: 'MANUAL_REVIEW', $or: shown }) as never));
  }

  /** One tap allows one subscribe message of each template (O-16). */
  async addGrants(personId: string, templateIds: readonly string[]): Promise<void> {
    if (templateIds.length)
      await PersonModel.updateOne({ _id: personId }, { $inc: Object.fromEntries(templateIds.map((id) => [`grants.${id}`, 1])) });
  }

  /** Uses one grant up; false when there is none. */
  async spendGrant(personId: string | Types.ObjectId, templateId: string): Promise<boolean> {
    const spent = await PersonModel.updateOne(
      { _id: personId, [`grants.${templateId}`]: trusted({ $gt: 0 }) },
      { $inc: { [`grants.${templateId}`]: -1 } },
    );
    return spent.modifiedCount === 1;
  }

  /** Decides the erasure in one write: the tombstone, with what must follow. Called again, it changes nothing. */
  async entomb(personId: string, follow: readonly NewOutboxEntry[]): Promise<void> {
    const erasedAt = this.clock.now();
    const outbox = this.outbox.stamp(follow, erasedAt);
    await TombstoneModel.create({ _id: new Types.ObjectId(personId), erasedAt, outbox }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
    this.outbox.kick(TombstoneModel);
  }

  /** Removes the record of an entombed person; what it still owed goes over to the tombstone first. Throws when it changed meanwhile. */
  async remove(personId: string): Promise<void> {
    const person = await this.find(personId);
    if (!person) return;
    for (const entry of person.outbox)
      await TombstoneModel.updateOne({ _id: person._id, 'outbox.id': trusted({ $ne: entry.id }) }, { $push: { outbox: entry } });
    const removed = await PersonModel.deleteOne({ _id: person._id, version: person.version });
    if (!removed.deletedCount && (await this.find(personId))) throw new Error('the record changed while it was being removed');
  }

  name(person: Person): string | undefined {
    return person.nameSealed && this.cipher.open(person.nameSealed, person._id.toHexString());
  }

  idNumber(person: Person): string | undefined {
    return person.idNumberSealed && this.cipher.open(person.idNumberSealed, person._id.toHexString());
  }

  phone(person: Person): string | undefined {
    return person.phoneSealed && this.cipher.open(person.phoneSealed, person._id.toHexString());
  }

  /** What a case file or a queue shows. */
  card(person: Person): PersonCard {
    const idNumber = this.idNumber(person);
    return {
      id: person._id.toHexString(),
      name: this.name(person) ?? (person.erased ? GONE : '未实名'),
      idNumberMasked: idNumber ? maskIdNumber(idNumber) : '',
      sex: person.sex,
      birthDate: person.birthDate,
    };
  }

  async cards(personIds: readonly string[]): Promise<Map<string, PersonCard>> {
    return new Map([...(await this.getMany(personIds))].map(([id, person]) => [id, this.card(person)]));
  }

  /** By id, for a list: every id that is asked for has an answer, see `know`. */
  async getMany(personIds: readonly string[]): Promise<Map<string, Person>> {
    const people = await PersonModel.find({ _id: trusted({ $in: [...new Set(personIds)].map((id) => new Types.ObjectId(id)) }) }).lean<
      Person[]
    >();
    const known = new Map(people.map((person) => [person._id.toHexString(), person]));
    return new Map(personIds.map((id) => [id, known.get(id) ?? gone(id)]));
  }

  /** The name on the home page: masked, or the phone's tail before the real-name check. */
  displayName(person: Person): string {
    const name = this.name(person);
    const phone = this.phone(person);
    if (person.erased) return GONE;
    if (person.deskName) return person.deskName;
    return name ? maskName(name) : phone ? maskPhone(phone) : '微信用户';
  }

  identityFacts(person: Person): IdentityFacts {
    return { status: person.status, verified: ['VERIFIED', 'LEDGERED'].includes(person.status), ledgered: person.status === 'LEDGERED' };
  }

  /** The actor that a case's history records for this person. */
  actor(person: Person, role: Actor['role'], op?: string): Actor {
    return { role, personId: person._id.toHexString(), name: this.displayName(person), op };
  }

  private phoneFields(phone: string, _id: Types.ObjectId) {
    return { phoneSealed: this.cipher.seal(phone, _id.toHexString()), phoneIndex: this.cipher.blindIndex(phone, 'phone') };
  }
}

/** How an account is signed in to; the phone sealed for the account that will have it. */
export interface WaysIn {
  phoneSealed?: Sealed;
  phoneIndex?: string;
  openid?: string;
}

const GONE = '已注销人员';

const gone = (personId: string): Person => ({
  _id: new Types.ObjectId(personId),
  erased: true,
  status: identity.initial,
  version: 0,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  history: [],
  outbox: [],
  memberships: [],
  grants: {},
  identity: { faceAttempts: 0 },
});

const taken = () => conflict('PHONE_TAKEN', '这个手机号或微信已绑定其他账号，请用原来的方式登录');
