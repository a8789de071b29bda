import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { employmentRoutes as api } from '@jzt/shared/contract/employment';
import { organisationRoutes, type EnterpriseSummary } from '@jzt/shared/contract/organisation';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { BottomBar, Button, Card, ErrorNotice, Facts, MoreRow, Page, Screen, SearchField, Tap, TextField } from '@/components';
import { useAction, useDraft, usePages } from '@/hooks';
import { useSettled } from '@/hooks/use-settled';
import { back, open } from '@/navigation';
import { ProvinceForAct } from '@/province/ask-province';
import { routes } from '@/routes';
import './index.scss';

const POSITIONS = ['项目负责人', '专职安全员', '施工员', '质量员', '建筑电工', '架子工', '起重司机', '信号司索工', '普工'];

interface Form {
  q: string;
  enterprise?: EnterpriseSummary;
  position: string;
}

function Results({ q, onChoose }: { q: string; onChoose: (enterprise: EnterpriseSummary) => void }) {
  const settled = useSettled(q.trim());
  const found = usePages(organisationRoutes.searchEnterprises, { query: { q: settled } }, { enabled: settled.length >= 2 });
  useReachBottom(() => void found.loadMore());
  if (settled.length < 2) return <View className="employer-hint">写出企业名称里的两个字，或整个统一社会信用代码，下面就会列出来。</View>;
  return (
    <Screen
      state={found}
      isEmpty={() => found.items.length === 0}
      empty={{ title: '没有找到这家企业', hint: '请换成营业执照上的名称再找，只写中间几个字也行。还是没有的，请企业先在平台登记。' }}
    >
      {() => (
        <>
          {found.items.map((each) => (
            <Card key={each.id} title={each.name} label={`选择${each.name}`} onTap={() => onChoose(each)}>
              <View className="employer-line">{each.address}</View>
              <View className="employer-line">{`信用代码 ${each.creditCode}`}</View>
            </Card>
          ))}
          <MoreRow pages={found} />
        </>
      )}
    </Screen>
  );
}

/** 找我的企业: search, choose, say the position, ask (QH-02, QH-09). Kept on the phone until it is sent. */
export default function EmployerPage() {
  const draft = useDraft<Form>('employment.ask', { q: '', position: '' });
  const ask = useAction(api.ask, { changes: ['employment', 'account'] });
  const { q, enterprise, position } = draft.value;
  const change = (patch: Partial<Form>) => {
    ask.reset();
    draft.set(patch);
  };
  const submit = async (jurisdiction?: Jurisdiction) => {
    if (!enterprise) return;
    const answer = await ask.run({ body: { enterpriseId: enterprise.id, position, jurisdiction } });
    if (!answer) return;
    draft.clear();
    await back();
  };
  const toIdentity = ask.error?.code === 'IDENTITY_REQUIRED' && (
    <Button kind="plain" size="small" onTap={() => void open(routes.identity.status)}>
      去实名认证
    </Button>
  );

  if (!enterprise) {
    return (
      <Page access={['WORKER']}>
        <Card>
          <SearchField label="企业名称或信用代码" value={q} placeholder="例如：建筑工程" onChange={(next) => draft.set({ q: next })} />
        </Card>
        <Results q={q} onChoose={(next) => change({ enterprise: next })} />
      </Page>
    );
  }
  return (
    <Page
      access={['WORKER']}
      footer={
        <BottomBar above={!ask.fields.position && <ErrorNotice error={ask.error} action={toIdentity} />}>
          <Button block busy={ask.busy} disabled={position.trim().length < 2} onTap={() => void submit()}>
            {position.trim().length < 2 ? '请先填写岗位' : '提交申请'}
          </Button>
        </BottomBar>
      }
    >
      <ProvinceForAct error={ask.error} among={enterprise.jurisdictions} onChoose={({ code }) => void submit(code)} />
      <Card
        title="申请的企业"
        extra={
          <Button kind="quiet" size="small" onTap={() => change({ enterprise: undefined })}>
            换一家
          </Button>
        }
      >
        <Facts
          rows={[
            { name: '企业名称', value: enterprise.name },
            { name: '信用代码', value: enterprise.creditCode },
            { name: '地址', value: enterprise.address },
          ]}
        />
      </Card>
      <Card title="您在这家企业做什么">
        <View className="jz-reasons">
          {POSITIONS.map((each) => (
            <Tap
              key={each}
              role="radio"
              checked={position === each}
              label={each}
              className={`jz-reason ${position === each ? 'jz-reason-on' : ''}`}
              onTap={() => change({ position: each })}
            >
              {each}
            </Tap>
          ))}
        </View>
        <TextField
          label="岗位名称"
          required
          max={30}
          value={position}
          placeholder="上面没有的，在这里写"
          error={ask.fields.position}
          onChange={(next) => change({ position: next })}
        />
        <View className="employer-line">提交后，企业的经办人会收到消息；对方同意，聘用关系就成立。</View>
      </Card>
    </Page>
  );
}
