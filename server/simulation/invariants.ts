import { MACHINES } from '@jzt/shared/workflow/machines/index';
import type { Machine } from '@jzt/shared/workflow/machine';
import { OPEN_SITTING } from '../src/features/exam/exam.model';
import type { Clock } from '../src/platform/clock';
import type { Case, Doc, Line, Looked, Picture } from './picture';
import type { Cast } from './stages';

const MACHINE_OF: Partial<Record<Looked, string>> = {
  applications: 'Application',
  employments: 'Employment',
  studies: 'Study',
  exam_plans: 'ExamPlan',
  exam_sessions: 'ExamSession',
  scores: 'Score',
  pass_list_batches: 'PassListBatch',
  certificates: 'Certificate',
};
const machineOf = (collection: Looked): Machine | undefined =>
  (MACHINES as readonly Machine[]).find(({ name }) => name === MACHINE_OF[collection]);

interface Ledger extends Doc {
  lastAckAt: Date;
  tracks: Record<string, { covered: Record<string, [number, number][]> }>;
}

/** What must hold after each step, whatever happened in it. A broken one is a sentence that says what was found. */
export class Invariants {
  private readonly startedAt: Date;
  /** Acts that were answered well: nothing of them may ever be missing. */
  private readonly acknowledged = new Map<string, string>();
  private readonly answers = new Map<string, { version: number; choice: readonly string[] }>();
  private readonly enrolled = new Map<string, string>();
  private readonly marks = new Map<string, number>();
  private readonly numbers = new Map<string, string>();

  constructor(
    private readonly picture: Picture,
    private readonly cast: Cast,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.now();
  }

  /** The act of this operation was answered with 200. */
  acknowledge(op: string, what: string): void {
    this.acknowledged.set(op, what);
  }

  /** Told to be in the class, by this act or an earlier one. */
  acknowledgeEnrolment(applicationId: string, classId: string): void {
    this.enrolled.set(applicationId, classId);
  }

  acknowledgeAnswer(sitting: string, questionId: string, version: number, choice: readonly string[]): void {
    this.answers.set(`${sitting} ${questionId}`, { version, choice });
  }

  acknowledgeMark(sitting: string, mark: number): void {
    this.marks.set(sitting, mark);
  }

  /** `before`: how what was written to lay there until now. */
  broken(before: ReadonlyMap<Looked, readonly Doc[]>): string[] {
    return [
      ...[...before].flatMap(([collection, documents]) => this.illegal(collection, documents as Case[])),
      ...this.lost(),
      ...this.doubled(),
      ...this.overpaid(before.get('study_ledgers') as Ledger[] | undefined),
      ...this.overbooked(),
    ];
  }

  /** No case vanishes, its history only grows, and every new line is an arrow of its machine. */
  private illegal(collection: Looked, before: readonly Case[]): string[] {
    const machine = machineOf(collection);
    if (!machine) return [];
    const found: string[] = [];
    const now = new Map(this.picture.of(collection).map((one) => [String(one._id), one]));
    for (const { _id } of before) if (!now.has(String(_id))) found.push(`${this.picture.nameOf(_id)} has vanished`);
    for (const one of now.values()) {
      const name = this.picture.nameOf(one._id);
      const earlier = before.find(({ _id }) => String(_id) === String(one._id));
      const known = earlier?.history ?? [];
      if (known.some(({ id }, at) => one.history[at]?.id !== id)) found.push(`${name}: its history was changed`);
      const news = one.history.slice(known.length);
      if (earlier && one.version < earlier.version) found.push(`${name}: version ${earlier.version} became ${one.version}`);
      if (earlier && !news.length && one.status !== earlier.status) found.push(`${name}: ${earlier.status} became ${one.status} unsaid`);
      found.push(
        ...news.flatMap((line, at) => illegalLine(machine, line, news[at - 1]?.to ?? earlier?.status)).map((why) => `${name}: ${why}`),
      );
      if (news.length && news.at(-1)!.to !== one.status) found.push(`${name}: stands in ${one.status} after ${news.at(-1)!.event}`);
    }
    return found;
  }

