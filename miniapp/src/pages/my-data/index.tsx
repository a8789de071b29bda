import { useState } from 'react';
import { accountRoutes } from '@jzt/shared/contract/account';
import { session } from '@/api';
import { Button, Card, ErrorNotice, Facts, Notice, Page, Screen, Sheet, TextField } from '@/components';
import { formatTime } from '@/format';
import { useAction, useQuery, useSession } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';

/** 我的个人信息: what the platform keeps, how to correct it, and 注销账号. */
export default function MyData() {
  const who = useSession();
  const data = useQuery(accountRoutes.export, {}, { onShow: false });
  const erase = useAction(accountRoutes.erase);
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const eraseNow = async () => {
    if (!(await erase.run({ body: { confirm: '注销' } }))) return;
    session.end();
    await replace(routes.tab.home);
  };
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
          <Button block kind="danger" onTap={() => setAsking(true)}>
            注销账号
          </Button>
        </Card>
      )}
      <Sheet
        open={asking}
        onClose={() => setAsking(false)}
        title="注销后不能恢复"
        footer={
          <Button block kind="danger" busy={erase.busy} disabled={typed.trim() !== '注销'} onTap={() => void eraseNow()}>
            确认注销
          </Button>
        }
      >
        <Notice tone="bad">没有在办业务和有效证书时才能注销。法律要求保存的办证记录会继续保存到期限届满。</Notice>
        <TextField label="请输入“注销”两个字" value={typed} onChange={setTyped} max={4} />
        <ErrorNotice error={erase.error} />
      </Sheet>
    </Page>
  );
}
