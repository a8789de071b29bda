import type { Role } from '@jzt/shared/domain/roles';
import type { IconName } from './components/icon';
import { adminEntries } from './packages/admin/entries';
import { applicationEntries } from './packages/application/entries';
import { authorityEntries } from './packages/authority/entries';
import { certificateEntries } from './packages/certificate/entries';
import { enterpriseEntries } from './packages/enterprise/entries';
import { exchangeEntries } from './packages/exchange/entries';
import { filingEntries } from './packages/filing/entries';
import { examEntries } from './packages/exam/entries';
import { identityEntries } from './packages/identity/entries';
import { lifeEntries } from './packages/life/entries';
import { staffEntries } from './packages/staff/entries';
import { studyEntries } from './packages/study/entries';
import { transferEntries } from './packages/transfer/entries';
import type { PageRoute } from './route-kit';

/** A way into a package, shown on a tab page; each package keeps its own list beside its routes. */
export interface Entry {
  title: string;
  hint?: string;
  icon: IconName;
  route: PageRoute;
  /** The tab page that shows it. */
  on: 'home' | 'me';
  /** A service that the provinces of the organisation, or the one that serves a worker, must know. */
  needs?: string;
  /** The service behind it, of which the hint is told: a province that has none says where to go instead. */
  service?: string;
  /** Who sees it; guests too with PUBLIC. */
  for: 'PUBLIC' | readonly Role[];
}

const all: readonly Entry[] = [
  ...applicationEntries,
  ...identityEntries,
  ...studyEntries,
  ...examEntries,
  ...transferEntries,
  ...lifeEntries,
  ...certificateEntries,
  ...staffEntries,
  ...authorityEntries,
  ...enterpriseEntries,
  ...filingEntries,
  ...exchangeEntries,
  ...adminEntries,
];

/** The entries of a tab page for a role (undefined: a guest, who is shown what a worker can do). */
export const entriesFor = (on: Entry['on'], role: Role | undefined): Entry[] =>
  all.filter((entry) => entry.on === on && (entry.for === 'PUBLIC' || entry.for.includes(role ?? 'WORKER')));
