import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useNotices } from '@/hooks/use-notices';
import { Button } from './button';
import { Notice } from './notice';

/** Asks WeChat for one message of each of these (weapp, and only where the platform has templates for them), and says what will really come of it. */
export function NoticeButton({ keys, children }: { keys: readonly string[]; children: string }) {
  const notices = useNotices();
  const [refused, setRefused] = useState(false);
  if (!notices.has(keys)) return null;
  const ask = async () => {
    const accepted = await notices.ask(keys);
    setRefused(accepted === 0);
    if (accepted > 0) await Taro.showToast({ title: '有结果会通知您', icon: 'none' });
  };
  return (
    <>
      <Button block kind="plain" onTap={() => void ask()}>
        {children}
      </Button>
      {refused && (
        <Notice tone="warn" live>
          微信通知没有开通，不会有微信消息。结果都会写在“我的”里的“消息”，请记得来看；想开通可以再点一次。
        </Notice>
      )}
    </>
  );
}
