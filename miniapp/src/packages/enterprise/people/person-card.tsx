import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Employment } from '@jzt/shared/contract/employment';
import { ActionError, Button, Card, Facts, StatusChip, stepsOf, Timeline } from '@/components';
import { formatDate } from '@/format';
import type { Answers } from './use-answers';

/** One person of the enterprise, with what it may do about them. */
export function PersonCard({ employment: one, answers }: { employment: Employment; answers: Answers }) {
  const [open, setOpen] = useState(false);
  const asked = one.status === 'REQUESTED' && one.askedBy === 'WORKER';
  const invited = one.status === 'REQUESTED' && one.askedBy === 'ENTERPRISE';
  return (
    <Card
      alert={asked}
      title={one.person.name}
      extra={<StatusChip status={one.status}>{asked ? '等您确认' : invited ? '等本人确认' : one.statusZh}</StatusChip>}
    >
      <Facts
        rows={[
          { name: '岗位', value: one.position },
          { name: '身份证号', value: one.person.idNumberMasked },
          { name: asked ? '申请日期' : '邀请日期', value: one.status === 'REQUESTED' ? formatDate(one.createdAt) : undefined },
          { name: '成立日期', value: one.since && formatDate(one.since) },
          { name: '结束日期', value: one.endedAt && formatDate(one.endedAt) },
        ]}
      />
      {open && <Timeline steps={stepsOf(one.timeline)} />}
      <ActionError error={answers.errorOf(one.id)} />
      <View className="people-acts">
        {asked && (
          <Button busy={answers.busyWith === one.id} onTap={() => void answers.accept(one)}>
            确认聘用
          </Button>
        )}
        {asked && (
          <Button kind="plain" onTap={() => answers.begin('decline', one)}>
            不同意
          </Button>
        )}
        {invited && (
          <Button kind="plain" size="small" onTap={() => answers.begin('withdraw', one)}>
            撤回邀请
          </Button>
        )}
        {one.status === 'CONFIRMED' && (
          <Button kind="danger" size="small" label={`解除与${one.person.name}的聘用关系`} onTap={() => answers.begin('end', one)}>
            解除聘用关系
          </Button>
        )}
        {one.timeline.length > 1 && (
          <Button kind="quiet" size="small" label={`${one.person.name}的办理经过`} onTap={() => setOpen(!open)}>
            {open ? '收起经过' : '看经过'}
          </Button>
        )}
      </View>
    </Card>
  );
}
