import { page, type PageRoute } from './route-kit';
import { applicationRoutes } from './packages/application/routes';
import { authorityRoutes } from './packages/authority/routes';
import { certificateRoutes } from './packages/certificate/routes';
import { enterpriseRoutes } from './packages/enterprise/routes';
import { examRoutes } from './packages/exam/routes';
import { identityRoutes } from './packages/identity/routes';
import { staffRoutes } from './packages/staff/routes';
import { studyRoutes } from './packages/study/routes';

/** The four tabs: 首页, 学习, 证书, 我的. */
export const tabRoutes = {
  home: page('pages/home/index'),
  study: page('pages/study/index'),
  wallet: page('pages/wallet/index'),
  me: page('pages/me/index'),
};

/** The other pages of the main package. */
export const mainRoutes = {
  signIn: page('pages/sign-in/index'),
  agreement: page<{ doc: 'service' | 'privacy' }>('pages/agreement/index'),
  inbox: page('pages/inbox/index'),
  myData: page('pages/my-data/index'),
};

/** Subpackages; each folder under packages/ keeps its own list beside its pages. */
export const packageRoutes = {
  identity: identityRoutes,
  application: applicationRoutes,
  study: studyRoutes,
  exam: examRoutes,
  certificate: certificateRoutes,
  staff: staffRoutes,
  authority: authorityRoutes,
  enterprise: enterpriseRoutes,
};

/** Every page of the app, by name: `routes.certificate.verify`, `routes.tab.home`. Feeds app.config and the navigation helpers. */
export const routes = { tab: tabRoutes, ...mainRoutes, ...packageRoutes };

/** Page addresses of a group, in declaration order. */
export const pathsOf = (group: Record<string, PageRoute>): string[] => Object.values(group).map((route) => route.path);
