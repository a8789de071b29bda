import { ACTS, mayDo, type Act } from '@jzt/shared/domain/acts';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { isOfficer, ROLE_LABELS, type Role } from '@jzt/shared/domain/roles';
import type { Model, Types } from 'mongoose';
import { forbidden, notFound, type Refusal } from './errors';
import type { StoredFile } from './files';
import type { Caller } from './http/tokens';

/** A filter of the database. */
type Filter = Record<string, unknown>;

/** The things of a kind that somebody may see at all, as a filter of the database. */
export type Scope = Filter;

/** Nothing of the kind: no document has such an id. */
const NOTHING: Scope = { _id: null };

/** Of their own: theirs as a person. */
export const ofPerson = ({ personId }: Caller): Scope => ({ personId });

/** Of the organisation they act for; nothing for who acts for none. */
export const ofOrganisation =
  (field: 'institutionId' | 'enterpriseId') =>
  ({ organisationId }: Caller): Scope =>
    organisationId ? { [field]: organisationId } : NOTHING;

/** Of the province where they act for an organisation; nothing for who acts nowhere. `field`: where a thing names its province, or all of them. */
export const ofPlace =
  (field: 'jurisdiction' | 'jurisdictions') =>
  ({ jurisdiction }: Caller): Scope =>
    jurisdiction ? { [field]: jurisdiction } : NOTHING;

/** Of the province of the authority that an officer is a member of: the one place that says what an authority reaches. `field`: where a thing names its province. */
export const ofAuthorityBy =
  (field: 'jurisdiction' | 'identity.jurisdiction') =>
  ({ role, organisationId, jurisdiction }: Caller): Scope =>
    isOfficer(role) && organisationId && jurisdiction ? { [field]: jurisdiction } : NOTHING;
export const ofAuthority = ofAuthorityBy('jurisdiction');

/** A document that may belong to a province, by one of the fields of `ofAuthorityBy`. */
export interface Placed {
  jurisdiction?: Jurisdiction;
  identity?: { jurisdiction?: Jurisdiction };
  /** Of an organisation: the first one is its home. */
  jurisdictions?: readonly Jurisdiction[];
}
export const provinceOf = (one: Placed | null | undefined): Jurisdiction | undefined =>
  one?.jurisdiction ?? one?.identity?.jurisdiction ?? one?.jurisdictions?.[0];

/** Both officers see the same, so they stand in a table as one. */
type Seat = Exclude<Role, 'AUTHORITY_REVIEWER' | 'AUTHORITY_ISSUER' | 'SYSTEM'> | 'AUTHORITY';

/** `scope(caller)` from a table of who sees what; who is not in it sees nothing. */
export const scopes =
  <Known extends unknown[] = []>(table: Partial<Record<Seat, (caller: Caller, ...known: Known) => Scope>>) =>
  (caller: Caller, ...known: Known): Scope =>
    table[isOfficer(caller.role) ? 'AUTHORITY' : (caller.role as Seat)]?.(caller, ...known) ?? NOTHING;

/** Both at once. What is asked for stays where an index finds it; a field of the scope that it names too is asked about beside it. */
export function within(scope: Scope, asked: Filter = {}): Filter {
  const both: Filter & { $and?: Filter[] } = { ...scope, ...asked };
  const twice = Object.fromEntries(Object.entries(scope).filter(([field]) => field in asked));
  return Object.keys(twice).length ? { ...both, $and: [twice, ...(both.$and ?? [])] } : both;
}

/** The thing with this id, if the scope holds it; else the same NOT_FOUND as for one that was never there. */
export async function findWithin<T>(model: Model<T>, scope: Scope, id: string | Types.ObjectId, missing: string): Promise<T> {
  const found = await model.findOne(within(scope, { _id: id }) as never).lean<T>();
  if (!found) throw notFound(missing);
  return found as T;
}

/** Why somebody whose role may act may not do it to this very thing; nothing when they may. */
type Objection<T> = (caller: Caller, object: T) => Refusal | undefined;

/** Nobody decides their own case: `people` are those it is about, `what` it is to them, `task` what somebody else has to do. */
export const notOwn =
  <T>(people: (object: T) => readonly string[], what: string, task: string): Objection<T> =>
  ({ personId }, object) =>
    people(object).includes(personId) ? forbidden('OWN_CASE', `这是您本人的${what}，要由其他人${task}`) : undefined;

/** `can` and `demand` from a table: which acts there are, and for each what stands against it beside the role. */
export function rules<T, A extends Act>(table: Record<A, readonly Objection<T>[]>) {
  const objection = (caller: Caller, act: A, object: T) => table[act].map((objects) => objects(caller, object)).find((one) => one);
  const allowed = (caller: Caller, act: A) => mayDo(act, caller.role);
  return {
    /** May this caller do that to it? */
    can: (caller: Caller, act: A, object: T): boolean => allowed(caller, act) && !objection(caller, act, object),
    /** Throws the reason why not: WRONG_ROLE, OWN_CASE or what the table says. */
    demand: (caller: Caller, act: A, object: T): void => {
      if (!allowed(caller, act)) throw wrongRole(ACTS[act]);
      const refusal = objection(caller, act, object);
      if (refusal) throw refusal;
    },
  };
}

const wrongRole = (who: readonly Role[]) =>
  forbidden(
    'WRONG_ROLE',
    `这件事要由${who
      .filter((role) => role !== 'SYSTEM')
      .map((role) => ROLE_LABELS[role])
      .join('或')}办理，您的账号不能办。`,
  );

/** The part of a feature's policy that is about files: may somebody, besides its owner, see this one? */
export interface FilePolicy {
  maySee(caller: Caller, file: StoredFile): Promise<boolean>;
}
