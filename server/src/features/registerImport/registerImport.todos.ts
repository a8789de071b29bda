import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { mayDo } from '@jzt/shared/domain/acts';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { RegisterImports } from './registerImports.service';

/** Tables that wait for the other officer. */
@Singleton()
export class RegisterImportTodos implements TodoSource {
  @Inject() private readonly imports: RegisterImports;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (!mayDo('REGISTER_CONFIRM', caller.role)) return [];
    const waiting = await this.imports.count(caller);
    return countedTodos([waiting, 'register-imports', '导入已有证书', '批等您确认', pageAddress('registerImports'), 45]);
  }
}
