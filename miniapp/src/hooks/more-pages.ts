/** A page of a cursor list, as the contract's `page(Item)` gives it. */
export interface PageOf<I> {
  items: I[];
  nextCursor?: string;
  total?: number;
}

/** The most the contract gives at a time. */
const MOST = 100;

/**
 * The pages after `first` until `wanted` items are there again, in as few questions as the contract allows: somebody who had loaded 200 rows
 * and comes back finds 200, not 20.
 */
export async function loadAgain<I>(
  first: PageOf<I>,
  wanted: number,
  ask: (cursor: string, limit: number) => Promise<PageOf<I>>,
): Promise<PageOf<I>[]> {
  const pages: PageOf<I>[] = [];
  let have = first.items.length;
  let cursor = first.nextCursor;
  while (cursor && have < wanted) {
    const next = await ask(cursor, Math.min(MOST, wanted - have));
    pages.push(next);
    // A page may be empty and yet not the last; one that leads to itself would never end.
    if (next.nextCursor === cursor) break;
    have += next.items.length;
    cursor = next.nextCursor;
  }
  return pages;
}

/** The rows of the pages in order, each once: while a list is asked for again, a row may stand on the new first page and on an old later one. */
export function rowsOf<I>(pages: readonly PageOf<I>[]): I[] {
  const seen = new Set<unknown>();
  return pages
    .flatMap((page) => page.items)
    .filter((item) => {
      const id = (item as { id?: unknown }).id;
      if (id === undefined) return true;
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
}
