import { notOwn, ofAuthority, rules, scopes } from '../../platform/policy';
import type { RegisterImport } from './registerImport.model';

/** An authority's own. */
export const scope = scopes({ AUTHORITY: ofAuthority });

/** What one officer brought, another one confirms. */
export const { can, demand } = rules<RegisterImport, 'REGISTER_IMPORT' | 'REGISTER_CONFIRM'>({
  REGISTER_IMPORT: [],
  REGISTER_CONFIRM: [notOwn(({ madeBy }) => [madeBy.personId], '导入批次', '确认')],
});
