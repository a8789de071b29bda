import { View } from '@tarojs/components';
import { useDidHide } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { useAction } from '@/hooks/use-action';
import { Button } from './button';
import { ReasonSheet } from './reason-sheet';
import './id-number.scss';

const SHOWN_MS = 60_000;
const PURPOSES = ['核对身份证照片上的号码', '电话核实报名信息', '向社保部门核实'];
const grouped = (idNumber: string): string => `${idNumber.slice(0, 6)} ${idNumber.slice(6, 14)} ${idNumber.slice(14)}`;

/** The masked ID number of a case's person; in full for a minute when a purpose is given, which is kept in the audit trail. Never on the phone's disk. */
export function IdNumber({ applicationId, masked }: { applicationId: string; masked: string }) {
  const reveal = useAction(reviewRoutes.revealIdNumber);
  const [asking, setAsking] = useState(false);
  const [full, setFull] = useState<string>();
  useDidHide(() => setFull(undefined));
  useEffect(() => {
    if (!full) return undefined;
    const timer = setTimeout(() => setFull(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [full]);

  const look = async (purpose: string) => {
    const answer = await reveal.run({ params: { id: applicationId }, body: { purpose: purpose.slice(0, 100) } });
    if (!answer) return;
    setFull(answer.idNumber);
    setAsking(false);
  };
  return (
    <View className="jz-id">
      <View className="jz-id-number">{full ? grouped(full) : masked}</View>
      {full ? (
        <Button kind="quiet" size="small" onTap={() => setFull(undefined)}>
          收起
        </Button>
      ) : (
        <Button
          kind="quiet"
          size="small"
          label="查看完整身份证号"
          onTap={() => {
            reveal.reset();
            setAsking(true);
          }}
        >
          看完整号码
        </Button>
      )}
      <ReasonSheet
        open={asking}
        onClose={() => setAsking(false)}
        title="查看完整身份证号，用来做什么？"
        reasons={PURPOSES}
        placeholder="其他用途写在这里，会记入操作留痕"
        confirm="查看（会留痕）"
        busy={reveal.busy}
        error={reveal.error}
        onConfirm={(purpose) => void look(purpose)}
      />
    </View>
  );
}
