import { View } from '@tarojs/components';
import { continuingEducationRoutes as api } from '@jzt/shared/contract/continuingEducation';
import { yearlyHoursRoutes } from '@jzt/shared/contract/yearlyHours';
import { Button, Card, ListRow, Notice, Page, Screen, StatusChip } from '@/components';
import { formatDate } from '@/format';
import { useQuery } from '@/hooks';
import { open } from '@/navigation';
import { useServed } from '@/province';
import { routes } from '@/routes';
import { windowWords } from '../words';

/** ★选择报名类型: the certificates that are kept alive by continuing education, the first to end first (QH-23). */
export default function EducationsPage() {
  const mine = useQuery(api.listMine, {});
  const yearly = useQuery(yearlyHoursRoutes.accounts, {});
  const byYear = yearly.data?.items ?? [];
  const served = useServed();
  const elsewhere = served?.instead.find((one) => one.service === 'CE_SIGN_UP');
  return (
    <Page access={['WORKER']}>
      {elsewhere && (
        <Notice tone="note" title={`${served?.name}怎么办`}>
          {elsewhere.sentenceZh}
        </Notice>
      )}
      <Notice title="选择报名类型">
        请选一本证书。这里代替原来到各省平台报名继续教育和办理延期（青海：建设云政务平台、建设云小程序；重庆：渝快办、人才促进网）。
      </Notice>
      {byYear.length > 0 && (
        <Card>
          <ListRow
            icon="clock"
            title="年度学时"
            hint={`海南：每年${byYear[0]!.target.total}学时，看今年还差多少`}
            onTap={() => void open(routes.life.hours)}
          />
        </Card>
      )}
      <Screen
        state={mine}
        isEmpty={(data) => data.items.length === 0 && byYear.length === 0}
        empty={{
          title: '没有需要继续教育的证书',
          hint: '技术工人的证书不用继续教育，长期有效。以前领的证书没有显示的，请先完成实名认证，系统会按身份证号找到它。',
          action: <Button onTap={() => void open(routes.tab.wallet)}>看我的证书</Button>,
        }}
      >
        {(data) =>
          data.items.map((one) => (
            <Card key={one.certificateId}>
              <ListRow
                title={one.subject.labelZh}
                hint={
                  <View>
                    <View>{`${one.provinceZh} · ${one.number}`}</View>
                    <View>{one.current ? one.current.statusZh : `报名：${windowWords(one.signUp.window)}`}</View>
                  </View>
                }
                value={
                  <StatusChip tone={one.daysLeft === undefined ? 'bad' : one.daysLeft <= 90 ? 'warn' : 'ok'}>
                    {one.daysLeft === undefined ? '已过期' : `还有${one.daysLeft}天`}
                  </StatusChip>
                }
                label={`${one.subject.labelZh}，有效期至${one.validTo ? formatDate(one.validTo) : '长期'}`}
                onTap={() => void open(routes.life.education, { id: one.certificateId })}
              />
            </Card>
          ))
        }
      </Screen>
    </Page>
  );
}
