import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths } from '../domain/calendar';
import { addWorkingDays } from '../domain/workingDays';
import { NOTIFICATIONS } from '../workflow/notifications';
import type { Decision } from './core';
import { evaluate, evaluateAll, listServices, preview } from './engine';
import type { SomeFacts } from './engine';
import type { FactKey, Service } from './facts';
import * as messages from './messages';
import type { Pack } from './pack';
import { demo, from } from './pack';
import { PACKS, packOf, packOfCase, packOfVersion } from './packs';
import { chongqing } from './packs/chongqing';
import { hainan } from './packs/hainan';
import { jiangxi } from './packs/jiangxi';
import { qinghai } from './packs/qinghai';
import * as rule from './rules';
import { applyFacts, at, certificate, codes, holding, identity, institution, refusedBy, said, worker } from './testing';

/** Everything there is to know about somebody whom little stops. */
const everything: SomeFacts = {
  ...applyFacts(),
  relation: 'SELF',
  login: { agreed: true },
  identityStep: { step: 'PHOTO', photo: null },
  socialInsurance: { state: 'MATCH' },
  applicationStatus: 'AUTH_PASSED',
  examPlan: { state: 'APPROVED', candidates: [] },
  device: 'COMPUTER',
  passList: { rows: [] },
  signing: { filed: true, issuer: 'AUTHORITY', seal: 'PROVINCE' },
  certificate: certificate(),
  place: '500000',
  trainingClass: { endsOn: '2029-10-01' },
  ceChoice: { mode: 'ONLINE', platformApproved: true },
  ce: { mode: 'ONLINE', passedOn: '2029-09-01', recorded: 'PASSED' },
  ceBatch: { listed: true, sentThisMonth: 0, rows: [] },
  ceRecords: [],
  ceYear: 2023,
  finding: { confirmed: true, notInPost: true, evidence: ['笔录'] },
  exchange: { portrait: true, profileComplete: true, passed: true, total: '32', professional: '22', originals: true },
  registry: { found: true },
  transfer: { target: '101', chosenPost: null, facePassed: false },
  study: { requiredHours: '8', earnedHours: '8', completedOn: '2023-06-09' },
  course: { chapters: 2, compulsory: 1, elective: 1, fee: 0, media: [] },
  chapter: { sections: 1, learnt: 1 },
  duplicateCase: { notifiedOn: '2023-09-25', failedAttempts: [], chosen: false, publishedOn: null },
  transferRecord: { out: true },
  account: { creditCode: '91350100M000100Y43' },
  password: { mustChange: false, newIsInitial: false },
  filing: { state: 'DRAFT', idNumber: null, post: '101', files: { idFront: true, idBack: true, letter: true }, pendingPosts: [] },
  filingReview: { selected: 1, signatureSeen: true, sealSeen: true },
};
const services = PACKS.flatMap((pack) => listServices(pack).map((service): [Pack, Service] => [pack, service]));

const read = (name: string): string => readFileSync(join(__dirname, name), 'utf8');
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(__dirname, folder))
    .filter((name) => name.endsWith('.ts') && !name.includes('test'))
    .map((name) => folder + name);

/** What holds for every decision, whatever it says. */
function sound(decision: Decision, pack: Pack): void {
  expect(decision.allowed).toBe(decision.refusals.length === 0 && decision.pending.length === 0);
  expect(decision.packVersion).toBe(pack.version);
  for (const { code, messageZh, nextStepZh } of decision.refusals) {
    expect(code).toMatch(/^[A-Z][A-Z_]+$/);
    for (const text of [messageZh, nextStepZh]) {
      expect(text.length).toBeGreaterThan(0);
      expect(text).not.toMatch(/[{}|?]|undefined|null|NaN/);
    }
  }
  for (const { on, messageZh } of decision.pending)
    expect([on, messageZh]).toEqual([expect.stringMatching(/^[A-Z_]+$/), expect.stringMatching(/./)]);
}

