import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { QuestionContent } from '@jzt/shared/contract/question';
import type { Category } from '@jzt/shared/domain/categories';
import { DIFFICULTY_LABELS, QUESTION_KIND_LABELS, QUESTION_POOL_LABELS } from '@jzt/shared/domain/questions';
import { describe } from '@jzt/shared/policy/words';
import { a11y, Card, Facts, Icon, PrivateImage } from '@/components';
import './index.scss';

/** A question with its key, for who writes and reviews it. */
export function QuestionShown({
  category,
  content,
  title,
  extra,
}: {
  category: Category;
  content: QuestionContent;
  title: string;
  extra?: ReactNode;
}) {
  return (
    <Card title={title} extra={extra}>
      <View className="content-stem">{content.stem}</View>
      {content.pictureFileId && <PrivateImage fileId={content.pictureFileId} label="题目的图" />}
      {content.options.map(({ key, text }) => {
        const right = content.answer.includes(key);
        return (
          <View
            key={key}
            className={`content-option ${right ? 'content-option-right' : ''}`}
            {...a11y({ label: `${key} ${text}${right ? '，正确答案' : ''}` })}
          >
            <View className="content-letter">{content.kind === 'JUDGE' ? '' : key}</View>
            <View className="content-option-text">{text}</View>
            {right && <Icon of="check" size={18} />}
          </View>
        );
      })}
      <Facts
        rows={[
          { name: '题型', value: QUESTION_KIND_LABELS[content.kind] },
          { name: '知识点', value: content.topic },
          { name: '难度', value: DIFFICULTY_LABELS[content.difficulty] },
          { name: '用途', value: QUESTION_POOL_LABELS[content.pool] },
          { name: '适用', value: content.codes?.map((code) => describe({ category, code } as never)).join('、') ?? '这个类别的全部考生' },
          { name: '出处', value: content.source },
          { name: '解析', value: content.explanation },
        ]}
      />
    </Card>
  );
}
