import { View } from '@tarojs/components';
import { useState } from 'react';
import { exchangeRoutes as api, type ExchangeDesk, type HeldCertificate } from '@jzt/shared/contract/exchange';
import { SITE_POSTS } from '@jzt/shared/domain/posts';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  ChoiceField,
  Facts,
  ListRow,
  Notice,
  Page,
  Screen,
  SectionTitle,
  Sheet,
  StatusChip,
  TextField,
} from '@/components';
import { formatDate, formatHours } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { FilePlace, Why } from '../words';
import '../exchange.scss';

type Post = keyof typeof SITE_POSTS;
const POSTS = (Object.entries(SITE_POSTS) as [Post, string][]).map(([value, title]) => ({ value, title }));

function Held({ one, busy, onBegin }: { one: HeldCertificate; busy: boolean; onBegin: (number: string) => void }) {
  const { exchange, verdict } = one;
  const missing = verdict.refusals.length > 0 && verdict.refusals.every((each) => each.code === 'NOT_IN_REGISTER');
  const refused = verdict.refusals.length > 0 && !missing;
  return (
    <Card
      title={one.subject.labelZh}
      extra={
        exchange ? (
          <StatusChip status={exchange.status}>{exchange.statusZh}</StatusChip>
        ) : refused ? (
          <StatusChip tone="still">不能换证</StatusChip>
        ) : (
          <StatusChip tone={missing ? 'warn' : 'ok'}>{missing ? '要先核查档案' : '可以换证'}</StatusChip>
        )
      }
    >
      <Facts
        rows={[
          { name: '证书', value: one.titleZh },
          { name: '编号', value: one.number },
          { name: '发证日期', value: formatDate(one.issuedOn) },
          { name: '有效期至', value: one.validTo && formatDate(one.validTo) },
        ]}
      />
      {!exchange && <Why verdict={verdict} tone={refused ? 'note' : 'warn'} />}
      <View className="exchange-acts">
        {exchange ? (
          <Button onTap={() => void open(routes.exchange.case, { id: exchange.id })}>
            {exchange.status === 'EXCHANGED' ? '看换证结果' : '继续换证'}
          </Button>
        ) : (
          !refused && (
            <Button busy={busy} onTap={() => onBegin(one.number)}>
              {missing ? '申请核查档案' : '开始换证'}
            </Button>
          )
        )}
      </View>
    </Card>
  );
}

/** What the register does not show: number and post as on the paper, then the way to the counter (HN-04). */
function NotFound({ desk, onBegun }: { desk: ExchangeDesk; onBegun: (id: string) => void }) {
  const begin = useAction(api.begin, { changes: ['exchange', 'account'] });
  const [asking, setAsking] = useState(false);
  const [number, setNumber] = useState('');
  const [post, setPost] = useState<Post>();
  if (!desk.fileCheck || desk.register === 'NOT_ASKED') return null;
  const missing = number.trim().length < 4 ? '请填写证书编号' : !post ? '请选择岗位' : undefined;
  const send = async () => {
    const made = await begin.run({ body: { number: number.trim(), post } });
    if (!made) return;
    setAsking(false);
    onBegun(made.id);
  };
  return (
    <>
      <Card>
        <ListRow
          title="查不到我的证书"
          hint={`本人带${desk.fileCheck.papers.join('、')}，最迟${formatDate(desk.fileCheck.until)}当天去核查档案`}
          onTap={() => setAsking(true)}
        />
      </Card>
      <Sheet
        open={asking}
        onClose={() => setAsking(false)}
        title="照着证书填"
        footer={
          <>
            <ActionError error={begin.error} />
            <Button block busy={begin.busy} disabled={missing !== undefined} onTap={() => void send()}>
              {missing ?? '再查一次'}
            </Button>
          </>
        }
      >
        <TextField
          label="证书编号"
          required
          value={number}
          max={40}
          placeholder="证书上印的编号"
          onChange={setNumber}
          error={begin.fields.number}
        />
        <ChoiceField label="岗位" required options={POSTS} value={post} onChange={setPost} />
      </Sheet>
    </>
  );
}

/** 证书管理: looked up in the ministry's register; each certificate says whether it is exchanged, or why not (HN-01…06). */
export default function ExchangeHomePage() {
  const desk = useQuery(api.desk, {});
  const begin = useAction(api.begin, { changes: ['exchange', 'account'] });
  const goOn = (id: string) => void open(routes.exchange.case, { id });
  const start = async (number: string) => {
    const made = await begin.run({ body: { number } });
    if (made) goOn(made.id);
  };
  return (
    <Page
      access={['WORKER']}
      footer={
        begin.error && (
          <BottomBar>
            <ActionError error={begin.error} />
          </BottomBar>
        )
      }
    >
      <Screen state={desk} skeleton="detail">
        {(data) => {
          if (!data.verdict.refusals.length && !data.offered)
            return <Notice title="请先选择在哪个省办理">在首页上方点省份选择，选一次就记住。</Notice>;
          if (!data.offered) return <Why verdict={data.verdict} />;
          const closed = data.verdict.refusals.length > 0;
          return (
            <>
              {closed ? (
                <>
                  <Why verdict={data.verdict} />
                  <Notice tone="note">没有换证的，原证书在有效期内可继续使用。</Notice>
                </>
              ) : (
                <Notice title={data.closesOn ? `请最迟${formatDate(data.closesOn)}当天更新证书` : '旧证书换发电子证书'}>
                  参加继续教育并通过考核后，点“更新”生成电子证书，原证书同时作废。逾期系统自动关闭。
                </Notice>
              )}
              {data.register === 'DOWN' && (
                <Notice tone="warn" title="部培训管理系统暂时连不上">
                  现在只显示已登记的证书。可以照样开始换证，系统会自动再查，查到后发消息给您。
                </Notice>
              )}
              {data.register === 'NOT_ASKED' && (
                <Notice
                  tone="warn"
                  title="请先完成实名认证"
                  action={<Button onTap={() => void open(routes.identity.status)}>去实名认证</Button>}
                >
                  按身份证号才能查到您的证书。
                </Notice>
              )}
              {data.certificates.length > 0 && <SectionTitle>我的岗位证书</SectionTitle>}
              {data.certificates.map((one) => (
                <Held key={one.number} one={one} busy={begin.busy} onBegin={(number) => void start(number)} />
              ))}
              {data.register === 'ANSWERED' && data.certificates.length === 0 && data.others.length === 0 && (
                <Notice title="没有查到您的岗位证书">有旧证书但查不到的，请点下面的“查不到我的证书”。</Notice>
              )}
              {data.others.map((one) => (
                <Card key={one.id}>
                  <ListRow
                    title={one.number}
                    hint="系统里没有查到的证书"
                    value={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}
                    onTap={() => goOn(one.id)}
                  />
                </Card>
              ))}
              {!closed && <NotFound desk={data} onBegun={goOn} />}
              {data.others.some((one) => one.status === 'FILE_CHECK') && data.fileCheck && <FilePlace place={data.fileCheck} />}
              {data.hours.length > 0 && (
                <Card title="已学继续教育学时">
                  <Facts
                    rows={data.hours.map((one) => ({
                      name: one.courseTitle,
                      value: `${one.statusZh}，已学${formatHours(one.earnedHours)}，共需${formatHours(one.requiredHours)}`,
                    }))}
                  />
                </Card>
              )}
            </>
          );
        }}
      </Screen>
    </Page>
  );
}
