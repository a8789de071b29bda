import { View } from '@tarojs/components';
import { useState } from 'react';
import { QUESTION_STATES, type questionRoutes } from '@jzt/shared/contract/question';
import type { QueryOf } from '@jzt/shared/contract/route';
import {
  DIFFICULTIES,
  DIFFICULTY_LABELS,
  QUESTION_KIND_LABELS,
  QUESTION_KINDS,
  QUESTION_POOL_LABELS,
  QUESTION_POOLS,
} from '@jzt/shared/domain/questions';
import { question as machine } from '@jzt/shared/workflow/machines/question';
import { Button, ChoiceField, SearchField, TextField } from '@/components';

export type Asked = Omit<QueryOf<typeof questionRoutes.list>, 'cursor' | 'limit' | 'category'>;

const ANY = '';
const any = (title: string) => ({ value: ANY, title });
const optionsOf = <V extends string>(all: string, values: readonly V[], words: Readonly<Record<V, string>>) => [
  any(all),
  ...values.map((value) => ({ value, title: words[value] })),
];
const LEVELS = [any('全部难度'), ...DIFFICULTIES.map((one) => ({ value: String(one), title: DIFFICULTY_LABELS[one] }))];

interface Form {
  status: string;
  pool: string;
  kind: string;
  difficulty: string;
  topic: string;
  words: string;
}
const EMPTY: Form = { status: '', pool: '', kind: '', difficulty: '', topic: '', words: '' };

const askedOf = ({ difficulty, topic, words, ...facets }: Form): Asked => ({
  ...(Object.fromEntries(Object.entries(facets).filter(([, value]) => value)) as Asked),
  ...(difficulty && { difficulty: Number(difficulty) }),
  ...(topic.trim() && { topic: topic.trim() }),
  ...(words.trim() && { words: words.trim() }),
});

/** Choices are asked at once; words when 查询 is tapped. */
export function Filters({ onAsk }: { asked: Asked; onAsk: (asked: Asked) => void }) {
  const [form, setForm] = useState(EMPTY);
  const choose = (patch: Partial<Form>) => {
    const next = { ...form, ...patch };
    setForm(next);
    onAsk(askedOf(next));
  };
  return (
    <View className="content-filters">
      <ChoiceField
        label="状态"
        options={optionsOf('全部状态', QUESTION_STATES, machine.states)}
        value={form.status}
        onChange={(status) => choose({ status })}
      />
      <ChoiceField
        label="用途"
        options={optionsOf('全部用途', QUESTION_POOLS, QUESTION_POOL_LABELS)}
        value={form.pool}
        onChange={(pool) => choose({ pool })}
      />
      <ChoiceField
        label="题型"
        options={optionsOf('全部题型', QUESTION_KINDS, QUESTION_KIND_LABELS)}
        value={form.kind}
        onChange={(kind) => choose({ kind })}
      />
      <ChoiceField label="难度" options={LEVELS} value={form.difficulty} onChange={(difficulty) => choose({ difficulty })} />
      <TextField
        label="知识点"
        placeholder="如：临时用电"
        max={20}
        value={form.topic}
        onChange={(topic) => setForm({ ...form, topic })}
        onDone={() => onAsk(askedOf(form))}
      />
      <SearchField label="题干里的字" placeholder="如：安全带" value={form.words} onChange={(words) => setForm({ ...form, words })} />
      <View className="content-search">
        <Button onTap={() => onAsk(askedOf(form))}>查询</Button>
        <Button kind="plain" onTap={() => choose(EMPTY)}>
          重置
        </Button>
      </View>
    </View>
  );
}
