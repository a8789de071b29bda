import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween } from '@jzt/shared/domain/calendar';
import { evaluate, type Decision, type Pack } from '@jzt/shared/policy/index';
import { chongqing } from '@jzt/shared/policy/packs/chongqing';
import { qinghai } from '@jzt/shared/policy/packs/qinghai';
import { at, certificate, identity, worker } from '@jzt/shared/policy/testing';
import { remindersOf } from './reminding';

const START = '2024-01-01';
const YEARS = 3;
/** On demand more of them: JZT_REMINDED=10000. */
const CERTIFICATES = Number(process.env.JZT_REMINDED ?? 24);

const windowOf = ({ window }: Decision, today: string, validTo: string) => {
  const [opens, closes] = [window?.opens ?? undefined, window?.closes ?? validTo];
  if (opens && today < opens) return { state: 'BEFORE' as const, days: daysBetween(today, opens), closes };
  return today > closes ? { state: 'OVER' as const, closes } : { state: 'OPEN' as const, days: daysBetween(today, closes), closes };
};

/** What one certificate looks like on a day to its law. */
function look(pack: Pack, category: 'SAFETY_MGMT' | 'SPECIAL_OP', validTo: string, today: string, passedOn: string | null) {
  const held = certificate({ category, code: category === 'SAFETY_MGMT' ? 'C1' : '01', validTo, provinceCode: pack.province as never });
  const signUp = evaluate(
    pack,
    'CE_SIGN_UP',
    { identity: identity(), certificate: held, ceChoice: 'UNAVAILABLE', trainingClass: 'UNAVAILABLE', institution: 'UNAVAILABLE' },
    at(today),
  );
  const ce = passedOn ? ({ mode: 'OFFLINE', passedOn, recorded: 'PASSED' } as const) : null;
  const extension = evaluate(pack, 'CE_EXTEND', { actor: worker, certificate: held, ce }, at(today));
  return {
    signUp: windowOf(signUp, today, validTo),
    extension: windowOf(extension, today, validTo),
    open: signUp.refusals.length === 0,
    allowed: extension.allowed,
  };
}

describe('reminders over simulated years', () => {
  const kinds = [
    [chongqing, 'SAFETY_MGMT'],
    [chongqing, 'SPECIAL_OP'],
    [qinghai, 'SAFETY_MGMT'],
    [qinghai, 'SPECIAL_OP'],
  ] as const;

  it('CQ-08 CQ-10 CQ-11 QH-26 every one exactly once, none missed, none after the fact, however often the job runs', () => {
    for (let at = 0; at < CERTIFICATES; at++) {
      const [pack, category] = kinds[at % kinds.length]!;
      const validTo = addDays(START, 200 + ((at * 37) % (365 * 2)));
      // Every third person signs up and passes in the middle of the window, every third one does nothing.
      const diligent = at % 3 !== 0;
      const said = new Map<string, { on: string; deadline: string }>();
      let passedOn: string | null = null;
      let opened: string | undefined;
      for (let day = START; day <= addDays(START, 365 * YEARS); day = addDays(day, 1)) {
        const seen = look(pack, category, validTo, day, passedOn);
        if (seen.open && seen.signUp.state === 'OPEN') opened ??= day;
        if (diligent && opened && !passedOn && daysBetween(opened, day) > 20) passedOn = day;
        for (let run = 0; run < 2; run++)
          for (const { key, deadline, also } of remindersOf({
            periodEnd: validTo,
            signUp: seen.signUp,
            maySignUp: seen.open && !passedOn,
            extension: seen.extension,
            mayExtend: seen.allowed,
            daysLeft: daysBetween(day, validTo),
          })) {
            if (said.has(key)) continue;
            expect([key, day <= deadline]).toEqual([key, true]);
            said.set(key, { on: day, deadline });
            for (const milder of also) if (!said.has(milder)) said.set(milder, { on: day, deadline });
          }
      }
      const stagesOf = (name: string) => [...said.keys()].filter((key) => key.includes(`:${name}:`)).map((key) => key.split(':')[2]);
      if (!diligent) expect([pack.nameZh, category, stagesOf('signUp')]).toEqual([pack.nameZh, category, ['opens', '30', '7', '0']]);
      if (diligent) expect(stagesOf('extension')).toEqual(['opens', '30', '7', '0']);
      if (!diligent) expect(stagesOf('extension')).toEqual([]);
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
