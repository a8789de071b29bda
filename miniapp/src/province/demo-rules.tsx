import { View } from '@tarojs/components';
import { useDemoRules } from '.';
import './demo-rules.scss';

/** The one quiet line on every screen that is under rules to be tried out. */
export function DemoRules({ of }: { of?: boolean }) {
  return useDemoRules(of) ? <View className="jz-demo-rules">演示规则：办理时间、学时按演示设定，仅供试用</View> : null;
}
