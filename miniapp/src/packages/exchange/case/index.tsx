import { useState } from 'react';
import { exchangeRoutes as api, type Exchange } from '@jzt/shared/contract/exchange';
import { EDUCATIONS, type Education } from '@jzt/shared/domain/educations';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  ChoiceField,
  Facts,
  ListRow,
  Notice,
  NoticeButton,
  Page,
  Portrait,
  Screen,
  StatusChip,
  Timeline,
  useConfirm,
} from '@/components';
import { CaseRecord } from '@/components/case-record';
import type { TimelineStep } from '@/components/timeline';
import { formatDate, formatHours } from '@/format';
import { useAction, usePolling, useQuery } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { FilePlace, Why } from '../words';
import '../exchange.scss';

const LOOK_AGAIN_MS = 3000;
const CHANGES = { changes: ['exchange', 'study', 'certificate', 'account'] };
const NOTICES = ['exchange.found', 'exchange.assessed', 'exchange.exchanged', 'ce.scheduled'] as const;
const STATES = ['CHECKING', 'PROFILE', 'HOURS', 'ASSESSMENT', 'UPDATE', 'DONE'] as const;
type Step = (typeof STATES)[number];

const isComplete = (one: Exchange) => one.education !== undefined && one.portraitFileId !== undefined;

function stepOf(one: Exchange): Step {
  switch (one.status) {
    case 'CHECKING':
    case 'FILE_CHECK':
      return 'CHECKING';
    case 'ELIGIBLE':
      return isComplete(one) ? 'HOURS' : 'PROFILE';
    case 'HOURS_MET':
      return 'ASSESSMENT';
    case 'ASSESSED':
    case 'UPDATING':
      return 'UPDATE';
    default:
      return 'DONE';
  }
}

const learnt = ({ hours }: Exchange) =>
  `需${formatHours(hours.required)}（专业${formatHours(hours.requiredProfessional)}），已学${formatHours(hours.earned)}（专业${formatHours(hours.professional)}）`;

/** Where the person stands, with a sentence of what next at the step that is now. */
function Road({ one }: { one: Exchange }) {
  const now = STATES.indexOf(stepOf(one));
  const hints: Record<Step, string> = {
    CHECKING: one.status === 'FILE_CHECK' ? '系统里查不到，要现场核查档案' : '部培训管理系统暂时连不上，正在自动再查，您不用重复点',
    PROFILE: '请选文化程度，上传本人照片',
    HOURS: one.trainingClass ? learnt(one) : '请自行选择培训班，没有人可以替您指定',
    ASSESSMENT: one.examSessionId ? '考核已安排，请带身份证按时参加' : '学时已满，等培训机构安排考核',
    UPDATE: one.status === 'UPDATING' ? '正在生成电子证书，一般几分钟' : '点下面的“更新”',
    DONE: '',
  };
  const titles: Record<Step, string> = {
    CHECKING: '查询证书信息',
    PROFILE: '完善个人信息',
    HOURS: '继续教育学时',
    ASSESSMENT: '考核',
    UPDATE: '更新证书',
    DONE: '领到电子证书',
  };
  const steps = STATES.map((step, at): TimelineStep => ({
    title: titles[step],
    state: one.status === 'CLOSED' ? 'next' : at < now || one.status === 'EXCHANGED' ? 'done' : at === now ? 'now' : 'next',
    hint: at === now && one.status !== 'CLOSED' ? hints[step] || undefined : undefined,
  }));
  return (
    <Card title="办理流程">
      <Timeline steps={steps} />
    </Card>
  );
}

/** 完善个人基本信息并上传头像 (HN-08). */
function Profile({ one, onSaved }: { one: Exchange; onSaved: (now: Exchange) => void }) {
  const save = useAction(api.complete, CHANGES);
  const [education, setEducation] = useState(one.education as Education | undefined);
  const [photo, setPhoto] = useState<string | null>();
  const portraitFileId = photo === undefined ? one.portraitFileId : photo;
  const missing = !education ? '请选择文化程度' : !portraitFileId ? '请上传本人照片' : undefined;
  const send = async () => {
    if (!education || !portraitFileId) return;
    const now = await save.run({ params: { id: one.id }, body: { education, portraitFileId } });
    if (now) onSaved(now);
  };
  return (
    <Card title="完善个人信息">
      <ChoiceField
        label="文化程度"
        required
        options={EDUCATIONS.map((each) => ({ value: each, title: each }))}
        value={education}
        onChange={setEducation}
      />
      <Portrait fileId={one.portraitFileId} onUploaded={setPhoto} />
      <ActionError error={save.error} />
      <Button block busy={save.busy} disabled={missing !== undefined} onTap={() => void send()}>
        {missing ?? '保存'}
      </Button>
    </Card>
  );
}

function Result({ one }: { one: Exchange }) {
  if (one.status === 'EXCHANGED')
    return (
      <Notice
        tone="ok"
        title="已换发电子证书"
        live
      >{`新证书编号${one.certificateNumber}。原证书（${one.oldNumber}）同时作废，不能再使用。`}</Notice>
    );
  if (one.status === 'CLOSED')
    return (
      <Notice tone="warn" title={one.reason ?? '换证已关闭'}>
        原证书在有效期内可继续使用。
      </Notice>
    );
  if (one.status === 'UPDATING')
    return (
      <Notice tone={one.reason ? 'warn' : 'note'} title={one.reason ? '电子证书还没有制成' : '正在生成电子证书'} live>
        {one.reason ? `${one.reason}。原证书照常有效，系统每天会再制一次。` : '一般几分钟。没有制成以前，原证书照常有效。'}
      </Notice>
    );
  return null;
}

