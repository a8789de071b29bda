import Taro, { useDidHide, useDidShow, useError, usePageNotFound, useUnhandledRejection } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import '@nutui/icons-react-taro/dist/style_icon.css';
import { network, outbox, session } from './api';
import { faults } from './faults';
import { openedByLink } from './opened-by-link';
import { heldDecisions } from './packages/staff/held-decisions';
import { privacy } from './privacy';
import { province } from './province';
import { tabRoutes } from './routes';
import { updates } from './updates';
import './app.scss';

// The words that were there before any script (index.html): the app stands now.
if (process.env.TARO_ENV === 'h5') document.getElementById('shell')?.remove();
openedByLink();
network.watch();
session.watchOtherTabs();
privacy.watch();
updates.watch();

export default function App({ children }: PropsWithChildren) {
  useDidShow((opened) => {
    province.entered(opened?.query);
    void province.send();
    void outbox.send();
    updates.shown();
  });
  useDidHide(() => heldDecisions.release());
  useError((error) => faults('ERROR', error));
  useUnhandledRejection(({ reason }) => faults('REJECTION', reason));
  usePageNotFound(({ path }) => {
    // A link of an older version, or a mistyped one: better home than WeChat's own empty page.
    faults('PAGE_NOT_FOUND', path);
    void Taro.switchTab({ url: `/${tabRoutes.home.path}` });
  });
  return children;
}
