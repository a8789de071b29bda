import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SHEETS = join(__dirname, '../src/components');
const STOPS = [/^font-size: [\d.]+px/, /^(max-)?height: [\d.]+px/, /^white-space: nowrap/, /^text-overflow:/];

/** The lines of a component's style that would keep its text from growing with `--type`, or cut it when it has grown. */
export const whatStopsGrowth = (sheet: string): string[] =>
  readFileSync(join(SHEETS, sheet), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => STOPS.some((stop) => stop.test(line)));
