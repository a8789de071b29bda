import { Singleton } from '@midwayjs/core';
import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { notOwn, ofAuthority, ofOrganisation, rules, scopes, within, type FilePolicy } from '../../platform/policy';
import { FilingModel, type Filing } from './filing.model';

/** The enterprise sees what it files; the province what was sent to it. The person it is about has no part in it (JX-01). */
export const scope = scopes({
  ENTERPRISE_STAFF: ofOrganisation('enterpriseId'),
  AUTHORITY: (caller) => ({ ...ofAuthority(caller), sent: true }),
});

/** `people`: the account of the person it is about, where there is one. */
type About = Pick<Filing, 'enterpriseId'> & { people: readonly string[] };
const others = (task: string) => notOwn<About>(({ people }) => people, '换证申请', task);

/** JX-10, JX-18: nobody decides what is about themself. */
export const { demand } = rules<About, 'FILING_REVIEW' | 'FILING_WITHDRAW'>({
  FILING_REVIEW: [others('审核')],
  FILING_WITHDRAW: [others('撤回')],
});

/** The photos of people who are filed: for their enterprise and the province, for nobody else. */
@Singleton()
export class FilingFiles implements FilePolicy {
  async maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    const ofFiling = file.purpose === 'FILING' || file.purpose === 'FILING_PORTRAIT';
    return ofFiling && !!(await FilingModel.exists(within(scope(caller), { _id: file.ownerId }) as never));
  }
}
