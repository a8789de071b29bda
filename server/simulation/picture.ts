import mongoose from 'mongoose';

/** One line of a case's life, as far as the simulation looks at it. */
export interface Line {
  id: string;
  op?: string;
  event: string;
  from: string;
  to: string;
}

/** A document as it lies in the database. */
export interface Doc {
  _id: unknown;
  [field: string]: unknown;
}

/** A case: a document that a machine moves. */
export interface Case extends Doc {
  status: string;
  version: number;
  history: Line[];
  createdOp?: string;
}

/** What is looked at after each step, and what one of it is called in the trace. */
const LOOKED_AT = {
  applications: 'application',
  employments: 'employment',
  studies: 'study',
  exam_plans: 'plan',
  exam_sessions: 'sitting',
  scores: 'score',
  pass_list_batches: 'list',
  certificates: 'certificate',
  training_classes: 'class',
  study_ledgers: 'ledger',
  inbox: 'message',
} as const;
export type Looked = keyof typeof LOOKED_AT;
export const LOOKED = Object.keys(LOOKED_AT) as Looked[];

/** The database as it stood after the last step, everything in it under a name that is the same each time a seed is played. */
export class Picture {
  private readonly documents = new Map<Looked, Doc[]>();
  private readonly names = new Map<string, string>();

  of<T = Case>(collection: Looked): T[] {
    return (this.documents.get(collection) ?? []) as T[];
  }

  /** Looks again where something was written; what lay there before. */
  async look(written: ReadonlySet<string> | 'ALL'): Promise<Map<Looked, Doc[]>> {
    const before = new Map<Looked, Doc[]>();
    for (const collection of LOOKED) {
      if (written !== 'ALL' && !written.has(collection)) continue;
      before.set(collection, this.documents.get(collection) ?? []);
      const found = await mongoose.connection.db!.collection<Doc>(collection).find({}).sort({ _id: 1 }).toArray();
      this.documents.set(collection, found);
      found.forEach((one) => this.name(collection, one));
    }
    return before;
  }

  nameOf(id: unknown): string {
    return this.names.get(String(id)) ?? '?';
  }

  private name(collection: Looked, { _id }: Doc): void {
    const id = String(_id);
    if (this.names.has(id)) return;
    const kind = LOOKED_AT[collection];
    const count = [...this.names.values()].filter((name) => name.replace(/\d+$/, '') === kind).length;
    this.names.set(id, `${kind}${count + 1}`);
  }
}
