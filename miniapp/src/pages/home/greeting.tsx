import { View } from '@tarojs/components';
import type { Me } from '@jzt/shared/contract/account';
import type { Session } from '@jzt/shared/contract/session';
import { ROLE_LABELS } from '@jzt/shared/domain/roles';
import { StatusChip } from '@/components';

/** Who is here, in which role, with the two real-name badges (CQ-30) and the employer. */
export function Greeting({ session, me }: { session: Session; me?: Me }) {
  const membership = session.memberships.find((each) => each.role === session.role && each.organisationId === session.organisationId);
  const worker = session.role === 'WORKER';
  return (
    <View className="greet">
      <View className="greet-name">{`${me?.displayName ?? session.displayName}，您好`}</View>
      <View className="greet-line">
        {worker ? (me?.employerName ?? '还没有登记所在企业') : `${membership?.organisationName ?? ''} ${ROLE_LABELS[session.role]}`}
      </View>
      {worker && me && (
        <View className="greet-badges">
          <StatusChip tone={me.identity.verified ? 'ok' : 'warn'}>{me.identity.verified ? '已认证' : me.identity.statusZh}</StatusChip>
          <StatusChip tone={me.identity.ledgered ? 'ok' : 'still'}>{me.identity.ledgered ? '已入库' : '未入库'}</StatusChip>
        </View>
      )}
    </View>
  );
}
