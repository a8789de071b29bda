import { View } from '@tarojs/components';
import type { IdentityView } from '@jzt/shared/contract/identity';
import { Button, Card, Notice } from '@/components';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { stepOf } from '../steps';
import { Recover } from './recover';

const STEPS = {
  CARD: { title: '第1步：拍身份证', text: '准备好本人的二代身份证原件，大约两分钟就能办完三步。', go: '去拍身份证' },
  CONFIRM: { title: '第2步：核对信息', text: '身份证已经识别好了，请核对姓名和号码。', go: '去核对' },
  FACE: { title: '第3步：人脸核验', text: '信息已经核对，请本人做人脸核验；不方便的可以申请人工核验。', go: '去核验' },
} as const;

/** What the person does now; or, when others are at work, what is being waited for. */
export function Next({ view, onGo }: { view: IdentityView; onGo: () => void }) {
  const step = stepOf(view);
  switch (step) {
    case 'CARD':
    case 'CONFIRM':
    case 'FACE':
      return (
        <>
          {view.lastMessage && (
            <Notice tone="warn" title={view.status === 'FACE_PENDING' ? '上一次没有做完' : '上一次没有通过'}>
              {view.lastMessage}
            </Notice>
          )}
          <Card alert title={STEPS[step].title}>
            <View className="next-text">{STEPS[step].text}</View>
            <Button block onTap={onGo}>
              {STEPS[step].go}
            </Button>
          </Card>
        </>
      );
    case 'MANUAL':
      return (
        <Notice
          tone="note"
          title="正在人工核验"
        >{`您写的原因：${view.manualReason ?? '未填写'}。工作人员核对后会发消息给您，现在不用做什么。`}</Notice>
      );
    case 'RECOVER':
      return <Recover view={view} />;
    case 'LEDGER':
      return (
        <Notice tone="note" title="已认证，等待入库">
          入库后会发消息给您，两个标记都亮了才能报名。现在可以先和企业建立聘用关系。
        </Notice>
      );
    case 'DONE':
      return (
        <Card title="实名认证已办好">
          <View className="next-text">可以报名、领取和激活证书了。</View>
          <Button block onTap={() => void open(routes.application.types)}>
            去报名
          </Button>
        </Card>
      );
    case 'REVOKED':
      return (
        <Notice
          tone="bad"
          title="实名认证已被撤销"
        >{`${view.lastMessage ? `${view.lastMessage}。` : ''}名下证书会取消激活。有异议请联系主管部门。`}</Notice>
      );
    // A state that is newer than this version of the app.
    default:
      return (
        <Notice tone="note" title={view.statusZh}>
          {view.lastMessage}
        </Notice>
      );
  }
}
