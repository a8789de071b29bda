import { View } from '@tarojs/components';
import { Button, Card } from '@/components';
import { wayOut, type Refusal } from '../next-step';
import './blocked.scss';

/** What has to be done before anything can be applied for, in the law's words, with the way there. */
export function Blocked({ refusals }: { refusals: readonly Refusal[] }) {
  const way = wayOut(refusals);
  return (
    <Card alert title="现在还不能报名">
      {refusals.map((each) => (
        <View key={each.code} className="why-rule">
          <View>{each.message}</View>
          {each.nextStep && <View className="why-next">{each.nextStep}</View>}
        </View>
      ))}
      {way && <Button block onTap={() => void way.go()}>{`下一步：${way.label}`}</Button>}
    </Card>
  );
}
