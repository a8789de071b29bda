import { View } from '@tarojs/components';
import { useState } from 'react';
import { questionRoutes as api, type QuestionContent } from '@jzt/shared/contract/question';
import type { Category } from '@jzt/shared/domain/categories';
import { CODES } from '@jzt/shared/domain/codes';
import {
  DIFFICULTIES,
  DIFFICULTY_LABELS,
  faultOfChoices,
  JUDGE_OPTIONS,
  OPTION_KEYS,
  QUESTION_KIND_LABELS,
  QUESTION_KINDS,
  QUESTION_POOL_LABELS,
  QUESTION_POOLS,
  type QuestionKind,
} from '@jzt/shared/domain/questions';
import { describe } from '@jzt/shared/policy/words';
import type { ApiError } from '@/api';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  ChoiceField,
  ErrorNotice,
  PhotoPicker,
  PrivateImage,
  Segments,
  TextArea,
  TextField,
  Tick,
} from '@/components';
import { useUpload } from '@/hooks';
import './index.scss';

const EMPTY: QuestionContent = { pool: 'EXAM', kind: 'SINGLE', topic: '', difficulty: 1, stem: '', options: [], answer: [] };
const kinds = QUESTION_KINDS.map((value) => ({ value, title: QUESTION_KIND_LABELS[value] }));
const pools = QUESTION_POOLS.map((value) => ({ value, title: QUESTION_POOL_LABELS[value] }));
const levels = DIFFICULTIES.map((value) => ({ value: String(value) as '1' | '2' | '3', title: DIFFICULTY_LABELS[value] }));
const some = (text?: string): string | undefined => text?.trim() || undefined;

/** The question as it is sent: empty lines are no options, empty words are left out. */
function sent(content: QuestionContent, texts: readonly string[]): QuestionContent {
  const { source, explanation, ...kept } = content;
  const options =
    content.kind === 'JUDGE'
      ? JUDGE_OPTIONS.map((one) => ({ ...one }))
      : OPTION_KEYS.map((key, at) => ({ key, text: texts[at]?.trim() ?? '' })).filter((one) => one.text);
  return { ...kept, options, ...(some(source) && { source: some(source) }), ...(some(explanation) && { explanation: some(explanation) }) };
}

/** One question to write or to change: what is missing is said above the button, nothing typed is lost by a refusal. */
export function QuestionForm({
  category,
  begin = EMPTY,
  busy,
  error,
  onSend,
  onCancel,
}: {
  category: Category;
  begin?: QuestionContent;
  busy: boolean;
  error?: ApiError;
  onSend: (content: QuestionContent) => Promise<void>;
  onCancel: () => void;
}) {
  const [form, setForm] = useState(begin);
  const [texts, setTexts] = useState<readonly string[]>(
    OPTION_KEYS.map((_, at) => (begin.kind === 'JUDGE' ? '' : (begin.options[at]?.text ?? ''))),
  );
  const picture = useUpload(api.uploadPicture);
  const set = (patch: Partial<QuestionContent>) => setForm((before) => ({ ...before, ...patch }));
  const content = sent(form, texts);
  const fault =
    content.stem.trim().length < 4
      ? '请写题干'
      : content.topic.trim().length < 2
        ? '请写知识点'
        : content.answer.length === 0
          ? '请勾选正确答案'
          : faultOfChoices(content);
  const fields = error?.fields ?? {};
  const mark = (key: string) =>
    set({
      answer:
        form.kind !== 'MULTIPLE'
          ? [key]
          : form.answer.includes(key)
            ? form.answer.filter((one) => one !== key)
            : [...form.answer, key].sort(),
    });
  const choose = async (path: string) => {
    const saved = await picture.run(path);
    if (saved) set({ pictureFileId: saved.fileId });
  };
  const codes = CODES[category];
  const toggle = (code: string) => {
    const now = form.codes ?? [];
    const next = now.includes(code) ? now.filter((one) => one !== code) : [...now, code];
    set({ codes: next.length ? next : undefined });
  };
  return (
    <>
      <View className="content-form">
        <Card title="题目">
          <Segments<QuestionKind> label="题型" segments={kinds} value={form.kind} onChange={(kind) => set({ kind, answer: [] })} />
          <TextArea
            label="题干"
            required
            max={500}
            value={form.stem}
            error={fields.stem ?? fields['content.stem']}
            onChange={(stem) => set({ stem })}
          />
          {(form.kind === 'JUDGE' ? JUDGE_OPTIONS : OPTION_KEYS.map((key) => ({ key, text: '' }))).map(({ key, text }, at) => (
            <View key={key} className="content-choice">
              <Tick checked={form.answer.includes(key)} onChange={() => mark(key)} label={`${text || `选项${key}`}是正确答案`}>
                {text || key}
              </Tick>
              {form.kind !== 'JUDGE' && (
                <View className="content-choice-text">
                  <TextField
                    label={`选项${key}`}
                    max={200}
                    value={texts[at] ?? ''}
                    placeholder={at > 3 ? '可以不填' : ''}
                    onChange={(next) => setTexts((before) => before.map((one, place) => (place === at ? next : one)))}
                  />
                </View>
              )}
            </View>
          ))}
          <PhotoPicker
            shape="card"
            label="题目的图（可以没有）"
            busy={picture.busy}
            error={picture.error?.messageZh}
            shown={form.pictureFileId && <PrivateImage fileId={form.pictureFileId} label="题目的图" zoom={false} />}
            onPick={(path) => void choose(path)}
          />
          {form.pictureFileId && (
            <Button kind="quiet" onTap={() => set({ pictureFileId: undefined })}>
              不要这张图
            </Button>
          )}
        </Card>
        <Card title="归类">
          <TextField
            label="知识点"
            required
            max={20}
            value={form.topic}
            placeholder="如：临时用电"
            error={fields['content.topic']}
            onChange={(topic) => set({ topic })}
          />
          <ChoiceField
            label="难度"
            required
            options={levels}
            value={String(form.difficulty) as '1' | '2' | '3'}
            onChange={(level) => set({ difficulty: Number(level) as 1 | 2 | 3 })}
          />
          <ChoiceField
            label="用途"
            required
            hint="练习的题不会进考试"
            options={pools}
            value={form.pool}
            onChange={(pool) => set({ pool })}
          />
          <TextField label="出处" max={100} value={form.source ?? ''} placeholder="规范名称和条款" onChange={(source) => set({ source })} />
          <TextArea
            label="解析"
            max={500}
            value={form.explanation ?? ''}
            placeholder="为什么这样答"
            onChange={(explanation) => set({ explanation })}
          />
          {codes && (
            <View>
              <View className="content-count">只考其中几种人的题，请勾选；不勾选就是全部</View>
              {codes.map((code) => (
                <Tick key={code} checked={form.codes?.includes(code) ?? false} onChange={() => toggle(code)}>
                  {describe({ category, code } as never)}
                </Tick>
              ))}
            </View>
          )}
        </Card>
      </View>
      <BottomBar
        above={
          error ? (
            Object.keys(fields).length ? (
              <ErrorNotice error={error} />
            ) : (
              <ActionError error={error} />
            )
          ) : (
            fault && <View className="content-count">{fault}</View>
          )
        }
      >
        <Button kind="plain" onTap={onCancel}>
          取消
        </Button>
        <Button busy={busy} disabled={fault !== undefined} onTap={() => void onSend(content)}>
          保存，等待复核
        </Button>
      </BottomBar>
    </>
  );
}
