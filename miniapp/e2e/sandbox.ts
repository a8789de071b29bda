import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { createView, everyNode, seen, type SeenNode } from './drawing';
import { assign, weigh } from './set-data';
import { compileWxml } from './wechat-compilers';
import { createWx, type PhoneAnswers, type WxHost } from './wx';

interface PageInstance {
  route: string;
  options: Record<string, string>;
  data: Record<string, unknown>;
  /** What WeChat's templates made of the data last. */
  drawn?: ReturnType<ReturnType<typeof createView>>;
  [method: string]: unknown;
}
type Config = Record<string, unknown>;

/** A phone with the built mini-program on it. */
export interface Weapp {
  /** `wx.navigateTo` or `wx.switchTab`, as a message or a scanned code would do it: `pages/home/index`, `packages/certificate/verify/index?code=…`. */
  open(address: string): Promise<void>;
  /** The address of the page in front. */
  route(): string;
  /** Everything the person can read on the page in front. */
  text(): string;
  /** Waits until the page in front shows it; fails with what it shows instead. */
  see(words: string | RegExp): Promise<void>;
  /** Waits until it is gone. */
  seeNo(words: string | RegExp): Promise<void>;
  /** Taps the smallest tappable thing that carries these words or this label. */
  tap(words: string | RegExp): Promise<void>;
  /** Types into the field whose label contains these words. */
  type(label: string, text: string): Promise<void>;
  /** The network goes or comes back, and the phone says so. */
  setOffline(offline: boolean): void;
  /** WeChat asks for privacy consent, as it does before the first use of a phone number or a photo; resolves to the program's answer. */
  askPrivacy(): Promise<{ event: string; buttonId?: string }>;
  /** The program goes to the background and comes back. */
  hideAndShow(): void;
  /** WeChat's back button. */
  back(): Promise<void>;
  /** The nodes in sight, for questions of their own. */
  nodes(): SeenNode[];
  /** What the phone answers when the program asks for a photo, a scan, a phone number…; change it at any time. */
  phone: PhoneAnswers;
  /** `wx` itself, to add what a test needs. */
  wx: Record<string, unknown>;
  /** Requests made so far: method and path, newest last. */
  requests: string[];
  /** Every call of `wx`: its name and what was given, oldest first. */
  calls: { name: string; given: unknown[] }[];
  /** WeChat tells the program of something it listens to: `onUpdateReady`, `onNetworkWeakChange`. */
  tell(event: string, detail?: unknown): void;
  /** WeChat calls a method of the page in front: `onPullDownRefresh`, `onShareAppMessage`; undefined when the page has none. */
  callPage(method: string, ...given: unknown[]): unknown;
  /** The page in front has this method: `onShareAppMessage` brings the menu to share it. */
  pageHas(method: string): boolean;
  /** WeChat calls a method of the app: `onError`, `onPageNotFound`. */
  callApp(method: string, ...given: unknown[]): unknown;
  /** Photos in sight are there, as `<image>` tells it. */
  drawPhotos(): Promise<void>;
  /** The video on the page says something of itself: `play`, `pause`, `timeupdate`, `ended`. */
  video(event: string, detail?: object): Promise<void>;
  /** Errors the program threw or logged, and everything WeChat would refuse or warn of; one of these also fails the next step of the test. */
  complaints: string[];
  /** The largest piece of data given to the screen so far, in bytes. */
  largestSetData(): number;
  /** Waits until the program keeps these words on the phone. */
  keeps(words: string): Promise<void>;
  /** Everything the program keeps on the phone, as text. */
  storageText(): string;
  /** Kills the program and starts it again on the same phone: storage stays, memory goes. */
  restart(): Promise<void>;
  close(): void;
}

const WAIT_MS = 60_000;
/** WXML is compiled once for all phones of a test file. */
const compiled = new Map<string, string>();

const matches = (text: string | undefined, words: string | RegExp): boolean =>
  text !== undefined && (typeof words === 'string' ? text.replace(/\n/g, '').includes(words) : words.test(text));

/**
 * Runs the built weapp bundle in a Node context where no code can be made from text, as in WeChat, with stand-ins for `wx`, App, Page and Component,
 * and real HTTP to `serverUrl` whatever API address was built in.
 */
