import { Inject, Singleton } from '@midwayjs/core';
import type { DuplicatePreview } from '@jzt/shared/contract/duplicate';
import { isLocalDate } from '@jzt/shared/domain/calendar';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import { numberPrefix, type Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { maskIdNumber } from '@jzt/shared/domain/masking';
import { PROVINCES, provinceName } from '@jzt/shared/domain/provinces';
import { NATIONAL_STATES, type NationalKind } from '@jzt/shared/domain/stateCodes';
import { certificate as certificateMachine } from '@jzt/shared/workflow/machines/certificate';
import { duplicateCase as machine } from '@jzt/shared/workflow/machines/duplicateCase';
import { Types } from 'mongoose';
import { GatewayDown } from '../../gateways/gateway-down';
import { National } from '../../gateways/national/port';
import { Cases, type Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { Counters } from '../../platform/counters';
import { sha256, type FieldCipher } from '../../platform/crypto';
import { badInput, conflict, isDuplicateKey } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import type { Logger } from '../../platform/logger';
import { Outbox, type Delivery } from '../../platform/outbox';
import { emptySheet, readSheet, writtenDay, type SheetForm } from '../../platform/sheets/index';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Persons } from '../person/person.service';
import { DuplicateCaseModel, DuplicateListModel, type DuplicateCase } from './duplicate.model';
import { TELL } from './duplicateWatch.service';

const SYSTEM: Actor = { role: 'SYSTEM' };
const FORM: SheetForm<'name' | 'idNumber' | 'phone' | 'number' | 'province' | 'otherNumber' | 'otherValidTo'> = {
  name: '重复持证名单',
  columns: {
    name: { title: '姓名', width: 12, required: true },
    idNumber: { title: '身份证号', width: 24, required: true, digits: true },
    phone: { title: '手机号', width: 16, digits: true },
    number: { title: '本省证书编号', width: 28, required: true },
    province: { title: '外省', width: 16, required: true },
    otherNumber: { title: '外省证书编号', width: 28, required: true },
    otherValidTo: { title: '外省证书有效期至', width: 18 },
  },
  most: 500,
  mostBytes: 300 * 1024,
  unique: ['idNumber', 'number'],
};

/** One person on a list, as a file or the platform says it. */
interface Listed {
  name: string;
  idNumber: string;
  phone?: string;
  number: string;
  provinceCode: string;
  otherNumber: string;
  otherValidTo?: string;
}

interface Examined {
  listed: Listed;
  state: 'NEW' | 'ALREADY' | 'WRONG';
  faults: string[];
}

/** Lists of the ministry or of another province, by a file or from the national platform: all of a list or nothing of it, one case a person (CQ-24). */
@Singleton()
export class DuplicateLists {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly counters: Counters;
  @Inject() private readonly law: Law;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly national: National;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly persons: Persons;

  empty(): Promise<Buffer> {
    return emptySheet(FORM);
  }

  offered(caller: Caller): boolean {
    return !!caller.jurisdiction && this.law.servicesIn(caller.jurisdiction).includes('DUPLICATE_CHOOSE');
  }

  /** Stores nothing. Throws what `readSheet` does, or NOT_OFFERED. */
  async preview(caller: Caller, content: Buffer): Promise<DuplicatePreview> {
    const examined = await this.ofFile(this.placeOf(caller), content);
    const count = (state: Examined['state']) => examined.filter((each) => each.state === state).length;
    return {
      rows: examined.map(({ line, listed, state, faults }) => ({
        line,
        name: listed.name,
        idNumberMasked: maskIdNumber(listed.idNumber),
        number: listed.number,
        otherZh: `${listed.provinceCode ? provinceName(listed.provinceCode) : ''} ${listed.otherNumber}`.trim(),
        state,
        faults,
      })),
      fresh: count('NEW'),
      already: count('ALREADY'),
      wrong: count('WRONG'),
    };
  }

  /** All rows in one write, or none. Throws what `preview` does, or ROWS_WRONG. */
  async take(caller: Caller, content: Buffer): Promise<{ opened: number; already: number }> {
    const place = this.placeOf(caller);
    const examined = await this.ofFile(place, content);
    const wrong = examined.filter((each) => each.state === 'WRONG');
    if (wrong.length) {
      const [first] = wrong;
      throw badInput('ROWS_WRONG', `有${wrong.length}行不对，整份都没有导入。第${first!.line}行：${first!.faults[0]}。改好后重新上传`);
    }
    const fresh = examined.filter((each) => each.state === 'NEW');
    await this.store(
      caller,
      place,
      'IMPORT',
      fresh.map((each) => each.listed),
    );
    return { opened: fresh.length, already: examined.length - fresh.length };
  }

  /** Asks the national platform; `left` says of whom no case could be made, and why. Throws CHECK_PENDING while it does not answer. */
  async fetchNational(caller: Caller): Promise<{ opened: number; already: number; left: string[] }> {
    const place = this.placeOf(caller);
    const found = await this.national.lookUpDuplicates(place).catch((error: unknown) => {
      if (error instanceof GatewayDown)
        throw conflict('CHECK_PENDING', '国家平台暂时连不上，什么也没有取到，请稍后再试', { ruleId: 'CQ-24' });
      throw error;
    });
    const examined: Examined[] = [];
    const people = new Set<string>();
    for (const each of found) {
      const listed: Listed = {
        name: each.name,
        idNumber: each.idNumber,
        number: each.certificateNo,
        provinceCode: each.other.provinceCode,
        otherNumber: each.other.certificateNo,
        otherValidTo: each.other.validTo,
      };
      const one = await this.examine(place, listed);
      // A second pair of somebody waits until the first is settled.
      if (one.state === 'NEW' && people.has(listed.idNumber)) one.faults.push(SECOND_PAIR);
      people.add(listed.idNumber);
      examined.push({ ...one, state: one.faults.length ? 'WRONG' : one.state });
    }
    const fresh = examined.filter((each) => each.state === 'NEW').map((each) => each.listed);
    await this.store(caller, place, 'NATIONAL', fresh);
    return {
      opened: fresh.length,
      already: examined.filter((each) => each.state === 'ALREADY').length,
      left: examined.filter((each) => each.state === 'WRONG').map(({ listed, faults }) => `${listed.name} ${listed.number}：${faults[0]}`),
    };
  }

  /** One row becomes a case, once: whoever is on two lists, or on one twice, has one case. */
  async open({ sealed }: { sealed: string }, { sourceId }: Delivery): Promise<void> {
    const list = (await DuplicateListModel.findById(sourceId).lean())!;
    const listed = JSON.parse(this.cipher.open(sealed, sourceId)) as Listed;
    const { state, faults } = await this.examine(list.jurisdiction, listed);
    if (state !== 'NEW') {
      // True when the list was taken in, and no more.
      if (state === 'WRONG') this.logger.warn({ listId: sourceId, faults }, 'a listed duplicate is none any more');
      return;
    }
    const own = (await this.certificates.byNumberIn(list.jurisdiction, listed.number))!;
    const holder = await this.persons.findByIdNumber(listed.idNumber);
    const [_id, holderIndex] = [new Types.ObjectId(), this.cipher.blindIndex(listed.idNumber, 'idNumber')];
    const [id, { pack }, now] = [_id.toHexString(), this.law.in(list.jurisdiction), this.clock.now()];
    const fields = {
      _id,
      number: await this.counters.number(`CF${numberPrefix(list.jurisdiction)}-${today(this.clock).slice(0, 4)}`, 5),
      jurisdiction: list.jurisdiction,
      packVersion: pack.version,
      ...(holder && { personId: holder._id.toHexString() }),
      holderIndex,
      round: await DuplicateCaseModel.countDocuments({ jurisdiction: list.jurisdiction, holderIndex, open: false }),
      nameSealed: this.cipher.seal(listed.name, id),
      idNumberSealed: this.cipher.seal(listed.idNumber, id),
      ...(listed.phone && { phoneSealed: this.cipher.seal(listed.phone, id) }),
      subject: { category: own.subject.category as NationalKind, code: own.subject.code },
      own: { certificateId: own._id.toHexString(), number: own.number, validTo: own.validTo },
      other: { provinceCode: listed.provinceCode, number: listed.otherNumber, validTo: listed.otherValidTo },
      attempts: [],
      open: true,
      nextAt: now,
      watchedAt: now,
    };
    try {
      const story = {
        event: 'list',
        actor: SYSTEM,
        ruleIds: ['CQ-24'],
        packVersion: pack.version,
        evidence: [`list:${sourceId}`],
        follow: [TELL],
      };
      await this.cases.create<DuplicateCase>(DuplicateCaseModel, machine, fields, story);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  private async ofFile(place: Jurisdiction, content: Buffer): Promise<(Examined & { line: number })[]> {
    const rows = await readSheet(FORM, content);
    const examined = [];
    const people = new Map<string, number>();
    for (const { line, values, faults } of rows) {
      const idNumber = values.idNumber.toUpperCase();
      const listed: Listed = {
        name: values.name,
        idNumber,
        ...(values.phone && { phone: values.phone }),
        number: values.number,
        provinceCode: provinceCodeOf(values.province) ?? '',
        otherNumber: values.otherNumber,
        ...(values.otherValidTo && { otherValidTo: writtenDay(values.otherValidTo) }),
      };
      if (faults.length) {
        examined.push({ line, listed, state: 'WRONG' as const, faults });
        continue;
      }
      const one = await this.examine(place, listed);
      const before = people.get(idNumber);
      if (before && one.state === 'NEW') one.faults.push(`和第${before}行是同一个人：一个人一次办一对证书，办结后再导入`);
      people.set(idNumber, line);
      examined.push({ ...one, line, state: one.faults.length ? ('WRONG' as const) : one.state });
    }
    return examined;
  }

  /** What stands against one row, and whether it is known already. */
  private async examine(place: Jurisdiction, listed: Listed): Promise<Examined> {
    const faults = shapeFaults(place, listed);
    const own = faults.length ? undefined : await this.certificates.byNumberIn(place, listed.number);
    if (!faults.length) faults.push(...this.certificateFaults(own, listed));
    const holderIndex = this.cipher.blindIndex(listed.idNumber, 'idNumber');
    const known = await DuplicateCaseModel.find({ jurisdiction: place, holderIndex } as never).lean<DuplicateCase[]>();
    const same = known.some((each) => each.own.number === (own?.number ?? listed.number) && each.other.number === listed.otherNumber);
    if (same) return { listed, state: 'ALREADY', faults: [] };
    const open = known.find((each) => each.open);
    if (open && !faults.length) faults.push(`${SECOND_PAIR}（${open.number}）`);
    return { listed, state: faults.length ? 'WRONG' : 'NEW', faults };
  }

  private certificateFaults(own: Certificate | undefined, listed: Listed): string[] {
    if (!own) return ['本省没有这个编号的证书'];
    if (this.certificates.idNumber(own) !== listed.idNumber || this.certificates.name(own) !== listed.name)
      return ['姓名或身份证号和本省证书上的不一样'];
    if (certificateMachine.terminal.includes(own.status)) return [`本省证书已是“${certificateMachine.states[own.status]}”，不再重复`];
    if (!(own.subject.category in NATIONAL_STATES)) return ['只有安管人员和特种作业证书有跨省重复'];
    return [];
  }

  /** One write: the list and what each of its rows becomes. The same rows once more are the list that is there. */
  private async store(caller: Caller, jurisdiction: Jurisdiction, from: 'IMPORT' | 'NATIONAL', rows: readonly Listed[]): Promise<void> {
    if (!rows.length) return;
    const _id = new Types.ObjectId();
    const [id, at] = [_id.toHexString(), this.clock.now()];
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role);
    const contentHash = sha256(
      JSON.stringify(rows.map((each) => this.cipher.blindIndex(`${each.idNumber}:${each.number}:${each.otherNumber}`, 'idNumber'))),
    );
    const audit = {
      topic: 'audit',
      payload: {
        action: 'DuplicateList.take',
        subjectKind: 'DuplicateList',
        subjectId: id,
        outcome: `${from}:${rows.length}`,
        actorRole: actor.role,
        actorId: actor.personId,
        actorName: actor.name,
        ruleIds: ['CQ-24'],
        jurisdiction,
        at,
      },
    };
    const openings = rows.map((row) => ({ topic: 'duplicate.open', payload: { sealed: this.cipher.seal(JSON.stringify(row), id) } }));
    try {
      await DuplicateListModel.create({
        _id,
        jurisdiction,
        contentHash,
        from,
        rows: rows.length,
        byPerson: caller.personId,
        at,
        outbox: this.outbox.stamp([audit, ...openings], at),
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    this.outbox.kick(DuplicateListModel);
  }

  private placeOf(caller: Caller): Jurisdiction {
    if (!caller.jurisdiction || !this.offered(caller)) throw conflict('NOT_OFFERED', '本省没有跨省重复持证的清理工作');
    return caller.jurisdiction;
  }
}

const SECOND_PAIR = '这个人已有一对重复的证书在办，办结后再导入';

function shapeFaults(place: Jurisdiction, { idNumber, phone, provinceCode, otherNumber, otherValidTo }: Listed): string[] {
  return [
    ...(parseIdNumber(idNumber) ? [] : ['身份证号不正确']),
    ...(phone === undefined || /^1[3-9]\d{9}$/.test(phone) ? [] : ['手机号不正确']),
    ...(!provinceCode ? ['外省的名称不对，请写成“四川省”这样'] : provinceCode === place ? ['外省不能是本省'] : []),
    ...(otherNumber.length >= 4 ? [] : ['外省证书编号太短']),
    ...(otherValidTo === undefined || isLocalDate(otherValidTo) ? [] : ['外省证书有效期不正确，请写成 2026-12-31 这样']),
  ];
}

/** 四川省, 四川 or 510000. */
function provinceCodeOf(said: string): string | undefined {
  const found = Object.entries(PROVINCES).find(
    ([code, { name }]) => code === said || name === said || (said.length >= 2 && name.startsWith(said)),
  );
  return found?.[0];
}
