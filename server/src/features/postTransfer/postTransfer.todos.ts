import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { ManualTransfers } from './manualTransfers.service';
import type { PostTransfer } from './postTransfer.model';
import { PostTransfers } from './postTransfer.service';
import { transferPost } from '@jzt/shared/domain/transferPosts';

const NEXT: Partial<Record<PostTransfer['status'], [title: string, detail: string]>> = {
  CHOSEN: ['人脸识别', '通过后就能学习免费课程'],
  FACE_OK: ['开始学习', '课程免费，学满学时换发新证'],
  LEARNING: ['继续学习', '课程免费，学满学时换发新证'],
};

/** ★去选岗 for who holds a valid 安全员 certificate (CQ-36), and the next step of a transfer under way. */
@Singleton()
export class PostTransferTodos implements TodoSource {
  @Inject() private readonly transfers: PostTransfers;
  @Inject() private readonly manual: ManualTransfers;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (isOfficer(caller.role))
      return countedTodos([
        await this.manual.count(caller),
        'transfer-manual',
        '转岗人工核验',
        '人转岗等待人工核验',
        pageAddress('transferManual'),
        41,
      ]);
    if (caller.role !== 'WORKER') return [];
    const waiting = await this.transfers.waiting(caller);
    const page = pageAddress('transfer');
    if (waiting === true) return [{ key: 'transfer', title: '去选岗', detail: '您的安全员证书可以转为施工员或质量员', page, urgency: 15 }];
    const next = waiting && NEXT[waiting.status];
    return next
      ? [
          {
            key: 'transfer',
            title: `安全员转岗：${next[0]}`,
            detail: `${transferPost(waiting.post).labelZh}，${next[1]}`,
            page,
            urgency: 15,
          },
        ]
      : [];
  }
}
