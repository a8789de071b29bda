import { View } from '@tarojs/components';
import type { ApiError } from '@/api';
import { Button, Notice } from '@/components';
import { CardSample, type SampleKind } from '../components/card-sample';

const PICTURES: Record<string, SampleKind> = { CARD_EDGE_MISSING: 'EDGE', CARD_BLURRED: 'BLUR', CARD_GLARE: 'GLARE' };

/** What is wrong with the photo: one sentence, the picture of that fault beside the right one, and what to do. */
export function Fault({ error, lastMessage, onSendAgain }: { error?: ApiError; lastMessage?: string; onSendAgain?: () => void }) {
  if (!error)
    return lastMessage ? (
      <Notice tone="bad" title="上一次没有通过">
        {lastMessage}
      </Notice>
    ) : null;
  if (error.isUnanswered)
    return (
      <Notice
        tone="warn"
        title={error.messageZh}
        live
        action={
          onSendAgain && (
            <Button kind="plain" size="small" onTap={onSendAgain}>
              再发送一次
            </Button>
          )
        }
      >
        照片还在手机里，不用重拍。
      </Notice>
    );
  const [first] = error.detail.refusals ?? [];
  const picture = PICTURES[error.code];
  return (
    <Notice tone="bad" title={first?.message ?? error.messageZh} live>
      {first?.nextStep}
      {picture && (
        <View className="fault-pictures">
          <CardSample kind={picture} />
          <CardSample kind="GOOD" />
        </View>
      )}
    </Notice>
  );
}
