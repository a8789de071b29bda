import type { PageAddress } from '@jzt/shared/contract/pages';
import type { Todo } from './feature';

/** One line for a queue that holds somebody, none for an empty one. */
export const countedTodos = ([count, key, title, words, page, urgency]: [
  count: number,
  key: string,
  title: string,
  words: string,
  page: PageAddress,
  urgency: number,
]): Todo[] => (count > 0 ? [{ key, title, detail: `${count}${words}`, page, urgency }] : []);
