import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ExamPaper } from '@jzt/shared/contract/exam';
import { a11y, Button, Countdown, Dialog, ErrorNotice, Notice, Sheet, useConfirm } from '@/components';
import { useWide } from '@/hooks';
import { unansweredOf, waitingOf } from '../answer-book';
import { AnswerCard } from './answer-card';
import { QuestionCard } from './question-card';
import type { useAnswering } from './use-answering';
import { useKeyboard } from './use-keyboard';

/** The paper: one question at a time; the answer card beside it at a computer, in a sheet on a phone. */
export function Desk({ paper, exam }: { paper: ExamPaper; exam: ReturnType<typeof useAnswering> }) {
  const { questions } = paper;
  const { entries } = exam;
  const wide = useWide();
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      questions.findIndex((question) => !entries[question.id]),
    ),
  );
  const [cardOpen, setCardOpen] = useState(false);
  const [dialog, ask] = useConfirm();
  const question = questions[at]!;
  const left = unansweredOf(questions, entries);
  const waiting = waitingOf(entries);

  const go = (index: number) => {
    setCardOpen(false);
    setAt(Math.max(0, Math.min(questions.length - 1, index)));
  };
  const tap = (key: string) => exam.tap(question, key);
  useKeyboard({
    onOption: (index) => {
      const option = question.options[index];
      if (option) tap(option.key);
    },
    onTurn: (by) => go(at + by),
  });
  const handIn = async () => {
    setCardOpen(false);
    const words = [
      left > 0 ? `还有${left}题没有作答。` : '所有题目都已作答。',
      waiting > 0 && `有${waiting}题还没有上传，会随交卷一起提交。`,
      '交卷后不能再修改。',
    ]
      .filter(Boolean)
      .join('');
    if (
      await ask({
        title: left > 0 ? `还有${left}题没有作答，要交卷吗？` : '要交卷吗？',
        text: words,
        yes: '交卷',
        no: '继续答题',
        danger: left > 0,
      })
    )
      await exam.submit();
  };

  const saved = (
    <View className={waiting > 0 ? 'exam-waiting' : 'exam-saved'} {...a11y({ live: true })}>
      {waiting > 0 ? `${waiting}题待上传` : '答案已保存'}
    </View>
  );
  const clock = exam.clock && <Countdown deadline={exam.clock.deadline} serverTime={exam.clock.serverTime} onEnd={exam.endTime} />;
  const card = <AnswerCard questions={questions} entries={entries} current={at} onGo={go} />;
  const submit = (
    <Button block={wide} kind={left === 0 ? 'primary' : 'plain'} busy={exam.submitting} onTap={() => void handIn()}>
      交卷
    </Button>
  );
  const turn = (
    <>
      <Button kind="plain" disabled={at === 0} onTap={() => go(at - 1)}>
        上一题
      </Button>
      {!wide && (
        <Button kind="plain" onTap={() => setCardOpen(true)}>
          答题卡
        </Button>
      )}
      {at < questions.length - 1 || wide ? (
        <Button disabled={at === questions.length - 1} onTap={() => go(at + 1)}>
          下一题
        </Button>
      ) : (
        submit
      )}
    </>
  );
  const body = (
    <>
      {waiting > 0 && <Notice tone="warn" live>{`有${waiting}题的答案还在这台设备上，正在自动上传。请继续答题，不要关闭。`}</Notice>}
      {!exam.timeIsUp && (
        <ErrorNotice
          error={exam.submitError}
          action={
            <Button kind="plain" size="small" busy={exam.submitting} onTap={() => void exam.submit()}>
              再交一次
            </Button>
          }
        />
      )}
      <QuestionCard key={question.id} question={question} number={at + 1} entry={entries[question.id]} onTap={tap} />
    </>
  );
  return (
    <View className={wide ? 'exam-desk' : 'exam-phone'}>
      {wide ? (
        <>
          <View className="exam-side">
            <View className="exam-side-head">
              {clock}
              {saved}
            </View>
            {card}
            <View className="exam-side-foot">{submit}</View>
          </View>
          <View className="exam-main">
            {body}
            <View className="exam-turn">{turn}</View>
            <View className="exam-keys">键盘：按 A、B、C、D 选答案，按左右方向键翻题。</View>
          </View>
        </>
      ) : (
        <>
          <View className="exam-head">
            {clock}
            {saved}
          </View>
          <View className="exam-body">{body}</View>
          <View className="exam-foot">{turn}</View>
          <Sheet
            open={cardOpen}
            onClose={() => setCardOpen(false)}
            title="答题卡"
            footer={
              <Button block busy={exam.submitting} onTap={() => void handIn()}>
                交卷
              </Button>
            }
          >
            {card}
          </Sheet>
        </>
      )}
      {dialog}
      <Dialog
        fixed
        open={exam.timeIsUp}
        onClose={() => undefined}
        title="正在交卷"
        footer={
          exam.submitError && (
            <Button block busy={exam.submitting} onTap={() => void exam.submit()}>
              再试一次
            </Button>
          )
        }
      >
        <View>
          {exam.submitError
            ? '现在连不上网络。已经上传的答案由服务器到时间自动交卷计分，网络恢复后这里会显示成绩。'
            : '考试已结束，正在取回成绩，请稍候。'}
        </View>
      </Dialog>
    </View>
  );
}