describe('the engine', () => {
  it('gives all refusals of a service together, not only the first', () => {
    const nothing = evaluate(
      chongqing,
      'APPLY',
      applyFacts({
        identity: identity(false),
        application: { training: 'INSTITUTION', selfChecked: false, declaredTrue: false, portrait: false },
        nationalHoldings: [holding({ category: 'SAFETY_MGMT' })],
        localHoldings: [certificate()],
        activeApplications: [{ category: 'SAFETY_MGMT', code: 'A' }],
      }),
      at('2023-06-01'),
    );
    expect(refusedBy(nothing)).toEqual([
      'CQ-01 IDENTITY_REQUIRED',
      'CQ-04 SELF_CHECK_REQUIRED',
      'CQ-05 HELD_ELSEWHERE',
      'A-06 ALREADY_HELD',
      'A-06 APPLICATION_EXISTS',
      'A-23 PHOTO_REQUIRED',
      'A-23 DECLARATION_REQUIRED',
    ]);
    expect(nothing.ruleIds).toEqual(['CQ-01', 'CQ-03', 'CQ-04', 'CQ-07', 'CQ-05', 'A-06', 'A-06', 'A-23', 'A-23', 'A-23']);
  });

  it('refuses a service that the province does not offer', () => {
    const facts = { study: { requiredHours: '8', earnedHours: '8', completedOn: null } };
    expect(said(evaluate(jiangxi, 'COMPLETE_STUDY', facts, at('2023-06-01')))).toEqual(['江西省没有开通这项业务']);
    expect(listServices(jiangxi)).not.toContain('COMPLETE_STUDY');
  });

  it.each(services)('A-24 %# without facts nothing is allowed, and nothing is refused', (pack, service) => {
    const blank = preview(pack, service, {}, at('2020-06-01'), { addWorkingDays });
    sound(blank, pack);
    const needed = pack.services[service]!.some((clause) => clause.needs.length > 0 && !clause.given.for);
    if (needed) expect(blank.allowed).toBe(false);
    if (needed) expect(blank.pending.length).toBeGreaterThan(0);
  });

  it('A-24 a section that is missing or unavailable never turns a no into a yes', () => {
    const keys = Object.keys(everything) as FactKey[];
    fc.assert(
      fc.property(
        fc.constantFrom(...services),
        fc.subarray(keys),
        fc.boolean(),
        fc.date({ min: at('2017-01-01'), max: at('2026-06-01'), noInvalidDate: true }),
        ([pack, service], away, down, instant) => {
          const less: Record<string, unknown> = { ...everything };
          for (const key of away) less[key] = down ? 'UNAVAILABLE' : undefined;
          const full = preview(pack, service, everything, instant, { addWorkingDays });
          const part = preview(pack, service, less as SomeFacts, instant, { addWorkingDays });
          sound(full, pack);
          sound(part, pack);
          if (part.allowed) expect(full.allowed).toBe(true);
          for (const { code } of part.refusals) expect(codes(full)).toContain(code);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('decides every service of a province in one call', () => {
    const all = evaluateAll(qinghai, everything, at('2023-06-01'), { addWorkingDays });
    expect(Object.keys(all)).toEqual(listServices(qinghai));
    expect(all.APPLY).toEqual(preview(qinghai, 'APPLY', everything, at('2023-06-01')));
    expect(all.APPLY?.allowed).toBe(true);
  });

  it('changes nothing of what it is given', () => {
    const frozen = JSON.stringify(everything);
    for (const pack of PACKS) evaluateAll(pack, everything, at('2023-06-01'), { addWorkingDays });
    expect(JSON.stringify(everything)).toBe(frozen);
  });
});

const safetyOfficer = certificate({ category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER', title: 'SITE_MANAGER_PAPER' });
const day = fc.integer({ min: 0, max: 15_000 }).map((n) => addDays('2005-01-01', n));

describe('windows', () => {
  const signUp = (validTo: string, today: string) =>
    evaluate(
      chongqing,
      'CE_SIGN_UP',
      {
        identity: identity(),
        certificate: certificate({ validTo, issuedOn: '2000-01-01' }),
        ceChoice: { mode: 'OFFLINE', platformApproved: null },
        trainingClass: { endsOn: addDays(validTo, -10) },
        institution,
      },
      at(today),
    );

  it('CQ-08 open on exactly the days of its window, whatever the last valid day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40, max: 260 }), (validTo, before) => {
        const today = addDays(validTo, -before);
        const { allowed, window } = signUp(validTo, today);
        expect(window).toEqual({ opens: addMonths(validTo, -6), closes: addMonths(validTo, -3) });
        expect(window!.opens! < window!.closes! && window!.closes! < validTo).toBe(true);
        expect(allowed).toBe(window!.opens! <= today && today <= window!.closes!);
      }),
    );
  });

  it('CQ-08 the first and the last day are in, the days around them are out', () => {
    fc.assert(
      fc.property(day, (validTo) => {
        const { opens, closes } = signUp(validTo, validTo).window!;
        expect([addDays(opens!, -1), opens!, closes!, addDays(closes!, 1)].map((today) => signUp(validTo, today).allowed)).toEqual([
          false,
          true,
          true,
          false,
        ]);
      }),
    );
  });

  it('CQ-11 the last day to extend is ten natural days before the end', () => {
    const extend = (validTo: string, today: string) =>
      evaluate(
        chongqing,
        'CE_EXTEND',
        {
          actor: worker,
          certificate: certificate({ category: 'SPECIAL_OP', code: '01', validTo }),
          ce: { mode: 'OFFLINE', passedOn: addDays(validTo, -60), recorded: 'PASSED' },
        },
        at(today),
      );
    fc.assert(
      fc.property(day, fc.integer({ min: -5, max: 50 }), (validTo, before) => {
        expect(extend(validTo, addDays(validTo, -before)).allowed).toBe(before >= 10);
      }),
    );
  });

  it('A-01 a day lasts from its first to its last second in Shanghai', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), (second) => {
        const on = (date: string) => new Date(at(date, '00:00:00').getTime() + second * 1000);
        const claim = (instant: Date) =>
          evaluate(chongqing, 'EXEMPT_CLAIM', { identity: identity(), subject: null, certificate: safetyOfficer }, instant).allowed;
        expect([claim(on('2023-05-31')), claim(on('2023-06-01'))]).toEqual([true, false]);
      }),
    );
  });

  it('CQ-24 the days to choose never end on a day off, and are never fewer than a week of days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2500 }).map((n) => addDays('2018-01-01', n)),
        (notifiedOn) => {
          const { window } = evaluate(
            chongqing,
            'DUPLICATE_CHOOSE',
            { duplicateCase: { notifiedOn, failedAttempts: [], chosen: false, publishedOn: null } },
            at(notifiedOn),
            { addWorkingDays },
          );
          expect(window!.opens).toBe(notifiedOn);
          expect(addWorkingDays(addDays(window!.closes!, -1), 1)).toBe(window!.closes);
          expect(window!.closes! >= addDays(notifiedOn, 5)).toBe(true);
          // The public notice opens the very next day.
          const notice = evaluate(
            chongqing,
            'PUBLICIZE_DUPLICATE',
            { duplicateCase: { notifiedOn, failedAttempts: [], chosen: false, publishedOn: null } },
            at(notifiedOn),
            { addWorkingDays },
          );
          expect(notice.window).toEqual({ opens: addDays(window!.closes!, 1), closes: null });
        },
      ),
    );
  });
});

