import { useState } from 'react';
import { onsiteRoutes as api } from '@jzt/shared/contract/onsite';
import type { ReviewCase } from '@jzt/shared/contract/review';
import { BottomBar, Button, ReasonSheet } from '@/components';
import { useAction } from '@/hooks';

/** A record made at the counter (QH-07) that should not have been: taken back, with its reason, before an exam is planned. */
export function OnsiteActs({ file, put, refetch }: { file: ReviewCase; put: (file: ReviewCase) => void; refetch: () => Promise<void> }) {
  const cancel = useAction(api.cancel, { changes: ['onsite', 'exam', 'account'] });
  const [asking, setAsking] = useState(false);
  const send = async (reason: string) => {
    const answer = await cancel.run({ params: { id: file.id }, body: { reason, version: file.version } });
    if (!answer) return void refetch();
    put(answer);
    setAsking(false);
  };
  return (
    <>
      <BottomBar>
        <Button
          kind="danger"
          block
          onTap={() => {
            cancel.reset();
            setAsking(true);
          }}
        >
          撤销这份现场报名
        </Button>
      </BottomBar>
      <ReasonSheet
        open={asking}
        onClose={() => setAsking(false)}
        title="为什么撤销？"
        reasons={['报名类型选错了', '材料与本人不符', '企业要求撤回']}
        placeholder="本人会看到这里写的内容"
        confirm="撤销现场报名"
        danger
        busy={cancel.busy}
        error={cancel.error}
        onConfirm={(reason) => void send(reason)}
      />
    </>
  );
}
