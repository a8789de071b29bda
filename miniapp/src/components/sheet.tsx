import { View } from '@tarojs/components';
import { Popup } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/popup/style/css';
import type { CSSProperties, PropsWithChildren, ReactNode } from 'react';
import { useTypeScale } from '@/hooks/type-scale';
import { a11y } from './a11y';
import { Icon } from './icon';
import { Tap } from './tap';
import { useInFront } from './use-in-front';
import './sheet.scss';

export interface SheetProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Buttons at its lower edge. */
  footer?: ReactNode;
  /** No way out but the buttons. */
  fixed?: boolean;
}

/**
 * A list or a form from below, NutUI's Popup:  scrolls inside, keeps the page still, leaves no dead layer. Content is made anew each time, here:
 * its own `destroyOnClose` empties a sheet that is opened again while the last one leaves.
 */
export function Sheet({ open, onClose, title, footer, fixed, children }: PropsWithChildren<SheetProps>) {
  const scale = useTypeScale();
  const front = useInFront();
  // In H5 the tab bar lies over everything inside the page, so the sheet goes beside it.
  const portal = process.env.TARO_ENV === 'h5' ? document.body : null;
  return (
    <Popup
      portal={portal}
      visible={open && front}
      position="bottom"
      closeOnOverlayClick={!fixed}
      // Not NutUI's onClose: it is also called when `visible` goes, and would answer a question that was just asked anew.
      onOverlayClick={() => {
        onClose();
        return false;
      }}
      lockScroll
      className="jz-sheet-box"
    >
      {open && (
        <View className="jz-root jz-sheet" style={{ '--type': String(scale) } as CSSProperties} {...a11y({ role: 'dialog', label: title })}>
          <View className="jz-sheet-head">
            <View className="jz-sheet-title">{title}</View>
            {!fixed && (
              <Tap className="jz-sheet-close" label="关闭" onTap={onClose}>
                <Icon of="close" size={16} />
              </Tap>
            )}
          </View>
          <View className="jz-sheet-main">{children}</View>
          {footer && <View className="jz-sheet-foot">{footer}</View>}
        </View>
      )}
    </Popup>
  );
}
