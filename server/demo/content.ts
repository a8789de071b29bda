import { join } from 'node:path';

/** Where the files that are not compiled lie: beside the source, from the repository's root. */
export const CONTENT = join(process.cwd(), 'server', 'demo', 'content');
