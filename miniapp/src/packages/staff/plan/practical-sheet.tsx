import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Candidate, ExamPlan } from '@jzt/shared/contract/exam';
import { ActionError, Button, Sheet, TextField } from '@/components';
import type { PlanWork } from './use-plan';

const isMark = (text: string): boolean => /^\d{1,3}$/.test(text) && Number(text) <= 100;

/** 登记实操成绩 (O-10): once, for one person who has passed the paper; asked once more, because it cannot be changed. */
export function PracticalSheet({ plan, one, work }: { plan: ExamPlan; one: Candidate; work: PlanWork }) {
  const [mark, setMark] = useState('');
  const { fields, error, busy } = work.practicalAct;
  return (
    <Sheet
      open
      onClose={work.closePractical}
      title={`登记${one.name}的实操成绩`}
      footer={
        <Button block busy={busy} disabled={!isMark(mark)} onTap={() => void work.recordPractical(plan, one, Number(mark))}>
          登记成绩
        </Button>
      }
    >
      <View>{`身份证号 ${one.idNumberMasked}，理论${one.score}分合格。实操${plan.practicalMark}分合格。`}</View>
      <TextField
        label="实操成绩"
        required
        keyboard="number"
        value={mark}
        max={3}
        placeholder="0到100的整数"
        error={fields.score}
        onChange={setMark}
        hint="登记后不能修改，请照评分表核对姓名和分数。"
      />
      <ActionError error={error} />
    </Sheet>
  );
}
