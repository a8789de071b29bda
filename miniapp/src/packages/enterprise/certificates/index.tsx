import { View } from '@tarojs/components';
import { certificateServiceRoutes as api } from '@jzt/shared/contract/certificateService';
import { Card, ListRow, Page, Screen, StatusChip } from '@/components';
import { formatDate } from '@/format';
import { useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';

const SOON_DAYS = 90;

/** 员工证书: whose certificate ends when, and what the enterprise can do for it (JS-07, JS-08). */
export default function CertificatesPage() {
  const people = useQuery(api.listOfPeople, {});
  return (
    <Page access={['ENTERPRISE_STAFF']} wide>
      <Screen
        state={people}
        isEmpty={(data) => data.items.length === 0}
        empty={{ title: '本单位人员还没有证书', hint: '在职人员的证书会按到期先后列在这里。' }}
      >
        {(data) =>
          data.items.map((one) => (
            <Card key={one.certificateId}>
              <ListRow
                title={`${one.holderName} · ${one.subject.labelZh}`}
                hint={
                  <View>
                    <View>{one.number}</View>
                    <View>{one.validTo ? `有效期至${formatDate(one.validTo)}` : '长期有效'}</View>
                  </View>
                }
                value={
                  one.status === 'ACTIVE' && one.daysLeft !== undefined ? (
                    <StatusChip tone={one.daysLeft <= SOON_DAYS ? 'warn' : 'ok'}>{`还有${one.daysLeft}天`}</StatusChip>
                  ) : (
                    <StatusChip status={one.status}>{one.statusZh}</StatusChip>
                  )
                }
                onTap={() => void open(routes.life.services, { id: one.certificateId })}
              />
            </Card>
          ))
        }
      </Screen>
    </Page>
  );
}
