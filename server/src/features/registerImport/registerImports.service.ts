import { Inject, Singleton } from '@midwayjs/core';
import type { RegisterImport as View, RegisterImportRow as RowView, RegisterRowState } from '@jzt/shared/contract/registerImport';
import type { Event } from '@jzt/shared/workflow/machine';
import { registerImport as machine } from '@jzt/shared/workflow/machines/registerImport';
import { Types } from 'mongoose';
import { Cases } from '../../platform/cases';
import type { FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { conflict } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { findPage, newestFirst, oldestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { emptySheet, readSheet, resultSheet, type SheetRow } from '../../platform/sheets/index';
import { RegisterEntries, type RegisterRow } from '../certificate/registerEntries.service';
import { Persons } from '../person/person.service';
import { FORM, registerRow, type Column } from './registerForm';
import { RegisterImportModel, RegisterImportRowModel, type RegisterImport, type RegisterImportRow } from './registerImport.model';
import { demand, scope } from './registerImport.policy';
import { presentImport, presentRow } from './registerImport.presenter';

const MISSING = '没有找到这个导入批次';
const FASTER = { code: 'ALREADY_DECIDED', message: '这个批次已由其他人处理，请刷新' };
const READ_AT_ONCE = 500;
/** What has not come in, in the order one corrects it. */
const LEFT: RegisterRowState[] = ['WRONG', 'REFUSED', 'KEPT'];

/** 导入已有证书: a table read row by row, looked at, confirmed by another officer; carried out by `RegisterRuns`. */
@Singleton()
export class RegisterImports {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly register: RegisterEntries;

  empty(): Promise<Buffer> {
    return emptySheet(FORM);
  }

  async list(caller: Caller, page: PageAsked): Promise<PageGiven<View>> {
    const { items, nextCursor } = await findPage<RegisterImport>(RegisterImportModel, scope(caller), page, newestFirst);
    const counts = await countsOf(items.map((one) => one._id.toHexString()));
    return { items: items.map((one) => presentImport(one, counts.get(one._id.toHexString()) ?? new Map(), caller)), nextCursor };
  }

  async view(caller: Caller, id: string): Promise<View> {
    return this.present(await this.of(caller, id), caller);
  }

  async rows(caller: Caller, id: string, { state, ...page }: PageAsked & { state?: RegisterRowState }): Promise<PageGiven<RowView>> {
    await this.of(caller, id);
    const asked = { importId: id, ...(state && { state }) };
    const { items, nextCursor } = await findPage<RegisterImportRow>(RegisterImportRowModel, asked, page, oldestFirst);
    return { items: items.map((row) => presentRow(row, this.valuesOf(row))), nextCursor };
  }

  /** The rows that have not come in, each with its reason, as the table they came in. Throws NOTHING_LEFT. */
  async results(caller: Caller, id: string): Promise<Buffer> {
    await this.of(caller, id);
    const left = await RegisterImportRowModel.find({ importId: id, state: trusted({ $in: LEFT }) } as never)
      .sort({ _id: 1 })
      .lean<RegisterImportRow[]>();
    if (!left.length) throw conflict('NOTHING_LEFT', '没有要改的行');
    return resultSheet(
      FORM,
      left.map((row) => ({ values: this.valuesOf(row), ok: false, said: row.said ?? '' })),
    );
  }

  count(caller: Caller): Promise<number> {
    return RegisterImportModel.countDocuments(within(scope(caller), { status: 'PREVIEW' }) as never);
  }

  /** Reads the table: nothing comes into the register by it. Throws what `readSheet` does. */
  async upload(caller: Caller, content: Buffer): Promise<View> {
    const filled = await readSheet(FORM, content);
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role);
    const jurisdiction = caller.jurisdiction!;
    const made = await this.cases.create<RegisterImport>(
      RegisterImportModel,
      machine,
      { jurisdiction, madeBy: { personId: caller.personId, ...(actor.name && { name: actor.name }) }, total: filled.length },
      { event: 'upload', actor, ruleIds: ['A-35', 'QH-23'] },
    );
    const importId = made._id.toHexString();
    for (let at = 0; at < filled.length; at += READ_AT_ONCE)
      await this.keepRows(
        importId,
        filled.slice(at, at + READ_AT_ONCE).map((row) => ({ row, read: registerRow(jurisdiction, row) })),
      );
    const read = await this.cases.move(RegisterImportModel, made._id, { machine, event: 'read', actor: { role: 'SYSTEM' } });
    return this.present(read, caller);
  }

  /** Throws OWN_CASE for who brought it, ALREADY_DECIDED. */
  confirm(caller: Caller, id: string, version: number, op?: string): Promise<View> {
    return this.decide(caller, id, { event: 'confirm', act: 'REGISTER_CONFIRM', version, op, topic: 'registerImport.run' });
  }

  undo(caller: Caller, id: string, version: number, op?: string): Promise<View> {
    return this.decide(caller, id, { event: 'undo', act: 'REGISTER_CONFIRM', version, op, topic: 'registerImport.undo' });
  }

  /** What was written in it is forgotten with it. */
  async discard(caller: Caller, id: string, version: number, op?: string): Promise<View> {
    const gone = await this.decide(caller, id, { event: 'discard', act: 'REGISTER_IMPORT', version, op });
    await RegisterImportRowModel.deleteMany({ importId: id });
    return { ...gone, counts: (await this.view(caller, id)).counts };
  }

  /** What is written in a row, by column. */
  valuesOf(row: RegisterImportRow): Record<Column, string> {
    return JSON.parse(this.cipher.open(row.sealed, row._id.toHexString())) as Record<Column, string>;
  }

  private async keepRows(
    importId: string,
    read: readonly { row: SheetRow<Column>; read: RegisterRow | { faults: string[] } }[],
  ): Promise<void> {
    const right = read.flatMap((one) => ('faults' in one.read ? [] : [one.read]));
    const known = new Map((await this.register.examine(right)).map((outcome, at) => [right[at], outcome]));
    const kept = read.map(({ row, read: one }): RegisterImportRow => {
      const _id = new Types.ObjectId();
      const outcome = 'faults' in one ? undefined : known.get(one);
      const said = 'faults' in one ? one.faults.join('；') : outcome?.state === 'REFUSED' ? outcome.message : undefined;
      return {
        _id,
        importId,
        line: row.line,
        state: said !== undefined ? 'WRONG' : outcome ? 'ALREADY' : 'WAITING',
        ...(said !== undefined && { said }),
        sealed: this.cipher.seal(JSON.stringify(row.values), _id.toHexString()),
      };
    });
    await RegisterImportRowModel.insertMany(kept);
  }

  private async decide(caller: Caller, id: string, { event, act, version, op, topic }: Decision & { topic?: string }): Promise<View> {
    const one = await this.of(caller, id);
    demand(caller, act, one);
    const moved = await this.cases.move(RegisterImportModel, one._id, {
      machine,
      event,
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      lost: FASTER,
      ruleIds: ['A-35'],
      follow: topic ? [{ topic, payload: { id } }] : [],
    });
    return this.present(moved, caller);
  }

  private of(caller: Caller, id: string): Promise<RegisterImport> {
    return findWithin(RegisterImportModel, scope(caller), id, MISSING);
  }

  private async present(one: RegisterImport, caller: Caller): Promise<View> {
    const id = one._id.toHexString();
    return presentImport(one, (await countsOf([id])).get(id) ?? new Map(), caller);
  }
}

interface Decision {
  event: Event<typeof machine>;
  act: 'REGISTER_IMPORT' | 'REGISTER_CONFIRM';
  version: number;
  op?: string;
}

/** Rows of each import, by what became of them. */
async function countsOf(importIds: readonly string[]): Promise<Map<string, Map<RegisterRowState, number>>> {
  const found = await RegisterImportRowModel.aggregate<{ _id: { importId: string; state: RegisterRowState }; count: number }>([
    { $match: { importId: { $in: [...importIds] } } },
    { $group: { _id: { importId: '$importId', state: '$state' }, count: { $sum: 1 } } },
  ]);
  const counts = new Map<string, Map<RegisterRowState, number>>();
  for (const { _id, count } of found) counts.set(_id.importId, (counts.get(_id.importId) ?? new Map()).set(_id.state, count));
  return counts;
}
