import { useReachBottom } from '@tarojs/taro';
import { duplicateRoutes as api } from '@jzt/shared/contract/duplicate';
import { Card, Facts, MoreRow, Notice, Page, Screen } from '@/components';
import { formatDays } from '@/format';
import { usePages } from '@/hooks';

/** 重复持证公示 (CQ-25): for everybody, the newest first; name and numbers masked. */
export default function NoticesPage() {
  const notices = usePages(api.notices, { query: {} });
  useReachBottom(() => void notices.loadMore());
  return (
    <Page>
      <Notice tone="note">持有两个省同一种证书、没有在规定时间内注销其中一本的，在这里公示5个工作日。期满后依法注销公示省的证书。</Notice>
      <Screen
        state={notices}
        isEmpty={() => notices.items.length === 0}
        empty={{ title: '现在没有公示', hint: '有逾期没有处理的重复持证时，会出现在这里。' }}
      >
        {() => (
          <>
            {notices.items.map((one) => (
              <Card key={one.id} title={`${one.nameMasked} · ${one.subject.labelZh}`}>
                <Facts
                  rows={[
                    { name: '身份证号', value: one.idNumberMasked },
                    { name: `${one.provinceZh}证书`, value: one.numberMasked },
                    { name: '另一本', value: one.otherProvinceZh },
                    { name: '公示时间', value: formatDays(one.publishedOn, one.endsOn) },
                  ]}
                />
              </Card>
            ))}
            <MoreRow pages={notices} />
          </>
        )}
      </Screen>
      <Notice tone="still">是您本人的，请登录后在首页“待办”里处理；有异议请联系公示省的主管部门。</Notice>
    </Page>
  );
}
