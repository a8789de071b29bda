import { Singleton } from '@midwayjs/core';
import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { forbidden } from '../../platform/errors';
import { notOwn, ofAuthority, ofOrganisation, ofPerson, rules, scopes, within, type FilePolicy, type Scope } from '../../platform/policy';
import type { Certificate } from '../certificate/certificate.model';
import { ServiceCaseModel, type ServiceCase } from './certificateService.model';

/** Of the base that they act for; nothing for who acts for none. */
const ofBase = ({ organisationId }: Caller): Scope => (organisationId ? { baseId: organisationId } : { _id: null });

/** What a base was asked to do: the base's, the holder's whoever asked, and the enterprise's in whose name it is. */
export const agencies = { scope: scopes({ BASE_AGENT: ofBase, WORKER: ofPerson, ENTERPRISE_STAFF: ofOrganisation('enterpriseId') }) };

/** The holder's own, whoever asked; an employer's and a base's that it asked for; an authority's of its province. */
export const scope = scopes({
  BASE_AGENT: ofBase,
  WORKER: ofPerson,
  ENTERPRISE_STAFF: ofOrganisation('enterpriseId'),
  AUTHORITY: ofAuthority,
});

const concerned = (one: ServiceCase) => [one.personId, one.askedBy.personId];

/** What came in one channel is put right in the same (JS-06…08). */
const ofWhoAsked = ({ role }: Caller, one: ServiceCase) =>
  role === one.askedBy.role ? undefined : forbidden('WRONG_ROLE', '请由原来提交申请的一方补正；不再办理的，可以撤回');

/** Nobody decides on their own certificate, nor on what they asked for themselves. */
export const { can, demand } = rules<ServiceCase, 'APPROVE_SERVICE' | 'REFUSE_SERVICE' | 'CORRECT_SERVICE'>({
  CORRECT_SERVICE: [ofWhoAsked],
  APPROVE_SERVICE: [notOwn(concerned, '申请', '审核')],
  REFUSE_SERVICE: [notOwn(concerned, '申请', '审核')],
});

export const measures = rules<Certificate, 'CERTIFICATE_MEASURE'>({
  CERTIFICATE_MEASURE: [notOwn((one) => (one.personId ? [one.personId] : []), '证书', '处理')],
});

/** Officers see the photo that a request in their scope brings. */
@Singleton()
export class ServicePhotos implements FilePolicy {
  async maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    if (file.purpose !== 'PORTRAIT' || caller.role === 'WORKER') return false;
    return !!(await ServiceCaseModel.exists(within(scope(caller), { portraitFileId: file.id }) as never));
  }
}
