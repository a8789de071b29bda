import { Singleton } from '@midwayjs/core';
import type { TodoSource } from './feature';
import type { FilePolicy } from './policy';

/** What the manifests add to lists that some features show; filled before the first request. */
@Singleton()
export class Contributions {
  readonly todoSources: TodoSource[] = [];
  readonly filePolicies: FilePolicy[] = [];
}
