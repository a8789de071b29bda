import Taro from '@tarojs/taro';
import { Button, Notice } from '@/components';
import type { ScanProblem } from '@/scan';

const WORDS: Record<ScanProblem, string> = {
  DENIED: '没有相机权限，扫不了码。请点“去设置”打开相机，再回来扫；也可以按编号查。',
  PRIVACY: '您没有同意隐私说明，所以没有打开相机。再点一次，同意后就能扫；也可以按编号查。',
  UNREADABLE: '没有读出二维码。请擦净镜头、对准整个二维码、避开反光再扫一次；也可以按编号查。',
};

/** Why the scanner read nothing, and what to do. */
export function ScanTrouble({ problem }: { problem: ScanProblem }) {
  return (
    <Notice
      tone="warn"
      live
      action={
        problem === 'DENIED' ? (
          <Button kind="plain" size="small" onTap={() => void Taro.openSetting()}>
            去设置
          </Button>
        ) : undefined
      }
    >
      {WORDS[problem]}
    </Notice>
  );
}
