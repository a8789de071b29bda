import { View } from '@tarojs/components';
import type { ApplicationType } from '@jzt/shared/contract/application';
import { Button, Sheet } from '@/components';
import { wayOut } from '../next-step';

/** Why a type is closed to the person, in the law's own sentences, and the way to put it right. */
export function WhySheet({ type, onClose }: { type?: ApplicationType; onClose: () => void }) {
  const refusals = type?.verdict.refusals ?? [];
  const way = wayOut(refusals);
  const go = () => {
    onClose();
    void way?.go();
  };
  return (
    <Sheet
      open={type !== undefined}
      onClose={onClose}
      title={`暂不能报“${type?.subject.labelZh ?? ''}”`}
      footer={
        way ? (
          <Button block onTap={go}>{`下一步：${way.label}`}</Button>
        ) : (
          <Button block kind="plain" onTap={onClose}>
            知道了
          </Button>
        )
      }
    >
      {refusals.map((each) => (
        <View key={each.code} className="why-rule">
          <View>{each.message}</View>
          {each.nextStep && <View className="why-next">{each.nextStep}</View>}
        </View>
      ))}
    </Sheet>
  );
}
