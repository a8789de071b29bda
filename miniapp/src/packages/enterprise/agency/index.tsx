import { View } from '@tarojs/components';
import { certificateServiceRoutes as api } from '@jzt/shared/contract/certificateService';
import { Card, ListRow, Notice, Page, Screen, StatusChip } from '@/components';
import { formatDate, formatTime } from '@/format';
import { useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';

const SOON_DAYS = 90;

/** 代办证书: whom this base was asked to act for, and in whose name (JS-08). */
export default function AgencyPage() {
  const people = useQuery(api.listOfBase, {});
  return (
    <Page access={['BASE_AGENT']} wide>
      <Notice tone="note">由贵基地以持证人所在企业的名义办理，申请里会记下是谁代办的，本人会收到通知。</Notice>
      <Screen
        state={people}
        isEmpty={(data) => data.items.length === 0}
        empty={{ title: '还没有人请本基地代办', hint: '持证人或其所在企业在“证书业务”里点“请考核基地代办”后，会出现在这里。' }}
      >
        {(data) =>
          data.items.map((one) => (
            <Card key={`${one.certificateId}${one.askedFor}`}>
              <ListRow
                title={`${one.holderName} · ${one.subject.labelZh}`}
                hint={
                  <View>
                    <View>{`请代办${one.askedFor}，${formatTime(one.askedAt)}`}</View>
                    <View>{`代${one.enterpriseName}`}</View>
                    <View>{`${one.number}，${one.validTo ? `有效期至${formatDate(one.validTo)}` : '长期有效'}`}</View>
                  </View>
                }
                value={
                  one.status === 'ACTIVE' && one.daysLeft !== undefined ? (
                    <StatusChip tone={one.daysLeft <= SOON_DAYS ? 'warn' : 'ok'}>{`还有${one.daysLeft}天`}</StatusChip>
                  ) : (
                    <StatusChip status={one.status}>{one.statusZh}</StatusChip>
                  )
                }
                label={`${one.holderName}，请代办${one.askedFor}`}
                onTap={() => void open(routes.life.services, { id: one.certificateId })}
              />
            </Card>
          ))
        }
      </Screen>
    </Page>
  );
}
