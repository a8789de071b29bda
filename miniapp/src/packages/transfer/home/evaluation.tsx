import { View } from '@tarojs/components';
import { useState } from 'react';
import { postTransferRoutes as api, type PostTransfer, type TransferDesk } from '@jzt/shared/contract/postTransfer';
import { ActionError, Button, Card, Notice, Options, TextArea } from '@/components';
import { useAction } from '@/hooks';

const STARS = [
  { value: '5', title: '很好，讲得清楚' },
  { value: '4', title: '好' },
  { value: '3', title: '一般' },
  { value: '2', title: '不太好' },
  { value: '1', title: '不好，听不懂' },
] as const;

/** 课程评价, once; thanked in the words of the guide. */
export function Evaluation({
  transfer,
  desk,
  onSent,
}: {
  transfer: PostTransfer;
  desk: TransferDesk;
  onSent: (desk: TransferDesk) => void;
}) {
  const send = useAction(api.evaluate);
  const [stars, setStars] = useState<(typeof STARS)[number]['value']>();
  const [words, setWords] = useState('');
  if (transfer.evaluated)
    return (
      <Notice tone="ok" live>
        非常感谢您的反馈
      </Notice>
    );
  const submit = async () => {
    const answer = await send.run({ body: { stars: Number(stars), ...(words.trim() && { words: words.trim() }) } });
    if (answer) onSent({ ...desk, transfer: answer });
  };
  return (
    <Card title="课程评价">
      <Options options={STARS} value={stars} onChoose={setStars} />
      <TextArea label="想说的话（可不填）" value={words} onChange={setWords} placeholder="哪一节好，哪一节听不懂" max={200} />
      <ActionError error={send.error} />
      <View className="transfer-send">
        <Button kind="plain" block busy={send.busy} disabled={!stars} onTap={() => void submit()}>
          提交评价
        </Button>
      </View>
    </Card>
  );
}
