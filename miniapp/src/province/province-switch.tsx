import { View } from '@tarojs/components';
import { useState } from 'react';
import { Icon, Tap } from '@/components';
import { useHere } from '.';
import { ProvinceSheet } from './province-sheet';
import './province-switch.scss';

/** 重庆市 → 重庆: on the button only. */
const short = (name: string): string => name.replace(/(维吾尔|壮族|回族)?自治区$|特别行政区$|[省市]$/, '');

/** “重庆 ▾” at the top of 首页: which province serves the person, changed with two taps. */
export function ProvinceSwitch() {
  const here = useHere();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tap className="province-switch" label={here ? `办理省份：${here.name}，点击更换` : '选择办理的省份'} onTap={() => setOpen(true)}>
        <View className="province-name">{here ? short(here.name) : '选择省份'}</View>
        <Icon of="arrow-down" size={14} />
      </Tap>
      <ProvinceSheet open={open} onClose={() => setOpen(false)} />
    </>
  );
}
