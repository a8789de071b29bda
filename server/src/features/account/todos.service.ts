import { Inject, Singleton } from '@midwayjs/core';
import type { Me } from '@jzt/shared/contract/account';
import { describe } from '@jzt/shared/policy/words';
import type { Caller } from '../../platform/http/tokens';
import { Applications } from '../application/application.service';
import type { Application } from '../application/application.model';
import { Certificates } from '../certificate/certificate.service';
import { Employments } from '../employment/employment.service';
import { ExamPlans } from '../exam/examPlan.service';
import { ManualReviews } from '../identity/manualReview.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';

type Todo = Me['todos'][number];

/** What each step of an application asks of the person; steps without an entry ask for patience. */
const STEPS: Partial<Record<Application['status'], { title: string; page: (one: Application) => string }>> = {
  INST_RETURNED: { title: '报名需要修改', page: (one) => `packages/application/detail/index?id=${one._id.toHexString()}` },
  IN_TRAINING: { title: '继续学习', page: (one) => `packages/study/course/index?sourceKind=APPLICATION&sourceId=${one._id.toHexString()}` },
  SCHEDULED: { title: '准备考试', page: (one) => `packages/exam/ticket/index?id=${one.examSessionId}` },
};

/** 待办: what waits for the person in the role they act in, most urgent first. */
@Singleton()
export class Todos {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly applications: Applications;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly plans: ExamPlans;
  @Inject() private readonly manual: ManualReviews;

  async of(caller: Caller, person: Person): Promise<{ todos: Todo[]; employerName?: string }> {
    if (caller.role === 'WORKER') return this.ofWorker(caller, person);
    if (caller.role === 'INSTITUTION_STAFF') return { todos: await this.ofInstitution(caller.organisationId!) };
    if (caller.role === 'ENTERPRISE_STAFF') return { todos: await this.ofEnterprise(caller) };
    return { todos: await this.ofAuthority() };
  }

  private async ofWorker(caller: Caller, person: Person): Promise<{ todos: Todo[]; employerName?: string }> {
    const [employments, open, certificates] = await Promise.all([
      this.employments.listMine(caller),
      this.applications.openOf(caller.personId),
      this.certificates.listMine(caller),
    ]);
    const employer = employments.find((one) => one.status === 'CONFIRMED');
    const todos: Todo[] = [];
    if (!this.persons.identityFacts(person).verified)
      todos.push({ key: 'identity', title: '完成实名认证', detail: '报名、学习、领证都要先实名', page: 'packages/identity/status/index' });
    for (const one of employments) {
      if (one.status === 'REQUESTED' && one.askedBy === 'ENTERPRISE')
        todos.push({
          key: `employment-${one.id}`,
          title: '确认聘用关系',
          detail: `${one.enterprise.name}邀请您建立聘用关系`,
          page: 'packages/identity/employment/index',
        });
    }
    if (!employer && !todos.length)
      todos.push({
        key: 'employer',
        title: '建立聘用关系',
        detail: '向您的单位提出申请，单位确认后就能报名',
        page: 'packages/identity/employment/index',
      });
    for (const one of open) {
      const step = STEPS[one.status];
      if (step)
        todos.push({ key: `application-${one._id.toHexString()}`, title: step.title, detail: describe(one.subject), page: step.page(one) });
    }
    for (const one of certificates) {
      if (one.canActivate)
        todos.push({
          key: `certificate-${one.id}`,
          title: '激活证书',
          detail: one.subject.labelZh,
          page: `packages/certificate/detail/index?id=${one.id}`,
        });
    }
    return { todos, employerName: employer?.enterprise.name };
  }

  private async ofInstitution(institutionId: string): Promise<Todo[]> {
    const [submitted, passed, trained] = await Promise.all(
      (['SUBMITTED', 'AUTH_PASSED', 'TRAINED'] as const).map((status) => this.applications.count({ institutionId, statuses: [status] })),
    );
    return counted([
      [submitted!, 'review', '待审核报名', '份报名等待审核', 'packages/staff/queue/index'],
      [passed!, 'enrol', '待编班人员', '人核查通过，等待编入班次', 'packages/staff/classes/index'],
      [trained!, 'plan', '可安排考试', '人完成培训，可提交考试计划', 'packages/staff/plans/index'],
    ]);
  }

  private async ofEnterprise(caller: Caller): Promise<Todo[]> {
    const { items } = await this.employments.listOfEnterprise(caller, { status: 'REQUESTED', limit: 100 });
    return counted([
      [
        items.filter((one) => one.askedBy === 'WORKER').length,
        'employment',
        '聘用申请',
        '人申请建立聘用关系',
        'packages/enterprise/people/index',
      ],
    ]);
  }

  private async ofAuthority(): Promise<Todo[]> {
    const [insurance, plans, manual, passed] = await Promise.all([
      this.applications.count({ statuses: ['AUTH_CHECK', 'AUTH_CHECK_PENDING'] }),
      this.plans.countWaiting(),
      this.manual.count(),
      this.applications.count({ statuses: ['PASSED'] }),
    ]);
    return counted([
      [plans, 'plans', '考试计划审批', '份考试计划等待审批', 'packages/authority/plans/index'],
      [passed, 'pass-list', '合格人员名单', '人考试合格，等待签发', 'packages/authority/pass-lists/index'],
      [insurance, 'insurance', '社保核查', '份报名正在核查', 'packages/authority/insurance/index'],
      [manual, 'manual', '人工核验', '人等待人工核验身份', 'packages/authority/manual/index'],
    ]);
  }
}

const counted = (rows: [count: number, key: string, title: string, words: string, page: string][]): Todo[] =>
  rows.filter(([count]) => count > 0).map(([count, key, title, words, page]) => ({ key, title, detail: `${count}${words}`, page }));
