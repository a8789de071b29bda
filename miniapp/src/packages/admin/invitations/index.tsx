import { memberRoutes as api } from '@jzt/shared/contract/member';
import { Notice, Page, Screen } from '@/components';
import { useQuery } from '@/hooks';
import { InvitationCard } from '../invitation-card';

/** 单位邀请: what was sent to the own phone. Nobody becomes a member of staff without saying yes here. */
export default function InvitationsPage() {
  const mine = useQuery(api.mine, {});
  return (
    <Page access="SIGNED_IN">
      <Notice tone="note">不认识的单位请不要接受。接受后可以在“我的”里切换身份。</Notice>
      <Screen
        state={mine}
        isEmpty={(data) => data.items.every((one) => one.byLink)}
        empty={{ title: '没有等您接受的邀请', hint: '邀请发到您登录的手机号，7天内有效。没有收到的，请单位管理员核对手机号。' }}
      >
        {(data) => data.items.filter((one) => !one.byLink).map((one) => <InvitationCard key={one.id} one={one} />)}
      </Screen>
    </Page>
  );
}
