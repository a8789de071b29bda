import { useState } from 'react';
import { View } from '@tarojs/components';
import { administrationRoutes as api, type OrganisationFile } from '@jzt/shared/contract/administration';
import {
  Button,
  Card,
  DateField,
  Dialog,
  ErrorNotice,
  Facts,
  ListRow,
  Notice,
  Page,
  Screen,
  StatusChip,
  stepsOf,
  TextArea,
  Timeline,
} from '@/components';
import { formatDate } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { LOOKERS } from '../administrators';
import './index.scss';

type Decision = 'approve' | 'refuse' | 'suspend' | 'resume' | 'close';
const WORDS: Record<Decision, { button: string; title: string; text: string; reason?: true; danger?: true }> = {
  approve: { button: '核准', title: '核准这个单位？', text: '核准后可以邀请工作人员、办理业务。培训机构和基地还要授权才能被选择。' },
  refuse: { button: '不予核准', title: '不予核准？', text: '不予核准后不能再改，需要时重新登记。', reason: true, danger: true },
  suspend: {
    button: '暂停',
    title: '暂停这个单位？',
    text: '暂停期间不能新招生、新报名；已经在学的不受影响。',
    reason: true,
    danger: true,
  },
  resume: { button: '恢复', title: '恢复这个单位？', text: '恢复后授权照原来的日期有效。' },
  close: { button: '注销', title: '注销这个单位？', text: '不能撤回：所有工作人员的身份马上取消、退出登录。', reason: true, danger: true },
};
const isDecision = (act: string): act is Decision => act in WORDS;

function DecisionDialog({ one, decision, onClose }: { one: OrganisationFile; decision: Decision; onClose: () => void }) {
  const decide = useAction(api.decide, { changes: ['administration'] });
  const [reason, setReason] = useState('');
  const [to, setTo] = useState<string>();
  const words = WORDS[decision];
  const send = async () => {
    const body = { decision, version: one.version, ...(reason.trim() && { reason: reason.trim() }), ...(to && { to }) };
    if (await decide.run({ params: { id: one.id }, body })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      footer={
        <>
          <Button kind="plain" onTap={onClose}>
            再想想
          </Button>
          <Button
            kind={words.danger ? 'danger' : 'primary'}
            busy={decide.busy}
            disabled={words.reason && reason.trim().length < 2}
            onTap={() => void send()}
          >
            {`${words.button}${one.name}`}
          </Button>
        </>
      }
    >
      <View className="jz-notice-text">{words.text}</View>
      {words.reason && <TextArea label="原因（单位会看到）" value={reason} max={200} error={decide.fields.reason} onChange={setReason} />}
      {decision === 'suspend' && (
        <DateField label="暂停到哪一天（不选则到恢复为止）" value={to} error={decide.fields.to} onChange={setTo} />
      )}
      <ErrorNotice error={decide.error} />
    </Dialog>
  );
}

/** One organisation: what is known of it, what it is authorised for, what happened, and what may be done. */
export default function OrganisationPage() {
  const { id = '' } = usePageParams(routes.admin.organisation);
  const found = useQuery(api.view, { params: { id } }, { enabled: id !== '' });
  const [asking, setAsking] = useState<Decision>();
  return (
    <Page access={LOOKERS} wide>
      <Screen state={found} skeleton="detail">
        {(one) => (
          <>
            <Card title={one.name} extra={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}>
              <Facts
                rows={[
                  { name: '类型', value: one.kindZh },
                  ...(one.creditCode ? [{ name: '统一社会信用代码', value: one.creditCode }] : []),
                  { name: '城市', value: one.city ?? '没有登记' },
                  { name: '地址', value: one.address },
                  { name: '电话', value: one.phone ?? '没有登记' },
                  ...(one.suspendedTo ? [{ name: '暂停到', value: formatDate(one.suspendedTo) }] : []),
                ]}
              />
              <View className="org-acts">
                {one.acts.includes('members') && <Button onTap={() => void open(routes.admin.members, { id: one.id })}>工作人员</Button>}
                {one.acts.includes('edit') && (
                  <Button kind="plain" onTap={() => void open(routes.admin.register, { id: one.id })}>
                    更正登记
                  </Button>
                )}
                {one.acts.includes('authorise') && (
                  <Button kind="plain" onTap={() => void open(routes.admin.authorise, { id: one.id })}>
                    设置授权
                  </Button>
                )}
                {one.acts.filter(isDecision).map((act) => (
                  <Button key={act} kind={WORDS[act].danger ? 'quiet' : 'primary'} onTap={() => setAsking(act)}>
                    {WORDS[act].button}
                  </Button>
                ))}
              </View>
              {one.status === 'REGISTERED' && !one.acts.includes('approve') && (
                <Notice tone="note">等本省签发人员核准。登记的人不能自己核准。</Notice>
              )}
            </Card>
            {one.kind !== 'AUTHORITY' && one.kind !== 'ENTERPRISE' && (
              <Card title="授权">
                {one.authorisations.length === 0 && <Notice tone="warn">还没有授权，工人选不到这个单位。</Notice>}
                {one.authorisations.map((each) => (
                  <ListRow
                    key={`${each.labelZh}${each.from}`}
                    title={each.labelZh}
                    hint={[`${formatDate(each.from)}至${each.to ? formatDate(each.to) : '长期'}`, each.groundZh, each.document]
                      .filter(Boolean)
                      .join(' · ')}
                    value={<StatusChip tone={each.inForce ? 'ok' : 'still'}>{each.inForce ? '有效' : '不在有效期'}</StatusChip>}
                  />
                ))}
              </Card>
            )}
            {one.timeline.length > 0 && (
              <Card title="经过">
                <Timeline steps={stepsOf(one.timeline)} />
              </Card>
            )}
            {asking && <DecisionDialog key={asking} one={one} decision={asking} onClose={() => setAsking(undefined)} />}
          </>
        )}
      </Screen>
    </Page>
  );
}
