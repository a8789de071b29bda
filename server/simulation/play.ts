import { studyRoutes } from '@jzt/shared/contract/study';
import { randomUUID } from 'node:crypto';
import { Desk } from '../simulators/desk';
import { sha256 } from '../src/platform/crypto';
import type { World } from '../testing/world';
import type { Chance } from './chance';
import { STRIKES, type DatabaseGate, type Strike } from './databaseGate';
import type { Deed, Memory, Scene } from './deeds';
import { brokenAtEnd, messagesSent, stillOwing } from './ending';
import type { Fleet, Instance } from './fleet';
import { Invariants } from './invariants';
import { authority, clerk, invigilator, stranger, teacher } from './offices';
import { clientOf } from './people';
import { Picture, type Case, type Doc, type Looked } from './picture';
import type { Stages } from './stages';
import { workers } from './workers';
import { ServedMedia } from '../src/platform/media/served';
import type { Client } from '../testing/client';

const STEPS = 15;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const JUMPS = [SECOND, 7 * SECOND, 20 * SECOND, 35 * SECOND, 2 * MINUTE, 11 * MINUTE, 65 * MINUTE];
const JOBS = ['passList.sign', 'exam.finalise', 'exam.close', 'study.close', 'audit.seal', 'inbox.sms', 'certificate.expire'];
const SYSTEMS = ['national', 'insurance', 'seal', 'sms'] as const;
const EVERYBODY = [workers, clerk, teacher, invigilator, authority, stranger];
const MOST_ROUNDS = 60;

/** A request that was sent and not answered: the phone sends it again until it is. */
interface Unanswered {
  deed: Deed;
  key: string;
}

interface Reply {
  status: number;
  code: string;
  body: unknown;
}

/** No answer came: the API was killed. */
const SILENCE: Reply = { status: 0, code: 'NO_ANSWER', body: undefined };
/** The phone knows no more than before, and sends it once more. */
const isAnswer = ({ status }: Reply): boolean => status > 0 && status < 500 && status !== 429;

/** One seed at play: acts one after the other, and after each a look whether all still holds. */
export class Play {
  readonly trace: string[] = [];
  private readonly picture = new Picture();
  private readonly memory: Memory = { lessons: new Map(), papers: new Map(), codes: new Map(), links: new Map() };
  private readonly began: Date;
  private readonly invariants: Invariants;
  private readonly unanswered: Unanswered[] = [];
  private readonly down = new Set<string>();
  private readonly desk: Desk;
  private sentBefore: ReadonlyMap<string, number> = new Map();

  constructor(
    private readonly world: World,
    private readonly gate: DatabaseGate,
    private readonly fleet: Fleet,
    private readonly stages: Stages,
    private readonly chance: Chance,
    /** How many APIs there are. */
    private readonly size: number,
  ) {
    this.began = world.clock.now();
    this.invariants = new Invariants(this.picture, stages.cast, world.clock);
    this.desk = new Desk(world.simulatorUrl);
  }

  /** What was broken; empty when all held. */
  async run(): Promise<string[]> {
    this.gate.takeNews();
    this.sentBefore = await messagesSent(this.world, this.stages.cast);
    await this.picture.look('ALL');
    for (let step = 0; step < STEPS; step++) {
      const broken = await this.step(() => this.act());
      if (broken.length) return broken;
    }
    return this.end();
  }

  /** One act, what it moved, and what it broke. */
  private async step(act: () => Promise<string>): Promise<string[]> {
    const broken: string[] = [];
    const words = await act().catch((error: Error) => {
      broken.push(error.message);
      return 'broke';
    });
    const before = await this.picture.look(this.gate.takeNews());
    const seconds = (this.world.clock.now().getTime() - this.began.getTime()) / SECOND;
    this.trace.push([`+${seconds}s ${words}`, ...this.moves(before)].join(' | '));
    return [...broken, ...this.invariants.broken(before)];
  }

  private async act(): Promise<string> {
    const dead = this.instances().filter((one) => one.dead);
    const kinds = [
      { weight: 60, act: () => this.somebody() },
      { weight: this.unanswered.length * 10, act: () => this.again() },
      { weight: 16, act: () => this.round(this.chance.pick(this.living()), this.strike(25)) },
      { weight: 7, act: () => this.turn(this.chance.pick(this.living()), this.chance.pick(JOBS), this.strike(25)) },
      { weight: 8, act: () => this.jump() },
      { weight: 2, act: () => this.outside() },
      { weight: this.living().length > 1 ? 1 : 0, act: () => this.kill(this.chance.pick(this.living())) },
      { weight: dead.length * 15, act: () => this.begin(this.chance.pick(dead)) },
    ];
    if (!this.living().length) return this.begin(this.chance.pick(dead));
    return this.chance.weighted(kinds).act();
  }

