import { View } from '@tarojs/components';
import { useState } from 'react';
import { secondFactorRoutes as api } from '@jzt/shared/contract/secondFactor';
import { SECOND_FACTOR_ROLES } from '@jzt/shared/domain/roles';
import { signOut, switchRole } from '@/api';
import { Button, Card, ErrorNotice, Facts, Page, Screen, StatusChip, useConfirm } from '@/components';
import { formatTime } from '@/format';
import { useAction, useQuery, useSession } from '@/hooks';
import { open, replace } from '@/navigation';
import { routes } from '@/routes';
import { Enrol } from './enrol';
import { Prove } from './prove';
import { RecoveryCodes } from './recovery-codes';
import './index.scss';

/** 验证器: bound at the first sign-in of an officer, shown at each later one, and looked after here. */
export default function SecondFactorPage() {
  const who = useSession();
  const factor = useQuery(api.state, {});
  const renew = useAction(api.renewRecoveryCodes, { changes: ['secondFactor'] });
  const [codes, setCodes] = useState<string[]>();
  const [dialog, ask] = useConfirm();
  const home = () => void open(routes.tab.home);
  const finish = () => {
    setCodes(undefined);
    home();
  };
  const renewed = async () => {
    const text = '原来的恢复码马上作废，新的只显示一次。';
    if (!(await ask({ title: '换一批恢复码？', text, yes: '换一批' }))) return;
    const answer = await renew.run({});
    if (answer) setCodes(answer.recoveryCodes);
  };
  const own = async () => {
    await switchRole({ role: 'WORKER' });
    home();
  };
  const leave = async () => {
    await signOut();
    await replace(routes.tab.home);
  };
  return (
    <Page access={SECOND_FACTOR_ROLES}>
      {codes ? (
        <RecoveryCodes codes={codes} onDone={finish} />
      ) : (
        <Screen state={factor} skeleton="detail">
          {({ enrolled, proved, account, enrolledAt, recoveryCodesLeft, resetAskedAt }) =>
            !enrolled ? (
              <Enrol again={false} onDone={setCodes} />
            ) : !proved || who?.needsSecondFactor ? (
              <Prove account={account} resetAskedAt={resetAskedAt} onDone={home} />
            ) : (
              <>
                <Card title="我的验证器" extra={<StatusChip tone="ok">已绑定</StatusChip>}>
                  <Facts
                    rows={[
                      { name: '账号', value: account },
                      { name: '绑定时间', value: enrolledAt && formatTime(enrolledAt) },
                      { name: '剩余恢复码', value: `${recoveryCodesLeft}个` },
                    ]}
                  />
                  {renew.error && <ErrorNotice error={renew.error} />}
                  <View className="factor-act">
                    <Button block kind="plain" busy={renew.busy} onTap={() => void renewed()}>
                      换一批恢复码
                    </Button>
                  </View>
                </Card>
                <Enrol again onDone={setCodes} />
              </>
            )
          }
        </Screen>
      )}
      {who?.needsSecondFactor && !codes && (
        <>
          {who.memberships.some(({ role }) => role === 'WORKER') && (
            <Button block kind="quiet" onTap={() => void own()}>
              先以本人身份使用
            </Button>
          )}
          <Button block kind="quiet" onTap={() => void leave()}>
            退出登录
          </Button>
        </>
      )}
      {dialog}
    </Page>
  );
}
