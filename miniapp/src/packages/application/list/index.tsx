import { useReachBottom } from '@tarojs/taro';
import { View } from '@tarojs/components';
import { applicationRoutes as api } from '@jzt/shared/contract/application';
import { BottomBar, Button, Card, MoreRow, Notice, Page, Screen, StatusChip } from '@/components';
import { formatTime } from '@/format';
import { usePages } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { Resume } from '../components/resume';
import './index.scss';

/** 我的报名: every application of the person, newest first, with what comes next. */
export default function ListPage() {
  const list = usePages(api.listMine, {});
  useReachBottom(() => void list.loadMore());
  const apply = (
    <Button block onTap={() => void open(routes.application.types)}>
      培训报名
    </Button>
  );
  return (
    <Page
      access={['WORKER']}
      demoRules={list.items.some((one) => one.demoRules) || undefined}
      footer={list.items.length > 0 ? <BottomBar>{apply}</BottomBar> : undefined}
    >
      <Resume />
      <Screen
        state={list}
        isEmpty={() => list.items.length === 0}
        empty={{ title: '还没有报过名', hint: '先选证书类型和培训机构，再提交报名信息。审核到哪一步，这里都看得到。', action: apply }}
      >
        {() => (
          <>
            {list.items.map((one) => (
              <Card
                key={one.id}
                title={one.subject.labelZh}
                extra={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}
                label={`${one.subject.labelZh}，${one.statusZh}，${one.nextStepZh}`}
                onTap={() => void open(routes.application.detail, { id: one.id })}
              >
                <View className="app-line">{one.institution?.name ?? '企业自主培训，现场报名'}</View>
                <View className="app-line">{`${one.number}，${formatTime(one.submittedAt)}提交`}</View>
                {one.reason ? (
                  <Notice tone="bad" title="原因">
                    {one.reason}
                  </Notice>
                ) : (
                  <View className="app-next">{one.nextStepZh}</View>
                )}
              </Card>
            ))}
            <MoreRow pages={list} />
          </>
        )}
      </Screen>
    </Page>
  );
}
