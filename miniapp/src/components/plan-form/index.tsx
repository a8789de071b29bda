import { View } from '@tarojs/components';
import { sourceKey } from '@jzt/shared/domain/sources';
import type { Role } from '@jzt/shared/domain/roles';
import { ActionError, BottomBar, Button, Card, ChoiceField, DateField, Notice, Page, Screen, TextField } from '@/components';
import { InParts } from '@/components/in-parts';
import { PersonRow } from '@/components/person-row';
import { back } from '@/navigation';
import { usePlanForm, type Planner } from './use-plan-form';
import './plan-form.scss';

const WORDS: Record<Planner, { none: string; note: string; role: Role }> = {
  INSTITUTION: {
    none: '学员学满学时、培训完成后，才能列入考试计划。',
    note: '只列出培训已完成、没有列入其他计划的人。',
    role: 'INSTITUTION_STAFF',
  },
  AUTHORITY: {
    none: '企业自主培训的人现场报名通过后，会出现在这里。',
    note: '只列出现场报名已通过、没有列入其他计划的人。',
    role: 'AUTHORITY_REVIEWER',
  },
};

/** 新建或修改考试计划 (QH-14, QH-07): one certificate type, people who have finished their training, when and how long. */
export function PlanForm({ by, id, onMade }: { by: Planner; id?: string; onMade: (id: string) => Promise<unknown> }) {
  const work = usePlanForm(by, id);
  const words = WORDS[by];
  const { form, choice, chosen, act, missing } = work;
  const save = async () => {
    const saved = await work.save();
    if (!saved) return;
    if (id) await back();
    else await onMade(saved.id);
  };
  const reason = work.plan.data?.status === 'RETURNED' ? work.plan.data.reason : undefined;

  return (
    <Page
      access={[words.role]}
      footer={
        <BottomBar above={<ActionError error={act.error} />}>
          <Button block busy={act.busy} disabled={missing !== undefined} onTap={() => void save()}>
            {missing ?? '保存'}
          </Button>
        </BottomBar>
      }
    >
      {work.restoredAt && <Notice tone="note">已恢复上次填写的内容。</Notice>}
      {reason && (
        <Notice tone="bad" title="退回的原因">
          {reason}
        </Notice>
      )}
      <Screen
        state={work.eligible}
        skeleton="detail"
        isEmpty={() => work.choices.length === 0 && !id}
        empty={{ title: '还没有可以报考的人', hint: words.none }}
      >
        {() => (
          <>
            <Card>
              <ChoiceField
                label="证书类型"
                required
                options={work.choices.map((each) => ({
                  value: each.key,
                  title: each.subject.labelZh,
                  hint: `${each.people.length}人可以报考`,
                }))}
                value={form.subject}
                onChange={work.chooseSubject}
              />
              <TextField
                label="计划名称"
                required
                value={form.name}
                max={40}
                placeholder="例如：11月第一场"
                error={act.fields.name}
                onChange={(name) => work.set({ name })}
              />
              <DateField
                label="考试时间"
                required
                time
                value={form.startsAt}
                error={act.fields.startsAt}
                onChange={(startsAt) => work.set({ startsAt })}
              />
              <TextField
                label="考试时长（分钟）"
                required
                keyboard="number"
                value={form.minutes}
                max={3}
                hint="10到240分钟"
                error={act.fields.minutes}
                onChange={(minutes) => work.set({ minutes: minutes.replace(/\D/g, '') })}
              />
            </Card>
            {choice && (
              <Card
                title={`考生，已选${chosen.length}人`}
                extra={
                  choice.people.length > 1 && (
                    <Button kind="quiet" size="small" onTap={work.toggleAll}>
                      {chosen.length === choice.people.length ? '全不选' : '全选'}
                    </Button>
                  )
                }
              >
                <InParts people={choice.people}>
                  {(one) => (
                    <PersonRow
                      key={sourceKey(one.source)}
                      name={one.name}
                      idNumberMasked={one.idNumberMasked}
                      checked={chosen.includes(sourceKey(one.source))}
                      onTick={() => work.toggle(sourceKey(one.source))}
                    />
                  )}
                </InParts>
                <View className="plan-form-note">{words.note}</View>
              </Card>
            )}
          </>
        )}
      </Screen>
    </Page>
  );
}
