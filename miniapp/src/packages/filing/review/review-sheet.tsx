import { useState } from 'react';
import { filingRoutes as api, type FilingItem } from '@jzt/shared/contract/filing';
import { Button, ErrorNotice, ListRow, Notice, ReasonSheet, ResultsSheet, Sheet, Tick, type BatchResult } from '@/components';
import { useAction } from '@/hooks';

const REASONS = ['身份证照片不清楚，请重新上传', '承诺书没有本人签字', '承诺书没有盖换证公章', '岗位选择有误', '证书照片不合要求'];

/** ★证书审核 of those that are ticked: each is checked again, signature and seal are ticked for all that were looked at (JX-09, JX-17). */
export function ReviewSheet({
  items,
  open,
  onClose,
  onDone,
}: {
  items: readonly FilingItem[];
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const [signatureSeen, setSignatureSeen] = useState(false);
  const [sealSeen, setSealSeen] = useState(false);
  const [rejecting, setRejecting] = useState(false);
  const [results, setResults] = useState<{ results: BatchResult[]; names: Map<string, string>; done: string }>();
  const review = useAction(api.review, { changes: ['filing', 'account'] });
  const close = () => {
    setSignatureSeen(false);
    setSealSeen(false);
    setRejecting(false);
    review.reset();
    onClose();
  };
  const send = async (decision: 'PASS' | 'REJECT', reason?: string) => {
    const body = { items: items.map(({ id, version }) => ({ id, version })), decision, signatureSeen, sealSeen, ...(reason && { reason }) };
    const answer = await review.run({ body });
    if (!answer) return;
    setResults({
      results: answer.results,
      names: new Map(items.map((one) => [one.id, one.name])),
      done: decision === 'PASS' ? '审核通过' : '已驳回',
    });
    close();
    onDone();
  };
  return (
    <>
      <Sheet
        open={open && !rejecting}
        onClose={close}
        title={`证书审核（${items.length}人）`}
        footer={
          <>
            <Button kind="danger" onTap={() => setRejecting(true)}>
              驳回
            </Button>
            <Button busy={review.busy} disabled={!signatureSeen || !sealSeen} onTap={() => void send('PASS')}>
              审核通过
            </Button>
          </>
        }
      >
        <Notice tone="note">逐份打开看过身份证和承诺书，再勾选下面两项。通过后平台自动生成证书编号，并制作电子证书。</Notice>
        {items.map((one) => (
          <ListRow key={one.id} title={one.name} hint={one.enterpriseName} value={one.postZh} />
        ))}
        <Tick checked={signatureSeen} onChange={setSignatureSeen}>
          每份承诺书都有本人签字
        </Tick>
        <Tick checked={sealSeen} onChange={setSealSeen}>
          每份承诺书都盖了换证公章
        </Tick>
        {review.error && <ErrorNotice error={review.error} />}
      </Sheet>
      {open && rejecting && (
        <ReasonSheet
          open
          onClose={() => setRejecting(false)}
          title={`驳回${items.length}人的换证申请`}
          reasons={REASONS}
          placeholder="企业会看到，改好后重新提交"
          confirm="驳回"
          danger
          busy={review.busy}
          error={review.error}
          onConfirm={(reason) => void send('REJECT', reason)}
        />
      )}
      <ResultsSheet
        results={results?.results}
        nameOf={(id) => results?.names.get(id) ?? ''}
        done={results?.done ?? ''}
        onClose={() => setResults(undefined)}
      />
    </>
  );
}
