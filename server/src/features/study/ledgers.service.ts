import { Singleton } from '@midwayjs/core';
import { StudyLedgerModel, type StudyLedger } from './study.model';

type Change = Record<string, unknown>;
export interface LedgerChange {
  set: Change;
  unset?: Change;
  push?: Change;
}

/** 学习台账, one a person: every write is by what was read, so that two at the same time never both count. */
@Singleton()
export class Ledgers {
  async of(personId: string): Promise<StudyLedger | undefined> {
    return (await StudyLedgerModel.findById(personId).lean<StudyLedger>()) ?? undefined;
  }

  /** Made where there is none. Created first and read after: a concurrent upsert may answer nothing (design.md section 11). */
  async sure(personId: string): Promise<StudyLedger> {
    await StudyLedgerModel.updateOne(
      { _id: personId },
      { $setOnInsert: { epoch: 0, seq: 0, revision: 0, tracks: {}, outbox: [] } },
      { upsert: true },
    );
    return (await this.of(personId))!;
  }

  /** False when somebody was faster since it was read: then look again. */
  async write({ _id, revision }: StudyLedger, { set, unset, push }: LedgerChange): Promise<boolean> {
    const done = await StudyLedgerModel.updateOne(
      { _id, revision },
      { $set: set, $inc: { revision: 1 }, ...(unset && { $unset: unset }), ...(push && { $push: push }) },
    );
    return done.modifiedCount > 0;
  }

  /** What `how` makes of it, written; undefined leaves it as it is. */
  async change(
    personId: string,
    how: (ledger: StudyLedger) => LedgerChange | undefined | Promise<LedgerChange | undefined>,
  ): Promise<void> {
    for (;;) {
      const ledger = await this.sure(personId);
      const change = await how(ledger);
      if (!change || (await this.write(ledger, change))) return;
    }
  }
}
