import { Inject, Singleton } from '@midwayjs/core';
import type { PassListBatch as View, PassListBatchItem } from '@jzt/shared/contract/passList';
import { printOf } from '@jzt/shared/policy/print';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { ExamRecords } from '../exam/examRecords.service';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import type { PassListBatch } from './passList.model';
import { presentBatch, presentItem, type Names } from './passList.presenter';

/** Pass lists as a caller sees them, with the names of people, exam and institution put in. */
@Singleton()
export class PassListViews {
  @Inject() private readonly exams: ExamRecords;
  @Inject() private readonly law: Law;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;

  async whole(batch: PassListBatch, caller: Caller): Promise<View> {
    return presentBatch(batch, await this.names(batch), caller, await this.persons.cards(batch.rows.map((row) => row.personId)));
  }

  async item(batch: PassListBatch, caller: Caller): Promise<PassListBatchItem> {
    return presentItem(batch, await this.names(batch), caller);
  }

  private async names(batch: PassListBatch): Promise<Names> {
    const [plans, institutions] = await Promise.all([
      this.exams.plans([batch.examPlanId]),
      this.organisations.institutions([batch.institutionId]),
    ]);
    const { pack } = this.law.of(batch);
    const issuer = pack.kinds[batch.subject.category]?.issuer?.value ?? 'AUTHORITY';
    const print = printOf(pack);
    return {
      planName: plans.get(batch.examPlanId)?.name ?? '',
      institutionName: institutions.get(batch.institutionId)?.name ?? '',
      issuer,
      sealOwner: issuer === 'AUTHORITY' ? (print?.sealOwner ?? print?.issuer)?.value : undefined,
    };
  }
}
