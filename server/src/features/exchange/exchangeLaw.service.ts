import { Inject, Singleton } from '@midwayjs/core';
import type { FileCheckPlace } from '@jzt/shared/contract/exchange';
import { numberKey } from '@jzt/shared/domain/certificateNumber';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { CertificateFacts, Decision, Facts } from '@jzt/shared/policy/index';
import { exchangeHoursOf, fileRoomOf } from '@jzt/shared/policy/exchangeTerms';
import { GatewayDown } from '../../gateways/gateway-down';
import { National, type SiteRecord } from '../../gateways/national/port';
import { Law, type LawText } from '../../platform/law';
import { Certificates } from '../certificate/certificate.service';
import { Studies } from '../study/study.service';
import type { Exchange } from './exchange.model';

export type Records = SiteRecord[] | 'UNAVAILABLE';
/** What still has to come is taken as done: may this certificate be exchanged at all? */
const LATER: Facts['exchange'] = {
  portrait: true,
  profileComplete: true,
  passed: true,
  total: '9999',
  professional: '9999',
  originals: true,
};
const PAPERS = ['身份证原件', '证书原件'];

/** Collects what the rules of an exchange are decided from. */
@Singleton()
export class ExchangeLaw {
  @Inject() private readonly law: Law;
  @Inject() private readonly national: National;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly studies: Studies;

  /** What the ministry's register has of this person in the province (HN-03); UNAVAILABLE when it does not answer. */
  async recordsOf(idNumber: string, jurisdiction: Jurisdiction): Promise<Records> {
    try {
      return (await this.national.lookUpSiteRecords(idNumber)).filter((one) => one.provinceCode === jurisdiction);
    } catch (error) {
      if (error instanceof GatewayDown) return 'UNAVAILABLE';
      throw error;
    }
  }

  /** May this certificate be exchanged, whatever still has to be learnt (HN-01…06, HN-19)? */
  certificate(law: LawText, certificate: CertificateFacts | null | 'UNAVAILABLE', found: boolean | 'UNAVAILABLE'): Decision {
    const registry = found === 'UNAVAILABLE' ? found : { found };
    return law.decide('EXCHANGE', { certificate, registry, exchange: LATER });
  }

  /** The exchange as such, of a certificate that nothing stands against: is it open? */
  window(law: LawText): Decision {
    return law.decide('EXCHANGE', { certificate: 'UNAVAILABLE', registry: { found: true }, exchange: LATER });
  }

  /** May the originals be shown today (HN-04)? */
  fileCheck(law: LawText, originals = true): Decision {
    return law.decide('FILE_CHECK', { exchange: { ...LATER, originals } });
  }

  placeOf(law: LawText): FileCheckPlace | undefined {
    const [place, until] = [fileRoomOf(law.pack), law.pack.services.FILE_CHECK && this.fileCheck(law).window?.closes];
    return place && until ? { place, papers: [...PAPERS], until } : undefined;
  }

  /** What stands against 更新 (HN-06…09, HN-19). `known`: in the place of what is stored. */
  async update(one: Exchange, known: Partial<Facts['exchange']> = {}): Promise<Decision> {
    const { total, professional } = await this.hoursOf(one);
    const old = one.certificateId ? await this.held(one.personId, one) : undefined;
    return this.law.of(one).decide('EXCHANGE', {
      certificate: old ?? 'UNAVAILABLE',
      registry: { found: one.certificateId !== undefined },
      exchange: {
        portrait: one.portraitFileId !== undefined,
        profileComplete: one.education !== undefined,
        passed: one.passedOn !== undefined,
        originals: true,
        total,
        professional,
        ...known,
      },
    });
  }

  hoursOf(one: Pick<Exchange, '_id'>): Promise<{ total: string; professional: string }> {
    return this.studies.hoursByKind({ kind: 'EXCHANGE', id: one._id.toHexString() });
  }

  required(one: Exchange): { total: string; professional: string } {
    return exchangeHoursOf(this.law.of(one).pack) ?? { total: '0', professional: '0' };
  }

  /** The old one as it stands now, also while the document of a replaced one is still to follow. */
  private async held(personId: string, { jurisdiction, certificateId }: Exchange): Promise<CertificateFacts | undefined> {
    const one = (await this.certificates.heldBy(personId, jurisdiction)).find((each) => each._id.toHexString() === certificateId);
    return one && this.certificates.facts(one);
  }
}

/** A certificate of the ministry's register as the rules look at it; what stands there is in force here. */
export const factsOfRecord = ({
  code,
  title,
  provinceCode,
  state,
  validTo,
  number,
  issuedOn,
  issuedByProvince,
}: SiteRecord): CertificateFacts => ({
  category: 'SITE_MANAGER',
  code,
  title,
  provinceCode,
  state: state === 'VALID' ? 'ACTIVE' : state,
  validTo,
  number,
  issuedOn,
  issuedByProvince,
  medium: title === 'SITE_MANAGER_ELECTRONIC' ? 'ELECTRONIC' : 'PAPER',
});

export const sameNumber = (one: string, other: string): boolean => numberKey(one) === numberKey(other);
