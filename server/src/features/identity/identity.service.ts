import { Inject, Singleton } from '@midwayjs/core';
import type { IdentityView } from '@jzt/shared/contract/identity';
import { pageAddress } from '@jzt/shared/contract/pages';
import { toLocalDate } from '@jzt/shared/domain/calendar';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import { NATIONAL } from '@jzt/shared/domain/jurisdictions';
import type { CardSide } from '@jzt/shared/policy/facts';
import type { FactsOf } from '@jzt/shared/policy/index';
import type { identity } from '@jzt/shared/workflow/machines/identity';
import type { CardReading } from '../../gateways/card/port';
import type { FaceResult } from '../../gateways/face/port';
import type { Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import type { FieldCipher } from '../../platform/crypto';
import { conflict, isDuplicateKey } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, Law } from '../../platform/law';
import { Limits, type Limit } from '../../platform/limits';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { ServingProvinces } from '../province/servingProvinces.service';
import { CardDesk } from './cardDesk';
import { FACE_TRIES, failureWords, FaceDesk, hasFailed } from './faceDesk.service';
import { presentIdentity } from './identity.presenter';

/** What the sides that were read say; `validTo` as YYYY-MM-DD or 长期. */
export interface CardContent {
  portrait?: { name: string; idNumber: string };
  authority?: { validTo: string };
}

/** Who was proved to be the holder of an earlier account takes it over within this time; later they prove it again. */
const RECOVERABLE_MS = 7 * 24 * 3600_000;
export const recoverableUntil = ({ identity: { heldSince } }: Person): Date | undefined =>
  heldSince && new Date(heldSince.getTime() + RECOVERABLE_MS);

const PHOTOS: Limit = {
  name: 'card-photos',
  most: 30,
  per: 'DAY',
  code: 'PHOTO_TOO_OFTEN',
  words: () => '今天上传次数已用完，请明天再试，或拨打客服电话',
};
/** 实名认证: photo, then name and number, then the face at a provider (CQ-29…35); always resumable, and with a way without a face (O-18). */
@Singleton()
export class Identities {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly cards: CardDesk;
  @Inject() private readonly files: Files;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly provinces: ServingProvinces;
  @Inject() private readonly faces: FaceDesk;

  async view(personId: string): Promise<IdentityView> {
    return this.present(await this.persons.get(personId));
  }

  /** Judges and reads the photo. Refused with the fault's own code (CQ-34); a good one moves the case to PHOTO_OK. */
  async uploadCard(caller: Caller, upload: Buffer): Promise<IdentityView> {
    const person = await this.persons.get(caller.personId);
    this.law.in(NATIONAL).require('IDENTITY_STEP', this.step(person, { step: 'PHOTO', photo: { faults: [], cardValidTo: null } }));
    await this.limits.take(PHOTOS, caller.personId);
    const seen = await this.cards.examine(upload);
    const cardValidTo = seen.reading?.side === 'authority' && seen.reading.validTo !== '长期' ? seen.reading.validTo : null;
    const decision = this.law
      .in(NATIONAL)
      .decide('IDENTITY_STEP', this.step(person, { step: 'PHOTO', photo: { faults: seen.faults, cardValidTo } }));
    const actor = this.persons.actor(person, 'WORKER');
    if (decision.refusals.length || !seen.reading) {
      const refusal = asRefusal(decision);
      await this.persons.move(person._id, {
        event: 'rejectPhoto',
        actor,
        reason: refusal.message,
        ruleIds: decision.ruleIds,
        packVersion: decision.packVersion,
        set: { 'identity.lastMessage': refusal.message, ...this.retaken(person) },
      });
      throw refusal;
    }
    const file = await this.files.save(seen.image, { ownerId: caller.personId, purpose: 'ID_CARD', contentType: 'image/jpeg' });
    const content = withSide(this.reading(person), seen.reading);
    const moved = await this.persons.move(person._id, {
      event: this.missingSides(person, content).length ? 'acceptSide' : 'acceptPhoto',
      actor,
      ruleIds: decision.ruleIds,
      packVersion: decision.packVersion,
      evidence: [file.id],
      set: {
        [seen.reading.side === 'portrait' ? 'identity.cardFileId' : 'identity.cardBackFileId']: file.id,
        'identity.readingSealed': this.cipher.seal(JSON.stringify(content), caller.personId),
      },
      unset: { 'identity.lastMessage': 1 },
    });
    return this.present(moved);
  }

  /** The person confirms what was read (CQ-35). The number is claimed for this account only when the face passes. */
  async confirm(caller: Caller, input: { name: string; idNumber: string }): Promise<IdentityView> {
    const person = await this.persons.get(caller.personId);
    const read = this.reading(person);
    this.law.in(NATIONAL).require('IDENTITY_STEP', this.step(person, { step: 'SIDES', read: sidesOf(read) }));
    const reading = read?.portrait ?? null;
    const decision = this.law
      .in(NATIONAL)
      .require('IDENTITY_STEP', this.step(person, { step: 'INFO', name: input.name, idNumber: input.idNumber, reading }));
    if (person.status === 'INFO_OK' && this.persons.idNumber(person) === input.idNumber && this.persons.name(person) === input.name)
      return this.present(person);
    const parsed = parseIdNumber(input.idNumber)!;
    const moved = await this.persons.move(person._id, {
      event: 'confirmInfo',
      actor: this.persons.actor(person, 'WORKER'),
      ruleIds: decision.ruleIds,
      packVersion: decision.packVersion,
      set: {
        nameSealed: this.cipher.seal(input.name, caller.personId),
        idNumberSealed: this.cipher.seal(input.idNumber, caller.personId),
        sex: parsed.sex,
        birthDate: parsed.birthDate,
      },
    });
    return this.present(moved);
  }

