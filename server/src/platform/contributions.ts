import { Singleton } from '@midwayjs/core';
import type { FileViewer, TodoSource } from './feature';

/** What the manifests add to lists that some features show; filled before the first request. */
@Singleton()
export class Contributions {
  readonly todoSources: TodoSource[] = [];
  readonly fileViewers: FileViewer[] = [];
}
