import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { Persons } from '../person/person.service';
import { Employments } from './employment.service';

/** Invitations to answer and an employer to find; for the enterprise, requests to answer. */
@Singleton()
export class EmploymentTodos implements TodoSource {
  @Inject() private readonly employments: Employments;
  @Inject() private readonly persons: Persons;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (caller.role === 'WORKER') return this.ofWorker(caller);
    if (caller.role !== 'ENTERPRISE_STAFF') return [];
    const { items } = await this.employments.listOfEnterprise(caller, { status: 'REQUESTED', limit: 100 });
    const asked = items.filter((one) => one.askedBy === 'WORKER').length;
    return countedTodos([asked, 'employment', '聘用申请', '人申请建立聘用关系', pageAddress('enterprisePeople'), 10]);
  }

  private async ofWorker(caller: Caller): Promise<Todo[]> {
    const [employments, person] = await Promise.all([this.employments.listMine(caller), this.persons.get(caller.personId)]);
    const invitations = employments
      .filter((one) => one.status === 'REQUESTED' && one.askedBy === 'ENTERPRISE')
      .map((one) => ({
        key: `employment-${one.id}`,
        title: '确认聘用关系',
        detail: `${one.enterprise.name}邀请您建立聘用关系`,
        page: pageAddress('employment'),
        urgency: 20,
      }));
    if (invitations.length || employments.some((one) => one.status === 'CONFIRMED') || !this.persons.identityFacts(person).verified)
      return invitations;
    return [
      {
        key: 'employer',
        title: '建立聘用关系',
        detail: '向您的单位提出申请，单位确认后就能报名',
        page: pageAddress('employment'),
        urgency: 30,
      },
    ];
  }
}
