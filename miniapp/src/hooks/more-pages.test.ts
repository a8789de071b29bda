import { describe, expect, it } from '@jest/globals';
import { loadAgain, rowsOf, type PageOf } from './more-pages';

/** A server with so many rows; it remembers what it was asked. */
function listOf(count: number, most = 100) {
  const asked: [number, number][] = [];
  const rows = Array.from({ length: count }, (_, at) => ({ id: `r${at}` }));
  const page = (from: number, limit: number): PageOf<{ id: string }> => {
    const end = Math.min(count, from + Math.min(limit, most));
    return { items: rows.slice(from, end), ...(end < count && { nextCursor: String(end) }) };
  };
  return {
    asked,
    first: page(0, 20),
    ask: (cursor: string, limit: number) => {
      asked.push([Number(cursor), limit]);
      return Promise.resolve(page(Number(cursor), limit));
    },
  };
}

describe('a long list that is asked for again', () => {
  it('brings back the 200 rows that were there, in two more questions', async () => {
    const { first, ask, asked } = listOf(1_000);
    const pages = await loadAgain(first, 200, ask);
    expect(rowsOf([first, ...pages]).map((row) => row.id)).toEqual(Array.from({ length: 200 }, (_, at) => `r${at}`));
    expect(asked).toEqual([
      [20, 100],
      [120, 80],
    ]);
  });

  it('ends where the list now ends', async () => {
    const { first, ask } = listOf(37);
    expect(rowsOf([first, ...(await loadAgain(first, 200, ask))])).toHaveLength(37);
  });

  it('asks for nothing when one page was all', async () => {
    const { first, ask, asked } = listOf(1_000);
    expect(await loadAgain(first, 20, ask)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('goes on with smaller pages where a list gives only those', async () => {
    const { first, ask, asked } = listOf(100, 20);
    expect(rowsOf([first, ...(await loadAgain(first, 60, ask))])).toHaveLength(60);
    expect(asked).toHaveLength(2);
  });

  it('shows a row once that has moved up to the first page', () => {
    const row = (id: string) => ({ id });
    expect(rowsOf([{ items: ['a', 'c'].map(row) }, { items: ['c', 'd'].map(row) }]).map(({ id }) => id)).toEqual(['a', 'c', 'd']);
  });
});
