import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween } from '@jzt/shared/domain/calendar';
import { evaluate, type Decision, type Pack } from '@jzt/shared/policy/index';
import { chongqing } from '@jzt/shared/policy/packs/chongqing';
import { jiangsu } from '@jzt/shared/policy/packs/jiangsu';
import { qinghai } from '@jzt/shared/policy/packs/qinghai';
import { at, certificate, identity, worker } from '@jzt/shared/policy/testing';
import { undisturbed } from '../inbox/quietHours';
import { remindersOf, untilLastClass, type Reminded } from './reminding';

const START = '2024-01-01';
const YEARS = 3;
/** On demand more of them: JZT_REMINDED=10000. */
const CERTIFICATES = Number(process.env.JZT_REMINDED ?? 1000);
/** The job looks at nothing that ends later than this, as `Certificates.remindable` says. */
const LOOKED_AT_DAYS = 190;
const HEARD_FROM_DAYS = 184;
const QUIET = { from: 21, to: 8 };

type Category = 'SAFETY_MGMT' | 'SPECIAL_OP' | 'QUALITY_TESTER' | 'SITE_MANAGER';
const CODES: Record<Category, string> = { SAFETY_MGMT: 'C1', SPECIAL_OP: '01', QUALITY_TESTER: 'Q1', SITE_MANAGER: '101' };

const windowOf = ({ window }: Decision, today: string, validTo: string) => {
  const [opens, closes] = [window?.opens ?? undefined, window?.closes ?? validTo];
  if (opens && today < opens) return { state: 'BEFORE' as const, days: daysBetween(today, opens), opens, closes };
  return today > closes
    ? { state: 'OVER' as const, opens, closes }
    : { state: 'OPEN' as const, days: daysBetween(today, closes), opens, closes };
};

const heldBy = (pack: Pack, category: Category, validTo: string) =>
  certificate({ category, code: CODES[category], validTo, provinceCode: pack.province as never, state: 'ACTIVE' });

const signUpOn = (pack: Pack, held: ReturnType<typeof certificate>, today: string, endsOn?: string) =>
  evaluate(
    pack,
    'CE_SIGN_UP',
    {
      identity: identity(),
      certificate: held,
      ceChoice: 'UNAVAILABLE',
      trainingClass: endsOn ? { endsOn } : 'UNAVAILABLE',
      institution: 'UNAVAILABLE',
    },
    at(today),
  );

/** The last day on which a class may end, by asking the law day by day; undefined where it does not mind. */
function lastClassOf(pack: Pack, held: ReturnType<typeof certificate>, validTo: string): string | undefined {
  const tooLate = (endsOn: string) =>
    signUpOn(pack, held, addDays(validTo, -120), endsOn).refusals.some(({ code }) => code === 'CLASS_ENDS_TOO_LATE');
  if (!tooLate(validTo)) return undefined;
  for (let days = 1; ; days++) if (!tooLate(addDays(validTo, -days))) return addDays(validTo, -days);
}

/** What one certificate looks like on a day to its law, as the service puts it to `remindersOf`. */
function look(pack: Pack, category: Category, validTo: string, today: string, passedOn: string | null, classBy?: string): Reminded {
  const held = heldBy(pack, category, validTo);
  const daysLeft = daysBetween(today, validTo);
  const none = { state: 'OVER' as const };
  if (!pack.services.CE_EXTEND) {
    const renewal = evaluate(pack, 'RENEW', { actor: worker, relation: 'SELF', certificate: held }, at(today));
    const mayHear = renewal.refusals.every(({ code }) => code === 'CHANNEL');
    const shown = mayHear ? { renewal: windowOf(renewal, today, validTo) } : {};
    return { periodEnd: validTo, daysLeft, signUp: none, maySignUp: false, extension: none, mayExtend: false, ...shown };
  }
  const signUp = signUpOn(pack, held, today);
  const ce = passedOn ? ({ mode: 'OFFLINE', passedOn, recorded: 'PASSED' } as const) : null;
  const extension = evaluate(pack, 'CE_EXTEND', { actor: worker, certificate: held, ce }, at(today));
  return {
    periodEnd: validTo,
    daysLeft,
    signUp: untilLastClass(windowOf(signUp, today, validTo), today, classBy),
    maySignUp: !passedOn && signUp.refusals.length === 0,
    extension: windowOf(extension, today, validTo),
    mayExtend: extension.allowed,
  };
}

/** What has to be said in a window that is open from that day on, by plain reckoning: stage and day. */
function expectedIn(name: string, from: string, closes: string, opens: string | undefined, validTo: string): [string, string][] {
  const heard = addDays(validTo, -HEARD_FROM_DAYS);
  const begins = [from, heard].sort().at(-1)!;
  const half = opens ? Math.floor(daysBetween([opens, heard].sort().at(-1)!, closes) / 2) : 0;
  const marks: [string, string][] = [
    ...(half > 30 ? [['half', addDays(closes, -half)] as [string, string]] : []),
    ...([30, 7, 0].map((n) => [`${n}`, addDays(closes, -n)]) as [string, string][]),
  ];
  const before = marks.filter(([, day]) => day <= begins);
  const first: [string, string] = [before.length ? before.at(-1)![0] : 'opens', begins];
  return [first, ...marks.filter(([, day]) => day > begins)].map(([stage, day]) => [`${name}:${stage}`, day]);
}

