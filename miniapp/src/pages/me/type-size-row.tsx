import { useState } from 'react';
import { ListRow, Options, Sheet } from '@/components';
import { typeScale, useTypeScale, type TypeSize } from '@/hooks';

const SIZES: { value: TypeSize; title: string; hint?: string }[] = [
  { value: 'system', title: '跟随手机设置', hint: process.env.TARO_ENV === 'weapp' ? '微信“关怀模式”和字体大小会一起生效' : undefined },
  { value: 'normal', title: '标准' },
  { value: 'large', title: '大字' },
  { value: 'largest', title: '特大字' },
];

/** 字号: every screen changes at once. */
export function TypeSizeRow() {
  const [open, setOpen] = useState(false);
  useTypeScale();
  const size = typeScale.size();
  return (
    <>
      <ListRow glyph="字" title="文字大小" value={SIZES.find((each) => each.value === size)?.title} onTap={() => setOpen(true)} />
      <Sheet open={open} onClose={() => setOpen(false)} title="文字大小">
        <Options options={SIZES} value={size} onChoose={typeScale.choose} />
      </Sheet>
    </>
  );
}
