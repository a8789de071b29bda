import { Inject, Singleton } from '@midwayjs/core';
import { PROVINCES } from '@jzt/shared/domain/provinces';
import { certificateService as machine } from '@jzt/shared/workflow/machines/certificateService';
import type { Types } from 'mongoose';
import { Cases } from '../../platform/cases';
import { conflict } from '../../platform/errors';
import { Certificates } from '../certificate/certificate.service';
import { NationalHoldings } from '../certificate/nationalHoldings.service';
import { Persons } from '../person/person.service';
import { ServiceCaseModel, type ServiceCase } from './certificateService.model';

const SYSTEM = { role: 'SYSTEM' } as const;

/** 调出 after it was approved: ended by the other province's receipt, which the national platform shows; taken back until then (QH-03). */
@Singleton()
export class TransfersOut {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly holdings: NationalHoldings;
  @Inject() private readonly persons: Persons;

  due(): Record<string, unknown> {
    return { status: 'RELEASED' };
  }

  /** A platform that is down says neither yes nor no: it is asked again. */
  async look(id: Types.ObjectId): Promise<void> {
    const one = await ServiceCaseModel.findById(id).lean<ServiceCase>();
    if (one?.status !== 'RELEASED' || (await this.received(one)) !== true) return;
    const certificate = (await this.certificates.find(one.certificateId))!;
    if (certificate.serviceId === id.toHexString())
      await this.certificates.change(certificate, 'confirmTransferOut', {
        actor: SYSTEM,
        reason: `${placeOf(one)}已接收`,
        unset: { serviceId: 1 },
      });
    await this.cases.move(ServiceCaseModel, one._id, { machine, event: 'finish', actor: SYSTEM, packVersion: one.packVersion });
  }

  /** Throws ALREADY_RECEIVED, or CHECK_PENDING while nobody can say. */
  async requireUnreceived(one: ServiceCase): Promise<void> {
    const received = await this.received(one);
    if (received === 'UNAVAILABLE')
      throw conflict('CHECK_PENDING', '全国证书平台暂时连不上，不能确定对方是否已接收，请稍后再试', { ruleId: 'QH-03' });
    if (received) throw conflict('ALREADY_RECEIVED', `${placeOf(one)}已接收，不能撤回。请在${placeOf(one)}办理`, { ruleId: 'QH-03' });
  }

  /** The same certificate stands in the other province. */
  private async received({ personId, subject, toProvince }: ServiceCase): Promise<boolean | 'UNAVAILABLE'> {
    const held = await this.holdings.ask(await this.persons.know(personId));
    if (held === 'UNAVAILABLE') return held;
    return held.some(
      (one) => one.provinceCode === toProvince && one.category === subject.category && one.code === subject.code && one.state === 'VALID',
    );
  }
}

const placeOf = ({ toProvince }: ServiceCase): string => (toProvince && PROVINCES[toProvince]?.name) ?? '调入省';
