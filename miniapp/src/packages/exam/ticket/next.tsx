import { examRoutes as api, type ExamSessionView } from '@jzt/shared/contract/exam';
import { Button, Card, ErrorNotice, Notice } from '@/components';
import { formatTime } from '@/format';
import { useAction } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { examClient } from '../client';
import { CheckIn } from './check-in';
import { FaceCheckIn } from './face-check-in';

function Start({ exam }: { exam: ExamSessionView }) {
  const start = useAction(api.start);
  const again = exam.status === 'ANSWERING';
  // Asked here first, so that a refusal is read where the button is; the page then goes on with the same paper.
  const go = async () => {
    if (await start.run({ params: { id: exam.id }, body: { client: examClient() } })) await open(routes.exam.answer, { id: exam.id });
  };
  return (
    <Card title={again ? '考试正在进行' : '签到完成'} alert>
      <Notice tone={again ? 'warn' : 'ok'}>
        {again ? '已保存的答案都在，交卷时间不变。请马上继续。' : `点“开始答题”后开始计时，共${exam.minutes}分钟，到时间自动交卷。`}
      </Notice>
      <ErrorNotice error={start.error} />
      <Button block busy={start.busy} onTap={() => void go()}>
        {again ? '继续答题' : '开始答题'}
      </Button>
    </Card>
  );
}

/** What to do now, by the state of the exam and by the machine one holds (QH-16, QH-32). */
export function Next({ exam, onDone }: { exam: ExamSessionView; onDone: (exam: ExamSessionView) => void }) {
  switch (exam.status) {
    case 'READY':
    case 'CHECKED_IN':
    case 'ANSWERING':
      break;
    case 'SUBMITTED':
      return (
        <Notice tone="note" title="已交卷">
          成绩正在登记，马上就好。
        </Notice>
      );
    case 'ABSENT':
      return (
        <Notice tone="bad" title="这场考试记为缺考">
          要再次参加考试，请联系培训机构安排。
        </Notice>
      );
    case 'CANCELLED':
      return (
        <Notice tone="warn" title="这场考试已取消">
          培训机构会重新安排，时间定好后会通知您。
        </Notice>
      );
    case 'VOIDED':
      return (
        <Notice tone="bad" title="这场考试已作废">
          对处理有异议，请联系主管部门。
        </Notice>
      );
    default:
      return null;
  }
  const here = examClient();
  if (exam.form === 'COMPUTER' && here === 'MOBILE') {
    return (
      <Notice tone="note" title="请到考场用电脑考试">
        这场考试在考场的电脑上进行，手机上不能签到和答题。到考场后，在座位的电脑上打开建证通，用本人手机号登录，再输入准考证号和监考人员给出的签到码。
      </Notice>
    );
  }
  if (exam.form === 'MOBILE' && here === 'COMPUTER')
    return (
      <Notice tone="note" title="请用手机考试">
        这场考试在手机上进行。请用手机打开建证通小程序，从“学习”里进入。
      </Notice>
    );
  if (exam.canCheckIn)
    return exam.form === 'MOBILE' ? <FaceCheckIn exam={exam} onDone={onDone} /> : <CheckIn exam={exam} onDone={onDone} />;
  if (exam.canStart) return <Start exam={exam} />;
  return (
    <Notice tone="still" title={exam.status === 'READY' ? '还不能签到' : '已签到，请等开考'} live>
      {exam.status === 'READY'
        ? '监考人员打开考场后，这里会自动出现签到，不用反复刷新。'
        : `${formatTime(exam.startsAt)}开考，到时间这里会自动出现“开始答题”，不用反复刷新。`}
    </Notice>
  );
}
