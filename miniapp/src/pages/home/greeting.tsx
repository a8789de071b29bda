import { View } from '@tarojs/components';
import type { Me } from '@jzt/shared/contract/account';
import type { Session } from '@jzt/shared/contract/session';
import { ROLE_LABELS } from '@jzt/shared/domain/roles';
import { StatusChip } from '@/components';

/** Who is here, in which role, with the employer; a worker also with the two real-name badges (CQ-30). How far the check is, says the road. */
export function Greeting({ session, me }: { session: Session; me?: Me }) {
  const membership = session.memberships.find((each) => each.role === session.role && each.organisationId === session.organisationId);
  const worker = session.role === 'WORKER';
  // Who is not verified yet cannot have an employer; the room is their telephone number's.
  const employer = me?.employerName ?? (me?.identity.verified ? '还没有登记所在企业' : undefined);
  const line = worker ? employer : `${membership?.organisationName ?? ''} ${ROLE_LABELS[session.role]}`;
  return (
    <View className="greet">
      <View className="greet-top">
        <View className="greet-name">{`${me?.displayName ?? session.displayName}，您好`}</View>
        {worker && me && <Badges {...me.identity} />}
      </View>
      {line && <View className="greet-line">{line}</View>}
    </View>
  );
}

const Badges = ({ verified, ledgered }: Me['identity']) => (
  <View className="greet-badges">
    <StatusChip tone={verified ? 'ok' : 'warn'}>{verified ? '已认证' : '未认证'}</StatusChip>
    <StatusChip tone={ledgered ? 'ok' : 'still'}>{ledgered ? '已入库' : '未入库'}</StatusChip>
  </View>
);
