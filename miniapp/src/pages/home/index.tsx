import { Text, View } from '@tarojs/components';

export default function Index() {
  return <View aria-label="x"><Text>建证通</Text></View>;
}