describe('versions', () => {
  const later = (version: string, effectiveFrom: string, retroactive: boolean): Pack => ({
    ...hainan,
    version,
    effectiveFrom,
    retroactive,
  });

  it('HN-22 a later notice wins, over open cases too where it says so', () => {
    const old = later('HN-0', '2018-01-01', false);
    const packs = [old, hainan, later('HN-2', '2023-01-01', false)];
    expect(packOf('460000', '2019-06-01', packs)?.version).toBe('HN-0');
    expect(packOf('460000', '2020-06-01', packs)?.version).toBe('HN-1');
    expect(packOf('460000', '2019-12-31', packs)?.version).toBe('HN-0');
    expect(packOf('460000', '2020-01-01', packs)?.version).toBe('HN-1');
    expect(packOf('460000', '2017-12-31', packs)).toBeUndefined();
    // 「此前规定与本通知不一致的，以本通知为准」: from its first day it reaches what was begun before.
    expect(packOfCase('HN-0', '2019-12-31', packs).version).toBe('HN-0');
    expect(packOfCase('HN-0', '2020-01-01', packs).version).toBe('HN-1');
    // The one after is not retroactive: cases keep their version.
    expect(packOf('460000', '2023-06-01', packs)?.version).toBe('HN-2');
    expect(packOfCase('HN-1', '2023-06-01', packs).version).toBe('HN-1');
    expect(hainan.retroactive).toBe(true);
  });

  it('the packs stand by province and version', () => {
    expect(PACKS.map((pack) => packOf(pack.province, '2026-06-01')?.version)).toEqual(['CN-1', 'CQ-1', 'QH-1', 'HN-1', 'JX-1', 'JS-1']);
    expect(new Set(PACKS.map((pack) => pack.version)).size).toBe(PACKS.length);
    expect(packOf('510000', '2026-06-01')).toBeUndefined();
    expect(packOfVersion('QH-1')).toBe(qinghai);
    expect(() => packOfVersion('QH-99')).toThrow(RangeError);
  });

  it('CQ-19 it closes with the clock, nothing has to be deployed', () => {
    expect(packOf('500000', '2024-01-01')).toBe(packOf('500000', '2023-06-01'));
  });
});