  private instances(): Instance[] {
    return this.fleet.instances.slice(0, this.size);
  }

  private living(): Instance[] {
    return this.instances().filter((one) => !one.dead);
  }

  /** Somebody does something, now and then with a bad line or at a bad moment. */
  private async somebody(): Promise<string> {
    const { cast } = this.stages;
    const { picture, memory, chance } = this;
    const scene: Scene = { cast, picture, memory, chance, now: this.world.clock.now() };
    const deed = chance.weighted(EVERYBODY.flatMap((of) => of(scene)));
    const key = randomUUID();
    const instance = chance.pick(this.living());
    if (chance.in100(15)) return this.twice(deed, key, instance, chance.pick(this.living()));
    return this.send(deed, key, instance, this.strike(25));
  }

  private async again(): Promise<string> {
    const { deed, key } = this.unanswered.splice(this.chance.below(this.unanswered.length), 1)[0]!;
    return `again ${await this.send(deed, key, this.chance.pick(this.living()), this.strike(15))}`;
  }

  /** The same request by two ways, one right behind the other. */
  private async twice(deed: Deed, key: string, first: Instance, second: Instance): Promise<string> {
    const [one, two] = [await this.ask(deed, key, first), await this.ask(deed, key, second)];
    for (const reply of [one, two]) this.take(deed, key, reply, false);
    if (deed.route.idempotent && one.status === 200 && JSON.stringify(one.body) !== JSON.stringify(two.body))
      throw new Error(`${deed.route.id}: the same request was answered with ${two.status} ${two.code} the second time`);
    return `${this.words(deed)} twice @${first.name}${second.name} → ${one.status} ${one.code}, ${two.status} ${two.code}`;
  }

  private async send(deed: Deed, key: string, instance: Instance, strike: Strike | undefined): Promise<string> {
    this.gate.arm(strike);
    const reply = await this.ask(deed, key, instance);
    const hit = this.gate.disarm();
    if (instance.dead) this.fleet.bury(instance);
    this.take(deed, key, reply, !!hit);
    return [`${this.words(deed)} @${instance.name}`, hit && `[${hit}]`, `→ ${reply.status} ${reply.code}`].filter(Boolean).join(' ');
  }

  private async ask({ by, route, params, body }: Deed, key: string, instance: Instance): Promise<Reply> {
    const client = await clientOf(instance.server, this.world.clock, by);
    const reply = await client.call(route, { params, body, key } as never);
    if (instance.dead) return SILENCE;
    if (route.id === studyRoutes.open.id && reply.status === 200) await this.watch(client, instance, reply.body as never);
    return { status: reply.status, code: reply.status === 200 ? 'OK' : (reply.error?.code ?? reply.bytes.toString()), body: reply.body };
  }

  /** The player loads the film: without its bytes nothing of the lesson counts. What was served is written down at once, not when a timer says so. */
  private async watch(client: Client, { server }: Instance, { videoUrl }: { videoUrl: string }): Promise<void> {
    await client.take(videoUrl);
    await (await server.get(ServedMedia)).of('what is waiting');
  }

  /** What the person, and who looks after the invariants, learn from an answer. */
  private take(deed: Deed, key: string, reply: Reply, struck: boolean): void {
    const { by, route } = deed;
    if (reply.status === 500 || (reply.status > 500 && !struck && !this.down.size))
      throw new Error(`${route.id}: ${reply.status} ${reply.code} for no reason`);
    if (!isAnswer(reply)) {
      this.unanswered.push({ deed, key });
      return;
    }
    if (reply.status !== 200) return;
    deed.learn?.(reply.body as never);
    if (route.id === 'training.enrol') {
      const { results } = reply.body as { results: { id: string; ok: boolean }[] };
      for (const { id, ok } of results) if (ok) this.invariants.acknowledgeEnrolment(id, String(deed.params!.id));
    } else if (route.idempotent) this.invariants.acknowledge(sha256(`${by!.id}|${route.id}|${key}`).slice(0, 32), this.words(deed));
    if (route.id === 'exam.saveAnswer') {
      const { questionId, version, choice } = deed.body as { questionId: string; version: number; choice: string[] };
      this.invariants.acknowledgeAnswer(String(deed.params!.id), questionId, version, choice);
    }
    if (route.id === 'exam.submit') this.invariants.acknowledgeMark(String(deed.params!.id), (reply.body as { score: number }).score);
  }

