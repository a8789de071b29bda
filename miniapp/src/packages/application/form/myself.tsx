import { View } from '@tarojs/components';
import { accountRoutes } from '@jzt/shared/contract/account';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { Button, Card, Facts, Notice } from '@/components';
import { useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';

/** Who applies and for whom they work: known already, so shown and never asked (QH-09). The form can be filled in while these are not there yet. */
export function Myself() {
  const identity = useQuery(identityRoutes.view, {});
  const me = useQuery(accountRoutes.me, {});
  const failed = identity.error ?? me.error;
  const waiting = (value: string | undefined, done: boolean, none: string) => value ?? (done ? none : '正在读取…');
  return (
    <Card title="本人信息">
      <View className="form-note">从实名认证和聘用关系自动带出，不用填。</View>
      {failed && !identity.data ? (
        <Notice
          tone="warn"
          title={failed.messageZh}
          action={
            <Button kind="plain" size="small" onTap={() => void Promise.all([identity.refetch(), me.refetch()])}>
              重新读取
            </Button>
          }
        >
          可以先填下面的，读不到不影响保存。
        </Notice>
      ) : (
        <Facts
          rows={[
            { name: '姓名', value: waiting(identity.data?.name, identity.data !== undefined, '还没有实名认证') },
            { name: '身份证号', value: waiting(identity.data?.idNumberMasked, identity.data !== undefined, '还没有实名认证') },
            { name: '聘用企业', value: waiting(me.data?.employerName, me.data !== undefined, '还没有聘用关系') },
          ]}
        />
      )}
      {me.data && !me.data.employerName && (
        <Button kind="quiet" size="small" onTap={() => void open(routes.identity.employment)}>
          去建立聘用关系
        </Button>
      )}
    </Card>
  );
}
