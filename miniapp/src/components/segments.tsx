import { View } from '@tarojs/components';
import { Tap } from './tap';
import './segments.scss';

export interface Segment<V extends string> {
  value: V;
  title: string;
  count?: number;
}

/** Parts of one list, one shown at a time; wraps on a small screen instead of hiding what is at the right. */
export function Segments<V extends string>({
  label,
  segments,
  value,
  onChange,
}: {
  label: string;
  segments: readonly Segment<V>[];
  value: V;
  onChange: (value: V) => void;
}) {
  return (
    <View className="jz-segments" {...(process.env.TARO_ENV === 'h5' && { role: 'radiogroup', 'aria-label': label })}>
      {segments.map((each) => (
        <Tap
          key={each.value}
          role="radio"
          checked={each.value === value}
          className={`jz-segment ${each.value === value ? 'jz-segment-on' : ''}`}
          label={`${each.title}${each.count === undefined ? '' : `，${each.count}`}`}
          onTap={() => onChange(each.value)}
        >
          <View>{each.title}</View>
          {each.count !== undefined && <View className="jz-segment-count">{each.count}</View>}
        </Tap>
      ))}
    </View>
  );
}
