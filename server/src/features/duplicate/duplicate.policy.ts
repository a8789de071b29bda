import { notOwn, ofAuthority, ofPerson, rules, scopes } from '../../platform/policy';
import type { DuplicateCase } from './duplicate.model';

/** Everybody's own; an authority's all. */
export const scope = scopes({ WORKER: ofPerson, AUTHORITY: ofAuthority });

const holder = (one: DuplicateCase) => (one.personId ? [one.personId] : []);

export const { can, demand } = rules<DuplicateCase, 'DUPLICATE_CASE' | 'DUPLICATE_CANCEL'>({
  DUPLICATE_CASE: [notOwn(holder, '重复持证', '办理')],
  DUPLICATE_CANCEL: [notOwn(holder, '重复持证', '办理')],
});
