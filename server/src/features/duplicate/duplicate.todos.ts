import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import type { DuplicateCase } from './duplicate.model';
import { Duplicates } from './duplicates.service';

const day = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

/** For the holder the choice and what becomes of it; for officers the cases whose next date has come. */
@Singleton()
export class DuplicateTodos implements TodoSource {
  @Inject() private readonly duplicates: Duplicates;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (isOfficer(caller.role))
      return countedTodos([
        await this.duplicates.dueFor(caller),
        'duplicate',
        '重复持证',
        '人的重复持证要处理',
        pageAddress('duplicates'),
        41,
      ]);
    if (caller.role !== 'WORKER') return [];
    return (await this.duplicates.openOf(caller)).map((one) => ({
      key: `duplicate-${one._id.toHexString()}`,
      ...wordsOf(one),
      page: pageAddress('duplicate', { id: one._id.toHexString() }),
      urgency: 5,
    }));
  }
}

function wordsOf({ status, deadline, noticeEnds }: DuplicateCase): Pick<Todo, 'title' | 'detail'> {
  if (status === 'CHOSEN') return { title: '重复证书注销中', detail: '已选择，正在办理注销' };
  if (status === 'OVERDUE') return { title: '重复持证已逾期', detail: '将进行公示，请尽快点开注销其中一本' };
  if (status === 'PUBLICIZED')
    return { title: '重复持证正在公示', detail: noticeEnds ? `${day(noticeEnds)}公示期满后将依法注销` : '公示期满后将依法注销' };
  return { title: '请处理重复持证', detail: deadline ? `最迟${day(deadline)}当天选择注销其中一本` : '请选择注销其中一本' };
}
