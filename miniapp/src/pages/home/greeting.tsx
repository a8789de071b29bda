import { View } from '@tarojs/components';
import type { Me } from '@jzt/shared/contract/account';
import type { Session } from '@jzt/shared/contract/session';
import { ROLE_LABELS } from '@jzt/shared/domain/roles';
import { StatusChip } from '@/components';

/** Who is here, in which role, with the employer. */
export function Greeting({ session, me }: { session: Session; me?: Me }) {
  const membership = session.memberships.find((each) => each.role === session.role && each.organisationId === session.organisationId);
  return (
    <View className="greet">
      <View className="greet-name">{`${me?.displayName ?? session.displayName}，您好`}</View>
      <View className="greet-line">
        {session.role === 'WORKER'
          ? (me?.employerName ?? '还没有登记所在企业')
          : `${membership?.organisationName ?? ''} ${ROLE_LABELS[session.role]}`}
      </View>
    </View>
  );
}

/** The two real-name badges (CQ-30). */
export function Badges({ me }: { me?: Me }) {
  if (!me) return null;
  const { verified, ledgered, statusZh } = me.identity;
  return (
    <View className="greet-badges">
      <StatusChip tone={verified ? 'ok' : 'warn'}>{verified ? '已认证' : statusZh}</StatusChip>
      <StatusChip tone={ledgered ? 'ok' : 'still'}>{ledgered ? '已入库' : '未入库'}</StatusChip>
    </View>
  );
}
