import { PAGES, type PageName, type ParamsOf } from '@jzt/shared/contract/pages';

/** Query parameters of a page: strings only, because a page address is text on every target. */
export type PageParams = Record<string, string | undefined>;

/** One page of the app; `P` are the parameters it is opened with. */
export interface PageRoute<P extends PageParams = Record<never, string>> {
  /** Address without a leading slash, as app.config wants it. */
  readonly path: string;
  /** Type only, never set: carries the parameters to `open` and `usePageParams`. */
  readonly params?: P;
}

/** Declares a page: `page<{ id: string }>('packages/exam/paper/index')`. */
export const page = <P extends PageParams = Record<never, string>>(path: string): PageRoute<P> => ({ path });

/** A page that the server sends people to: its address and parameters stand in the contract. */
export const told = <N extends PageName>(name: N): PageRoute<ParamsOf<N>> & { readonly toldAs: N } => ({ path: PAGES[name], toldAs: name });
