import Taro, { getCurrentInstance } from '@tarojs/taro';
import { View } from '@tarojs/components';
import { ConfigProvider } from '@nutui/nutui-react-taro';
import { useEffect, type PropsWithChildren, type ReactNode } from 'react';
import { ROLE_LABELS, type Role } from '@jzt/shared/domain/roles';
import { useOnline, useSession, useWeakNetwork } from '@/api';
import { useTypeScale } from '@/hooks/type-scale';
import { back, open, openSignIn } from '@/navigation';
import { DemoRules } from '@/province/demo-rules';
import { routes, tabRoutes } from '@/routes';
import { a11y } from './a11y';
import { Button } from './button';
import { Icon } from './icon';
import { OutboxBar } from './outbox-bar';
import { PrivacyPopup } from './privacy-popup';
import { StateBlock } from './state-block';
import { StepUpDialog } from './step-up-dialog';
import { Tap } from './tap';
import './page.scss';

export interface PageProps {
  /** Only when it differs from the page config's title. */
  title?: string;
  /** Who may see the content: anybody (default), anybody signed in, or holders acting in one of these roles. */
  access?: 'PUBLIC' | 'SIGNED_IN' | readonly Role[];
  /** Desk work: uses the width of a computer's window in H5 (from 900 px). */
  wide?: boolean;
  /** Stays at the bottom edge: `<BottomBar>`. */
  footer?: ReactNode;
  /** The content ends with a BottomBar of its own (one that depends on what was read): it stands at the lower edge of a short page too. */
  acting?: boolean;
  /** H5: no title bar; the page begins with a block of its own (a tab page only: there is no way back on it). */
  bare?: boolean;
  /** What the content's own data says of demo rules; without it the person's province does. */
  demoRules?: boolean;
  className?: string;
}

const pageTitle = (): string | undefined =>
  (getCurrentInstance().page?.config as { navigationBarTitleText?: string } | undefined)?.navigationBarTitleText;
const isTab = (): boolean =>
  Object.values(tabRoutes).some(({ path }) => getCurrentInstance().router?.path.replace(/^\//, '').startsWith(path));

function Header({ title }: { title: string }) {
  const first = Taro.getCurrentPages().length <= 1;
  return (
    <View className="jz-head">
      {!isTab() && (
        <Tap className="jz-head-back" label={first ? '回首页' : '返回'} onTap={() => void back()}>
          {first ? '首页' : <Icon of="arrow-left" size={20} />}
        </Tap>
      )}
      <View className="jz-head-title">{title}</View>
    </View>
  );
}

function Guard({ access, children }: PropsWithChildren<Pick<PageProps, 'access'>>) {
  const who = useSession();
  const here = getCurrentInstance().router?.path.replace(/^\//, '') ?? '';
  // The tab pages ask for the person's own things, whoever may look at them.
  if (who?.needsSecondFactor && (isTab() || (access && access !== 'PUBLIC')) && !here.startsWith(routes.identity.secondFactor.path))
    return who.mustChangePassword && here.startsWith(routes.filing.password.path) ? (
      children
    ) : (
      <StateBlock
        kind="denied"
        title="请先输入动态码"
        hint="主管部门和系统管理员的身份，登录后要用验证器再确认一次是您本人。"
        action={<Button onTap={() => void open(routes.identity.secondFactor)}>去验证</Button>}
      />
    );
  if (access === undefined || access === 'PUBLIC') return children;
  if (!who)
    return (
      <StateBlock
        kind="guest"
        title="请先登录"
        hint="登录后才能办理和查看本人的业务。不登录也可以看首页、查验证书。"
        action={<Button onTap={() => void openSignIn()}>去登录</Button>}
      />
    );
  if (who.mustChangePassword && !here.startsWith(routes.filing.password.path))
    return (
      <StateBlock
        kind="denied"
        title="请先修改初始密码"
        hint="一次性密码只用来登录这一次，改成自己的密码后才能办理业务。"
        action={<Button onTap={() => void open(routes.filing.password)}>去修改密码</Button>}
      />
    );
  if (access === 'SIGNED_IN' || access.includes(who.role)) return children;
  const held = who.memberships.find((each) => access.includes(each.role));
  const wanted = access.map((role) => ROLE_LABELS[role]).join('、');
  return (
    <StateBlock
      kind="denied"
      title="现在的身份不能看这一页"
      hint={held ? `请到“我的”切换为“${held.labelZh}”后再来。` : `这里由${wanted}使用。如果您应该有这个身份，请联系所在单位的管理员。`}
      action={
        <Button kind="plain" onTap={() => void open(routes.tab.me)}>
          {held ? '去切换身份' : '返回我的'}
        </Button>
      }
    />
  );
}

/** The frame of every page: type scale, tokens, title bar (H5), offline banner, queue, who may see it, footer, privacy popup. */
export function Page({ title, access, wide, footer, acting, bare, demoRules, className = '', children }: PropsWithChildren<PageProps>) {
  const scale = useTypeScale();
  const online = useOnline();
  const weak = useWeakNetwork();
  const name = title ?? pageTitle() ?? '建证通';

  useEffect(() => {
    if (title) void Taro.setNavigationBarTitle({ title });
  }, [title]);
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return;
    document.title = `${name} · 建证通`;
    document.documentElement.style.setProperty('--type', String(scale));
  }, [name, scale]);

  return (
    <ConfigProvider
      className={`jz-root jz-page ${wide ? 'jz-page-wide' : ''} ${acting ? 'jz-page-acting' : ''} ${className}`}
      // The one thing of the theme that changes: everything else stands in the token file, where NutUI's variables are.
      theme={{ type: String(scale) }}
      direction="ltr"
    >
      {process.env.TARO_ENV === 'h5' && !bare && <Header title={name} />}
      {!online && (
        <View className="jz-offline" aria-role="alert">
          网络断开了。能看的是上次的内容，恢复后会自动更新。
        </View>
      )}
      {online && weak && (
        <View className="jz-offline" {...a11y({ live: true })}>
          网络很慢，请多等一会儿，不用重复点。
        </View>
      )}
      <OutboxBar />
      <DemoRules of={demoRules} />
      <View className="jz-page-main">
        <Guard access={access}>{children}</Guard>
      </View>
      {footer}
      <PrivacyPopup />
      <StepUpDialog />
    </ConfigProvider>
  );
}
