import type { PageName } from '@jzt/shared/contract/pages';
import { page, told, type PageRoute } from './route-kit';
import { adminRoutes } from './packages/admin/routes';
import { applicationRoutes } from './packages/application/routes';
import { authorityRoutes } from './packages/authority/routes';
import { certificateRoutes } from './packages/certificate/routes';
import { enterpriseRoutes } from './packages/enterprise/routes';
import { exchangeRoutes } from './packages/exchange/routes';
import { filingRoutes } from './packages/filing/routes';
import { examRoutes } from './packages/exam/routes';
import { identityRoutes } from './packages/identity/routes';
import { lifeRoutes } from './packages/life/routes';
import { staffRoutes } from './packages/staff/routes';
import { studyRoutes } from './packages/study/routes';
import { transferRoutes } from './packages/transfer/routes';

/** The four tabs: 首页, 学习, 证书, 我的. */
export const tabRoutes = {
  home: told('home'),
  study: told('study'),
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
  transfer: transferRoutes,
  exchange: exchangeRoutes,
  exam: examRoutes,
  certificate: certificateRoutes,
  life: lifeRoutes,
  staff: staffRoutes,
  authority: authorityRoutes,
  enterprise: enterpriseRoutes,
  filing: filingRoutes,
  admin: adminRoutes,
};

type ToldIn<G> = { [K in keyof G]: G[K] extends { toldAs: infer N } ? N : never }[keyof G];
type Packages = typeof packageRoutes;
/** Pages that the server sends people to and that are declared nowhere above. */
type Missing = Exclude<PageName, ToldIn<typeof tabRoutes> | { [K in keyof Packages]: ToldIn<Packages[K]> }[keyof Packages]>;

/**
 * Every page of the app, by name: `routes.certificate.verify`, `routes.tab.home`. Feeds app.config and the navigation helpers.
 * Does not compile while one that the server sends people to is missing.
 */
export const routes = { tab: tabRoutes, ...mainRoutes, ...packageRoutes } satisfies [Missing] extends [never]
  ? object
  : { missing: Missing };

/** Page addresses of a group, in declaration order. */
export const pathsOf = (group: Record<string, PageRoute>): string[] => Object.values(group).map((route) => route.path);
