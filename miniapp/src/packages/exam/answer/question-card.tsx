import { View } from '@tarojs/components';
import type { Question } from '@jzt/shared/contract/exam';
import { PrivateImage, Tap } from '@/components';
import type { Entry } from '../answer-book';

export const KIND_ZH: Record<Question['kind'], string> = { SINGLE: '单选题', MULTIPLE: '多选题', JUDGE: '判断题' };
const LETTERS = 'ABCDEF';

/** One question; the whole row of an option is its target. */
export function QuestionCard({
  question,
  number,
  entry,
  onTap,
}: {
  question: Question;
  number: number;
  entry?: Entry;
  onTap: (key: string) => void;
}) {
  const many = question.kind === 'MULTIPLE';
  return (
    <View className="exam-question">
      <View className="exam-kind">
        <View>{`第${number}题 ${KIND_ZH[question.kind]}（${question.score}分）`}</View>
        {entry && <View className={entry.saved ? 'exam-saved' : 'exam-waiting'}>{entry.saved ? '已保存' : '待上传'}</View>}
      </View>
      <View className="exam-stem">{question.stem}</View>
      {question.pictureFileId && <PrivateImage fileId={question.pictureFileId} label="题目的图" />}
      {many && <View className="exam-many">可以选多项，再点一次取消</View>}
      <View {...(process.env.TARO_ENV === 'h5' && { role: many ? 'group' : 'radiogroup', 'aria-label': question.stem })}>
        {question.options.map((option, index) => {
          const on = entry?.choice.includes(option.key) ?? false;
          return (
            <Tap
              key={option.key}
              role={many ? 'checkbox' : 'radio'}
              checked={on}
              className={`exam-option ${on ? 'exam-option-on' : ''}`}
              label={`${LETTERS[index]} ${option.text}${on ? '，已选' : ''}`}
              onTap={() => onTap(option.key)}
            >
              <View className={`exam-letter ${many ? 'exam-letter-many' : ''}`}>{LETTERS[index]}</View>
              <View className="exam-option-text">{option.text}</View>
            </Tap>
          );
        })}
      </View>
    </View>
  );
}
