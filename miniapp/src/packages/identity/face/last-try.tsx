import Taro from '@tarojs/taro';
import type { IdentityView } from '@jzt/shared/contract/identity';
import { Button, ErrorNotice, Notice } from '@/components';
import { formatTime } from '@/format';
import type { useFaceCheck } from './use-face-check';

/** How the last try ended, and what helps: cancelled, no permission, another face, too often, the service down. */
export function LastTry({ view, face }: { view: IdentityView; face: ReturnType<typeof useFaceCheck> }) {
  if (face.asking)
    return (
      <Notice tone="note" title="正在查询核验结果…" live>
        请稍候，不要关闭这一页。
      </Notice>
    );
  // The one under way will have its own word.
  if (face.busy) return null;
  if (face.error) {
    const again = face.resultUnknown && (
      <Button kind="plain" size="small" onTap={() => void face.askResult()}>
        再查一次结果
      </Button>
    );
    return <ErrorNotice error={face.error} action={again} />;
  }
  if (face.outcome === 'UNSUPPORTED')
    return (
      <Notice tone="warn" title="这部手机不能做人脸核验" live>
        请把微信更新到最新版本再试，或换一部手机，也可以申请人工核验。
      </Notice>
    );
  if (view.faceAttemptsLeft === 0) {
    return (
      <Notice
        tone="warn"
        title="今天的次数用完了"
        live
      >{`${view.lastMessage ? `${view.lastMessage}。` : ''}${view.faceRetryAt ? `${formatTime(view.faceRetryAt)}以后可以再试` : '请明天再试'}，也可以现在申请人工核验。`}</Notice>
    );
  }
  if (view.status === 'FACE_FAILED')
    return (
      <Notice tone="bad" title={`人脸比对未通过（剩余${view.faceAttemptsLeft}次）`} live>
        {view.lastMessage}
      </Notice>
    );
  if (view.status !== 'FACE_PENDING') return null;
  const settings = face.outcome === 'PERMISSION' && (
    <Button kind="plain" size="small" onTap={() => void Taro.openSetting()}>
      去设置
    </Button>
  );
  return (
    <Notice tone="warn" title={face.outcome === 'PERMISSION' ? '没有打开相机或麦克风' : '上一次没有做完'} live action={settings}>
      {view.lastMessage}
    </Notice>
  );
}