  private async round(instance: Instance, strike: Strike | undefined): Promise<string> {
    return this.work(`outbox of ${instance.name}`, instance, strike, () => instance.outbox.round(this.gate.written));
  }

  private async turn(instance: Instance, job: string, strike: Strike | undefined): Promise<string> {
    return this.work(`${job} of ${instance.name}`, instance, strike, () => instance.jobs.turnOf(job), true);
  }

  private async work(
    words: string,
    instance: Instance,
    strike: Strike | undefined,
    act: () => Promise<unknown>,
    counted = false,
  ): Promise<string> {
    this.gate.arm(strike);
    // A process that is struck in its own work says so in its log and goes on at its next turn, if it lives.
    const failed = await this.gate.as(instance, act, counted).then(
      () => undefined,
      (error: Error) => error.message,
    );
    const hit = this.gate.disarm();
    if (instance.dead) this.fleet.bury(instance);
    if (failed && !hit) throw new Error(`${words} failed for no reason: ${failed}`);
    return [words, hit && `[${hit}]`].filter(Boolean).join(' ');
  }

  private strike(cases: number): Strike | undefined {
    return this.chance.in100(cases) ? { kind: this.chance.pick(STRIKES), write: 1 + this.chance.below(5) } : undefined;
  }

  private async jump(): Promise<string> {
    const ms = this.chance.pick(JUMPS);
    this.world.clock.advance(ms);
    return 'time passes';
  }

  private async outside(): Promise<string> {
    const system = this.chance.pick(SYSTEMS);
    const mode = this.down.has(system) ? 'ok' : this.chance.pick(['down', 'garbage'] as const);
    if (mode === 'ok') this.down.delete(system);
    else this.down.add(system);
    await this.desk.fault(system, mode);
    return `${system} is ${mode}`;
  }

  private async kill(instance: Instance): Promise<string> {
    this.fleet.bury(instance);
    return `${instance.name} is killed`;
  }

  private async begin(dead: Instance): Promise<string> {
    await this.fleet.begin(this.fleet.instances.indexOf(dead));
    return `${dead.name} begins anew`;
  }

  /** Everything is mended, everything unanswered sent until it is answered, and time given until nothing moves. */
  private async end(): Promise<string[]> {
    if (this.down.size) await this.desk.fault('all', 'ok');
    this.down.clear();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const dead = this.instances().find((one) => one.dead);
      const instance = this.instances()[round % this.size]!;
      // Longer each time: what has failed often waits longer.
      this.world.clock.advance(Math.min(7 * SECOND * 2 ** (round / this.size), 16 * MINUTE));
      const broken = await this.step(async () => {
        if (dead) return this.begin(dead);
        const open = this.unanswered.shift();
        if (open) return `again ${await this.send(open.deed, open.key, instance, undefined)}`;
        await this.turn(instance, 'audit.seal', undefined);
        return this.round(instance, undefined);
      });
      if (broken.length) return broken;
      if (!dead && !this.unanswered.length && !(await stillOwing(this.gate)).length) break;
    }
    // Longer than anybody has kept the trail for themself.
    this.world.clock.advance(7 * SECOND);
    await this.step(() => this.turn(this.instances()[0]!, 'audit.seal', undefined));
    return brokenAtEnd(this.world, this.gate, this.instances()[0]!, this.stages.cast, this.sentBefore);
  }

  private words({ by, route, about }: Deed): string {
    return `${by?.name ?? 'stranger'} ${route.id}${about && ` ${about}`}`;
  }

  /** Which cases came to stand elsewhere, and which are new. */
  private moves(before: ReadonlyMap<Looked, readonly Doc[]>): string[] {
    return [...before].flatMap(([collection, documents]) => {
      const now = this.picture.of(collection);
      if (collection === 'inbox') return now.length > documents.length ? [`${now.length - documents.length} messages`] : [];
      return now.flatMap((one) => {
        const earlier = documents.find(({ _id }) => String(_id) === String(one._id)) as Case | undefined;
        const name = this.picture.nameOf(one._id);
        if (!earlier) return [`${name} ${one.status ?? ''}`];
        return earlier.status === one.status ? [] : [`${name} ${earlier.status}→${one.status}`];
      });
    });
  }
}