  /** Opens a check at the provider; nothing about the outcome is taken from the client later. */
  async beginFace(caller: Caller, input: { channel: 'WEAPP' | 'H5'; consented: boolean }) {
    const person = await this.persons.get(caller.personId);
    const decision = this.law.in(NATIONAL).require('IDENTITY_STEP', this.step(person, { step: 'FACE', consented: input.consented }));
    const { open, session } = await this.faces.begin(person, input.channel, person.identity, pageAddress('face', {}));
    await this.persons.move(person._id, {
      event: 'startFace',
      actor: { ...this.persons.actor(person, 'WORKER'), channel: input.channel },
      ruleIds: decision.ruleIds,
      packVersion: decision.packVersion,
      set: {
        'identity.verifyId': open.verifyId,
        'identity.outSeqNo': open.outSeqNo,
        'identity.faceExpiresAt': session.expiresAt,
        'identity.faceChannel': input.channel,
      },
      unset: { 'identity.lastMessage': 1 },
    });
    return { verifyId: session.verifyId, expiresAt: session.expiresAt.toISOString(), hostedUrl: session.hostedUrl };
  }

  /** Asks the provider, server to server. What is unfinished stays FACE_PENDING; a provider that is down changes nothing. */
  async finishFace(caller: Caller): Promise<IdentityView> {
    const person = await this.persons.get(caller.personId);
    if (['VERIFIED', 'LEDGERED'].includes(person.status)) return this.present(person);
    const { verifyId, outSeqNo, faceChannel } = person.identity;
    if (person.status !== 'FACE_PENDING' || !verifyId || !outSeqNo || !faceChannel)
      throw conflict('IDENTITY_STEP_ORDER', '还没有开始人脸核验，请先点“开始人脸核验”', { ruleId: 'CQ-29' });
    const result = await this.faces.query(person, { verifyId, outSeqNo, channel: faceChannel });
    return this.present(await this.settle(person, result));
  }

  async askManual(caller: Caller, reason: string, op?: string): Promise<IdentityView> {
    const person = await this.persons.get(caller.personId);
    if (!person.idNumberSealed)
      throw conflict('IDENTITY_STEP_ORDER', '请先上传身份证照片并核对姓名和身份证号，再申请人工核验', { ruleId: 'CQ-29' });
    const moved = await this.persons.move(person._id, {
      event: 'requestManualReview',
      actor: this.persons.actor(person, 'WORKER', op),
      reason,
      set: {
        'identity.manualReason': reason,
        'identity.manualSince': this.clock.now(),
        'identity.jurisdiction': await this.provinces.of(person),
      },
    });
    return this.present(moved);
  }

  /**
   * Marks a person verified and sends them on to the ledger; the ID number is claimed here, once in the whole system. When an account under an
   * earlier phone has it, that account is found instead (HELD_ELSEWHERE).
   */
  async verify(
    person: Person,
    event: 'passFace' | 'approveManualReview',
    actor: Actor,
    extra: { reason?: string; evidence?: string[]; expectVersion?: number } = {},
  ): Promise<Person> {
    const personId = person._id.toHexString();
    const idNumber = this.persons.idNumber(person)!;
    const held = async () => {
      const holder = await this.persons.findByIdNumber(idNumber);
      return holder !== undefined && holder._id.toHexString() !== personId;
    };
    const story = { actor, ...extra, lost: { code: 'ALREADY_DECIDED', message: '这份资料已由其他人处理，请刷新' } };
    const proven = { 'identity.readingSealed': 1, 'identity.verifyId': 1, 'identity.outSeqNo': 1, 'identity.lastMessage': 1 };
    const notices = [{ personId, params: {}, page: pageAddress('identity') }];
    const found = () =>
      this.persons.move(person._id, {
        event: 'findHolder',
        ...story,
        set: { 'identity.heldSince': this.clock.now() },
        unset: proven,
        notices,
      });
    if (await held()) return found();
    try {
      return await this.persons.move(person._id, {
        event,
        ...story,
        set: { idNumberIndex: this.cipher.blindIndex(idNumber, 'idNumber'), 'identity.verifiedAt': this.clock.now() },
        unset: { ...proven, 'identity.heldSince': 1 },
        notices,
        follow: [
          { topic: 'identity.ledger', payload: { personId } },
          { topic: 'identity.verified', payload: { personId } },
        ],
      });
    } catch (error) {
      // Another account passed in the meantime.
      if (isDuplicateKey(error, 'id_number')) return found();
      throw error;
    }
  }

