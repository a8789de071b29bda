import { useDidHide, useDidShow } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import '@nutui/icons-react-taro/dist/style_icon.css';
import { network, outbox, session } from './api';
import { openedByLink } from './opened-by-link';
import { heldDecisions } from './packages/staff/held-decisions';
import { privacy } from './privacy';
import './app.scss';

openedByLink();
network.watch();
session.watchOtherTabs();
privacy.watch();

export default function App({ children }: PropsWithChildren) {
  useDidShow(() => void outbox.send());
  useDidHide(() => heldDecisions.release());
  return children;
}
