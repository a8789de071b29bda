import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { employmentRoutes } from '@jzt/shared/contract/employment';
import { examRoutes } from '@jzt/shared/contract/exam';
import { passListRoutes } from '@jzt/shared/contract/passList';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { deed, type Deed, type Deeds } from './deeds';
import type { Case } from './picture';

const idOf = (one: Case) => ({ id: String(one._id) });
const MINUTE = 60_000;

/** The enterprise's clerk. */
export const clerk: Deeds = ({ cast, picture }) =>
  picture.of('employments').flatMap((one) => {
    const of = { params: idOf(one), body: { version: one.version } };
    const [about, reason] = [picture.nameOf(one._id), '与本企业无关'];
    return [
      deed(cast.clerk, employmentRoutes.confirm, about, { ...of, weight: one.status === 'REQUESTED' ? 3 : 0.05 }),
      deed(cast.clerk, employmentRoutes.decline, about, {
        ...of,
        body: { ...of.body, reason },
        weight: one.status === 'REQUESTED' ? 0.5 : 0.02,
      }),
    ];
  });

/** The institution's clerk: reviews, classes, plans. */
export const teacher: Deeds = ({ cast, picture, chance, now }) => {
  const deeds: Deed[] = [];
  const applications = picture.of('applications');
  for (const one of applications) {
    const [about, params] = [picture.nameOf(one._id), idOf(one)];
    const decision = chance.in100(80) ? ('PASS' as const) : chance.pick(['RETURN', 'REJECT'] as const);
    const body = { decision, version: one.version, reason: '照片不清楚' };
    deeds.push(
      deed(cast.teacher, reviewRoutes.decide, `${about} ${decision}`, { params, body, weight: one.status === 'SUBMITTED' ? 3 : 0.05 }),
    );
    deeds.push(
      deed(cast.teacher, trainingRoutes.enrol, about, {
        params: { id: cast.classId },
        body: { applicationIds: [params.id] },
        weight: one.status === 'AUTH_PASSED' ? 3 : 0.05,
      }),
    );
  }
  const trained = applications.filter(({ status }) => status === 'TRAINED');
  const sources = trained.map((one) => ({ kind: 'APPLICATION' as const, id: String(one._id) }));
  const startsAt = new Date(now.getTime() + 5 * MINUTE).toISOString();
  if (sources.length)
    deeds.push(
      deed(cast.teacher, examRoutes.createPlan, trained.map((one) => picture.nameOf(one._id)).join('+'), {
        body: { name: '结业考试', startsAt, minutes: 60, sources },
        weight: 2,
      }),
    );
  for (const one of picture.of('exam_plans')) {
    const [about, of] = [picture.nameOf(one._id), { params: idOf(one), body: { version: one.version } }];
    const when = (status: string) => (one.status === status ? 3 : 0.03);
    deeds.push(
      deed(cast.teacher, examRoutes.submitPlan, about, { ...of, weight: when('DRAFT') }),
      deed(cast.teacher, examRoutes.arrangePlan, about, {
        ...of,
        body: { ...of.body, room: '一号机房', address: '测试路1号' },
        weight: when('APPROVED'),
      }),
      deed(cast.teacher, examRoutes.openPlan, about, { ...of, weight: when('ARRANGED') }),
      deed(cast.teacher, examRoutes.cancelPlan, about, { ...of, body: { ...of.body, reason: '机房停电' }, weight: 0.05 }),
    );
  }
  return deeds;
};

/** Who watches over the room. */
export const invigilator: Deeds = ({ cast, picture, memory }) => [
  ...picture
    .of('exam_plans')
    .filter(({ status }) => status === 'RUNNING')
    .map((one) =>
      deed(cast.invigilator, examRoutes.viewRoom, picture.nameOf(one._id), {
        params: idOf(one),
        weight: 1,
        learn: ({ code }: { code: string }) => memory.codes.set(String(one._id), code),
      }),
    ),
  ...picture.of('exam_sessions').map((one) =>
    deed(cast.invigilator, examRoutes.checkInSeat, picture.nameOf(one._id), {
      params: idOf(one),
      body: { version: one.version },
      weight: one.status === 'READY' ? 1 : 0.05,
    }),
  ),
];

/** The authority: one reviews, another approves and signs; either tries now and then what is the other's. */
export const authority: Deeds = ({ cast, picture, chance }) => {
  const deeds: Deed[] = [];
  for (const one of picture.of('applications').filter(({ status }) => /^AUTH_CHECK/.test(status))) {
    const decision = chance.in100(80) ? ('PASS' as const) : ('REJECT' as const);
    const body = { decision, reason: '已核对社保证明', version: one.version };
    deeds.push(
      deed(cast.reviewer, reviewRoutes.decideInsurance, `${picture.nameOf(one._id)} ${decision}`, { params: idOf(one), body, weight: 1 }),
    );
  }
  for (const one of picture.of('exam_plans')) {
    const [about, params] = [picture.nameOf(one._id), idOf(one)];
    const decision = chance.in100(85) ? ('APPROVE' as const) : ('RETURN' as const);
    deeds.push(
      deed(cast.reviewer, examRoutes.decidePlan, `${about} ${decision}`, {
        params,
        body: { decision, version: one.version, reason: '时间冲突' },
        weight: one.status === 'SUBMITTED' ? 3 : 0.03,
      }),
    );
    if (one.status === 'CLOSED')
      deeds.push(deed(cast.reviewer, passListRoutes.create, about, { body: { examPlanId: params.id }, weight: 2 }));
  }
  for (const one of picture.of('pass_list_batches')) {
    const [about, of] = [picture.nameOf(one._id), { params: idOf(one), body: { version: one.version } }];
    const when = (...status: string[]) => (status.includes(one.status) ? 4 : 0.05);
    deeds.push(
      deed(cast.reviewer, passListRoutes.check, about, { ...of, weight: when('DRAFT') }),
      deed(cast.issuer, passListRoutes.approve, about, { ...of, weight: when('CHECKED') }),
      deed(cast.issuer, passListRoutes.sign, about, { ...of, weight: when('APPROVED', 'SIGN_FAILED') }),
      deed(cast.issuer, passListRoutes.reject, about, { ...of, body: { ...of.body, reason: '名单有误' }, weight: 0.1 }),
    );
  }
  return deeds;
};

/** Anybody who holds a code in their hand. */
export const stranger: Deeds = ({ picture, memory }) =>
  [...memory.links].map(([id, code]) => deed(undefined, certificateRoutes.verify, picture.nameOf(id), { body: { code }, weight: 1 }));