  /** What was acknowledged is there, and once in each document. */
  private lost(): string[] {
    const found: string[] = [];
    const seen = new Set<string>();
    for (const collection of ['training_classes', ...Object.keys(MACHINE_OF)] as Looked[])
      for (const one of this.picture.of(collection)) {
        if (one.createdOp) seen.add(one.createdOp);
        const mine = new Set<string>();
        for (const { op, event } of one.history ?? []) {
          if (!op) continue;
          seen.add(op);
          if (mine.has(`${op} ${event}`)) found.push(`${this.picture.nameOf(one._id)}: ${event} was made twice by one act`);
          mine.add(`${op} ${event}`);
        }
      }
    for (const [op, what] of this.acknowledged) if (!seen.has(op)) found.push(`acknowledged and lost: ${what}`);
    for (const one of this.picture.of('applications')) {
      const told = this.enrolled.get(String(one._id));
      if (told && told !== one.trainingClassId) found.push(`acknowledged and lost: the class of ${this.picture.nameOf(one._id)}`);
    }
    for (const one of this.picture.of('exam_sessions')) {
      const id = String(one._id);
      for (const [key, { version, choice }] of this.answers) {
        const [sitting, questionId] = key.split(' ') as [string, string];
        const held = sitting === id && (one.answers as Record<string, { version: number; choice: string[] }>)[questionId];
        if (sitting !== id) continue;
        if (!held || held.version < version || (held.version === version && String(held.choice) !== String(choice)))
          found.push(`acknowledged and lost: an answer of ${this.picture.nameOf(one._id)}`);
      }
      const mark = this.marks.get(id);
      const score = this.picture.of('scores').find(({ sessionId }) => sessionId === id);
      if (mark !== undefined && (one.score !== mark || (score && score.value !== mark)))
        found.push(`acknowledged and lost: ${mark} points of ${this.picture.nameOf(one._id)}`);
    }
    return found;
  }

  /** One certificate a source, one number once, one score a sitting, one open application a person, each message once. */
  private doubled(): string[] {
    const found: string[] = [];
    const once = (what: string, keys: readonly string[]) => {
      const twice = keys.find((key, at) => keys.indexOf(key) !== at);
      if (twice) found.push(`${what} twice`);
    };
    const sourceOf = (one: Case) => JSON.stringify(one.source);
    const certificates = this.picture.of('certificates');
    once('a certificate of one source', certificates.map(sourceOf));
    once(
      'a certificate number',
      certificates.map(({ number }) => String(number)),
    );
    for (const { number, _id } of certificates) {
      const holder = this.numbers.get(String(number)) ?? String(_id);
      if (holder !== String(_id)) found.push('a certificate number was given again');
      this.numbers.set(String(number), holder);
    }
    const applications = this.picture.of('applications');
    once(
      'an application number',
      applications.map(({ number }) => String(number)),
    );
    once(
      'an open application of one person',
      applications.filter(({ open }) => open).map(({ personId }) => String(personId)),
    );
    once(
      'a plan number',
      this.picture.of('exam_plans').map(({ number }) => String(number)),
    );
    const sittings = this.picture.of('exam_sessions');
    once(
      'an admission number',
      sittings.map(({ admissionNumber }) => String(admissionNumber)),
    );
    once(
      'a sitting in one plan',
      sittings.map((one) => `${sourceOf(one)} ${String(one.planId)}`),
    );
    once('an open sitting of one source', sittings.filter(({ status }) => OPEN_SITTING.includes(status)).map(sourceOf));
    once(
      'a score of one sitting',
      this.picture.of('scores').map(({ sessionId }) => String(sessionId)),
    );
    once('a study of one source', this.picture.of('studies').map(sourceOf));
    once(
      'a message',
      this.picture.of('inbox').map(({ entryId }) => String(entryId)),
    );
    return found;
  }

  /** Nobody is credited more than the time that has gone by since they were last heard of. */
  private overpaid(before: readonly Ledger[] | undefined): string[] {
    if (!before) return [];
    return this.picture.of<Ledger>('study_ledgers').flatMap((one) => {
      const earlier = before.find(({ _id }) => _id === one._id);
      const credited = secondsIn(one) - (earlier ? secondsIn(earlier) : 0);
      const passed = (this.clock.now().getTime() - (earlier?.lastAckAt ?? this.startedAt).getTime()) / 1000;
      return credited > passed ? [`${credited} s of study credited in ${passed} s`] : [];
    });
  }

  /** No more people in a class than it has seats. */
  private overbooked(): string[] {
    return this.picture.of<Doc>('training_classes').flatMap((one) => {
      const taken = this.picture.of('applications').filter(({ trainingClassId }) => trainingClassId === String(one._id)).length;
      return (one.seatsLeft as number) + taken > (one.seats as number)
        ? [`${taken} in a class that has ${String(one.seatsLeft)} of ${String(one.seats)} seats left`]
        : [];
    });
  }
}

function illegalLine(machine: Machine, line: Line, stood: string | undefined): string[] {
  if (stood === undefined) return line.to in machine.states ? [] : [`born in ${line.to}`];
  if (line.from !== stood) return [`${line.event} leads from ${line.from}, but it stood in ${stood}`];
  const arrow = machine.transitions.some(({ from, event, to }) => from === line.from && event === line.event && to === line.to);
  return arrow ? [] : [`no arrow ${line.from} —${line.event}→ ${line.to}`];
}

const secondsIn = ({ tracks }: Ledger): number =>
  Object.values(tracks)
    .flatMap(({ covered }) => Object.values(covered ?? {}).flat())
    .reduce((sum, [from, to]) => sum + to - from, 0);
