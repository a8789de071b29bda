import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkDetachedCms } from '../../src/gateways/seal/cms';
import { openAuthority, signDigest } from './authority';

const folder = () => mkdtempSync(join(tmpdir(), 'authority-'));
const DIGEST = 'ab'.repeat(32);

describe('the development seal authority', () => {
  it('QH-20 keeps its root and its seals over a restart, readable by the owner alone', async () => {
    const home = folder();
    const first = await openAuthority(home);
    const seal = await first.sealKeys('QH-ZJT', '青海省住房和城乡建设厅');
    const second = await openAuthority(home);
    expect(second.caCertificatePem).toBe(first.caCertificatePem);
    expect(await second.sealKeys('QH-ZJT', '青海省住房和城乡建设厅')).toEqual(seal);
    for (const file of readdirSync(home)) expect(statSync(join(home, file)).mode & 0o077).toBe(0);
  });

  it('QH-20 two processes that start at once agree on one root and one key a seal', async () => {
    const home = folder();
    const [one, two] = await Promise.all([openAuthority(home), openAuthority(home)]);
    expect(one.caCertificatePem).toBe(two.caCertificatePem);
    const [first, second] = await Promise.all([
      one.sealKeys('QH-ZJT', '青海省住房和城乡建设厅'),
      two.sealKeys('QH-ZJT', '青海省住房和城乡建设厅'),
    ]);
    expect(first).toEqual(second);
    expect(readdirSync(home).sort()).toEqual(['root.json', 'seal-QH-ZJT.json']);
  });

  it('QH-36 each seal has a key of its own, in its holder’s name, from the root, and may only sign', async () => {
    const authority = await openAuthority(folder());
    const [province, school] = [
      await authority.sealKeys('QH-ZJT', '青海省住房和城乡建设厅'),
      await authority.sealKeys('INST-1', '青海高原建设培训学校'),
    ];
    const root = new X509Certificate(authority.caCertificatePem);
    for (const [keys, holder] of [
      [province, '青海省住房和城乡建设厅'],
      [school, '青海高原建设培训学校'],
    ] as const) {
      const certificate = new X509Certificate(keys.certificatePem);
      expect(certificate.subject).toBe(`C=CN\nO=${holder}\nCN=${holder}`);
      expect(certificate.checkIssued(root) && certificate.verify(root.publicKey)).toBe(true);
      expect([certificate.ca, root.ca]).toEqual([false, true]);
    }
    expect(new X509Certificate(province.certificatePem).fingerprint256).not.toBe(new X509Certificate(school.certificatePem).fingerprint256);
    await expect(authority.sealKeys('../root', '某')).rejects.toThrow('not a seal id');
  });

  it('QH-20 its CMS is a detached signature over that digest and no other, by that seal and no other', async () => {
    const authority = await openAuthority(folder());
    const [keys, other] = [
      await authority.sealKeys('QH-ZJT', '青海省住房和城乡建设厅'),
      await authority.sealKeys('INST-1', '青海高原建设培训学校'),
    ];
    const cms = await signDigest(DIGEST, keys);
    const check = { cms, signerCertificate: keys.certificatePem, digestSha256: DIGEST, trustedIssuers: [authority.caCertificatePem] };
    expect(checkDetachedCms(check)).toBeUndefined();
    expect(checkDetachedCms({ ...check, digestSha256: 'cd'.repeat(32) })).toBe('DIGEST');
    expect(checkDetachedCms({ ...check, signerCertificate: other.certificatePem })).toBe('CERTIFICATE');
    const stranger = await openAuthority(folder());
    expect(checkDetachedCms({ ...check, trustedIssuers: [stranger.caCertificatePem] })).toBe('ISSUER');
    await expect(signDigest('not hex', keys)).rejects.toThrow('not a SHA-256 digest');
  });
});
