import { View } from '@tarojs/components';
import { useEffect, useState, useSyncExternalStore, type PropsWithChildren } from 'react';
import { a11y, Tap } from '@/components';
import { open } from '@/navigation';
import type { PageRoute } from '@/route-kit';
import { CLEAR_FROM, clockWords, isNarrow } from './desk-words';
import './desk-frame.scss';

const h5 = process.env.TARO_ENV === 'h5';
const widthNow = () => (h5 ? window.innerWidth : 0);
const onResize = (listener: () => void): (() => void) => {
  if (!h5) return () => undefined;
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
};

function Clock({ place }: { place: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <View className="desk-clock" {...a11y({ hidden: true })}>
      {clockWords(place, now)}
    </View>
  );
}

/** The desk of the province's portal: its name, the time, where one is, and the advice about screen and browser (JX-04). */
export function DeskFrame({
  place,
  menu,
  children,
}: PropsWithChildren<{ place: string; menu: readonly { title: string; route: PageRoute; on?: boolean }[] }>) {
  const width = useSyncExternalStore(onResize, widthNow);
  return (
    <View className="desk">
      <View className="desk-head">
        <View className="desk-name">{place}安管人员继续教育培训平台</View>
        <Clock place={place} />
      </View>
      {h5 && isNarrow(width) && (
        <View className="desk-advice" {...a11y({ label: '显示建议' })}>
          {`为了看得完整，建议用电脑办理，显示屏分辨率不低于${CLEAR_FROM}*768，使用最新的谷歌、360或QQ浏览器（极速模式）。现在也能用。`}
        </View>
      )}
      <View className="desk-body">
        <View className="desk-menu" {...(h5 && { role: 'navigation', 'aria-label': '换证管理' })}>
          <View className="desk-menu-group">换证管理</View>
          {menu.map(({ title, route, on }) => (
            <Tap key={title} className={`desk-menu-item ${on ? 'desk-menu-on' : ''}`} label={title} onTap={() => void (on || open(route))}>
              {title}
            </Tap>
          ))}
        </View>
        <View className="desk-main">{children}</View>
      </View>
    </View>
  );
}
