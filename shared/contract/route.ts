import type * as z from 'zod/mini';
import type { Role } from '../domain/roles';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Who may call: anybody, anybody signed in, or the holders of one of the listed roles (the role they act in now). */
type Access = 'PUBLIC' | 'SIGNED_IN' | readonly Role[];

/** One route of the API, declared once: the server validates against it, the clients and the documents are made from it. */
export interface RouteSpec {
  /** Stable name, `resource.verb`; also the operationId in OpenAPI. */
  id: string;
  method: Method;
  /** Path with `:name` parameters. */
  path: `/api/${string}`;
  access: Access;
  /** One Chinese sentence for the readable API page. */
  summary: string;
  params?: z.ZodMiniType;
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  /** JSON answer; leave out with `binary`. */
  response?: z.ZodMiniType;
  /** The answer is a file of one of these content types. */
  binary?: readonly string[];
  /** The body is one file, sent as multipart field `file`. */
  upload?: true;
  /** Refusals a caller should expect beside those of every route. */
  errors?: readonly string[];
  /** Open also while the initial password has not been changed (JX-03); no other route is. */
  withInitialPassword?: true;
  /** Open also to who has not given the code of their second factor yet; no other route is. */
  withoutSecondFactor?: true;
  /**
   * It cannot be undone: of whom a second factor is demanded, a code of the last ten minutes is asked for (403 STEP_UP_REQUIRED, before anything is done).
   * The client asks for one, and sends the same request again with the same key.
   */
  stepUp?: true;
  /** A phone may send it twice: an Idempotency-Key header is required (design.md section 3). */
  idempotent?: true;
}

/** Declares a route and keeps its literal types. */
export const route = <const T extends RouteSpec>(spec: T): T => spec;

type Parsed<T> = T extends z.ZodMiniType ? z.output<T> : undefined;
export type ParamsOf<T extends RouteSpec> = Parsed<T['params']>;
export type QueryOf<T extends RouteSpec> = Parsed<T['query']>;
export type BodyOf<T extends RouteSpec> = Parsed<T['body']>;
export type ResponseOf<T extends RouteSpec> = Parsed<T['response']>;