/** One exchange, every step of it (HN-03…09). */
export default function ExchangePage() {
  const { id } = usePageParams(routes.exchange.case);
  const query = useQuery(api.view, { params: { id: id ?? '' } }, { enabled: Boolean(id) });
  const update = useAction(api.update, CHANGES);
  const [editing, setEditing] = useState(false);
  const [dialog, ask] = useConfirm();
  const one = query.data;
  const waits = one?.status === 'UPDATING' && !one.reason;
  usePolling(Boolean(waits), LOOK_AGAIN_MS, query.refetch);
  const renew = async (exchange: Exchange) => {
    const sure = await ask({
      title: '现在更新证书？',
      text: `生成电子证书的同时，原证书（${exchange.oldNumber}）作废，不能恢复。`,
      yes: '更新',
      no: '再看看',
    });
    if (!sure) return;
    const now = await update.run({ params: { id: exchange.id } });
    if (now) query.put(now);
    else void query.refetch();
  };
  const course = one && { sourceKind: 'EXCHANGE', sourceId: one.id };
  const next = (): { words: string; go: () => void; off?: boolean } | undefined => {
    if (!one || !course) return undefined;
    if (one.status === 'ELIGIBLE' && isComplete(one)) {
      if (!one.trainingClass) return { words: '选择培训班', go: () => void open(routes.exchange.enrol, { id: one.id }) };
      return one.trainingClass.begun
        ? { words: '去学习', go: () => void open(routes.study.course, course) }
        : { words: `${formatDate(one.trainingClass.startsOn)}开班`, go: () => undefined, off: true };
    }
    if (one.status === 'HOURS_MET' && one.examSessionId)
      return { words: '看考核安排', go: () => void open(routes.exam.ticket, { id: one.examSessionId! }) };
    if (one.status === 'ASSESSED') return { words: '更新', go: () => void renew(one), off: !one.verdict.allowed };
    if (one.status === 'EXCHANGED')
      return { words: '看电子证书', go: () => void open(routes.certificate.detail, { id: one.certificateId! }) };
    return undefined;
  };
  const step = next();
  return (
    <Page
      access={['WORKER']}
      footer={
        step && (
          <BottomBar above={<ActionError error={update.error} />}>
            <Button block busy={update.busy} disabled={step.off} onTap={step.go}>
              {step.words}
            </Button>
          </BottomBar>
        )
      }
    >
      <Screen state={query} skeleton="detail">
        {(data) => {
          const stillOpen = data.status === 'ELIGIBLE' || data.status === 'HOURS_MET' || data.status === 'ASSESSED';
          const form = (data.status === 'ELIGIBLE' && !isComplete(data)) || (editing && (stillOpen || data.status === 'UPDATING'));
          return (
            <>
              <Result one={data} />
              {data.fileCheck && <FilePlace place={data.fileCheck} seenOn={data.originalsSeenOn} />}
              <Card title={data.subject?.labelZh ?? '岗位证书'} extra={<StatusChip status={data.status}>{data.statusZh}</StatusChip>}>
                <Facts
                  rows={[
                    { name: '原证书', value: data.oldNumber },
                    { name: '原证书有效期至', value: data.oldValidTo && formatDate(data.oldValidTo) },
                    { name: '换证最后一天', value: data.closesOn && formatDate(data.closesOn) },
                    { name: '培训班', value: data.trainingClass && `${data.trainingClass.name}，${data.trainingClass.providerName}` },
                    { name: '学时', value: data.trainingClass && learnt(data) },
                    { name: '考核合格', value: data.passedOn && formatDate(data.passedOn) },
                    { name: '新证书', value: data.certificateNumber },
                  ]}
                />
              </Card>
              {data.status === 'ASSESSED' && !data.verdict.allowed && <Why verdict={data.verdict} />}
              <Road one={data} />
              {form && (
                <Profile
                  key={data.portraitFileId}
                  one={data}
                  onSaved={(now) => {
                    setEditing(false);
                    query.put(now);
                  }}
                />
              )}
              {!form && isComplete(data) && (stillOpen || data.status === 'UPDATING') && (
                <Card>
                  <ListRow title="个人信息和照片" hint="已完善，要改请点这里" onTap={() => setEditing(true)} />
                  {data.status === 'ELIGIBLE' && data.trainingClass && !data.trainingClass.begun && (
                    <ListRow title="换一个培训班" hint="开班前可以换" onTap={() => void open(routes.exchange.enrol, { id: data.id })} />
                  )}
                </Card>
              )}
              {data.status !== 'CLOSED' && data.status !== 'EXCHANGED' && <NoticeButton keys={NOTICES}>有结果时微信通知我</NoticeButton>}
              <CaseRecord timeline={data.timeline} />
            </>
          );
        }}
      </Screen>
      {dialog}
    </Page>
  );
}
