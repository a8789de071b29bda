import { Inject, Singleton } from '@midwayjs/core';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { SITE_SAFETY_OFFICER } from '@jzt/shared/domain/posts';
import type { Decision, Facts, FactsOf, Holding } from '@jzt/shared/policy/index';
import { GatewayDown } from '../../gateways/gateway-down';
import { National, type SiteRecord } from '../../gateways/national/port';
import type { FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { Law } from '../../platform/law';
import { Certificates } from '../certificate/certificate.service';
import { FilingModel, type Filing } from './filing.model';

export type Records = SiteRecord[] | 'UNAVAILABLE';
type Ticks = Pick<Facts['filingReview'], 'signatureSeen' | 'sealSeen'>;

/** Collects what the rules of a filing are decided from. */
@Singleton()
export class FilingLaw {
  @Inject() private readonly law: Law;
  @Inject() private readonly national: National;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly cipher: FieldCipher;

  /** 「与平台数据进行对比」 (JX-06): what the register has of this person in the province. UNAVAILABLE when it does not answer. */
  async recordsOf(idNumber: string, jurisdiction: Jurisdiction): Promise<Records> {
    try {
      return (await this.national.lookUpSiteRecords(idNumber)).filter((one) => one.provinceCode === jurisdiction);
    } catch (error) {
      if (error instanceof GatewayDown) return 'UNAVAILABLE';
      throw error;
    }
  }

  /** May it be submitted (JX-01, JX-05…JX-14, JX-20)? Of a look beforehand, the channel is that of a computer. */
  async filing(one: Filing, actor: Facts['actor']): Promise<Decision> {
    const { registry, ...facts } = await this.factsOf(one);
    return this.law.in(one.jurisdiction).decide('FILING', { actor, registry, ...facts });
  }

  /** May it be approved, asked anew (JX-09…JX-14, JX-17)? */
  async review(one: Filing, actor: Facts['actor'], selected: number, ticks: Ticks): Promise<Decision> {
    const { registry: _asked, ...facts } = await this.factsOf(one);
    return this.law.of(one).decide('FILING_REVIEW', { actor, filingReview: { selected, ...ticks }, ...facts });
  }

  /** Before anything is filed: who asks, where, and with which number (JX-01, JX-05, JX-06). */
  begin(jurisdiction: Jurisdiction, actor: Facts['actor'], idNumber: string, records: Records): Decision {
    const parsed = parseIdNumber(idNumber);
    return this.law.in(jurisdiction).decide('FILING', {
      actor,
      registry: parsed ? registryOf(records) : { found: true },
      filing: { ...EMPTY, idNumber },
      person: parsed ? { birthDate: parsed.birthDate, sex: parsed.sex } : { birthDate: '1990-01-01', sex: 'M' },
      localHoldings: [],
    });
  }

  private async factsOf(one: Filing): Promise<Pick<FactsOf<'FILING'>, 'registry' | 'filing' | 'person' | 'localHoldings'>> {
    const id = one._id.toHexString();
    const idNumber = this.cipher.open(one.idNumberSealed, id);
    const [records, own, others] = await Promise.all([
      this.recordsOf(idNumber, one.jurisdiction),
      this.certificates.holdingsOfIdNumber(idNumber, one.jurisdiction),
      this.others(one),
    ]);
    const { birthDate, sex } = parseIdNumber(idNumber)!;
    const { idFront, idBack, letter } = one.files;
    return {
      registry: registryOf(records),
      filing: {
        state: one.status,
        idNumber,
        post: one.post ?? null,
        files: { idFront: !!idFront, idBack: !!idBack, letter: !!letter },
        pendingPosts: others,
      },
      person: { birthDate, sex },
      localHoldings: records === 'UNAVAILABLE' ? records : merged(own, records),
    };
  }

  /**
   * Posts of the person's other filings that are on their way to a certificate: waiting, approved and not made yet, or to be corrected by the same
   * enterprise: what another one was rejected for and lets lie stands in nobody's way.
   */
  async others(one: Pick<Filing, '_id' | 'jurisdiction' | 'idNumberIndex' | 'enterpriseId'>): Promise<string[]> {
    const { jurisdiction, idNumberIndex, enterpriseId } = one;
    const open = await FilingModel.find({
      jurisdiction,
      idNumberIndex,
      _id: trusted({ $ne: one._id }),
      ...trusted({ $or: [{ status: trusted({ $in: ['PENDING_REVIEW', 'PASSED'] }) }, { status: 'REJECTED', enterpriseId }] }),
    }).lean<Filing[]>();
    return open.flatMap(({ status, certificateId, post }) => (status === 'PASSED' && certificateId ? [] : (post ?? [])));
  }
}

const EMPTY: Facts['filing'] = {
  state: 'DRAFT',
  idNumber: null,
  post: '111',
  files: { idFront: true, idBack: true, letter: true },
  pendingPosts: [],
};

const registryOf = (records: Records): Facts['registry'] | 'UNAVAILABLE' =>
  records === 'UNAVAILABLE' ? records : { found: records.some((one) => one.code === SITE_SAFETY_OFFICER) };

/** What both registers know, each number once. */
function merged(own: readonly Holding[], records: readonly SiteRecord[]): Holding[] {
  const known = new Set(own.map((one) => one.number));
  const more = records.filter((one) => !known.has(one.number));
  return [
    ...own,
    ...more.map(({ code, provinceCode, state, validTo, number }): Holding => ({
      category: 'SITE_MANAGER',
      code,
      provinceCode,
      state,
      validTo,
      number,
    })),
  ];
}
