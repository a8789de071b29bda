import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The memory of one system. With a folder it survives a restart: the file is replaced as a whole before the answer that depends on it
 * leaves.
 */
export class Store<T extends object> {
  readonly state: T;
  private readonly file?: string;

  constructor(folder: string | undefined, name: string, initial: T) {
    this.state = initial;
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, `${name}.json`);
    if (existsSync(this.file)) this.state = { ...initial, ...(JSON.parse(readFileSync(this.file, 'utf8')) as T) };
  }

  save(): void {
    if (this.file === undefined) return;
    const next = `${this.file}.new`;
    writeFileSync(next, JSON.stringify(this.state), { mode: 0o600 });
    renameSync(next, this.file);
  }
}
