import { View } from '@tarojs/components';
import { Dialog as NutDialog } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/dialog/style/css';
import type { CSSProperties, PropsWithChildren } from 'react';
import { createPortal } from 'react-dom';
import { useTypeScale } from '@/hooks/type-scale';
import { a11y } from './a11y';
import { Icon } from './icon';
import type { SheetProps } from './sheet';
import { Tap } from './tap';
import { useInFront } from './use-in-front';
import './dialog.scss';

/** A question or a word in the middle of the screen, NutUI's Dialog. It takes no role, no name and no size of type: the frame around it carries them. */
export function Dialog({ open, onClose, title, footer, fixed, children }: PropsWithChildren<SheetProps>) {
  const scale = useTypeScale();
  const shown = useInFront() && open;
  const dialog = (
    <View
      className="jz-root jz-dialog"
      style={{ '--type': String(scale) } as CSSProperties}
      {...(shown && a11y({ role: 'dialog', label: title }))}
    >
      <NutDialog
        visible={shown}
        title={title}
        header={
          !fixed && (
            <Tap className="jz-dialog-close" label="关闭" onTap={onClose}>
              <Icon of="close" size={16} />
            </Tap>
          )
        }
        footer={footer ? <View className="jz-dialog-foot">{footer}</View> : null}
        closeOnOverlayClick={!fixed}
        onOverlayClick={() => {
          onClose();
          return false;
        }}
        lockScroll
      >
        {open && children}
      </NutDialog>
    </View>
  );
  // In H5 the tab bar lies over everything inside the page, so it goes beside it.
  return process.env.TARO_ENV === 'h5' ? createPortal(dialog, document.body) : dialog;
}
