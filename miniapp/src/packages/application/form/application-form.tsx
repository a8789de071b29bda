import { View } from '@tarojs/components';
import type { Application } from '@jzt/shared/contract/application';
import { EDUCATIONS } from '@jzt/shared/domain/educations';
import { BottomBar, Button, Card, ChoiceField, ErrorNotice, Facts, Notice, Page, Portrait, StateBlock, Tick } from '@/components';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { isStarted, type ApplicationDraft } from '../draft';
import { wayOut } from '../next-step';
import { Medical } from './medical';
import { Myself } from './myself';
import { SelfCheck } from './self-check';
import { useApplicationForm } from './use-application-form';
import './index.scss';

export interface ApplicationFormProps {
  /** The application to correct; a new one without. */
  sent?: Application;
  draftKey: string;
  initial: ApplicationDraft;
  /** Opened without a choice and nothing is kept on the phone. */
  onNothing?: () => void;
}

/** The form itself: everything known is shown and not asked; a photo, one choice and two ticks are left. */
export function ApplicationForm({ onNothing, ...given }: ApplicationFormProps) {
  const form = useApplicationForm(given);
  const { value, missing, error } = form;
  const title = given.sent ? '修改报名信息' : '提交报名信息';

  if (!isStarted(value) && !form.arriving) {
    return (
      <Page access={['WORKER']} title={title}>
        <StateBlock
          kind="empty"
          title="还没有选报名类型"
          hint="先选证书类型和培训机构，再填报名信息。"
          action={<Button onTap={onNothing}>去选报名类型</Button>}
        />
      </Page>
    );
  }
  const incomplete = Object.values(missing).join('，');
  const way = wayOut(error?.detail.refusals ?? (error ? [error] : []));
  const above = incomplete ? (
    <Notice tone="bad" live>{`还没有填完：${incomplete}`}</Notice>
  ) : (
    <ErrorNotice
      error={error}
      action={
        way && (
          <Button kind="plain" size="small" onTap={() => void way.go()}>
            {way.label}
          </Button>
        )
      }
    />
  );

  return (
    <Page
      access={['WORKER']}
      title={title}
      footer={
        <BottomBar above={above}>
          <Button block busy={form.busy} onTap={() => void form.send()}>
            {given.sent ? '修改好了，重新提交' : '提交报名信息'}
          </Button>
        </BottomBar>
      }
    >
      {given.sent?.reason && (
        <Notice tone="bad" title="退回的原因">
          {given.sent.reason}
        </Notice>
      )}
      {form.restoredAt !== undefined && <Notice tone="ok">上次填的内容找回来了，接着填就行。</Notice>}
      <Card
        title="报名内容"
        extra={
          <Button
            kind="quiet"
            size="small"
            onTap={() => void open(routes.application.institutions, { category: value.category ?? '', code: value.code, pick: '1' })}
          >
            换一家机构
          </Button>
        }
      >
        <Facts
          rows={[
            { name: '报名类型', value: value.label },
            { name: '培训机构', value: value.institutionName },
          ]}
        />
        {missing.institutionId && <Notice tone="bad">{missing.institutionId}</Notice>}
      </Card>
      <Myself />
      <Card title="本人近照">
        <Portrait
          fileId={value.portraitFileId}
          error={missing.portraitFileId}
          onUploaded={(portraitFileId) => form.change({ portraitFileId: portraitFileId ?? undefined })}
        />
        <ChoiceField
          label="学历"
          required
          options={EDUCATIONS.map((each) => ({ value: each, title: each }))}
          value={value.education}
          error={missing.education}
          hint="按最高的填，没有的填相近的"
          onChange={(education) => form.change({ education })}
        />
        {value.category === 'SPECIAL_OP' && (
          <Medical value={value.medicalOn} error={missing.medicalOn} onChange={(medicalOn) => form.change({ medicalOn })} />
        )}
      </Card>
      <SelfCheck checked={value.selfChecked} onChange={(selfChecked) => form.change({ selfChecked })} />
      <Card title="承诺">
        <View className="form-note">填假的、冒用别人的，报名会作废，已发的证书也会被撤销。</View>
        <Tick checked={value.declaredTrue} onChange={(declaredTrue) => form.change({ declaredTrue })}>
          我承诺：以上信息和照片都是本人的，真实有效
        </Tick>
      </Card>
    </Page>
  );
}
