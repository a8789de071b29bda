import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { E_CERTIFICATE_TYPES, buildECertificateId, checkMod37x36, parseECertificateId } from './eCertificateId';

describe('O-09 e-certificate identifiers (ISO 7064 MOD 37,36)', () => {
  it.each([
    [
      '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
      { type: 'W011', issuer: '11430000006122244L', serial: '20230000403', version: 1 },
    ],
    [
      '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.S',
      { type: 'W011', issuer: '11430000006122244L', serial: '20230000403', version: 2 },
    ],
    [
      '1.2.156.3005.2.11100000000013338W011.11110000000021135M.20230329701.003.Y',
      { type: 'W011', issuer: '11110000000021135M', serial: '20230329701', version: 3 },
    ],
    [
      '1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0',
      { type: 'W009', issuer: '11330105002500287C', serial: '2025052201', version: 2 },
    ],
  ])('a printed sample comes out again: %s', (id, parts) => {
    expect(buildECertificateId(parts)).toBe(id);
    expect(parseECertificateId(id)).toEqual(parts);
  });

  it('the example of ISO 7064 for MOD 37,36: A12425GABC1234002 ends in M', () => expect(checkMod37x36('A12425GABC1234002')).toBe('M'));

  it('notices any one wrong character, in any part', () => {
    const serial = fc
      .array(fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), { minLength: 1, maxLength: 20 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(serial, fc.integer({ min: 1, max: 999 }), fc.nat(), (text, version, seed) => {
        const parts = { type: E_CERTIFICATE_TYPES.SPECIAL_OP, issuer: '11990101MB0000000X', serial: text, version };
        const id = buildECertificateId(parts);
        expect(parseECertificateId(id)).toEqual(parts);
        const at = 33 + (seed % (id.length - 33));
        if (id[at] === '.') return;
        expect(parseECertificateId(id.slice(0, at) + (id[at] === '0' ? '1' : '0') + id.slice(at + 1))).toBeNull();
      }),
    );
  });

  it.each([{ version: 0 }, { version: 1000 }, { version: 1.5 }, { issuer: '123' }, { serial: '' }, { serial: '2023-1' }, { type: 'X011' }])(
    'refuses to build with %j',
    (wrong) => {
      expect(() =>
        buildECertificateId({ type: 'W011', issuer: '11430000006122244L', serial: '20230000403', version: 1, ...wrong }),
      ).toThrow(RangeError);
    },
  );
});
