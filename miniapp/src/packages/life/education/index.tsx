import { CE_STEPS, continuingEducationRoutes as api, type CeOverview } from '@jzt/shared/contract/continuingEducation';
import {
  BottomBar,
  Button,
  Card,
  ErrorNotice,
  Facts,
  ListRow,
  Notice,
  NoticeButton,
  Page,
  Screen,
  StatusChip,
  Timeline,
  useConfirm,
} from '@/components';
import { CaseRecord } from '@/components/case-record';
import { formatDate, formatHours } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { windowWords } from '../words';

const NOTICES = ['ce.windowCloses', 'ce.confirmed', 'certificate.extended', 'certificate.extensionRefused', 'certificate.expired'] as const;
const RECORDED: Record<string, string> = {
  NOT_NEEDED: '不需要，考核合格后可以直接申请延期',
  NONE: '等主管部门导入',
  PENDING: '主管部门正在审核',
  PASSED: '已记入',
  REJECTED: '没有通过审核，请联系教育机构',
};

/** Where the person stands on S1's flow chart, with a sentence of what next at the step that is now. */
function Road({ one }: { one: CeOverview }) {
  const done = one.current?.status === 'EXTENDED';
  const hint: Record<number, string> = {
    0: `报名时间：${windowWords(one.signUp.window)}`,
    1: `报名时间：${windowWords(one.signUp.window)}`,
    3: one.current ? `${one.current.statusZh}：${one.current.providerName}` : '',
    4: one.extension.verdict.allowed
      ? '现在可以申请'
      : (one.extension.verdict.refusals[0]?.message ?? one.extension.verdict.pending[0]?.message ?? ''),
  };
  return (
    <Card title="办理流程">
      <Timeline
        steps={CE_STEPS.map((title, at) => ({
          title: `★${title}`,
          state: done || at < one.step ? 'done' : at === one.step ? 'now' : 'next',
          hint: at === one.step ? hint[at] : undefined,
        }))}
      />
    </Card>
  );
}

/** Continuing education and extension of one certificate: both windows as dates and days, what is done, what next (CQ-08…14, QH-23…29). */
export default function EducationPage() {
  const { id } = usePageParams(routes.life.education);
  const query = useQuery(api.view, { params: { id: id ?? '' } }, { enabled: Boolean(id) });
  const withdraw = useAction(api.withdraw, { changes: ['continuingEducation', 'account'] });
  const [dialog, ask] = useConfirm();
  const one = query.data;
  const mayEnrol = one && !one.current && one.signUp.verdict.refusals.length === 0;
  const takeBack = async (overview: CeOverview) => {
    const { current } = overview;
    if (!current) return;
    const sure = await ask({
      title: '要取消这次报名吗？',
      text: `取消后座位会让给别人。报名时间到${overview.signUp.window.closes ? formatDate(overview.signUp.window.closes) : '截止日'}为止，之后不能再报。`,
      yes: '取消报名',
      no: '不取消',
      danger: true,
    });
    if (!sure) return;
    const answer = await withdraw.run({ params: { id: current.id }, body: { version: current.version } });
    if (answer) query.put(answer);
    else void query.refetch();
  };
  const footer =
    one &&
    (mayEnrol || one.extension.verdict.allowed || one.serviceId || one.current?.canWithdraw ? (
      <BottomBar above={<ErrorNotice error={withdraw.error} />}>
        {one.current?.canWithdraw && (
          <Button kind="danger" busy={withdraw.busy} onTap={() => void takeBack(one)}>
            取消报名
          </Button>
        )}
        {mayEnrol && (
          <Button block onTap={() => void open(routes.life.enrol, { id: one.certificateId })}>
            去报名
          </Button>
        )}
        {one.serviceId ? (
          <Button block onTap={() => void open(routes.life.service, { id: one.serviceId! })}>
            看办理进度
          </Button>
        ) : (
          one.extension.verdict.allowed && (
            <Button block onTap={() => void open(routes.life.apply, { id: one.certificateId, service: 'EXTEND' })}>
              申请证书延期
            </Button>
          )
        )}
      </BottomBar>
    ) : undefined);
  return (
    <Page access={['WORKER']} footer={footer}>
      <Screen state={query} skeleton="detail">
        {(data) => {
          const { current } = data;
          const [refusal] = data.signUp.verdict.refusals;
          return (
            <>
              <Card
                title={data.subject.labelZh}
                extra={
                  <StatusChip tone={data.daysLeft === undefined ? 'bad' : data.daysLeft <= 90 ? 'warn' : 'ok'}>
                    {data.daysLeft === undefined ? '已过期' : `还有${data.daysLeft}天到期`}
                  </StatusChip>
                }
              >
                <Facts
                  rows={[
                    { name: '证书编号', value: data.number },
                    { name: '有效期至', value: data.validTo && formatDate(data.validTo) },
                    { name: '报名时间', value: windowWords(data.signUp.window) },
                    { name: '班次最迟结束', value: data.classBy && formatDate(data.classBy) },
                    { name: '延期申请时间', value: windowWords(data.extension.window) },
                  ]}
                />
              </Card>
              {!current && refusal && (
                <Notice tone="warn" title={refusal.message}>
                  {refusal.nextStep}
                </Notice>
              )}
              {current?.reason && (
                <Notice tone="bad" title="被退回的原因">
                  {current.reason}
                </Notice>
              )}
              <Road one={data} />
              {current && (
                <Card title="我的继续教育" extra={<StatusChip status={current.status}>{current.statusZh}</StatusChip>}>
                  <Facts
                    rows={[
                      { name: '教育方式', value: current.mode === 'ONLINE' ? '线上教育' : '线下教育' },
                      { name: current.mode === 'ONLINE' ? '平台' : '机构', value: current.providerName },
                      { name: '班次', value: current.className },
                      { name: '班次结束', value: current.classEndsOn && formatDate(current.classEndsOn) },
                      {
                        name: '学时',
                        value:
                          current.requiredHours &&
                          `已修${formatHours(current.earnedHours ?? '0')}，需修${formatHours(current.requiredHours)}`,
                      },
                      { name: '考核合格', value: current.passedOn && formatDate(current.passedOn) },
                      { name: '主管部门记录', value: current.passedOn && RECORDED[current.recorded] },
                    ]}
                  />
                  {current.status === 'LEARNING' && (
                    <ListRow title="去学习" hint="到“学习”页看课程、记学时" onTap={() => void open(routes.tab.study)} />
                  )}
                  {current.status === 'LEARNING' && current.examSessionId && (
                    <ListRow title="看考核安排" onTap={() => void open(routes.exam.ticket, { id: current.examSessionId! })} />
                  )}
                </Card>
              )}
              <NoticeButton keys={NOTICES}>要截止、有结果时微信通知我</NoticeButton>
              <Card>
                <ListRow
                  title="其他业务"
                  hint="变更、复核、补办、注销、调出"
                  onTap={() => void open(routes.life.services, { id: data.certificateId })}
                />
                <ListRow title="我的期限" hint="所有日期，可以加到手机日历" onTap={() => void open(routes.life.deadlines)} />
              </Card>
              {current && <CaseRecord timeline={current.timeline} />}
            </>
          );
        }}
      </Screen>
      {dialog}
    </Page>
  );
}
