import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { deserted, Desk } from '../../../simulators/desk';
import { openAuthority, type SealKeys, signDigest } from '../../../simulators/seal/authority';
import { type Simulators, startSimulators } from '../../../simulators/start';
import { checkDetachedCms } from './cms';
import { SealGateway } from './seal-gateway';

const folder = mkdtempSync(join(tmpdir(), 'jzt-seal-test-'));
let simulators: Simulators;
let desk: Desk;
let root: string;
const gateway = (changes: object = {}): SealGateway =>
  new SealGateway({
    baseUrl: `${simulators.url}/seal`,
    appId: 'demo-seal',
    appSecret: 'demo-secret',
    timeoutMs: 10_000,
    trustedIssuers: [root],
    ...changes,
  });
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const ask = (changes: object = {}) => ({
  jurisdiction: '630000' as const,
  requestId: randomUUID(),
  sealId: 'QH-ZJT',
  digestSha256: digestOf(randomUUID()),
  reason: '签发电子证书',
  documentName: 'certificate.pdf',
  ...changes,
});
const down = (reason: string, providerCode?: string) => ({
  name: 'GatewayDown',
  system: 'seal',
  reason,
  retryable: true,
  ...(providerCode ? { providerCode } : {}),
});

beforeAll(async () => {
  simulators = await startSimulators({ port: 0, stateDir: join(folder, 'state') });
  desk = new Desk(simulators.url);
  root = await (await fetch(`${simulators.url}/seal/root.pem`)).text();
});
beforeEach(() => desk.fault('all', 'ok'));
afterAll(async () => {
  await simulators.close();
  rmSync(folder, { recursive: true });
});

describe('QH-20 the province’s seal', () => {
  it('signs the digest with a certificate of the trusted authority', async () => {
    const request = ask();
    const sealed = await gateway().sign(request);
    if (sealed.state !== 'SIGNED') throw new Error(sealed.reason);
    expect(checkDetachedCms({ ...sealed, digestSha256: request.digestSha256, trustedIssuers: [root] })).toBeUndefined();
    expect(sealed.signerCertificate).toMatch(/^-----BEGIN CERTIFICATE-----/);
  });

  it('gives the same answer to the same request, and refuses another digest under it', async () => {
    const request = ask();
    const first = await gateway().sign(request);
    expect(await gateway().sign(request)).toEqual(first);
    expect(await gateway().sign({ ...request, digestSha256: digestOf('other') })).toEqual({
      state: 'REFUSED',
      reason: 'DIGEST_CHANGED',
      providerCode: '40901',
    });
  });

  it('QH-36 knows the seals of institutions once they are registered, and refuses unknown and disabled ones', async () => {
    expect(await gateway().sign(ask({ sealId: 'INST-7' }))).toEqual({ state: 'REFUSED', reason: 'UNKNOWN_SEAL', providerCode: '40404' });
    await desk.seed('seal', {
      seals: [
        { sealId: 'INST-7', holder: '西宁模拟培训学校' },
        { sealId: 'INST-8', holder: '已停用', disabled: true },
      ],
    });
    expect(await gateway().sign(ask({ sealId: 'INST-7' }))).toMatchObject({ state: 'SIGNED' });
    expect(await gateway().sign(ask({ sealId: 'INST-8' }))).toEqual({ state: 'REFUSED', reason: 'SEAL_DISABLED', providerCode: '40301' });
  });

  it('asks for a digest, nothing else', async () => {
    await expect(gateway().sign(ask({ digestSha256: 'abc' }))).rejects.toThrow(RangeError);
  });
});

describe('A-24, QH-20 the seal service is not there', () => {
  it('refused, cut, slow, garbage, not our key', async () => {
    await expect(gateway({ baseUrl: await deserted() }).sign(ask())).rejects.toMatchObject(down('UNREACHABLE', 'ECONNREFUSED'));
    await desk.fault('seal', 'down');
    await expect(gateway().sign(ask())).rejects.toMatchObject(down('UNREACHABLE'));
    await desk.fault('seal', 'garbage');
    await expect(gateway().sign(ask())).rejects.toMatchObject(down('GARBAGE', 'NOT_JSON'));
    await desk.fault('seal', 'garbage', { as: 'json' });
    await expect(gateway().sign(ask())).rejects.toMatchObject(down('GARBAGE', 'WRONG_SHAPE'));
    await desk.fault('seal', 'slow', { ms: 60_000 });
    await expect(gateway({ timeoutMs: 300 }).sign(ask())).rejects.toMatchObject(down('TIMEOUT'));
    await desk.fault('seal', 'ok');
    await expect(gateway({ appSecret: 'other' }).sign(ask())).rejects.toMatchObject(down('CONFIGURATION', '40101'));
  });

  it('does not believe a perfect seal over another document, and recovers', async () => {
    const request = ask();
    await desk.fault('seal', 'wrong', { times: 1 });
    await expect(gateway().sign(request)).rejects.toMatchObject(down('UNTRUSTED', 'DIGEST'));
    expect(await gateway().sign(request)).toMatchObject({ state: 'SIGNED' });
  });

  it('does not believe a seal of an authority that nobody named', async () => {
    const stranger = await openAuthority(join(folder, 'stranger'));
    await expect(gateway({ trustedIssuers: [stranger.caCertificatePem] }).sign(ask())).rejects.toMatchObject(down('UNTRUSTED', 'ISSUER'));
  });
});

describe('what makes a detached CMS believable', () => {
  const digestSha256 = digestOf('a document');
  let keys: SealKeys;
  let otherKeys: SealKeys;
  let cms: Buffer;
  beforeAll(async () => {
    const authority = await openAuthority(join(folder, 'own'));
    [keys, otherKeys] = await Promise.all([authority.sealKeys('ONE', '一号章'), authority.sealKeys('TWO', '二号章')]);
    cms = await signDigest(digestSha256, keys);
  });
  const check = (changes: object): string | undefined =>
    checkDetachedCms({ cms, signerCertificate: keys.certificatePem, digestSha256, ...changes });

  it('all of it right', () => expect(check({ trustedIssuers: [keys.caCertificatePem] })).toBeUndefined());
  it('bytes that are no CMS', () => expect(check({ cms: Buffer.from('hello') })).toBe('NOT_CMS'));
  it('another digest', () => expect(check({ digestSha256: digestOf('other') })).toBe('DIGEST'));
  it('another certificate than the one inside', () => expect(check({ signerCertificate: otherKeys.certificatePem })).toBe('CERTIFICATE'));
  it('no certificate', () => expect(check({ signerCertificate: 'nothing' })).toBe('CERTIFICATE'));
  it('a signature made with another key', async () => {
    const mixed = { ...keys, privateKeyPem: otherKeys.privateKeyPem };
    expect(check({ cms: await signDigest(digestSha256, mixed) })).toBe('SIGNATURE');
  });
  it('every flipped byte of the signature', () => {
    // RSA-2048: the last 256 bytes.
    for (let back = 1; back <= 256; back += 31) {
      const broken = Buffer.from(cms);
      broken[broken.length - back]! ^= 1;
      expect(check({ cms: broken })).toBe('SIGNATURE');
    }
  });
});
