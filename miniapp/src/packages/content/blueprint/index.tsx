import { View } from '@tarojs/components';
import { useState } from 'react';
import { questionBankRoutes as api, type Blueprint, type PaperRow } from '@jzt/shared/contract/questionBank';
import { faultOfPlan, fullMarkOf } from '@jzt/shared/domain/papers';
import { DIFFICULTIES, DIFFICULTY_LABELS, QUESTION_KIND_LABELS, QUESTION_KINDS, type QuestionKind } from '@jzt/shared/domain/questions';
import { ActionError, BottomBar, Button, Card, ChoiceField, Notice, Page, Screen, Tap, TextField } from '@/components';
import { useAction, useQuery } from '@/hooks';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import './index.scss';

const kinds = QUESTION_KINDS.map((value) => ({ value, title: QUESTION_KIND_LABELS[value] }));
const levels = [{ value: '', title: '不限难度' }, ...DIFFICULTIES.map((one) => ({ value: String(one), title: DIFFICULTY_LABELS[one] }))];
const numberIn = (text: string): number => Number(text.replace(/\D/g, '').slice(0, 3)) || 0;

function Row({
  row,
  topics,
  stock,
  onChange,
  onRemove,
}: {
  row: PaperRow;
  topics: string[];
  stock: number;
  onChange: (row: PaperRow) => void;
  onRemove: () => void;
}) {
  return (
    <View className="content-paper-row">
      <ChoiceField<QuestionKind> label="题型" options={kinds} value={row.kind} onChange={(kind) => onChange({ ...row, kind })} />
      <ChoiceField
        label="知识点"
        options={[{ value: '', title: '不限知识点' }, ...topics.map((topic) => ({ value: topic, title: topic }))]}
        value={row.topic ?? ''}
        onChange={(topic) => onChange({ ...row, topic: topic || undefined })}
      />
      <ChoiceField
        label="难度"
        options={levels}
        value={row.difficulty ? String(row.difficulty) : ''}
        onChange={(level) => onChange({ ...row, difficulty: level ? (Number(level) as 1 | 2 | 3) : undefined })}
      />
      <TextField
        label="几道"
        keyboard="number"
        max={3}
        value={row.count ? String(row.count) : ''}
        error={row.count > stock ? `题库只有${stock}道` : undefined}
        hint={`题库有${stock}道`}
        onChange={(text) => onChange({ ...row, count: numberIn(text) })}
      />
      <TextField
        label="每题几分"
        keyboard="number"
        max={2}
        value={row.score ? String(row.score) : ''}
        onChange={(text) => onChange({ ...row, score: numberIn(text) })}
      />
      <Tap className="content-open" label="删去这一行" onTap={onRemove}>
        删去
      </Tap>
    </View>
  );
}

function Editor({ found, onSaved }: { found: Blueprint; onSaved: (next: Blueprint) => void }) {
  const [rows, setRows] = useState(found.rows);
  const save = useAction(api.setBlueprint, { changes: ['questionBank'] });
  const topics = [...new Set(found.stock.map((one) => one.topic))];
  const stockOf = (row: PaperRow) =>
    found.stock
      .filter(
        (one) => one.kind === row.kind && (!row.topic || one.topic === row.topic) && (!row.difficulty || one.difficulty === row.difficulty),
      )
      .reduce((sum, one) => sum + one.count, 0);
  const fault = rows.some((row) => !row.count || !row.score) ? '每行都要填题数和分数' : rows.length ? faultOfPlan(rows) : '至少要有一行';
  const send = async () => {
    const saved = await save.run({ body: { category: found.category, code: found.code, rows, version: found.version } });
    if (saved) onSaved(saved);
  };
  return (
    <>
      {found.shortages.length > 0 && (
        <Notice tone="warn" title="复核通过的题还不够组卷">
          {found.shortages.join('；')}
        </Notice>
      )}
      <Card
        title={`${found.subjectZh}的试卷`}
        extra={<View className="content-count">{`合计${rows.reduce((sum, row) => sum + row.count, 0)}道，${fullMarkOf(rows)}分`}</View>}
      >
        {rows.map((row, at) => (
          <Row
            key={at}
            row={row}
            topics={topics}
            stock={stockOf(row)}
            onChange={(next) => setRows(rows.map((one, place) => (place === at ? next : one)))}
            onRemove={() => setRows(rows.filter((_, place) => place !== at))}
          />
        ))}
        <Button
          kind="plain"
          onTap={() => setRows([...rows, { kind: 'SINGLE', count: 1, score: rows.find((row) => row.kind === 'SINGLE')?.score ?? 1 }])}
        >
          加一行
        </Button>
      </Card>
      <BottomBar
        above={
          save.error ? (
            <ActionError error={save.error} />
          ) : (
            <View className="content-count">{fault ?? '保存后安排的考试按它组卷，已安排好的不变'}</View>
          )
        }
      >
        <Button busy={save.busy} disabled={fault !== undefined} onTap={() => void send()}>
          保存组卷方案
        </Button>
      </BottomBar>
    </>
  );
}

/** 组卷方案: topic × kind × difficulty, for the whole category or for one code, beside what the bank has. */
export default function BlueprintPage() {
  const { category = 'SAFETY_MGMT' } = usePageParams(routes.content.blueprint);
  const [code, setCode] = useState('');
  const query = useQuery(api.blueprint, { query: { category, ...(code && { code }) } });
  return (
    <Page access={OFFICERS} wide acting>
      <Screen state={query} skeleton="detail">
        {(found) => (
          <>
            {found.codes.length > 0 && (
              <View className="content-filters">
                <ChoiceField
                  label="为谁组卷"
                  hint="没有单独方案的，用整个类别的方案"
                  options={[
                    { value: '', title: `全部${found.categoryZh}` },
                    ...found.codes.map((one) => ({ value: one.code, title: one.labelZh, hint: one.own ? '有单独的方案' : undefined })),
                  ]}
                  value={code}
                  onChange={setCode}
                />
              </View>
            )}
            <Editor key={`${found.code ?? ''}#${found.version}`} found={found} onSaved={query.put} />
          </>
        )}
      </Screen>
    </Page>
  );
}
