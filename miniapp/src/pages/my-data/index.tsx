import { View } from '@tarojs/components';
import { useState } from 'react';
import { accountRoutes } from '@jzt/shared/contract/account';
import type { ResponseOf } from '@jzt/shared/contract/route';
import { session } from '@/api';
import { Button, Card, ErrorNotice, Facts, Notice, Page, Screen, Sheet, TextField } from '@/components';
import { formatTime } from '@/format';
import { useAction, useQuery, useSession } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';

/** One line each, as a list to read. */
const Lines = ({ of }: { of: readonly string[] }) => (
  <>
    {of.map((line) => (
      <View key={line}>{`· ${line}`}</View>
    ))}
  </>
);

/** 我的个人信息: what the platform keeps, how to correct it, and 注销账号. */
export default function MyData() {
  const who = useSession();
  const data = useQuery(accountRoutes.export, {}, { onShow: false });
  const erase = useAction(accountRoutes.erase);
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const [erased, setErased] = useState<ResponseOf<typeof accountRoutes.erase>>();
  const eraseNow = async () => setErased(await erase.run({ body: { confirm: '注销' } }));
  const leave = async () => {
    session.end();
    await replace(routes.tab.home);
  };
  const { obstacles = [], goes = [], stays = [] } = data.data?.erasure ?? {};
  return (
    <Page access="SIGNED_IN">
      <Screen state={data} skeleton="detail" isEmpty={(all) => all.sections.length === 0} empty={{ title: '平台没有保存您的个人信息' }}>
        {(all) =>
          all.sections.map((section) => (
            <Card key={section.title} title={section.title}>
              <Facts
                rows={section.rows.map(({ name, value }) => ({ name, value: /^\d{4}-\d\d-\d\dT/.test(value) ? formatTime(value) : value }))}
              />
            </Card>
          ))
        }
      </Screen>
      <Notice tone="still" title="信息有错怎么办">
        姓名和身份证号以证件为准，要更正请重新做实名认证或申请人工核验。所在企业有变化，请先结束原来的聘用关系。
      </Notice>
      {who?.role === 'WORKER' && (
        <Card title="注销账号">
          <Notice tone="still" title="注销后依法继续保存的">
            <Lines of={stays} />
          </Notice>
          {obstacles.length > 0 && (
            <Notice tone="bad" title="现在还不能注销">
              <Lines of={obstacles} />
            </Notice>
          )}
          <Button block kind="danger" disabled={!data.data || obstacles.length > 0} onTap={() => setAsking(true)}>
            注销账号
          </Button>
        </Card>
      )}
      <Sheet
        open={asking && !erased}
        onClose={() => setAsking(false)}
        title="注销后不能恢复"
        footer={
          <Button block kind="danger" busy={erase.busy} disabled={typed.trim() !== '注销'} onTap={() => void eraseNow()}>
            确认注销
          </Button>
        }
      >
        <Notice tone="bad" title="删除">
          <Lines of={goes} />
        </Notice>
        <Notice tone="still" title="依法继续保存">
          <Lines of={stays} />
        </Notice>
        <TextField label="请输入“注销”两个字" value={typed} onChange={setTyped} max={4} />
        <ErrorNotice error={erase.error} />
      </Sheet>
      <Sheet
        open={Boolean(erased)}
        onClose={() => void leave()}
        title="账号已注销"
        footer={
          <Button block onTap={() => void leave()}>
            知道了
          </Button>
        }
      >
        <Notice tone="still" title={erased?.message}>
          <Lines of={erased?.stays ?? []} />
        </Notice>
      </Sheet>
    </Page>
  );
}
