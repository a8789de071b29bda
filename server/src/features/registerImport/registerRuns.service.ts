import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { describe } from '@jzt/shared/policy/words';
import { registerImport as machine } from '@jzt/shared/workflow/machines/registerImport';
import type { Types } from 'mongoose';
import { Cases, type Actor } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { Outbox, type NewOutboxEntry } from '../../platform/outbox';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { registerRow } from './registerForm';
import { RegisterImports } from './registerImports.service';
import { RegisterImportModel, RegisterImportRowModel, type RegisterImport, type RegisterImportRow } from './registerImport.model';

const SYSTEM: Actor = { role: 'SYSTEM' };
/** Rows of one turn: a stop of the program waits for no more than these. */
const A_TURN = 100;
/** What is being written this moment is looked at again a little later. */
const BUSY_MS = 5_000;
/** A table that is still being read after so long was broken off. */
const READING_MS = 10 * 60_000;

/** What a confirmed import sets going, turn by turn: each row once however often it is delivered, each apart from the others. */
@Singleton()
export class RegisterRuns {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly imports: RegisterImports;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly register: RegisterEntries;

  /** Enters the next rows, as the officer who confirmed. */
  async run({ id }: { id: string }): Promise<void> {
    const one = await RegisterImportModel.findById(id).lean<RegisterImport>();
    if (one?.status !== 'RUNNING') return;
    const rows = await rowsIn(id, 'WAITING');
    const by = confirmedBy(one);
    for (const row of rows) {
      const read = registerRow(one.jurisdiction, { values: this.imports.valuesOf(row), faults: [] });
      if ('faults' in read) {
        await mark(row, { state: 'REFUSED', said: read.faults.join('；') });
        continue;
      }
      const [result] = await this.register.record([read], by, { importId: id, evidence: [`registerImport:${id}`] });
      await mark(
        row,
        result!.state === 'REFUSED'
          ? { state: 'REFUSED', said: result!.message }
          : { state: result!.state, certificateId: result!.certificateId },
      );
    }
    if (rows.length < A_TURN) await this.cases.move(RegisterImportModel, one._id, { machine, event: 'finish', actor: SYSTEM });
    else await this.goOn(one._id, 'RUNNING', [{ topic: 'registerImport.run', payload: { id } }]);
  }

  /** Takes the next ones back, where nothing has happened to them since. */
  async undo({ id }: { id: string }): Promise<void> {
    const one = await RegisterImportModel.findById(id).lean<RegisterImport>();
    if (one?.status !== 'UNDOING') return;
    const rows = await rowsIn(id, 'RECORDED');
    const known = await this.certificates.byIds(rows.map((row) => row.certificateId!));
    const marks: [RegisterImportRow, Partial<RegisterImportRow>][] = [];
    const told: NewOutboxEntry[] = [];
    let busy = false;
    const results = await this.register.takeBack(
      rows.map((row) => row.certificateId!),
      id,
    );
    for (const row of rows) {
      const result = results.get(row.certificateId!)!;
      if (result.state === 'BUSY') busy = true;
      else if (result.state === 'KEPT') marks.push([row, { state: 'KEPT', said: result.why }]);
      else {
        marks.push([row, { state: 'UNDONE' }]);
        told.push(...this.takenBack(one, row, known.get(row.certificateId!)));
      }
    }
    // Told first: broken off between the two, it is told once more rather than never.
    await this.goOn(one._id, 'UNDOING', told);
    for (const [row, now] of marks) await mark(row, now);
    if (busy || rows.length === A_TURN) {
      const notBefore = busy ? new Date(this.clock.now().getTime() + BUSY_MS) : undefined;
      await this.goOn(one._id, 'UNDOING', [{ topic: 'registerImport.undo', payload: { id }, ...(notBefore && { notBefore }) }]);
    } else await this.cases.move(RegisterImportModel, one._id, { machine, event: 'finishUndo', actor: SYSTEM });
  }

  unread(): Record<string, unknown> {
    return { status: 'READING', updatedAt: trusted({ $lt: new Date(this.clock.now().getTime() - READING_MS) }) };
  }

  /** Forgets a table of which only a part was kept. */
  async sweep(id: Types.ObjectId): Promise<void> {
    await RegisterImportRowModel.deleteMany({ importId: id.toHexString() });
    await this.cases.move(RegisterImportModel, id, { machine, event: 'discard', actor: SYSTEM, reason: '表格没有读完' });
  }

  /** The trail has it, and its holder, if they are known here. */
  private takenBack(one: RegisterImport, row: RegisterImportRow, certificate: Certificate | undefined): NewOutboxEntry[] {
    const { byRole, byPerson, byName } = one.history.findLast(({ event }) => event === 'undo')!;
    const subjectId = row.certificateId!;
    const audit = {
      topic: 'audit',
      payload: {
        action: 'Certificate.takeBack',
        subjectKind: 'Certificate',
        subjectId,
        outcome: 'DELETED',
        actorRole: byRole,
        actorId: byPerson,
        actorName: byName,
        ruleIds: ['A-35'],
        jurisdiction: one.jurisdiction,
        at: this.clock.now(),
      },
    };
    if (!certificate?.personId) return [audit];
    const params = { number: certificate.number, subject: describe(certificate.subject) };
    const notice = { personId: certificate.personId, template: 'certificate.takenBack', params, page: pageAddress('missingCertificate') };
    return [audit, { topic: 'notify', payload: { ...notice, jurisdiction: one.jurisdiction } }];
  }

  private async goOn(_id: Types.ObjectId, status: RegisterImport['status'], entries: readonly NewOutboxEntry[]): Promise<void> {
    if (!entries.length) return;
    await RegisterImportModel.updateOne({ _id, status }, { $push: { outbox: { $each: this.outbox.stamp(entries, this.clock.now()) } } });
    this.outbox.kick(RegisterImportModel);
  }
}

const rowsIn = (importId: string, state: RegisterImportRow['state']): Promise<RegisterImportRow[]> =>
  RegisterImportRowModel.find({ importId, state }).sort({ _id: 1 }).limit(A_TURN).lean<RegisterImportRow[]>();

const mark = (row: RegisterImportRow, now: Partial<RegisterImportRow>) => RegisterImportRowModel.updateOne({ _id: row._id }, { $set: now });

function confirmedBy({ history }: RegisterImport): Actor {
  const { byRole, byPerson, byName } = history.findLast(({ event }) => event === 'confirm')!;
  return { role: byRole, ...(byPerson && { personId: byPerson }), ...(byName && { name: byName }) };
}
