import type { BodyOf, ParamsOf, RouteSpec } from '@jzt/shared/contract/route';
import type { Chance } from './chance';
import type { Picture } from './picture';
import type { Cast, Person } from './stages';

/** One request that somebody may make now. */
export interface Deed {
  by: Person | undefined;
  route: RouteSpec;
  params?: Record<string, unknown>;
  body?: Record<string, unknown>;
  /** Of what in the trace: names, never ids. */
  about: string;
  weight: number;
  /** What the person remembers of a good answer. */
  learn?: (answer: never) => void;
}

/** What people have in their heads and on their screens; everything else they read off the picture. */
export interface Memory {
  /** By worker's name: the lesson that runs on their phone. */
  lessons: Map<string, { sourceId: string; sessionId: string; epoch: number; nextSeq: number; seconds: number }>;
  /** By sitting's id. */
  papers: Map<string, { questions: { id: string; options: { key: string; text: string }[] }[]; versions: Map<string, number> }>;
  /** By plan's id: what stood on the invigilator's screen. */
  codes: Map<string, string>;
  /** By certificate's id: what the QR code leads to. */
  links: Map<string, string>;
}

export interface Scene {
  cast: Cast;
  picture: Picture;
  memory: Memory;
  chance: Chance;
  now: Date;
}

/** Who could do what now: a few things each that have sense, and now and then one that has none. */
export type Deeds = (scene: Scene) => Deed[];

export const deed = <T extends RouteSpec>(
  by: Person | undefined,
  route: T,
  about: string,
  input: { params?: ParamsOf<T>; body?: BodyOf<T>; weight?: number; learn?: (answer: never) => void } = {},
): Deed => ({
  by,
  route,
  about,
  params: input.params as Record<string, unknown>,
  body: input.body as Record<string, unknown>,
  weight: input.weight ?? 1,
  learn: input.learn,
});
