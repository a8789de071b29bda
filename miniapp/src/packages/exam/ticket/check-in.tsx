import { useState } from 'react';
import { examRoutes as api, type ExamSessionView } from '@jzt/shared/contract/exam';
import { Button, Card, ErrorNotice, TextField } from '@/components';
import { useAction } from '@/hooks';
import { examClient } from '../client';

/** 考前签到: the admission number shows that this seat is this person's, the room's code that they are in the room (QH-16). */
export function CheckIn({ exam, onDone }: { exam: ExamSessionView; onDone: (exam: ExamSessionView) => void }) {
  const [number, setNumber] = useState('');
  const [code, setCode] = useState('');
  const action = useAction(api.checkIn);
  const go = async () => {
    const typed = { admissionNumber: number.replace(/\s/g, ''), roomCode: code.replace(/\s/g, '') };
    const done = await action.run({ params: { id: exam.id }, body: { ...typed, client: examClient() } });
    if (done) onDone(done);
  };
  return (
    <Card title="考前签到" alert>
      <TextField
        label="准考证号"
        value={number}
        max={40}
        autoFocus={process.env.TARO_ENV === 'h5'}
        hint="先核对上面的准考证号和座位号，再照着输入"
        onChange={(next) => {
          setNumber(next);
          action.reset();
        }}
        error={action.fields.admissionNumber}
      />
      <TextField
        label="考场签到码"
        value={code}
        max={8}
        keyboard="number"
        hint="6位数字，在监考人员的屏幕上，每分钟更换"
        onChange={(next) => {
          setCode(next);
          action.reset();
        }}
        onDone={() => void go()}
        error={action.fields.roomCode}
      />
      <ErrorNotice error={action.error} />
      <Button block busy={action.busy} disabled={number.trim() === '' || code.trim() === ''} onTap={() => void go()}>
        签到
      </Button>
    </Card>
  );
}
