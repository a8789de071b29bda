import { View } from '@tarojs/components';
import { useState } from 'react';
import { applicationRoutes as api, type Application } from '@jzt/shared/contract/application';
import {
  Button,
  BottomBar,
  Card,
  ErrorNotice,
  Facts,
  ListRow,
  Notice,
  Page,
  PrivateImage,
  Screen,
  StatusChip,
  stepsOf,
  Timeline,
  useConfirm,
} from '@/components';
import { formatDate, formatTime } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { roadOf } from '../road';
import { GoOn } from './go-on';
import './index.scss';

function Record({ application }: { application: Application }) {
  const [shown, setShown] = useState(false);
  if (!shown)
    return (
      <Card>
        <ListRow title="办理经过" hint={`共${application.timeline.length}条，谁在什么时候办的`} onTap={() => setShown(true)} />
      </Card>
    );
  return (
    <Card title="办理经过">
      <Timeline steps={stepsOf(application.timeline)} />
    </Card>
  );
}

/** ★查看审核状态 (QH-22): where the case is, why, what comes next, and what the person may still do. */
export default function DetailPage() {
  const { id } = usePageParams(routes.application.detail);
  const query = useQuery(api.view, { params: { id: id ?? '' } }, { enabled: Boolean(id) });
  const withdraw = useAction(api.withdraw, { changes: ['application', 'account'] });
  const [dialog, ask] = useConfirm();

  const takeBack = async (one: Application) => {
    const sure = await ask({
      title: '要撤回这份报名吗？',
      text: `撤回后，“${one.subject.labelZh}”的这次报名就结束了，不能恢复；要再报，需要重新提交、重新排队。`,
      yes: '撤回报名',
      no: '不撤回',
      danger: true,
    });
    if (!sure) return;
    const answer = await withdraw.run({ params: { id: one.id }, body: { version: one.version } });
    if (answer) query.put(answer);
    else void query.refetch();
  };
  const one = query.data;
  const footer = one && (one.canEdit || one.canWithdraw) && (
    <BottomBar above={<ErrorNotice error={withdraw.error} />}>
      {one.canWithdraw && (
        <Button kind="danger" busy={withdraw.busy} onTap={() => void takeBack(one)}>
          撤回报名
        </Button>
      )}
      {one.canEdit && <Button onTap={() => void open(routes.application.form, { id: one.id })}>修改重新提交</Button>}
    </BottomBar>
  );

  return (
    <Page access={['WORKER']} footer={footer || undefined} demoRules={one && (one.demoRules ?? false)}>
      <Screen state={query} skeleton="detail">
        {(data) => (
          <>
            <Card alert={data.canEdit} title={data.subject.labelZh} extra={<StatusChip status={data.status}>{data.statusZh}</StatusChip>}>
              {data.reason && (
                <Notice tone="bad" title="原因">
                  {data.reason}
                </Notice>
              )}
              <View className="detail-next">{data.nextStepZh}</View>
              <GoOn application={data} />
            </Card>
            <Card title="进度">
              <Timeline steps={roadOf(data)} />
            </Card>
            <Card title="报名信息">
              <View className="detail-form">
                <View className="detail-facts">
                  <Facts
                    rows={[
                      { name: '报名编号', value: data.number },
                      { name: '培训机构', value: data.institution?.name ?? '企业自主培训，现场报名' },
                      { name: '聘用企业', value: data.enterprise?.name },
                      { name: '学历', value: data.education },
                      { name: '体检日期', value: data.medicalOn && formatDate(data.medicalOn) },
                      { name: '提交时间', value: formatTime(data.submittedAt) },
                    ]}
                  />
                </View>
                <View className="detail-portrait">
                  <PrivateImage fileId={data.portraitFileId} label="报名照片" shape="portrait" />
                </View>
              </View>
            </Card>
            <Record application={data} />
          </>
        )}
      </Screen>
      {dialog}
    </Page>
  );
}
