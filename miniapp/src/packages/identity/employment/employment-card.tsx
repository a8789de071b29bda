import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Employment } from '@jzt/shared/contract/employment';
import { Button, Card, ErrorNotice, Facts, StatusChip, stepsOf, Timeline } from '@/components';
import { formatDate } from '@/format';
import type { useAnswers } from './use-answers';
import './employment-card.scss';

const explain = ({ status, askedBy }: Employment): string | undefined =>
  status !== 'REQUESTED'
    ? undefined
    : askedBy === 'ENTERPRISE'
      ? '这家企业邀请您建立聘用关系，请核对后答复。'
      : '已向企业申请，等企业的经办人确认。可以打电话催一下。';

/** The machine speaks of “the other side”; for an invitation that side is the reader. */
const stateOf = ({ status, statusZh, askedBy }: Employment): string =>
  askedBy === 'WORKER' ? statusZh : status === 'REQUESTED' ? '等您确认' : status === 'DECLINED' ? '您未同意' : statusZh;

/** One employment with what the person may do about it, and how it came about on a tap. */
export function EmploymentCard({ employment: one, answers }: { employment: Employment; answers: ReturnType<typeof useAnswers> }) {
  const [open, setOpen] = useState(false);
  const invited = one.status === 'REQUESTED' && one.askedBy === 'ENTERPRISE';
  const text = explain(one);
  return (
    <Card alert={invited} title={one.enterprise.name} extra={<StatusChip status={one.status}>{stateOf(one)}</StatusChip>}>
      {text && <View className="emp-text">{text}</View>}
      <Facts
        rows={[
          { name: '岗位', value: one.position },
          { name: '信用代码', value: one.enterprise.creditCode },
          { name: '成立日期', value: one.since && formatDate(one.since) },
          { name: '结束日期', value: one.endedAt && formatDate(one.endedAt) },
        ]}
      />
      {open && (
        <View className="emp-record">
          <Timeline steps={stepsOf(one.timeline)} />
        </View>
      )}
      <ErrorNotice error={answers.errorOf(one.id)} />
      <View className="emp-acts">
        {invited && (
          <Button busy={answers.busyWith === one.id} onTap={() => void answers.accept(one)}>
            是，我在这里工作
          </Button>
        )}
        {invited && (
          <Button kind="plain" onTap={() => answers.begin('decline', one)}>
            不同意
          </Button>
        )}
        {one.status === 'REQUESTED' && !invited && (
          <Button kind="plain" onTap={() => answers.begin('withdraw', one)}>
            撤回申请
          </Button>
        )}
        {one.status === 'CONFIRMED' && (
          <Button kind="danger" size="small" onTap={() => answers.begin('end', one)}>
            解除聘用关系
          </Button>
        )}
        <Button kind="quiet" size="small" onTap={() => setOpen(!open)}>
          {open ? '收起经过' : '看经过'}
        </Button>
      </View>
    </Card>
  );
}
