import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { openAuthority, signDigest, type DevCertificateAuthority, type SealKeys } from '../../../../simulators/seal/authority';
import { SEAL_RECTANGLE } from './layout';
import { renderCertificate } from './renderCertificate';
import { digestToSign, embedSignature, preparePlaceholder, sha256 } from './signature';
import { poppler, specimen, wordsOf } from './testing';

const OPTIONS = {
  reason: '签发电子证书',
  signerName: '江苏省住房和城乡建设厅',
  location: '江苏省',
  signedAt: new Date('2023-07-15T10:20:30+08:00'),
  rectangle: SEAL_RECTANGLE,
};

let authority: DevCertificateAuthority;
let keys: SealKeys;
let plain: Buffer;
let prepared: Buffer;
let sealed: Buffer;

beforeAll(async () => {
  authority = await openAuthority(mkdtempSync(join(tmpdir(), 'authority-')));
  keys = await authority.sealKeys('JS-ZJT', '江苏省住房和城乡建设厅');
  plain = await renderCertificate(await specimen('SITE_MANAGER'));
  prepared = preparePlaceholder(plain, OPTIONS);
  sealed = embedSignature(prepared, await signDigest(digestToSign(prepared).digestSha256, keys));
});

const pdfsig = (pdf: Buffer, ...options: string[]) => poppler('pdfsig', [...options, 'FILE'], pdf).toString();

describe('a sealed certificate', () => {
  it('QH-20 is valid to a PDF reader that knows nothing of this program: whole document, PAdES, signer and time', () => {
    const report = pdfsig(sealed);
    for (const line of [
      'Signature Validation: Signature is Valid.',
      'Total document signed',
      'Signature Type: ETSI.CAdES.detached',
      'Signing Hash Algorithm: SHA-256',
      'Signature Field Name: 电子印章',
      'Signer Certificate Common Name: 江苏省住房和城乡建设厅',
      'Signing Time: Jul 15 2023 02:20:30',
    ])
      expect(report).toContain(line);
    expect(report.match(/Signature #/g)).toHaveLength(1);
  });

  it('QH-20 is trusted by a reader that trusts the root, and by no other', () => {
    const store = mkdtempSync(join(tmpdir(), 'nss-'));
    writeFileSync(join(store, 'root.pem'), authority.caCertificatePem);
    execFileSync('certutil', ['-N', '-d', `sql:${store}`, '--empty-password']);
    expect(pdfsig(sealed, '-nssdir', `sql:${store}`)).toContain("Certificate issuer isn't Trusted.");
    execFileSync('certutil', ['-A', '-d', `sql:${store}`, '-n', 'root', '-t', 'C,C,C', '-i', join(store, 'root.pem')]);
    expect(pdfsig(sealed, '-nssdir', `sql:${store}`)).toContain('Certificate is Trusted.');
  });

  it('JS-11 one changed byte anywhere and it is valid no more', () => {
    const [, open, close] = digestToSign(sealed).byteRange;
    const streams = sealed.indexOf('stream\n');
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: streams + 10, max: open - 1 }), fc.integer({ min: close + 1, max: sealed.lastIndexOf('xref') - 40 })),
        (place) => {
          const changed = Buffer.from(sealed);
          changed[place]! ^= 1;
          let report = '';
          try {
            report = pdfsig(changed);
          } catch {
            // A file too broken to read is not valid either.
          }
          expect(report).not.toContain('Signature is Valid');
        },
      ),
      { numRuns: 25 },
    );
  });

  it('QH-20 what is added afterwards is not covered, and is not taken for sealed', () => {
    const longer = Buffer.concat([sealed, Buffer.from('\n% added\n')]);
    expect(pdfsig(longer)).not.toContain('Total document signed');
    expect(() => digestToSign(longer)).toThrow('no signature placeholder that covers all of it');
  });

  it('JS-14 still shows the same page and stays under 200 KB', () => {
    expect(wordsOf(sealed)).toBe(wordsOf(plain));
    expect(sealed.subarray(0, plain.length).equals(plain)).toBe(true);
    expect(sealed.length).toBeLessThan(200_000);
  });
});

describe('the digest that leaves the house', () => {
  it('QH-20 covers all but the signature, and is the same before and after sealing', () => {
    const before = digestToSign(prepared);
    const [zero, open, close, rest] = before.byteRange;
    expect([zero, close + rest]).toEqual([0, prepared.length]);
    expect(prepared.toString('latin1', open, close)).toMatch(/^<0+>$/);
    expect(before.digestSha256).toBe(sha256(Buffer.concat([prepared.subarray(0, open), prepared.subarray(close)])));
    expect(digestToSign(sealed)).toEqual(before);
  });

  it('QH-20 is the same for a retry with the stored time, another for another time or another certificate', async () => {
    const digest = (pdf: Buffer, signedAt = OPTIONS.signedAt) =>
      digestToSign(preparePlaceholder(pdf, { ...OPTIONS, signedAt })).digestSha256;
    const again = await renderCertificate(await specimen('SITE_MANAGER'));
    const other = await renderCertificate(await specimen('SITE_MANAGER', { holder: { name: '李春梅' } }));
    expect(digest(again)).toBe(digest(plain));
    expect(new Set([digest(plain), digest(plain, new Date('2023-07-15T10:20:31+08:00')), digest(other)]).size).toBe(3);
  });

  it('QH-20 a signature for another document, a second signature and one that does not fit are refused', async () => {
    await expect(signDigest(sha256(Buffer.from('another')), keys).then((cms) => embedSignature(prepared, cms))).rejects.toThrow(
      'made for another document',
    );
    const cms = await signDigest(digestToSign(prepared).digestSha256, keys);
    expect(() => embedSignature(sealed, cms)).toThrow('signed already');
    expect(() => embedSignature(plain, cms)).toThrow('no signature placeholder');
    expect(() => preparePlaceholder(sealed, OPTIONS)).toThrow('not a one-page PDF');
    expect(() => embedSignature(prepared, Buffer.from('not DER'))).toThrow();
  });
});