export async function startWeapp({
  dist,
  serverUrl,
  answers = {},
  query = {},
}: {
  dist: string;
  serverUrl: string;
  answers?: PhoneAnswers;
  /** What WeChat opens the program with: `{ scene: 'p%3D500000' }` of a scanned code. */
  query?: Record<string, string>;
}): Promise<Weapp> {
  if (!compiled.has(dist)) compiled.set(dist, compileWxml(dist));
  const appJson = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as {
    pages: string[];
    subPackages?: { root: string; pages: string[] }[];
    tabBar: { list: { pagePath: string }[] };
  };
  const tabs = new Set(appJson.tabBar.list.map((tab) => tab.pagePath));
  const pages = new Set([
    ...appJson.pages,
    ...(appJson.subPackages ?? []).flatMap(({ root, pages: each }) => each.map((page) => `${root}/${page}`)),
  ]);
  const packageOf = (file: string): string => appJson.subPackages?.find(({ root }) => file.startsWith(`${root}/`))?.root ?? '';

  const folder = mkdtempSync(path.join(tmpdir(), 'weapp-'));
  const host: WxHost = {
    serverUrl,
    folder,
    storage: new Map(),
    requests: [],
    calls: [],
    complaints: [],
    refuse: (words) => {
      refused ??= words;
      host.complaints.push(words);
    },
    answers,
    timers: new Set(),
    listeners: new Map(),
    navigate: () => Promise.resolve(),
    isDrawn: (selector) => nodes().some(({ id }) => id !== undefined && selector === `#${id}`),
  };
  let changes = 0;
  let largest = 0;
  let refused: string | undefined;
  const view = createView(compiled.get(dist)!, (words) => host.refuse(`WeChat draws ${drawing} with a complaint: ${words}`));
  let drawing = '';
  let stack: PageInstance[] = [];
  let alive = new Map<string, PageInstance>();
  let app: Config = {};
  let pageConfigs = new Map<string, Config>();
  let run = (_file: string): void => undefined;
  let wx: Record<string, unknown> = {};

  const call = (target: Config | PageInstance, method: string, ...given: unknown[]): unknown =>
    typeof target[method] === 'function' ? (target[method] as (...each: unknown[]) => unknown).apply(target, given) : undefined;
  const front = (): PageInstance => stack[stack.length - 1]!;

  const createPage = (route: string, options: Record<string, string>): PageInstance => {
    if (!pages.has(route)) throw new Error(`no page ${route} in app.json`);
    if (!pageConfigs.has(route)) {
      loading = route;
      run(`${route}.js`);
    }
    const config = pageConfigs.get(route);
    if (!config) throw new Error(`${route} never called Page()`);
    const instance: PageInstance = {
      ...config,
      data: JSON.parse(JSON.stringify(config.data ?? {})) as PageInstance['data'],
      route,
      options,
    };
    instance.setData = (patch: Record<string, unknown>, done?: () => void) => {
      const { bytes, tooMuch } = weigh(patch);
      largest = Math.max(largest, bytes);
      if (tooMuch) host.refuse(`${route} gives ${tooMuch}`);
      assign(instance.data, patch);
      drawing = route;
      try {
        instance.drawn = view(`${route}.wxml`, instance.data);
      } catch (error) {
        host.refuse(`WeChat cannot draw ${route}: ${String((error as Error)?.stack ?? error)}`);
      }
      changes += 1;
      if (done) setTimeout(done, 0);
    };
    call(instance, 'onLoad', options);
    call(instance, 'onShow');
    call(instance, 'onReady');
    return instance;
  };
  let loading = '';

  host.navigate = async (how, url) => {
    const [pathname = '', query = ''] = (url ?? '').replace(/^\//, '').split('?');
    // WeChat hands the query over as written.
    const options = Object.fromEntries(
      query
        .split('&')
        .filter(Boolean)
        .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );
    const drop = (page: PageInstance) => {
      call(page, 'onUnload');
      alive.delete(page.route);
    };
    if (how === 'navigateBack') {
      if (stack.length > 1) drop(stack.pop()!);
      call(front(), 'onShow');
      return;
    }
    if (!pages.has(pathname)) throw new Error(`${how}: no page ${pathname}`);
    if (how === 'navigateTo' && tabs.has(pathname)) throw new Error('navigateTo: can not navigate to a tabbar page');
    if (how === 'switchTab' && !tabs.has(pathname)) throw new Error('switchTab: not a tabbar page');
    if (how === 'navigateTo') {
      if (stack.length >= 10) throw new Error('navigateTo: page stack is full');
      if (stack.length > 0) call(front(), 'onHide');
    } else if (how === 'redirectTo') drop(stack.pop()!);
    else {
      for (const page of stack.splice(0).reverse()) {
        if (tabs.has(page.route) && how === 'switchTab') call(page, 'onHide');
        else drop(page);
      }
    }
    const kept = tabs.has(pathname) ? alive.get(pathname) : undefined;
    if (kept) {
      stack.push(kept);
      call(kept, 'onShow');
      return;
    }
    const index = stack.length;
    // getCurrentPages already lists the page while it loads.
    stack.push({ route: pathname, options, data: {} });
    stack[index] = createPage(pathname, options);
    if (tabs.has(pathname)) alive.set(pathname, stack[index]!);
  };

  const boot = async (): Promise<void> => {
    stack = [];
    alive = new Map();
    pageConfigs = new Map();
    wx = createWx(host);
    const guarded =
      <T extends unknown[]>(work: (...given: T) => void) =>
      (...given: T) => {
        try {
          work(...given);
        } catch (error) {
          host.complaints.push(String((error as Error)?.stack ?? error));
        }
      };
    const timer = (set: typeof setTimeout | typeof setInterval) => (work: () => void, ms?: number) => {
      const handle = set(
        guarded(() => work()),
        ms,
      );
      host.timers.add(handle);
      return handle;
    };
    const log = (...given: unknown[]) => void host.complaints.push(given.map((each) => String((each as Error)?.stack ?? each)).join(' '));
    const context = vm.createContext(
      {
        wx,
        console: { log: () => undefined, info: () => undefined, debug: () => undefined, warn: log, error: log },
        setTimeout: timer(setTimeout),
        setInterval: timer(setInterval),
        clearTimeout,
        clearInterval,
        App: (config: Config) => (app = config),
        Page: (config: Config) => pageConfigs.set(loading, config),
        Component: () => undefined,
        Behavior: () => undefined,
        getApp: () => app,
        getCurrentPages: () => stack,
      },
      { codeGeneration: { strings: false, wasm: false } },
    );
    const modules = new Map<string, { exports: unknown }>();
    const load = (file: string, from: string): unknown => {
      const found = modules.get(file);
      if (found) return found.exports;
      const owner = packageOf(file);
      if (owner && owner !== packageOf(from) && from !== '') throw new Error(`${from} requires ${file} of another package`);
      const module = { exports: {} };
      modules.set(file, module);
      const body = vm.runInContext(`(function (module, exports, require) {${readFileSync(path.join(dist, file), 'utf8')}\n})`, context, {
        filename: file,
      }) as (...given: unknown[]) => void;
      body(module, module.exports, (wanted: string) =>
        load(path.posix.join(path.posix.dirname(file), wanted).replace(/(\.js)?$/, '.js'), file),
      );
      return module.exports;
    };
    run = (file) => void load(file, '');
    run('app.js');
    const launch = { path: appJson.pages[0], query, scene: 1001 };
    call(app, 'onLaunch', launch);
    call(app, 'onShow', launch);
    await host.navigate('switchTab', `/${appJson.pages[0]}`);
  };

  const nodes = (): SeenNode[] => {
    const { drawn } = front();
    const tree = drawn && seen(drawn);
    return tree ? everyNode(tree) : [];
  };
  const text = (): string => nodes()[0]?.text ?? '';
  const until = async <T>(find: () => T | undefined | false, what: string): Promise<T> => {
    for (const start = Date.now(); ;) {
      if (refused) throw new Error(refused);
      const found = find();
      if (found) return found;
      if (Date.now() - start > WAIT_MS)
        throw new Error(
          `${what}\n— on ${front().route}:\n${text()}\n— last requests: ${host.requests.slice(-8).join(', ')}\n— complaints: ${host.complaints.slice(-3).join('\n') || 'none'}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  };
  const fire = (node: SeenNode, type: string, detail: unknown): void => {
    const target = { id: node.id, dataset: { sid: node.sid } };
    // WeChat bubbles a tap through every ancestor that listens; other events stay.
    for (let at: SeenNode | undefined = node; at; at = type === 'tap' ? at.parent : undefined) {
      if (at.events.has(type))
        call(front(), 'eh', {
          type,
          detail,
          target,
          currentTarget: { id: at.id, dataset: { sid: at.sid } },
          timeStamp: Date.now(),
          touches: [],
          changedTouches: [],
        });
    }
  };
  /** Until the program has drawn what follows from a touch: some turns of the event loop without a change. Turns, not time, because a busy machine skips time. */
  const drawn = async (): Promise<void> => {
    for (let still = 0, before = changes; still < 8; still = before === changes ? still + 1 : 0) {
      before = changes;
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
  };
  const tappable = (node: SeenNode | undefined): SeenNode | undefined =>
    node === undefined || node.events.has('tap') ? node : tappable(node.parent);
  const size = (node: SeenNode): number => everyNode(node).length;

  await boot();
  return {
    phone: host.answers,
    get wx() {
      return wx;
    },
    requests: host.requests,
    complaints: host.complaints,
    largestSetData: () => largest,
    calls: host.calls,
    tell: (event, detail) => host.listeners.get(event)?.(detail as never),
    callPage: (method, ...given) => call(front(), method, ...given),
    pageHas: (method) => typeof front()[method] === 'function',
    callApp: (method, ...given) => call(app, method, ...given),
    async drawPhotos() {
      for (const node of nodes()) if (node.tag === 'image') fire(node, 'load', { width: 100, height: 100 });
      await drawn();
    },
    async video(event, detail = {}) {
      for (const node of nodes()) if (node.tag === 'video') fire(node, event, detail);
      await drawn();
    },
    route: () => front().route,
    nodes,
    text,
    open: (address) =>
      host.navigate(tabs.has(address.replace(/^\//, '').split('?')[0]!) ? 'switchTab' : 'navigateTo', `/${address.replace(/^\//, '')}`),
    see: async (words) =>
      void (await until(() => matches(text(), words) || nodes().some((node) => matches(node.label, words)), `did not see ${words}`)),
    seeNo: async (words) => void (await until(() => !matches(text(), words), `still sees ${words}`)),
    async tap(words) {
      // What lies under an open dialog cannot be reached.
      const reachable = () => {
        const dialog = nodes()
          .filter((node) => node.role === 'dialog')
          .pop();
        return dialog ? everyNode(dialog) : nodes();
      };
      const find = () =>
        reachable()
          .filter((node) => matches(node.label, words) || matches(node.text, words))
          .filter((node) => tappable(node))
          .sort((a, b) => size(a) - size(b))[0];
      await until(find, `nothing to tap with ${words}`);
      // A person taps what they have seen stand still.
      await drawn();
      const node = tappable(await until(find, `nothing to tap with ${words}`))!;
      if (/jz-tap-off|nut-button-disabled/.test(node.className)) throw new Error(`${words} cannot be tapped now`);
      const openType = String(node.attribute('open-type') ?? '');
      if (openType.includes('getPhoneNumber'))
        fire(node, 'getphonenumber', host.answers.phoneNumber?.() ?? { errMsg: 'getPhoneNumber:fail user deny' });
      if (openType.includes('agreePrivacyAuthorization')) fire(node, 'agreeprivacyauthorization', {});
      fire(node, 'tap', {});
      await drawn();
    },
    async type(label, value) {
      const node = await until(
        () => nodes().find((each) => ['input', 'textarea'].includes(each.tag) && each.label?.includes(label)),
        `no field ${label}`,
      );
      fire(node, 'input', { value, cursor: value.length });
      await drawn();
    },
    setOffline(offline) {
      host.answers.offline = offline;
      host.listeners.get('onNetworkStatusChange')?.({ isConnected: !offline, networkType: offline ? 'none' : '4g' } as never);
    },
    askPrivacy: () =>
      new Promise((resolve) => {
        const listener = host.listeners.get('onNeedPrivacyAuthorization') as
          ((resolve: (answer: { event: string; buttonId?: string }) => void, info: unknown) => void) | undefined;
        listener?.(resolve, { referrer: 'getPhoneNumber' });
      }),
    hideAndShow() {
      call(front(), 'onHide');
      call(app, 'onHide');
      call(app, 'onShow', { path: front().route, query: {}, scene: 1001 });
      call(front(), 'onShow');
    },
    back: () => host.navigate('navigateBack', undefined),
    keeps: async (words) => void (await until(() => JSON.stringify([...host.storage]).includes(words), `does not keep ${words}`)),
    storageText: () => JSON.stringify([...host.storage]),
    async restart() {
      for (const handle of host.timers) clearTimeout(handle as NodeJS.Timeout);
      host.timers.clear();
      await boot();
    },
    close() {
      for (const handle of host.timers) clearTimeout(handle as NodeJS.Timeout);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
