import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { Candidate, ExamPlan } from '@jzt/shared/contract/exam';
import { sourceKey } from '@jzt/shared/domain/sources';
import { formatTime, marksOf, resultOf } from '@/format';
import { Button } from './button';
import { Card } from './card';
import { CaseRecord } from './case-record';
import { InParts } from './in-parts';
import { Facts } from './list-row';
import { Notice } from './notice';
import { PersonRow } from './person-row';
import { StatusChip } from './status-chip';
import './plan-file.scss';

/** Seats are given once the plan is arranged; then the live state, then the score (QH-18). */
function CandidateRow({ one, plan, onPractical }: { one: Candidate; plan: ExamPlan; onPractical?: (one: Candidate) => void }) {
  const words = resultOf(one);
  const chip =
    words !== undefined ? (
      <StatusChip tone={one.passed === undefined ? 'still' : one.passed ? 'ok' : 'bad'}>{words}</StatusChip>
    ) : (
      one.sessionStatusZh && (
        <StatusChip tone={one.sessionStatus === 'READY' ? 'still' : undefined} status={one.sessionStatus}>
          {one.sessionStatusZh}
        </StatusChip>
      )
    );
  const more = (
    <>
      {one.seat && <View className="plan-seat">{`${plan.room ?? ''} ${one.seat}号`}</View>}
      {onPractical && one.sessionStatus === 'PRACTICAL' && (
        <Button kind="plain" size="small" label={`登记${one.name}的实操成绩`} onTap={() => onPractical(one)}>
          登记实操成绩
        </Button>
      )}
    </>
  );
  return <PersonRow name={one.name} idNumberMasked={one.idNumberMasked} value={chip} more={more} />;
}

/** How many stand where, most advanced last: “待签到 3，答题中 12，已出成绩 5”. */
export function tally(candidates: readonly Candidate[]): string {
  const counts = new Map<string, number>();
  for (const { sessionStatusZh } of candidates) if (sessionStatusZh) counts.set(sessionStatusZh, (counts.get(sessionStatusZh) ?? 0) + 1);
  return [...counts].map(([words, count]) => `${words}${count}人`).join('，');
}

function Result({ plan }: { plan: ExamPlan }) {
  const scored = plan.candidates.filter((one) => one.passed !== undefined);
  if (scored.length === 0) return null;
  const passed = scored.filter((one) => one.passed).length;
  return <View className="plan-result">{`${scored.length}人已出成绩，${passed}人合格，${scored.length - passed}人不合格`}</View>;
}

/**
 * An exam plan with its people, the same for the institution and the authority. `head` stands first: what has to be noticed.
 * `onPractical`: who may enter the practical mark of a person who has passed the paper (O-10).
 */
export function PlanFile({ plan, head, onPractical }: { plan: ExamPlan; head?: ReactNode; onPractical?: (one: Candidate) => void }) {
  const words = tally(plan.candidates);
  return (
    <>
      <Card title={plan.name} alert={plan.status === 'RETURNED'} extra={<StatusChip status={plan.status}>{plan.statusZh}</StatusChip>}>
        {plan.reason && ['RETURNED', 'CANCELLED'].includes(plan.status) && (
          <Notice tone="bad" title={plan.status === 'RETURNED' ? '退回的原因' : '取消的原因'}>
            {plan.reason}
          </Notice>
        )}
        {head}
        <Facts
          rows={[
            { name: '证书类型', value: plan.subject.labelZh },
            { name: '考试时间', value: `${formatTime(plan.startsAt)}，${plan.minutes}分钟` },
            { name: '考试方式', value: plan.formZh },
            { name: '考场', value: [plan.room, plan.address].filter(Boolean).join('，') || '审批通过后安排' },
            { name: '合格标准', value: marksOf(plan) },
            { name: plan.trainedBy ? '考场机构' : '培训机构', value: plan.institution?.name ?? '审批通过后安排' },
            { name: '考生来源', value: plan.trainedBy && '企业自主培训，由主管部门安排' },
            { name: '计划编号', value: plan.number },
          ]}
        />
      </Card>
      <Card title={`考生${plan.candidates.length}人`}>
        {words && <View className="plan-tally">{words}</View>}
        <Result plan={plan} />
        <InParts people={plan.candidates}>
          {(one) => <CandidateRow key={sourceKey(one.source)} one={one} plan={plan} onPractical={onPractical} />}
        </InParts>
      </Card>
      <CaseRecord timeline={plan.timeline} />
    </>
  );
}
