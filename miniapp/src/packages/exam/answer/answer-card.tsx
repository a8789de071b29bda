import { View } from '@tarojs/components';
import type { Question } from '@jzt/shared/contract/exam';
import { Tap } from '@/components';
import { isAnswered, unansweredOf, type Entries } from '../answer-book';
import { KIND_ZH } from './question-card';

const KINDS: Question['kind'][] = ['SINGLE', 'MULTIPLE', 'JUDGE'];

/** 答题卡: every question by number, what is answered, what the server does not have yet. */
export function AnswerCard({
  questions,
  entries,
  current,
  onGo,
}: {
  questions: readonly Question[];
  entries: Entries;
  current: number;
  onGo: (index: number) => void;
}) {
  const left = unansweredOf(questions, entries);
  return (
    <View>
      <View className="exam-count">
        {left === 0 ? `${questions.length}题都已作答` : `已答${questions.length - left}题，还有${left}题没有作答`}
      </View>
      {KINDS.filter((kind) => questions.some((question) => question.kind === kind)).map((kind) => (
        <View key={kind}>
          <View className="exam-card-kind">{KIND_ZH[kind]}</View>
          <View className="exam-cells">
            {questions.map((question, index) => {
              if (question.kind !== kind) return null;
              const done = isAnswered(entries, question.id);
              const waiting = entries[question.id]?.saved === false;
              return (
                <Tap
                  key={question.id}
                  className={`exam-cell ${done ? 'exam-cell-done' : ''} ${waiting ? 'exam-cell-waiting' : ''} ${index === current ? 'exam-cell-now' : ''}`}
                  label={`第${index + 1}题，${done ? '已答' : '未答'}${waiting ? '，待上传' : ''}`}
                  onTap={() => onGo(index)}
                >
                  {String(index + 1)}
                </Tap>
              );
            })}
          </View>
        </View>
      ))}
      <View className="exam-legend">
        <View className="exam-key">
          <View className="exam-dot exam-cell-done" />
          已答
        </View>
        <View className="exam-key">
          <View className="exam-dot" />
          未答
        </View>
        <View className="exam-key">
          <View className="exam-dot exam-cell-waiting" />
          待上传
        </View>
      </View>
    </View>
  );
}