describe('a sixth province', () => {
  // Made up, and all there is to it: a file of data.
  const sixth: Pack = {
    province: '530000',
    nameZh: '云岭省',
    version: 'YL-1',
    effectiveFrom: '2024-01-01',
    retroactive: false,
    services: {
      APPLY: [
        rule.identityComplete('A-09', { act: '不能报名' }),
        rule.offered('A-06', { items: { QUALITY_TESTER: true } }),
        rule.maximumAge('A-16', { sex: 'M', years: 60, counting: 'DAY_AFTER_BIRTHDAY' }),
        rule.fixedWindow('A-01', { what: '报名', from: '2024-03-01', to: '2024-03-31' }),
      ],
      CE_SIGN_UP: [
        rule.ceExists('A-05'),
        rule.validityWindow('A-05', { what: '继续教育报名', opens: { months: -4 }, closes: { months: -1, days: -5 } }),
      ],
      START_EXAM: [rule.examForm('A-12')],
    },
    kinds: { QUALITY_TESTER: { ce: from('A-05', true), exam: { form: from('A-12', 'MOBILE'), passMark: demo(75), minutes: demo(45) } } },
  };
  const apply = (over = {}, today = '2024-03-10') =>
    evaluate(
      sixth,
      'APPLY',
      applyFacts({ subject: { category: 'QUALITY_TESTER' }, employments: [], institution: null, ...over }),
      at(today),
    );

  it('A-16 needs nothing but its own data', () => {
    expect(apply()).toMatchObject({ allowed: true, packVersion: 'YL-1', window: { opens: '2024-03-01', closes: '2024-03-31' } });
    expect(said(apply({ subject: { category: 'SAFETY_MGMT', code: 'A' } }))).toEqual(['云岭省不受理“企业主要负责人（A证）”的报名']);
    expect([codes(apply({}, '2024-02-29')), codes(apply({}, '2024-04-01'))]).toEqual([['NOT_OPEN'], ['CLOSED']]);
    const born = (birthDate: string) => apply({ person: { birthDate, sex: 'M' } });
    expect([born('1964-03-10').allowed, born('1964-03-09').allowed]).toEqual([true, false]);
    expect(
      codes(
        evaluate(
          sixth,
          'START_EXAM',
          { subject: { category: 'QUALITY_TESTER' }, device: 'COMPUTER', identity: identity() },
          at('2024-03-10'),
        ),
      ),
    ).toEqual(['MOBILE_ONLY']);
    const ce = evaluate(
      sixth,
      'CE_SIGN_UP',
      {
        identity: identity(),
        certificate: certificate({ category: 'QUALITY_TESTER', validTo: '2024-07-31' }),
        ceChoice: { mode: null, platformApproved: null },
        trainingClass: null,
        institution: null,
      },
      at('2024-04-01'),
    );
    expect(ce).toMatchObject({ allowed: true, window: { opens: '2024-03-31', closes: '2024-06-25' } });
    expect(packOf('530000', '2024-03-10', [...PACKS, sixth])).toBe(sixth);
    expect(
      refusedBy(
        evaluate(sixth, 'EXCHANGE', { certificate: null, registry: { found: true }, exchange: everything.exchange! }, at('2024-03-10')),
      ),
    ).toEqual(['PACK SERVICE_NOT_OFFERED']);
  });

  it('does not compile with a rule whose facts the service does not have', () => {
    // @ts-expect-error a face check is no fact of LOGIN
    const wrong: Pack = { ...sixth, services: { LOGIN: [rule.facePassed('A-01')] } };
    expect(evaluate(wrong, 'LOGIN', { login: { agreed: true } }, at('2024-03-10')).pending).toMatchObject([{ on: 'TRANSFER' }]);
  });

  it('no code of the engine names a province', () => {
    const engine = ['', 'rules/'].flatMap((folder) => sourcesIn(folder)).filter((name) => !name.startsWith('ruleIds'));
    expect(engine).toEqual(
      expect.arrayContaining([
        'engine.ts',
        'core.ts',
        'facts.ts',
        'pack.ts',
        'print.ts',
        'messages.ts',
        'words.ts',
        'rules/apply.ts',
        'rules/time.ts',
      ]),
    );
    for (const name of engine) {
      const code = read(name).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      expect({ where: name, value: code }).toEqual({
        where: name,
        value: expect.not.stringMatching(
          /重庆|青海|海南|江西|江苏|渝|琼|赣|chongqing|qinghai|hainan|jiangxi|jiangsu|'(50|63|46|36|32)0000'/i,
        ),
      });
    }
  });
});

