import { View } from '@tarojs/components';
import { a11y, Icon } from '@/components';
import './card-sample.scss';

/** 标准, and the three faults the server tells apart (CQ-34). */
export type SampleKind = 'GOOD' | 'EDGE' | 'BLUR' | 'GLARE';

const NAMES: Record<SampleKind, string> = { GOOD: '标准', EDGE: '边框缺失', BLUR: '照片模糊', GLARE: '闪光强烈' };

/** A drawn card on a table, as it looks in a photo of that kind; drawn by styles alone, so that it weighs nothing. */
export function CardSample({ kind }: { kind: SampleKind }) {
  const good = kind === 'GOOD';
  return (
    <View className="sample" {...a11y({ role: 'img', label: `${good ? '正确' : '错误'}示例：${NAMES[kind]}` })}>
      <View className={`sample-photo sample-${kind.toLowerCase()}`}>
        <View className="sample-card">
          <View className="sample-text">
            <View className="sample-line sample-short" />
            <View className="sample-line sample-short" />
            <View className="sample-line" />
            <View className="sample-line" />
          </View>
          <View className="sample-face">
            <View className="sample-head" />
            <View className="sample-body" />
          </View>
          <View className="sample-number" />
          {kind === 'GLARE' && <View className="sample-flash" />}
        </View>
      </View>
      <View className={`sample-name ${good ? 'sample-name-good' : ''}`}>
        <Icon of={good ? 'check' : 'close'} size={14} />
        <View>{NAMES[kind]}</View>
      </View>
    </View>
  );
}
