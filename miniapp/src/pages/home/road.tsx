import Taro from '@tarojs/taro';
import { View } from '@tarojs/components';
import type { Road as RoadOf } from '@jzt/shared/contract/account';
import { a11y, Icon, Tap } from '@/components';
import { formatDay } from '@/format';
import { openAddress } from '@/navigation';

/** What a guest is shown: the way that the most people have before them. */
const STATIONS = ['实名', '报名', '学习', '考试', '领证'];
const TURNS: Record<RoadOf['turn'], string> = { YOU: '轮到您', OTHERS: '请等待', NOBODY: '' };

const go = async (page: string) => {
  if (!(await openAddress(page))) await Taro.showToast({ title: '这个版本还不能办理，请更新小程序', icon: 'none' });
};

/** Where the newest case stands, as the server says it: the stations, whose turn it is since when, and what comes next. */
export function Road({ road }: { road?: RoadOf }) {
  const { stops, at } = road ?? { stops: STATIONS, at: 0 };
  const here = stops[at];
  return (
    <>
      {stops.length > 1 && (
        <View className="road" {...a11y({ label: `办事步骤：${stops.join('、')}。${here ? `现在是${here}` : '都已办完'}`, role: 'img' })}>
          {stops.map((name, index) => (
            <View key={name} className={`road-stop ${index < at ? 'road-done' : index === at ? 'road-here' : ''}`}>
              <View className="road-post">{index < at ? '✓' : index + 1}</View>
              <View className="road-name">{name}</View>
            </View>
          ))}
        </View>
      )}
      {road && <Now road={road} />}
    </>
  );
}

function Now({ road: { titleZh, turn, nowZh, since, nextZh, page } }: { road: RoadOf }) {
  const then = [since && `${formatDay(since)}起`, nextZh].filter(Boolean).join(' · ');
  return (
    <Tap className="road-now" label={[titleZh, TURNS[turn], nowZh, then].filter(Boolean).join('，')} onTap={() => void go(page)}>
      <View className="road-words">
        <View className="road-case">{titleZh}</View>
        <View className="road-turn">
          {TURNS[turn] && <View className={`road-whose road-${turn.toLowerCase()}`}>{TURNS[turn]}</View>}
          <View className="road-act">{nowZh}</View>
        </View>
        <View className="road-then">{then}</View>
      </View>
      <Icon of="arrow-right" size={16} />
    </Tap>
  );
}
