import type { RouteSpec } from '@jzt/shared/contract/route';
import { needsSecondFactor } from '@jzt/shared/domain/roles';
import { forbidden } from '../errors';
import type { Caller } from './tokens';

/** A sign-in has shown its second factor for so long: a day's work. */
export const PROVED_MS = 12 * 3600_000;
/** And is asked for a fresh code after this before what cannot be undone. */
export const FRESH_MS = 10 * 60_000;

type Proved = Pick<Caller, 'role' | 'provedAt'>;

/** Has who acts in this role shown what is demanded of it? */
export const isProved = ({ role, provedAt }: Proved, now: Date, within = PROVED_MS): boolean =>
  !needsSecondFactor(role) || (provedAt !== undefined && now.getTime() - provedAt < within);

/** Throws SECOND_FACTOR_REQUIRED or, before what cannot be undone, STEP_UP_REQUIRED: nothing was done, the same request may come again. */
export function requireSecondFactor(spec: RouteSpec, caller: Proved, now: Date): void {
  if (!spec.withoutSecondFactor && !isProved(caller, now)) throw forbidden('SECOND_FACTOR_REQUIRED', '请先输入验证器的动态码');
  if (spec.stepUp) requireFresh(caller, now);
}

export function requireFresh(caller: Proved, now: Date): void {
  if (!isProved(caller, now, FRESH_MS))
    throw forbidden('STEP_UP_REQUIRED', '这一步不能撤回，请再输入一次验证器的动态码。您填写的内容没有丢失');
}
