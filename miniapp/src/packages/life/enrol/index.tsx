import { View } from '@tarojs/components';
import { useState } from 'react';
import { continuingEducationRoutes as api, type CeClass, type CeMode } from '@jzt/shared/contract/continuingEducation';
import { ActionError, BottomBar, Button, Card, Notice, Page, Screen, StateBlock } from '@/components';
import { Options } from '@/components/choice-field';
import { formatDate, formatDays, formatHours } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { replace, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import './index.scss';

const MODES: Record<CeMode, { title: string; hint: string }> = {
  ONLINE: { title: '线上教育', hint: '在经批准的平台上学习，合格后由平台把结果报给主管部门' },
  OFFLINE: { title: '线下教育', hint: '到培训机构上课、考试，和新取证一样' },
};

/** A class that cannot be chosen is struck out, with the reason (CQ-09, CQ-13). */
function ClassRow({ one, on, onChoose }: { one: CeClass; on: boolean; onChoose: () => void }) {
  const full = one.seatsLeft <= 0 ? '名额已满' : undefined;
  const [refusal] = one.verdict.refusals;
  const off = refusal ? [refusal.message, refusal.nextStep].filter(Boolean).join('，') : full;
  return (
    <View className={off ? 'enrol-off' : ''}>
      <Options
        options={[
          {
            value: one.id,
            title: `${one.name} · ${one.institutionName}`,
            hint: `${formatDays(one.startsOn, one.endsOn)}，${formatHours(one.requiredHours)}，还剩${one.seatsLeft}个名额，${one.address}`,
            off: off && `${formatDate(one.endsOn)}结束。${off}`,
          },
        ]}
        value={on ? one.id : undefined}
        onChoose={onChoose}
      />
    </View>
  );
}

/** ★选择教育方式 → ★线上教育/★线下教育 (QH-24, CQ-09, CQ-10, CQ-13, QH-27). */
export default function EnrolPage() {
  const { id = '' } = usePageParams(routes.life.enrol);
  const options = useQuery(api.options, { params: { id } }, { enabled: Boolean(id) });
  const enrol = useAction(api.enrol, { changes: ['continuingEducation', 'study', 'account'] });
  const [picked, setMode] = useState<CeMode>();
  const [choice, setChoice] = useState<string>();
  const modes = options.data?.modes ?? [];
  const mode = picked ?? (modes.length === 1 ? modes[0] : undefined);
  const missing = !mode ? '请选择教育方式' : !choice ? (mode === 'OFFLINE' ? '请选择班次' : '请选择平台') : undefined;
  const send = async () => {
    if (!mode || !choice) return;
    const body = { mode, ...(mode === 'OFFLINE' ? { classId: choice } : { platformId: choice }) };
    const done = await enrol.run({ params: { id }, body });
    if (done) await replace(routes.life.education, { id });
    else void options.refetch();
  };
  return (
    <Page
      access={['WORKER']}
      footer={
        <BottomBar above={<ActionError error={enrol.error} />}>
          <Button block busy={enrol.busy} disabled={missing !== undefined} onTap={() => void send()}>
            {missing ?? '报名'}
          </Button>
        </BottomBar>
      }
    >
      <Screen state={options} skeleton="detail">
        {(data) => (
          <>
            <Card title="选择教育方式">
              <Options<CeMode>
                options={data.modes.map((value) => ({ value, ...MODES[value] }))}
                value={mode}
                onChoose={(next) => {
                  setMode(next);
                  setChoice(undefined);
                }}
              />
            </Card>
            {mode === 'OFFLINE' &&
              (data.classes.length === 0 ? (
                <StateBlock kind="empty" title="现在没有开放的继续教育班" hint="请过几天再来看，或联系培训机构开班。" />
              ) : (
                <Card title="选择班次">
                  {data.classes.map((one) => (
                    <ClassRow key={one.id} one={one} on={choice === one.id} onChoose={() => setChoice(one.id)} />
                  ))}
                </Card>
              ))}
            {mode === 'ONLINE' &&
              (data.platforms.length === 0 ? (
                <StateBlock kind="empty" title="现在没有经批准的平台" hint="可以选择线下教育。" />
              ) : (
                <Card title="选择平台">
                  <Options
                    options={data.platforms.map((one) => ({
                      value: one.id,
                      title: one.name,
                      hint: one.phone ? `电话 ${one.phone}` : '经主管部门批准',
                      off: one.verdict.refusals[0]?.message,
                    }))}
                    value={choice}
                    onChoose={setChoice}
                  />
                  <Notice tone="note">报名后请到该平台学习、考核。合格后平台会把名单报给主管部门，审核通过就可以申请延期。</Notice>
                </Card>
              ))}
          </>
        )}
      </Screen>
    </Page>
  );
}
