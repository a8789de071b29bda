import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { addDays } from '../domain/calendar';
import { evaluate } from '../policy/engine';
import { chongqing } from '../policy/packs/chongqing';
import { qinghai } from '../policy/packs/qinghai';
import type { Pack } from '../policy/pack';
import { at, certificate as certificateFacts, worker } from '../policy/testing';
import { step, type Event, type State } from './machine';
import { certificate as machine } from './machines/certificate';

type CertificateState = State<typeof machine>;

/** What an office, a holder and time do to one certificate, in any order. A day passes with each. */
const ACTS = ['WAIT', 'WAIT_LONG', 'SUSPEND', 'RESTORE', 'APPROVE', 'ASK_CHANGE', 'IMPORT'] as const;
type Act = (typeof ACTS)[number];

interface World {
  state: CertificateState;
  validTo: string;
  day: string;
  /** The extension was asked for in time and is not decided. */
  open: boolean;
  kept?: true | string;
  passedOn: string;
  recorded: 'NONE' | 'PASSED';
}

const GRACE_DAYS = 30;
const END = '2024-06-30';

function extendable(pack: Pack, world: World): boolean {
  const held = certificateFacts({ provinceCode: pack.province as never, validTo: world.validTo, state: world.state, kept: world.kept });
  return evaluate(
    pack,
    'CE_EXTEND',
    { actor: worker, certificate: held, ce: { mode: 'OFFLINE', passedOn: world.passedOn, recorded: world.recorded } },
    at(world.day),
  ).allowed;
}

function expired(pack: Pack, { state, validTo, day, kept }: World): boolean {
  const held = certificateFacts({ provinceCode: pack.province as never, validTo, state, kept });
  const use = evaluate(pack, 'USE', { certificate: held, place: pack.province, ceRecords: [] }, at(day));
  return use.refusals.some((refusal) => refusal.code === 'CERT_EXPIRED') && step(machine, state, 'expire', 'SYSTEM').ok;
}

function move(world: World, event: Event<typeof machine>, role: 'AUTHORITY_ISSUER' | 'WORKER' | 'SYSTEM'): World {
  const verdict = step(machine, world.state, event, role);
  return verdict.ok ? { ...world, state: verdict.to } : world;
}

/** What the server does on each act; the job that ends certificates runs every night. */
function live(pack: Pack, world: World, act: Act): World {
  let next = world;
  if (act === 'SUSPEND') next = move(next, 'suspend', 'AUTHORITY_ISSUER');
  if (act === 'RESTORE') next = move(next, next.open ? 'resumeExtension' : 'restore', 'AUTHORITY_ISSUER');
  if (act === 'ASK_CHANGE') next = move(move(next, 'requestChange', 'WORKER'), 'withdrawRequest', 'WORKER');
  if (act === 'IMPORT' && next.recorded === 'NONE')
    next = { ...next, recorded: 'PASSED', kept: next.kept === true ? addDays(next.day, GRACE_DAYS) : next.kept };
  if (act === 'APPROVE' && next.open && next.state === 'EXTENDING')
    next = { ...move(next, 'extend', 'AUTHORITY_ISSUER'), open: false, kept: undefined, validTo: `2027${END.slice(4)}` };
  // Whoever may ask, asks on that day: nobody is later than the office lets them be.
  if (next.state === 'ACTIVE' && !next.open && next.validTo === END && extendable(pack, next))
    next = { ...move(next, 'requestExtension', 'WORKER'), open: true, kept: true };
  next = { ...next, day: addDays(next.day, act === 'WAIT_LONG' ? 25 : 1) };
  return expired(pack, next) ? { ...next, state: 'EXPIRED' } : next;
}

describe.each([
  ['Qinghai, where an office imports what was passed', qinghai, true],
  ['Chongqing, where the holder goes on by themself', chongqing, false],
] as const)('A-31 a slow office in %s', (_, pack, imports) => {
  it('no path loses a valid certificate while a person who acted in time waits for it', () => {
    const days = fc.constantFrom('2024-06-01', '2024-06-10', '2024-06-19', '2024-06-20');
    fc.assert(
      fc.property(days, fc.array(fc.constantFrom(...ACTS), { maxLength: 40 }), (day, acts) => {
        let world: World = {
          state: 'ACTIVE',
          validTo: END,
          day,
          open: false,
          passedOn: day,
          recorded: imports ? 'NONE' : 'PASSED',
          ...(imports && { kept: true as const }),
        };
        for (const act of acts) {
          const before = world;
          world = live(pack, world, act);
          const waits = before.open || (imports && before.recorded === 'NONE');
          if (waits) expect([act, world.state]).not.toEqual([act, 'EXPIRED']);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('and who was passed in time and does nothing more loses it, once the time given is over', () => {
    const idle: World = {
      state: 'ACTIVE',
      validTo: END,
      day: '2024-07-10',
      open: false,
      passedOn: '2024-06-19',
      recorded: 'PASSED',
      kept: '2024-07-10',
    };
    expect(expired(pack, idle)).toBe(false);
    expect(expired(pack, { ...idle, day: '2024-07-11' })).toBe(true);
    expect(expired(pack, { ...idle, day: '2024-07-01', kept: undefined })).toBe(true);
  });
});
