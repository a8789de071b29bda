import { fileURLToPath } from 'node:url';

/** The top of the tree. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');
