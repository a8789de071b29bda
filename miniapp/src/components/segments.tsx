import { View } from '@tarojs/components';
import { Tabs } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/tabs/style/css';
import { Tap } from './tap';
import './segments.scss';

export interface Segment<V extends string> {
  value: V;
  title: string;
  count?: number;
}

/** Parts of one list, one shown at a time, by NutUI's Tabs; wraps on a small screen instead of hiding what is at the right. */
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
  // Its own titles take neither role nor keys, so they are drawn here, in its classes.
  const titles = () =>
    segments.map((each) => {
      const on = each.value === value;
      return (
        <Tap
          key={each.value}
          role="radio"
          checked={on}
          className={`nut-tabs-titles-item jz-segment ${on ? 'nut-tabs-titles-item-active jz-segment-on' : ''}`}
          label={`${each.title}${each.count === undefined ? '' : `，${each.count}`}`}
          onTap={() => onChange(each.value)}
        >
          <View className="nut-tabs-titles-item-line" />
          <View className="nut-tabs-titles-item-text">{each.title}</View>
          {each.count !== undefined && <View className="jz-segment-count">{each.count}</View>}
        </Tap>
      );
    });
  return (
    <Tabs
      className="jz-segments"
      value={value}
      title={titles}
      {...(process.env.TARO_ENV === 'h5' && { role: 'radiogroup', 'aria-label': label })}
    />
  );
}
