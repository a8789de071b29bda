import { describe, expect, it } from '@jest/globals';
import { evaluate } from '../engine';
import type { Pack } from '../pack';
import { printOf } from '../print';
import { at, certificate, identity, refusedBy } from '../testing';
import { chongqing } from './chongqing';
import { demoOf, demoVersion } from './demo';
import { hainan } from './hainan';
import { packOf, packOfCase, packOfVersion } from './index';
import { jiangsu } from './jiangsu';
import { jiangxi } from './jiangxi';
import { national } from './national';
import { qinghai } from './qinghai';

const transfer = (pack: Pack, day: string) => {
  const held = certificate({ category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER', title: 'SITE_MANAGER_PAPER', validTo: '2030-01-01' });
  const facts = {
    identity: identity(),
    certificate: held,
    registry: { found: true },
    transfer: { target: '101', chosenPost: null, facePassed: false },
  };
  return refusedBy(evaluate(pack, 'POST_TRANSFER', facts, at(day)));
};
const demo = packOf('500000', '2026-11-24', undefined, 'DEMO')!;

describe('A-25 the demo edition', () => {
  it('CQ-19 opens what is past for the whole of this year, both ends included, and leaves the document alone', () => {
    expect(transfer(chongqing, '2026-11-24')).toEqual(['CQ-19 CLOSED']);
    for (const day of ['2026-01-01', '2026-11-24', '2026-12-31']) expect(transfer(demo, day)).toEqual([]);
    expect(transfer(demo, '2025-12-31')).not.toEqual([]);
    expect(transfer(demo, '2027-01-01')).toEqual(['CQ-19 CLOSED']);
    expect(transfer(chongqing, '2023-12-31')).toEqual([]);
  });

  it('HN-04 HN-06 HN-20 moves every day of a window, also where a sentence names it', () => {
    const moved = demoOf(hainan, 2026);
    const facts = { portrait: true, profileComplete: true, passed: true, total: '32', professional: '22', originals: true };
    expect(evaluate(moved, 'FILE_CHECK', { exchange: facts }, at('2026-12-31')).allowed).toBe(true);
    expect(evaluate(hainan, 'FILE_CHECK', { exchange: facts }, at('2026-12-31')).allowed).toBe(false);
    const held = certificate({
      provinceCode: '460000',
      category: 'SITE_MANAGER',
      code: '101',
      title: 'SITE_MANAGER_PAPER',
      issuedOn: '2016-05-05',
      issuedByProvince: true,
      validTo: '2030-01-01',
    });
    const exchange = (pack: Pack, found: boolean) =>
      evaluate(pack, 'EXCHANGE', { certificate: held, registry: { found }, exchange: facts }, at('2026-06-01'));
    expect(exchange(moved, true).allowed).toBe(true);
    expect(exchange(hainan, true).allowed).toBe(false);
    expect(JSON.stringify(exchange(moved, false).refusals)).toContain('2026年12月31日');
    // Which years' certificates are exchanged is no window: it stays (HN-01).
    const later = { ...held, issuedOn: '2019-01-01' };
    expect(
      refusedBy(evaluate(moved, 'EXCHANGE', { certificate: later, registry: { found: true }, exchange: facts }, at('2026-06-01'))),
    ).toEqual(['HN-01 ISSUED_OUTSIDE_YEARS']);
  });

  it('says so, has a version of its own for every year, and prints what the document prints', () => {
    expect(demo).toMatchObject({ version: 'CQ-1-DEMO-2026', demoRules: true });
    expect(packOf('500000', '2027-01-01', undefined, 'DEMO')!.version).toBe('CQ-1-DEMO-2027');
    expect(demoVersion('CQ-1-DEMO-2026')).toEqual({ official: 'CQ-1', year: 2026 });
    expect(demoVersion('CQ-1')).toBeUndefined();
    expect(printOf(demo)).toEqual(printOf(chongqing));
    expect(packOf('500000', '2026-11-24')).toBe(chongqing);
  });

  it('a case goes on under the version it was submitted under', () => {
    expect(packOfVersion('CQ-1-DEMO-2026')).toEqual(demo);
    expect(packOfCase('CQ-1-DEMO-2026', '2027-02-01').version).toBe('CQ-1-DEMO-2026');
    expect(() => packOfVersion('XX-1-DEMO-2026')).toThrow(RangeError);
  });

  it('A-33 hours are minutes: a document without windows is a demo for that alone; without courses it is none', () => {
    for (const pack of [qinghai, jiangsu]) {
      const { version, demoRules, services } = demoOf(pack, 2026);
      expect([version, demoRules]).toEqual([`${pack.version}-DEMO-2026`, true]);
      expect(services.APPLY).toEqual(pack.services.APPLY);
    }
    for (const pack of [jiangxi, national]) expect(demoOf(pack, 2026)).toBe(pack);
  });

  it('A-37 A-38 who studies is seen in the middle of a short course; the day holds as much as by the document', () => {
    for (const pack of [chongqing, hainan, qinghai, jiangsu]) {
      expect(pack.study?.presence).toMatchObject({ demo: true, value: { from: 480, to: 900, answerSeconds: 90, tries: 3 } });
      expect(demoOf(pack, 2026).study).toMatchObject({
        presence: { demo: true, value: { from: 30, to: 60, tries: 3 } },
        daySeconds: pack.study!.daySeconds,
      });
    }
    for (const pack of [jiangxi, national]) expect(pack.study).toBeUndefined();
  });
});
