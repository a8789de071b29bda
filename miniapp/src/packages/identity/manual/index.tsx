import { View } from '@tarojs/components';
import { identityRoutes as api } from '@jzt/shared/contract/identity';
import { BottomBar, Button, Card, ErrorNotice, Facts, Options, TextArea } from '@/components';
import { useAction, useDraft } from '@/hooks';
import { replace } from '@/navigation';
import { province } from '@/province';
import { ProvinceForAct } from '@/province/ask-province';
import { routes } from '@/routes';
import { StepPage } from '../components/step-page';
import { useIdentity } from '../use-identity';
import './index.scss';

const REASONS = ['手机做不了人脸核验', '本人操作，人脸总是不通过', '不同意使用人脸信息', '身体原因不方便做人脸核验', '其他原因'] as const;

/** 申请人工核验: the way without a face that the law asks for (O-18). */
export default function ManualPage() {
  const identity = useIdentity();
  const ask = useAction(api.askManual, { changes: ['account'] });
  const draft = useDraft<{ reason?: (typeof REASONS)[number]; words: string }>('identity.manual', { words: '' });
  const { reason, words } = draft.value;
  const ready = reason !== undefined && (reason !== '其他原因' || words.trim().length >= 2);

  const submit = async () => {
    const answer = await ask.run({ body: { reason: [reason === '其他原因' ? '' : reason, words.trim()].filter(Boolean).join('；') } });
    if (!answer) return;
    draft.clear();
    await replace(routes.identity.status);
  };

  return (
    <StepPage
      at="MANUAL"
      identity={identity}
      footer={() => (
        <BottomBar above={<ErrorNotice error={ask.error} />}>
          <Button block busy={ask.busy} disabled={!ready} onTap={() => void submit()}>
            {ready ? '提交申请' : '请先选择原因'}
          </Button>
        </BottomBar>
      )}
    >
      {(view) => (
        <>
          <ProvinceForAct error={ask.error} onChoose={(chosen) => void province.choose(chosen).then(submit)} />
          <Card title="工作人员会核对这些">
            <Facts
              rows={[
                { name: '姓名', value: view.name },
                { name: '身份证号', value: view.idNumberMasked },
                { name: '身份证照片', value: view.cardFileId && '已上传' },
              ]}
            />
            <View className="manual-note">不采集人脸。核对的结果会发到“消息”里；没有通过的，会写明原因，可以重新拍身份证再办。</View>
          </Card>
          <Card title="为什么要人工核验">
            <Options
              options={REASONS.map((each) => ({ value: each, title: each }))}
              value={reason}
              onChoose={(next) => draft.set({ reason: next })}
            />
            <View className="manual-words">
              <TextArea
                label={reason === '其他原因' ? '请写明原因' : '补充说明（可不填）'}
                required={reason === '其他原因'}
                max={150}
                value={words}
                onChange={(next) => draft.set({ words: next })}
                placeholder="例如：手术后面部有变化"
              />
            </View>
          </Card>
        </>
      )}
    </StepPage>
  );
}
