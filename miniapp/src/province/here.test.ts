import { describe, expect, it } from '@jest/globals';
import type { ServingProvince } from '@jzt/shared/contract/province';
import { entryScene, type Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { provinceName } from '@jzt/shared/domain/provinces';
import { ApiError, localError } from '@/api/api-error';
import { createHere, entryIn, type Here } from './here';

const named = (code: Jurisdiction) => ({ code, name: provinceName(code), demoRules: false });
const served = (code: Jurisdiction): ServingProvince => ({ ...named(code), by: 'CHOICE' });
const listed = (code: Jurisdiction, demoRules = false) => ({ ...named(code), demoRules, offers: [], instead: [], hotlines: [] });

/** A phone with its disk, and a server that may be out of reach. */
function phone(disk: { here?: Here } = {}) {
  const told: string[] = [];
  const server: { failure?: ApiError; answer?: () => void } = {};
  let who: string | undefined;
  let changes = 0;
  const here = createHere({
    load: () => disk.here,
    save: (next) => void (disk.here = next),
    tell: async (code, by) => {
      if (server.failure) throw server.failure;
      told.push(`${who} ${code} ${by}`);
      if (server.answer) await new Promise<void>((resolve) => (server.answer = resolve));
      return served(code);
    },
    personId: () => who,
    changed: () => void (changes += 1),
  });
  return {
    here,
    disk,
    told,
    server,
    changes: () => changes,
    signIn: (personId: string) => {
      // As session.keep does: somebody else's things go first, then everybody hears of the new session.
      here.wipe();
      who = personId;
      return here.send();
    },
    signOut: () => {
      here.wipe();
      who = undefined;
    },
  };
}

describe('the province on the phone', () => {
  it('a guest’s choice stays on the phone and goes out with the sign-in, once', async () => {
    const { here, disk, told, signIn } = phone();
    await here.choose(named('500000'));
    expect(told).toEqual([]);
    const again = phone(disk);
    expect(again.here.get()).toMatchObject({ code: '500000', name: '重庆市' });
    await signIn('p1');
    await here.send();
    expect(told).toEqual(['p1 500000 CHOICE']);
    expect(here.get()).toEqual(named('500000'));
  });

  it('a choice holds at once, and waits for the network', async () => {
    const { here, told, server, changes, signIn } = phone();
    await signIn('p1');
    server.failure = localError('OFFLINE');
    await here.choose(named('630000'));
    expect(here.get()).toMatchObject({ code: '630000', unsent: 'CHOICE' });
    // What the server still believes is older.
    here.told(served('500000'));
    expect(here.get()).toMatchObject({ code: '630000' });
    server.failure = undefined;
    await here.send();
    expect(told).toEqual(['p1 630000 CHOICE']);
    expect(changes()).toBe(1);
    here.told(served('500000'));
    expect(here.get()).toEqual(named('500000'));
  });

  it('the newer of two choices is the one that stays', async () => {
    const { here, server, told, signIn } = phone();
    await signIn('p1');
    server.answer = () => undefined;
    const first = here.choose(named('630000'));
    const answerFirst = server.answer;
    server.answer = undefined;
    await here.choose(named('500000'));
    answerFirst();
    await first;
    expect(told).toEqual(['p1 630000 CHOICE', 'p1 500000 CHOICE']);
    expect(here.get()).toEqual(named('500000'));
  });

  it('CQ-27 an entry code is taken from the scene or the address, and counts once', async () => {
    expect(entryIn({ scene: encodeURIComponent(entryScene('500000')) })).toBe('500000');
    expect(entryIn({ p: '630000' })).toBe('630000');
    for (const query of [undefined, {}, { scene: 'abcdefghijklmnopqrst' }, { scene: '%E0%A4%A' }, { p: '990000' }])
      expect(entryIn(query)).toBeUndefined();

    const { here, told, signIn } = phone();
    here.entered({ scene: 'p%3D500000' });
    expect(here.get()).toMatchObject({ code: '500000', name: '重庆市', unsent: 'ENTRY' });
    await signIn('p1');
    expect(told).toEqual(['p1 500000 ENTRY']);
    await here.choose(named('630000'));
    // Brought back from the background: WeChat gives the same query again.
    here.entered({ scene: 'p%3D500000' });
    expect(here.get()).toEqual(named('630000'));
  });

  it('a province that is not open is no choice', async () => {
    const { here, server, signIn } = phone();
    here.entered({ p: '510000' });
    here.listed([listed('500000'), listed('630000')]);
    expect(here.get()).toBeUndefined();
    here.entered({ p: '520000' });
    server.failure = new ApiError('PROVINCE_NOT_OPEN', '这个省还没有开通', 409);
    await signIn('p1');
    expect(here.get()).toBeUndefined();
  });

  it('A-25 the list tells a guest whether the rules are to be tried out', async () => {
    const { here } = phone();
    await here.choose(named('500000'));
    here.listed([listed('500000', true)]);
    expect(here.get()).toMatchObject({ demoRules: true, unsent: 'CHOICE' });
  });

  it('nothing of a person stays for the next one', async () => {
    const { here, told, server, signIn, signOut } = phone();
    await signIn('p1');
    await here.choose(named('500000'));
    signOut();
    expect(here.get()).toBeUndefined();
    await signIn('p1');
    server.failure = localError('OFFLINE');
    await here.choose(named('630000'));
    signOut();
    server.failure = undefined;
    await signIn('p2');
    expect(told).toEqual(['p1 500000 CHOICE']);
  });
});
