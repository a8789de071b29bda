import { generateKeyPairSync } from 'node:crypto';
import type { CertificateKind } from '@jzt/shared/domain/categories';
import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { qrRuns } from '../issuing/document/qr';
import {
  encodeVerifyLink,
  isNameOf,
  newVerifyToken,
  readVerifyLink,
  readVerifyPayload,
  signVerifyPayload,
  type VerifyFacts,
} from './verifyCode';

const BASE = 'https://verify.example.gov.cn';
const [ours, old, theirs] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
const KEYS = [ours.publicKey, old.publicKey];
const KINDS: CertificateKind[] = [
  'SAFETY_MGMT',
  'SPECIAL_OP',
  'SITE_MANAGER_PAPER',
  'SITE_MANAGER_ELECTRONIC',
  'SITE_SAFETY_OFFICER',
  'SKILLED_WORKER',
  'QUALITY_TESTER',
];

const facts: fc.Arbitrary<VerifyFacts> = fc.record({
  certificateNo: fc.string({ unit: fc.constantFrom(...'苏青渝建安ABC0123456789()（）'), minLength: 1, maxLength: 25 }),
  kind: fc.constantFrom(...KINDS),
  name: fc.string({ unit: fc.constantFrom(...'王李张赟䶮·𠮷阿卜杜'), minLength: 1, maxLength: 20 }),
  validTo: fc.option(
    fc
      .date({ min: new Date('2000-01-01'), max: new Date('2179-06-05'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    { nil: undefined },
  ),
});
const token = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('base64url'));

describe('verify codes', () => {
  it('JS-11 what was signed is read back, with today’s key or the one before', () => {
    fc.assert(
      fc.property(facts, token, fc.constantFrom(ours, old), (said, each, { privateKey }) => {
        const read = readVerifyLink(encodeVerifyLink(BASE, each, said, privateKey), BASE, KEYS);
        expect(read).toMatchObject({ token: each, payload: { certificateNo: said.certificateNo, kind: said.kind } });
        expect(read?.payload.validTo).toBe(said.validTo);
        expect(isNameOf(each, read!.payload, said.name)).toBe(true);
        expect(isNameOf(each, read!.payload, `${said.name}某`)).toBe(false);
      }),
    );
  });

  it('JS-11 any other character at any place of the code is refused', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/%';
    fc.assert(
      fc.property(facts, token, fc.nat(), fc.constantFrom(...letters), (said, each, seed, letter) => {
        const link = encodeVerifyLink(BASE, each, said, ours.privateKey);
        const start = BASE.length + '/v/'.length;
        const place = start + (seed % (link.length - start));
        fc.pre(link[place] !== letter);
        expect(readVerifyLink(link.slice(0, place) + letter + link.slice(place + 1), BASE, KEYS)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('JS-11 a cut or lengthened code is refused', () => {
    fc.assert(
      fc.property(facts, token, fc.nat(), fc.constantFrom('A', '=', '.', ' ', '?x=1', '#'), (said, each, seed, more) => {
        const link = encodeVerifyLink(BASE, each, said, ours.privateKey);
        expect(readVerifyLink(link.slice(0, seed % link.length), BASE, KEYS)).toBeUndefined();
        expect(readVerifyLink(link + more, BASE, KEYS)).toBeUndefined();
      }),
    );
  });

  it('JS-11 the signed part of one certificate is worth nothing with the token of another', () => {
    fc.assert(
      fc.property(facts, token, token, (said, one, two) => {
        fc.pre(one !== two);
        expect(readVerifyPayload(two, signVerifyPayload(one, said, ours.privateKey), KEYS)).toBeUndefined();
      }),
    );
  });

  it('JS-11 a code of another signer or of another site is refused', () => {
    fc.assert(
      fc.property(facts, token, (said, each) => {
        expect(readVerifyLink(encodeVerifyLink(BASE, each, said, theirs.privateKey), BASE, KEYS)).toBeUndefined();
        for (const site of [
          'https://verify.example.gov.cn.evil.com',
          'http://verify.example.gov.cn',
          'https://evil.com/https://verify.example.gov.cn',
        ]) {
          expect(readVerifyLink(encodeVerifyLink(site, each, said, ours.privateKey), BASE, KEYS)).toBeUndefined();
        }
      }),
      { numRuns: 20 },
    );
  });

  it('JS-11 any text at all is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, two) => {
        expect(readVerifyLink(one, BASE, KEYS)).toBeUndefined();
        expect(readVerifyLink(`${BASE}/v/${one}.${two}`, BASE, KEYS)).toBeUndefined();
      }),
    );
  });

  it('JS-11 the longest number and a long address still scan from 26 mm: at least 0.4 mm a module', () => {
    const link = encodeVerifyLink(
      'https://jianzhengtong.zjt.example.gov.cn',
      newVerifyToken(),
      { certificateNo: '渝建安C3（2023）0000018', kind: 'SAFETY_MGMT', name: '王建国', validTo: '2026-07-14' },
      ours.privateKey,
    );
    expect(link.length).toBeLessThan(213);
    expect(26 / qrRuns(link).size).toBeGreaterThan(0.4);
  });

  it('JS-11 the holder’s name is not in the code, not even the same for two certificates of one person', () => {
    const said = { certificateNo: '苏A012023000018', kind: 'SPECIAL_OP', name: '王建国', validTo: '2025-07-14' } as const;
    const [one, two] = [newVerifyToken(), newVerifyToken()].map((each) => ({ each, code: signVerifyPayload(each, said, ours.privateKey) }));
    expect(Buffer.from(one!.code, 'base64url').includes('王建国')).toBe(false);
    expect(readVerifyPayload(one!.each, one!.code, KEYS)!.nameHash).not.toBe(readVerifyPayload(two!.each, two!.code, KEYS)!.nameHash);
  });

  it('JS-11 a token of another length or an end date out of range is not signed', () => {
    const said = { certificateNo: '1', kind: 'SPECIAL_OP', name: '王' } as const;
    expect(Buffer.from(newVerifyToken(), 'base64url')).toHaveLength(16);
    expect(() => signVerifyPayload('short', said, ours.privateKey)).toThrow(RangeError);
    expect(() => signVerifyPayload(newVerifyToken(), { ...said, validTo: '1999-12-31' }, ours.privateKey)).toThrow(RangeError);
    expect(() => signVerifyPayload(newVerifyToken(), { ...said, validTo: '2026-02-30x' }, ours.privateKey)).toThrow(RangeError);
  });
});
