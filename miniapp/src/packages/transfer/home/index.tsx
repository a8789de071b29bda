import { View } from '@tarojs/components';
import { postTransferRoutes as api, type PostTransfer, type TransferDesk } from '@jzt/shared/contract/postTransfer';
import { ActionError, BottomBar, Button, Card, Countdown, Facts, Notice, Page, Screen, StatusChip, stepsOf, Timeline } from '@/components';
import { formatDate } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { Evaluation } from './evaluation';
import './index.scss';

const TODAY_ONLY = 24 * 3600 * 1000;

/** Before the choice: what it is, what it costs, until when. */
function Entry({ desk }: { desk: TransferDesk }) {
  return (
    <>
      <Card title="安全员证书可以换岗换证">
        <View className="transfer-words">
          <View>选择施工员或质量员的一个岗位，学完免费课程，原安全员证书换成新岗位的证书。</View>
          <View>一共四步：选岗、人脸识别、学满学时、1个工作日后查询新证书。</View>
        </View>
        <Facts
          rows={[
            { name: '原证书', value: desk.oldNumber },
            { name: '费用', value: '免费' },
            { name: '最后一天', value: desk.closesOn && formatDate(desk.closesOn) },
          ]}
        />
      </Card>
      <Notice tone="warn" title="岗位选择后无法更改">
        选之前先看清每个岗位做什么，拿不准就先问单位。
      </Notice>
    </>
  );
}

/** Nothing can be begun: every rule that spoke, with its next step. */
function Closed({ desk }: { desk: TransferDesk }) {
  const { refusals } = desk.verdict;
  if (!refusals.length) return <Notice title="请先选择在哪个省办理">在首页上方点省份选择，选一次就记住。</Notice>;
  return (
    <Notice tone="warn" title={refusals[0]!.message}>
      {refusals.map((each) => (
        <View key={each.code}>{each.nextStep}</View>
      ))}
    </Notice>
  );
}

/** From the last lesson to the new certificate (CQ-42, CQ-43). */
function Result({ transfer }: { transfer: PostTransfer }) {
  const { resultFrom, waitingZh, post, companions, certificateNumber } = transfer;
  if (certificateNumber)
    return (
      <Notice tone="ok" title="新证书可以查询了">
        {`${post.labelZh}证书，编号${certificateNumber}。原安全员证书已换发，不能再使用。`}
      </Notice>
    );
  const far = resultFrom !== undefined && Date.parse(resultFrom) - Date.now() > TODAY_ONLY;
  return (
    <Card title="恭喜，课程已完成!">
      <View className="transfer-words">
        <View>{`恭喜您等${companions ?? 1}人完成${post.labelZh}换岗换证课程。`}</View>
        {waitingZh && <View>{waitingZh}</View>}
        {resultFrom && <View>{`${formatDate(resultFrom)}起可以查询新证书（课程完成后的下一个工作日）。`}</View>}
      </View>
      {resultFrom && !far && <Countdown deadline={resultFrom} label="距离可以查询" alarm={0} />}
      {far && <View className="transfer-left">{`还有${Math.ceil((Date.parse(resultFrom) - Date.now()) / TODAY_ONLY)}天`}</View>}
    </Card>
  );
}

/** 安全员转岗, every step of it on one page. */
export default function TransferHome() {
  const desk = useQuery(api.desk, {});
  const start = useAction(api.start, { changes: ['postTransfer', 'study', 'account'] });
  const { data } = desk;
  const transfer = data?.transfer;
  const toCourse = (id: string) => open(routes.study.course, { sourceKind: 'POST_TRANSFER', sourceId: id });
  const begin = async () => {
    const answer = await start.run({});
    if (answer) await toCourse(answer.id);
  };
  const next = (): { words: string; go: () => void; off?: boolean } | undefined => {
    if (!data) return undefined;
    if (!transfer)
      return data.offered
        ? { words: '去选岗', go: () => void open(routes.transfer.choose) }
        : { words: '回首页', go: () => void open(routes.tab.home) };
    switch (transfer.status) {
      case 'CHOSEN':
        return { words: '人脸识别', go: () => void open(routes.transfer.face, {}) };
      case 'FACE_OK':
        return { words: '开始学习', go: () => void begin() };
      case 'LEARNING':
        return { words: '继续学习', go: () => void toCourse(transfer.id) };
      case 'COMPLETED':
        return { words: '证书查询', go: () => undefined, off: true };
      case 'CERT_QUERYABLE':
        return { words: '证书查询', go: () => void open(routes.certificate.detail, { id: transfer.certificateId! }) };
      default:
        return undefined;
    }
  };
  const step = next();
  const done = transfer?.status === 'COMPLETED' || transfer?.status === 'CERT_QUERYABLE';
  return (
    <Page
      access={['WORKER']}
      footer={
        step && (
          <BottomBar
            above={
              start.error ? (
                <ActionError error={start.error} />
              ) : (
                step.off && <View className="transfer-why">到时间才能查询，现在还不用点。</View>
              )
            }
          >
            <Button block busy={start.busy} disabled={step.off} onTap={step.go}>
              {step.words}
            </Button>
          </BottomBar>
        )
      }
    >
      <Screen state={desk} skeleton="detail">
        {(each) => {
          const one = each.transfer;
          if (!one) return each.offered ? <Entry desk={each} /> : <Closed desk={each} />;
          return (
            <>
              {done && <Result transfer={one} />}
              {done && <Evaluation transfer={one} onSent={desk.put} desk={each} />}
              {one.status === 'CLOSED' && (
                <Notice tone="warn" title="转岗申请已截止">{`原证书（${one.oldNumber}）有效期内没有学完，到期后自动失效。`}</Notice>
              )}
              {one.status === 'CERTIFICATE_GONE' && (
                <Notice tone="bad" title="不能换发新证书">{`${one.waitingZh ?? '原证书已不在'}。如有疑问，请联系主管部门。`}</Notice>
              )}
              <Card title={one.post.labelZh} extra={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}>
                <View className="transfer-words">{one.post.dutyZh}</View>
                <Facts
                  rows={[
                    { name: '原证书', value: one.oldNumber },
                    { name: '原证书有效期至', value: one.oldValidTo && formatDate(one.oldValidTo) },
                    { name: '新证书', value: one.certificateNumber },
                  ]}
                />
                <View className="transfer-why">岗位选择后无法更改</View>
              </Card>
              <Card title="办理经过">
                <Timeline steps={stepsOf(one.timeline)} />
              </Card>
            </>
          );
        }}
      </Screen>
    </Page>
  );
}
