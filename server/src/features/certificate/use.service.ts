import { Inject, Singleton } from '@midwayjs/core';
import type { CeRecord } from '@jzt/shared/policy/facts';
import type { Decision } from '@jzt/shared/policy/index';
import { Law } from '../../platform/law';
import type { Certificate } from './certificate.model';
import { useFacts } from './certificate.presenter';

/** By certificate: every reported hour, reviewed or not. */
type HoursOf = (certificateIds: readonly string[]) => Promise<Map<string, CeRecord[]>>;

/** May a certificate be used today? Some only as long as every year's hours were met (HN-18): who keeps the hours registers here. */
@Singleton()
export class CertificateUse {
  @Inject() private readonly law: Law;

  private hoursOf?: HoursOf;

  keepsHours(hoursOf: HoursOf): void {
    this.hoursOf = hoursOf;
  }

  async of(one: Certificate): Promise<Decision> {
    const law = this.law.of(one);
    const decision = law.decide('USE', useFacts(one));
    // Only where the law asks for the hours are they looked up.
    if (!decision.pending.length || !this.hoursOf) return decision;
    const id = one._id.toHexString();
    return law.decide('USE', useFacts(one, (await this.hoursOf([id])).get(id) ?? []));
  }
}
