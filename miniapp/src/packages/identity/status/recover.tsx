import { View } from '@tarojs/components';
import type { IdentityView } from '@jzt/shared/contract/identity';
import { phoneRoutes } from '@jzt/shared/contract/phone';
import { session } from '@/api';
import { ActionError, Button, Card, Notice, useConfirm } from '@/components';
import { useAction } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { isRecoverable } from '../steps';

/** 找回账号: the same person has an account under an earlier phone; a tap takes it over, and this one goes (CQ-35). */
export function Recover({ view }: { view: IdentityView }) {
  const recover = useAction(phoneRoutes.recover, { changes: ['identity', 'account'] });
  const [dialog, ask] = useConfirm();
  const old = view.holder?.phoneMasked;
  if (view.holder && !isRecoverable(view))
    return (
      <Notice
        tone="warn"
        title="找到您以前的账号，核验已过七天"
        action={<Button onTap={() => void open(routes.identity.face)}>去做人脸核验</Button>}
      >
        为了安全，请重新做一次人脸核验，再找回账号。
      </Notice>
    );
  const take = async () => {
    const sure = await ask({
      title: '找回以前的账号？',
      text: '找回后，用现在的手机号登录；以前的手机号和以前登录过的设备不能再用这个账号。',
      yes: '找回账号',
      no: '先不找回',
    });
    if (!sure) return;
    const next = await recover.run({});
    if (next) session.keep(next);
  };
  return (
    <Card alert title="找到您以前的账号">
      <View className="next-text">
        {`核验已通过：您以前${old ? `用手机号${old}` : '在另一个账号'}做过实名认证。证书、学时和报名都在那个账号里，不用重新办。`}
      </View>
      <ActionError error={recover.error} />
      {recover.error?.code === 'RECOVERY_GONE' ? (
        <Button block onTap={() => void open(routes.identity.manual)}>
          申请人工核验
        </Button>
      ) : (
        <Button block busy={recover.busy} onTap={() => void take()}>
          找回以前的账号
        </Button>
      )}
      {dialog}
    </Card>
  );
}
