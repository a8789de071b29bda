import { Inject, Singleton } from '@midwayjs/core';
import type { Me } from '@jzt/shared/contract/account';
import { maskIdNumber, maskPhone } from '@jzt/shared/domain/masking';
import { identity } from '@jzt/shared/workflow/machines/identity';
import type { Clock } from '../../platform/clock';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { Employments } from '../employment/employment.service';
import { Inbox } from '../inbox/inbox.service';
import { Memberships } from '../organisation/memberships.service';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { Provinces } from '../province/provinces.service';
import { Roads } from '../road/roads.service';
import { Erasures } from './erasure.service';
import { Todos } from './todos.service';

/** The signed-in person: who they are here, what waits for them, what is kept about them. */
@Singleton()
export class Accounts {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly provinces: Provinces;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly memberships: Memberships;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly inbox: Inbox;
  @Inject() private readonly todos: Todos;
  @Inject() private readonly roads: Roads;
  @Inject() private readonly erasures: Erasures;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  async me(caller: Caller): Promise<Me> {
    const person = await this.persons.get(caller.personId);
    const phone = this.persons.phone(person);
    const { status, verified, ledgered } = this.persons.identityFacts(person);
    const [unread, todos, employerName, province, road, places, memberships] = await Promise.all([
      this.inbox.unread(caller),
      this.todos.of(caller),
      this.employerOf(caller),
      caller.role === 'WORKER' ? this.provinces.serving(person) : undefined,
      caller.role === 'WORKER' ? this.roads.of(caller) : undefined,
      this.organisations.provincesOf(caller.organisationId),
      this.memberships.of(person),
    ]);
    return {
      personId: caller.personId,
      displayName: this.persons.displayName(person),
      phoneMasked: phone && maskPhone(phone),
      role: caller.role,
      organisationId: caller.organisationId,
      memberships,
      identity: { status, statusZh: identity.states[status as keyof typeof identity.states], verified, ledgered },
      employerName,
      province,
      road,
      ...(places.length && { services: [...new Set(places.flatMap((one) => this.law.servicesIn(one)))] }),
      unread,
      todos,
    };
  }

  /** What this platform keeps about the person, for themself to read; numbers stay masked on the screen. */
  async export(caller: Caller) {
    const person = await this.persons.get(caller.personId);
    const phone = this.persons.phone(person);
    const idNumber = this.persons.idNumber(person);
    const employerName = await this.employerOf(caller);
    const row = (name: string, value: string | undefined) => ({ name, value: value ?? '未填写' });
    return {
      erasure: await this.erasures.outlook(person),
      exportedAt: this.clock.now().toISOString(),
      sections: [
        {
          title: '账号',
          rows: [
            row('手机号', phone && maskPhone(phone)),
            row('微信', person.openid ? '已绑定' : undefined),
            row('同意服务协议时间', person.agreedAt?.toISOString()),
          ],
        },
        {
          title: '实名信息',
          rows: [
            row('姓名', this.persons.name(person)),
            row('身份证号', idNumber && maskIdNumber(idNumber)),
            row('出生日期', person.birthDate),
            row('身份证照片', person.identity.cardFileId ? '已保存（加密通道访问，仅本人和审核人员可见）' : undefined),
            row('认证时间', person.identity.verifiedAt?.toISOString()),
          ],
        },
        { title: '单位', rows: [row('聘用企业', employerName)] },
      ],
    };
  }

  /** Staff act for their organisation: whom they work for themselves is shown only in their own role. */
  private async employerOf(caller: Caller): Promise<string | undefined> {
    if (caller.role !== 'WORKER') return undefined;
    return (await this.employments.listMine(caller)).find((one) => one.status === 'CONFIRMED')?.enterprise.name;
  }
}
