import type { Subject } from '@jzt/shared/contract/common';
import type { Category } from '@jzt/shared/domain/categories';
import { describe } from '@jzt/shared/policy/words';

/** What is applied for or certified, with the name people call it by. */
export const presentSubject = (subject: { category: string; code?: string }): Subject => ({
  category: subject.category,
  code: subject.code,
  labelZh: describe({ category: subject.category as Category, code: subject.code }),
});
