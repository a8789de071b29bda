import { mainRoutes, packageRoutes, pathsOf, tabRoutes } from './routes';

const h5 = process.env.TARO_ENV === 'h5';

const subPackages = Object.entries(packageRoutes)
  .map(([name, group]) => ({ root: `packages/${name}`, name, pages: pathsOf(group).map((path) => path.slice(`packages/${name}/`.length)) }))
  .filter((each) => each.pages.length > 0);
const present = (names: string[]) => names.filter((name) => subPackages.some((each) => each.name === name));

/** What the next tap most likely needs, fetched on any network (WeChat's default is Wi-Fi only; 2 MB a page). */
const preload: Record<string, string[]> = {
  [tabRoutes.home.path]: present(['identity', 'application', 'certificate', 'transfer']),
  [tabRoutes.study.path]: present(['study', 'exam']),
  [tabRoutes.wallet.path]: present(['certificate', 'life']),
  [tabRoutes.me.path]: present(['identity', 'staff', 'authority', 'enterprise']),
};

const tab = (pagePath: string, text: string, icon: string) => ({
  pagePath,
  text,
  iconPath: `assets/tabs/${icon}.png`,
  selectedIconPath: `assets/tabs/${icon}-on.png`,
});

export default defineAppConfig({
  pages: [...pathsOf(tabRoutes), ...pathsOf(mainRoutes)],
  subPackages,
  preloadRule: Object.fromEntries(
    Object.entries(preload)
      .filter(([, packages]) => packages.length > 0)
      .map(([path, packages]) => [path, { network: 'all', packages }]),
  ),
  lazyCodeLoading: 'requiredComponents',
  style: 'v2',
  sitemapLocation: 'sitemap.json',
  darkmode: true,
  themeLocation: 'theme.json',
  // WeChat's own bar follows the system's large type; in H5 the Page component draws one.
  window: h5
    ? { navigationStyle: 'custom', navigationBarTitleText: '建证通' }
    : {
        navigationBarTitleText: '建证通',
        navigationBarBackgroundColor: '@bar',
        navigationBarTextStyle: '@barText',
        backgroundColor: '@paper',
        backgroundTextStyle: '@pull',
      },
  tabBar: {
    color: h5 ? '#5b6663' : '@tab',
    selectedColor: h5 ? '#0e5a54' : '@tabOn',
    backgroundColor: h5 ? '#ffffff' : '@bar',
    borderStyle: h5 ? 'white' : ('@tabLine' as 'white'),
    list: [
      tab(tabRoutes.home.path, '首页', 'home'),
      tab(tabRoutes.study.path, '学习', 'study'),
      tab(tabRoutes.wallet.path, '证书', 'wallet'),
      tab(tabRoutes.me.path, '我的', 'me'),
    ],
  },
});
