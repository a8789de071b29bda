// Writes holidays.ts from npm `holiday-calendar` (MIT): `node shared/domain/generateHolidays.mjs` (`--print` only prints it).
// Run it each November, when the State Council's notice for the next year is in a new version of the package, and compare that year with the notice.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const FIRST_YEAR = 2017;

/** The text of holidays.ts: only the days that differ from an ordinary week, because the phone carries them too. */
function holidaysSource() {
  const { endYear } = JSON.parse(readFileSync(require.resolve('holiday-calendar/data/index.json'), 'utf8')).regions.find(
    (region) => region.name === 'CN',
  );
  const { version } = JSON.parse(readFileSync(require.resolve('holiday-calendar/package.json'), 'utf8'));
  const years = new Map();
  for (let year = FIRST_YEAR; year <= endYear; year += 1) years.set(year, { off: new Set(), worked: new Set() });
  // A notice may reach into the last days of the year before it, so each day is filed under its own year.
  for (let year = FIRST_YEAR; year <= endYear; year += 1) {
    for (const { date, type } of JSON.parse(readFileSync(require.resolve(`holiday-calendar/data/CN/${year}.json`), 'utf8')).dates) {
      const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
      const lists = years.get(Number(date.slice(0, 4)));
      if (type === 'public_holiday' && !weekend) lists?.off.add(date.slice(5).replace('-', ''));
      if (type === 'transfer_workday' && weekend) lists?.worked.add(date.slice(5).replace('-', ''));
    }
  }
  const rows = [...years].map(
    ([year, { off, worked }]) => `  ${year}: ['${[...off].sort().join(' ')}', '${[...worked].sort().join(' ')}'],`,
  );
  return [
    `// Written by generateHolidays.mjs from holiday-calendar ${version}: weekdays off, then weekend days worked (调休), as MMDD.`,
    'export const HOLIDAYS: Readonly<Record<number, readonly [off: string, worked: string]>> = {',
    ...rows,
    '};',
    '',
  ].join('\n');
}

if (process.argv.includes('--print')) process.stdout.write(holidaysSource());
else writeFileSync(new URL('./holidays.ts', import.meta.url), holidaysSource());