  private async settle(person: Person, result: FaceResult): Promise<Person> {
    if (result.state === 'PASSED')
      return this.verify(person, 'passFace', { role: 'SYSTEM' }, { evidence: [`face:${result.providerCode}`] });
    if (hasFailed(result)) {
      const left = this.faces.attemptsLeft(person.identity) - 1;
      return this.persons.move(person._id, {
        event: 'failFace',
        actor: { role: 'SYSTEM' },
        reason: result.messageZh,
        evidence: [`face:${result.providerCode}`],
        set: {
          'identity.lastMessage': failureWords(result, left),
          'identity.faceAttempts': FACE_TRIES - left,
          'identity.faceDay': today(this.clock),
        },
        unset: { 'identity.verifyId': 1, 'identity.outSeqNo': 1 },
      });
    }
    return this.persons.note(person._id, { 'identity.lastMessage': result.messageZh });
  }

  async enterLedger(personId: string): Promise<void> {
    const person = await this.persons.know(personId);
    if (person.status !== 'VERIFIED') return;
    await this.persons.move(person._id, {
      event: 'enterLedger',
      actor: { role: 'SYSTEM' },
      set: { 'identity.ledgeredAt': this.clock.now() },
      notices: [{ personId, params: {}, page: pageAddress('identity') }],
      follow: [{ topic: 'identity.ledgered', payload: { personId } }],
    });
  }

  private async present(person: Person): Promise<IdentityView> {
    const attemptsLeft = this.faces.attemptsLeft(person.identity);
    const served = await this.provinces.find(person);
    const badges = served && this.law.in(served.jurisdiction).decide('IDENTITY_BADGES', this.badgeFacts(person));
    const late = badges?.refusals.find((one) => one.code === 'BADGES_LATE');
    const holder = person.status === 'HELD_ELSEWHERE' ? (await this.persons.holdersOf([person])).get(person._id.toHexString()) : undefined;
    return presentIdentity(person, {
      holder: holder && { phone: this.persons.phone(holder), recoverableUntil: recoverableUntil(person)! },
      name: this.persons.name(person),
      idNumber: this.persons.idNumber(person),
      reading: this.reading(person),
      missingSides: ['NONE', 'PHOTO_REJECTED', 'PHOTO_PART'].includes(person.status) ? this.missingSides(person, this.reading(person)) : [],
      attemptsLeft,
      retryAt: attemptsLeft ? undefined : new Date(this.clock.now().getTime() + this.faces.secondsToMidnight() * 1000),
      hotline: late && [late.messageZh, late.nextStepZh].join('，'),
    });
  }

  private badgeFacts(person: Person): FactsOf<'IDENTITY_BADGES'> {
    const { verified, ledgered } = this.persons.identityFacts(person);
    const verifiedOn = person.identity.verifiedAt && toLocalDate(person.identity.verifiedAt);
    return { identity: { status: person.status as keyof typeof identity.states, badges: { verified, ledgered }, verifiedOn } };
  }

  private step(person: Person, identityStep: Exclude<FactsOf<'IDENTITY_STEP'>['identityStep'], 'UNAVAILABLE'>): FactsOf<'IDENTITY_STEP'> {
    return { ...this.badgeFacts(person), identityStep };
  }

  /** The sides that the law still asks for (CQ-33), in the order of the page. */
  private missingSides(person: Person, content: CardContent | undefined): CardSide[] {
    const { refusals } = this.law.in(NATIONAL).decide('IDENTITY_STEP', this.step(person, { step: 'SIDES', read: sidesOf(content) }));
    return SIDES.filter((side) => refusals.some(({ code }) => code === MISSING[side]));
  }

  /** Who retakes a card that was whole does so for what its portrait side says: that side is asked for again. */
  private retaken(person: Person): Record<string, unknown> {
    const known = this.reading(person);
    if (!known || this.missingSides(person, known).length) return {};
    return { 'identity.readingSealed': this.cipher.seal(JSON.stringify({ authority: known.authority }), person._id.toHexString()) };
  }

  private reading(person: Person): CardContent | undefined {
    const sealed = person.identity.readingSealed;
    return sealed ? (JSON.parse(this.cipher.open(sealed, person._id.toHexString())) as CardContent) : undefined;
  }
}

const SIDES: readonly CardSide[] = ['portrait', 'authority'];
const MISSING: Record<CardSide, string> = { portrait: 'CARD_REQUIRED', authority: 'CARD_OTHER_SIDE_REQUIRED' };
const sidesOf = (content: CardContent | undefined): CardSide[] => SIDES.filter((side) => content?.[side]);

/** What is known of the card with one more side; another person's portrait makes the other side that of another card. */
function withSide(known: CardContent | undefined, reading: CardReading): CardContent {
  if (reading.side === 'authority') return { ...known, authority: { validTo: reading.validTo } };
  const portrait = { name: reading.name, idNumber: reading.idNumber };
  const sameCard = !known?.portrait || known.portrait.idNumber === reading.idNumber;
  return { portrait, ...(sameCard && known?.authority && { authority: known.authority }) };
}
