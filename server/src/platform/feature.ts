import type { Me } from '@jzt/shared/contract/account';
import type { PageAddress } from '@jzt/shared/contract/pages';
import type { Caller } from './http/tokens';
import type { Model, Types } from 'mongoose';
import type { Delivery, LaneOptions } from './lane';
import type { FilePolicy } from './policy';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Class<T = object> = new (...args: any[]) => T;

/** What waits for somebody; the smaller `urgency` stands higher on the list. */
export interface Todo extends Omit<Me['todos'][number], 'page'> {
  page: PageAddress;
  urgency: number;
}

/** A part that knows of things waiting for a person in the role they act in. */
export interface TodoSource {
  todosOf(caller: Caller): Promise<Todo[]>;
}

interface OutboxConsumer {
  topic: string;
  part: Class;
  handle: (part: never, payload: never, delivery: Delivery) => Promise<void>;
  options?: LaneOptions;
}

interface PeriodicJob {
  name: string;
  everyMs: number;
  part: Class;
  run: (part: never) => Promise<void>;
}

/** Periodic work on documents, each apart from the others (`Jobs.each`). */
interface JobOfEach {
  name: string;
  everyMs: number;
  part: Class;
  model: Model<never>;
  due: (part: never) => Record<string, unknown>;
  act: (part: never, id: Types.ObjectId) => Promise<void>;
}

/** The manifest of a feature: everything the rest of the program learns about it at start. */
export interface Feature {
  /** The name of its folder. */
  name: string;
  parts: readonly Class[];
  consumers?: readonly OutboxConsumer[];
  jobs?: readonly (PeriodicJob | JobOfEach)[];
  todos?: readonly Class<TodoSource>[];
  filePolicies?: readonly Class<FilePolicy>[];
}

/** What is delivered under the topic goes to this part; it must not mind a second delivery. */
export const consumes = <T extends object, P>(
  topic: string,
  part: Class<T>,
  handle: (part: T, payload: P, delivery: Delivery) => Promise<void>,
  options?: LaneOptions,
): OutboxConsumer => ({ topic, part, handle, options });

/** Periodic work of this part. */
export const every = <T extends object>(everyMs: number, name: string, part: Class<T>, run: (part: T) => Promise<void>): PeriodicJob => ({
  everyMs,
  name,
  part,
  run,
});

/** Periodic work of this part on every document of the model that is due. */
export const each = <T extends object, D>(
  everyMs: number,
  name: string,
  part: Class<T>,
  of: { model: Model<D>; due: (part: T) => Record<string, unknown>; act: (part: T, id: Types.ObjectId) => Promise<void> },
): JobOfEach => ({ everyMs, name, part, model: of.model as unknown as Model<never>, due: of.due, act: of.act });
