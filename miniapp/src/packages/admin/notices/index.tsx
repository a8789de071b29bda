import { useReachBottom } from '@tarojs/taro';
import { administrationRoutes as api } from '@jzt/shared/contract/administration';
import {
  Button,
  Card,
  ChoiceField,
  ErrorNotice,
  ListRow,
  MoreRow,
  Notice,
  Page,
  Screen,
  TextArea,
  TextField,
  useConfirm,
} from '@/components';
import { formatTime } from '@/format';
import { useAction, useDraft, usePages, useQuery } from '@/hooks';

/** 城市通知: one message to everybody who acts for an organisation of a city, and those that were sent. */
export default function CityNoticesPage() {
  const places = useQuery(api.list, { query: { limit: 1 } });
  const sent = usePages(api.notices, { query: {} });
  const draft = useDraft('city.notice', { city: '', title: '', text: '' });
  const notify = useAction(api.notify, { changes: ['administration.notices'] });
  const [dialog, ask] = useConfirm();
  useReachBottom(() => void sent.loadMore());
  const { city, title, text } = draft.value;
  const cities = places.data?.cities ?? [];
  const missing = !city ? '请选择城市' : title.trim().length < 2 ? '请填写标题' : text.trim().length < 4 ? '请填写内容' : undefined;
  const send = async () => {
    const sure = await ask({
      title: `发给${city}的所有单位？`,
      text: '发出后不能撤回，每位工作人员的站内消息里都会有。',
      yes: `发给${city}`,
    });
    if (sure && (await notify.run({ body: { city, title: title.trim(), text: text.trim() } }))) draft.clear();
  };
  return (
    <Page access={['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER']} wide>
      <Card title="写通知">
        {draft.restoredAt && <Notice tone="note">已恢复上次填写的内容。</Notice>}
        {places.data && cities.length === 0 && <Notice tone="warn">单位还没有登记城市，请管理员在“更正登记”里补上。</Notice>}
        <ChoiceField
          label="城市"
          required
          options={cities.map((value) => ({ value, title: value }))}
          value={city || undefined}
          error={notify.fields.city}
          onChange={(next) => draft.set({ city: next })}
        />
        <TextField
          label="标题"
          required
          value={title}
          max={30}
          error={notify.fields.title}
          onChange={(next) => draft.set({ title: next })}
        />
        <TextArea label="内容" value={text} max={300} error={notify.fields.text} onChange={(next) => draft.set({ text: next })} />
        <ErrorNotice error={notify.error} />
        <Button block busy={notify.busy} disabled={missing !== undefined} onTap={() => void send()}>
          {missing ?? '发出通知'}
        </Button>
      </Card>
      <Screen
        state={sent}
        isEmpty={() => sent.items.length === 0}
        empty={{ title: '还没有发过通知', hint: '发过的通知和送到的人数会列在这里。' }}
      >
        {() => (
          <Card title="发过的通知">
            {sent.items.map((one) => (
              <ListRow
                key={one.id}
                title={`${one.city}：${one.title}`}
                hint={`${one.text}（${one.byName}，${formatTime(one.at)}）`}
                value={`${one.told}人`}
              />
            ))}
            <MoreRow pages={sent} />
          </Card>
        )}
      </Screen>
      {dialog}
    </Page>
  );
}