describe('messages', () => {
  it('the code it is named by, what is wrong, what to do next', () => {
    const all = Object.entries(messages).filter(([name]) => name !== 'PENDING_ZH') as [string, messages.Message][];
    expect(all.length).toBeGreaterThan(120);
    for (const [name, { code, wrong, next }] of all) {
      // Another wording of one answer bears its name with something behind it.
      expect(name).toMatch(new RegExp(`^${code}(_|$)`));
      expect(code).toMatch(/^[A-Z_]+$/);
      for (const words of [wrong, next]) expect(words).toMatch(/^[^|?]+$/);
    }
  });

  it('A-01 a last day that is in is never said as 前', () => {
    const words = [
      ...Object.values(messages).flatMap((one) => ('wrong' in one ? [one.wrong, one.next] : Object.values(one as Record<string, string>))),
      ...Object.values(NOTIFICATIONS).map((one) => one.body),
    ];
    expect(words.filter((one) => /\}前/.test(one))).toEqual([]);
  });

  it('every message is said by some rule', () => {
    const all = [...sourcesIn('rules/'), ...sourcesIn('packs/'), 'engine.ts'].map(read).join('\n');
    expect(Object.keys(messages).filter((name) => name !== 'PENDING_ZH' && !new RegExp(`\\b${name}\\b`).test(all))).toEqual([]);
  });

  it('every rule is used by some pack', () => {
    const used = new Set(PACKS.flatMap((pack) => Object.values(pack.services).flatMap((clauses) => clauses.map((clause) => clause.rule))));
    const idle = Object.entries(rule)
      .filter(([, value]) => typeof value === 'function' && value.length === 1 && !used.has(value))
      .map(([name]) => name);
    expect(idle).toEqual([]);
    expect(used.size).toBeGreaterThan(80);
  });
});
