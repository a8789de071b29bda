import { addDays } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { RegisterEntries } from '../src/features/certificate/registerEntries.service';
import { DuplicateLists } from '../src/features/duplicate/duplicateLists.service';
import type { RunningServer } from '../src/platform/boot';
import { today, type Clock } from '../src/platform/clock';
import type { Desk } from './organisations';
import { idNumberOf, person, type DemoPeople, type DemoPerson } from './people';

/** Where duplicates are being cleared. */
export const DUPLICATE_PROVINCE: Jurisdiction = '500000';

/** People with the same certificate here and in another province. LATE: told three weeks ago; TOLD: these days; UNKNOWN: without an account. */
export const DUPLICATES: readonly {
  person: DemoPerson;
  standing: 'LATE' | 'TOLD' | 'UNKNOWN';
  code: string;
  other: { provinceNum: string; certNum: string };
  number: string;
  held: string;
}[] = [
  {
    person: person('贺双全', '13900000091', '1976-05-14', 181),
    standing: 'LATE',
    code: 'B',
    number: '渝建安B（2022）0000181',
    other: { provinceNum: '510000', certNum: '川建安B（2023）0000181' },
    held: '重庆、四川重复持证，逾期没有选择，正在公示',
  },
  {
    person: person('邱云飞', '13900000092', '1983-10-02', 183),
    standing: 'TOLD',
    code: 'C1',
    number: '渝建安C1（2023）0000183',
    other: { provinceNum: '520000', certNum: '黔建安C1（2024）0000183' },
    held: '重庆、贵州重复持证，可以选择注销哪一本',
  },
  {
    person: person('谭木生', '13900000093', '1979-03-08', 185),
    standing: 'UNKNOWN',
    code: 'C2',
    number: '渝建安C2（2023）0000185',
    other: { provinceNum: '430000', certNum: '湘建安C2（2023）0000185' },
    held: '',
  },
];

/** Lists of the national platform: the one that came when the story began, and today's. */
export async function duplicateDemo(
  server: RunningServer,
  clock: Clock,
  people: DemoPeople,
  desk: Desk,
  simulatorUrl: string | undefined,
  came: 'THEN' | 'NOW',
): Promise<void> {
  if (!simulatorUrl) return;
  const listed = DUPLICATES.filter((one) => (came === 'THEN') === (one.standing === 'LATE'));
  const [entries, now] = [await server.get(RegisterEntries), today(clock)];
  const [issuedOn, validTo] = [addDays(now, -600), addDays(now, 480)];
  for (const { person: who, standing, code, number } of listed) {
    if (standing !== 'UNKNOWN') await people.worker(who);
    await entries.record([
      {
        jurisdiction: DUPLICATE_PROVINCE,
        kind: 'SAFETY_MGMT',
        subject: { category: 'SAFETY_MGMT', code },
        number,
        name: who.name,
        idNumber: idNumberOf(who),
        issuedOn,
        validTo,
      },
    ]);
  }
  const holdings = listed.flatMap(({ person: who, code, number, other }) =>
    [{ provinceNum: DUPLICATE_PROVINCE, certNum: number }, other].map((one) => ({
      ...one,
      idNumber: idNumberOf(who),
      name: who.name,
      certType: 'W011',
      code,
      certState: '01',
      expiringDate: validTo,
    })),
  );
  await fetch(`${simulatorUrl}/_seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ system: 'national', holdings }),
  });
  await (await server.get(DuplicateLists)).fetchNational(desk.reviewer);
}