describe('reminders over simulated years', () => {
  const kinds = [
    [chongqing, 'SAFETY_MGMT'],
    [chongqing, 'SPECIAL_OP'],
    [qinghai, 'SAFETY_MGMT'],
    [qinghai, 'SPECIAL_OP'],
    [qinghai, 'QUALITY_TESTER'],
    [jiangsu, 'SAFETY_MGMT'],
    [jiangsu, 'SPECIAL_OP'],
    [jiangsu, 'SITE_MANAGER'],
  ] as const;

  /** One certificate through its last days, the job running several times a day, and not at all on days that `down` says; what was said, in order. */
  function live(pack: Pack, category: Category, validTo: string, diligent: boolean, down: (day: string) => boolean) {
    const classBy = pack.services.CE_EXTEND && lastClassOf(pack, heldBy(pack, category, validTo), validTo);
    const reminded = new Set<string>();
    const said: { stage: string; on: string; deadline: string; urgent: boolean }[] = [];
    let passedOn: string | null = null;
    let opened: string | undefined;
    let sign: { from: string; closes: string; opens?: string } | undefined;
    let extend: typeof sign;
    for (let day = addDays(validTo, -LOOKED_AT_DAYS); day <= addDays(validTo, 3); day = addDays(day, 1)) {
      const seen = look(pack, category, validTo, day, passedOn, classBy || undefined);
      const open = seen.renewal ?? seen.signUp;
      if (open.state === 'OPEN' && (seen.maySignUp || seen.renewal)) sign ??= { from: day, closes: open.closes!, opens: open.opens };
      if (seen.mayExtend && seen.extension.state === 'OPEN')
        extend ??= { from: day, closes: seen.extension.closes!, opens: seen.extension.opens };
      if (seen.maySignUp && seen.signUp.state === 'OPEN') opened ??= day;
      for (let run = 0; run < (down(day) ? 0 : 3); run++)
        for (const { key, deadline, also, urgent } of remindersOf(seen)) {
          if (reminded.has(key)) continue;
          for (const each of [key, ...also]) reminded.add(each);
          said.push({ stage: key.slice(validTo.length + 1), on: day, deadline, urgent });
        }
      if (diligent && opened && daysBetween(opened, day) >= 20) passedOn ??= day;
    }
    return { said, sign, extend, passedOn };
  }

  it('CQ-08 CQ-09 CQ-10 CQ-11 QH-26 JS-07 every one exactly once, none missed, none after the fact, however often the job runs', () => {
    const counts = new Map<string, number>();
    for (let at = 0; at < CERTIFICATES; at++) {
      const [pack, category] = kinds[at % kinds.length]!;
      const validTo = addDays(START, 200 + ((at * 37) % (365 * YEARS - 200)));
      const diligent = at % 3 !== 0;
      const who = [at, pack.nameZh, category, validTo];
      const { said, sign, extend, passedOn } = live(pack, category, validTo, diligent, () => false);
      // By plain reckoning: of a sign-up until it was passed, of the extension from then on.
      const name = pack.services.CE_EXTEND ? 'signUp' : 'renewal';
      const first = sign
        ? expectedIn(name, sign.from, sign.closes, sign.opens, validTo).filter(([, day]) => !passedOn || day <= passedOn)
        : [];
      const then = extend ? expectedIn('extension', extend.from, extend.closes, extend.opens, validTo) : [];
      const order = (list: [string, string][]) => list.map(([stage, day]) => `${day} ${stage}`).sort();
      expect([who, order(said.map(({ stage, on }) => [stage, on]))]).toEqual([who, order([...first, ...then])]);
      for (const { stage, on, deadline, urgent } of said) {
        expect([who, stage, on <= deadline]).toEqual([who, stage, true]);
        expect([who, stage, urgent]).toEqual([who, stage, daysBetween(on, deadline) <= 7]);
        counts.set(stage, (counts.get(stage) ?? 0) + 1);
      }
    }
    // All of them were there to be said.
    for (const name of ['signUp', 'extension', 'renewal'])
      for (const stage of ['opens', '30', '7', '0'])
        expect([name, stage, (counts.get(`${name}:${stage}`) ?? 0) > 0]).toEqual([name, stage, true]);
  });

  it('CQ-08 a job that was down for days says what is most urgent when it is back, and nothing twice or late', () => {
    for (let at = 0; at < CERTIFICATES / 10; at++) {
      const [pack, category] = kinds[at % kinds.length]!;
      const validTo = addDays(START, 200 + ((at * 53) % 800));
      const { said } = live(pack, category, validTo, false, (day) => daysBetween(START, day) % 11 > 4);
      expect(new Set(said.map(({ stage }) => stage)).size).toBe(said.length);
      for (const { on, deadline } of said) expect(on <= deadline).toBe(true);
      const days = said.map(({ on }) => on);
      expect(days).toEqual([...days].sort());
    }
  });

  it('A-23 a short message of the last day still goes on that day, if the job runs before the evening', () => {
    for (let hour = 0; hour < 24; hour++) {
      const told = new Date(Date.parse('2026-03-01T00:30:00+08:00') + hour * 3_600_000);
      const sent = undisturbed(told, QUIET);
      const sameDay = new Date(sent.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) === '2026-03-01';
      expect([hour, sameDay]).toEqual([hour, hour < 21]);
    }
  });

  it('CQ-08 whoever is found late is told the most urgent alone, and the milder ones never come after it', () => {
    const [late] = remindersOf({
      periodEnd: '2024-06-30',
      signUp: { state: 'OPEN', days: 5, closes: '2024-03-31' },
      maySignUp: true,
      extension: { state: 'BEFORE', days: 9, closes: '2024-06-30' },
      mayExtend: false,
      daysLeft: 96,
    });
    expect(late).toMatchObject({ key: '2024-06-30:signUp:7', template: 'ce.windowCloses', deadline: '2024-03-31' });
    expect(late!.also).toEqual(['2024-06-30:signUp:opens', '2024-06-30:signUp:30']);
  });
});
