import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { buildECertificateId, parseECertificateId } from '@jzt/shared/domain/eCertificateId';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { type CertificateEvent, nationalReport } from '@jzt/shared/workflow/nationalReport';
import { deserted, Desk } from '../../../simulators/desk';
import { type Simulators, startSimulators } from '../../../simulators/start';
import { NationalGateway } from './national-gateway';
import type { NationalUpload } from './port';

let simulators: Simulators;
let desk: Desk;
let next = 0;
const gateway = (changes: object = {}): NationalGateway =>
  new NationalGateway({
    baseUrl: `${simulators.url}/national`,
    appId: 'demo-national',
    appSecret: 'demo-secret',
    timeoutMs: 5000,
    ...changes,
  });
const person = (sequence: number) => ({ idNumber: makeIdNumber('1977-06-05', sequence), name: '马学文' });
const issuerCode = '11630000015000000X';
const down = (reason: string, providerCode?: string) => ({
  name: 'GatewayDown',
  system: 'national',
  reason,
  retryable: true,
  ...(providerCode ? { providerCode } : {}),
});

type To = Parameters<typeof nationalReport>[2];
const change = (kind: 'SAFETY_MGMT' | 'SPECIAL_OP', event: CertificateEvent, to: To) => nationalReport(kind, event, to)!;
const special = (changes: Partial<NationalUpload> = {}): NationalUpload => ({
  requestId: randomUUID(),
  kind: 'SPECIAL_OP',
  change: change('SPECIAL_OP', 'issue', 'ISSUED'),
  subCode: '01',
  certificateNo: `青A012026${String(++next).padStart(6, '0')}`,
  ...person(201),
  provinceCode: '630000',
  issuerName: '青海省住房和城乡建设厅',
  issuerCode,
  firstIssuedOn: '2026-11-21',
  issuedOn: '2026-11-21',
  validFrom: '2026-11-21',
  validTo: '2028-11-20',
  ...changes,
});
const safety = (changes: Partial<NationalUpload> = {}): NationalUpload => ({
  ...special(),
  kind: 'SAFETY_MGMT',
  change: change('SAFETY_MGMT', 'issue', 'ISSUED'),
  subCode: 'C1',
  certificateNo: `青建安C1（2026）${String(++next).padStart(7, '0')}`,
  ...person(203),
  enterpriseName: '青海模拟建设有限公司',
  creditCode: '91630000MA75000000',
  validTo: '2029-11-20',
  ...changes,
});
const lastReport = async (): Promise<Record<string, string>> =>
  (await desk.read<{ reports: { content: Record<string, string> }[] }>('/national/reports')).reports.at(-1)?.content ?? {};

beforeAll(async () => {
  simulators = await startSimulators({ port: 0 });
  desk = new Desk(simulators.url);
});
beforeEach(() => desk.fault('all', 'ok'));
afterAll(() => simulators.close());

describe('CQ-07 what a person holds in the country', () => {
  it('nothing', async () => {
    expect(await gateway().lookUpHoldings(person(205))).toEqual([]);
  });

  it('CQ-05 a safety-management certificate of another province', async () => {
    expect(await gateway().lookUpHoldings(person(911))).toEqual([
      {
        kind: 'SAFETY_MGMT',
        subCode: 'B',
        provinceCode: '510000',
        certificateNo: expect.stringMatching(/^川建安B（2024）\d{7}$/),
        stateCode: '01',
        state: 'VALID',
        validTo: '2099-12-31',
        creditCode: expect.any(String),
      },
    ]);
  });

  it('CQ-06 a special-operation certificate of another province', async () => {
    const [held] = await gateway().lookUpHoldings(person(912));
    expect(held).toMatchObject({ kind: 'SPECIAL_OP', subCode: '01', provinceCode: '520000', state: 'VALID' });
  });

  it('O-02 reads one and the same state code by the kind of the certificate', async () => {
    const { idNumber, name } = person(207);
    const base = { idNumber, name, provinceNum: '510000', expiringDate: '2027-01-01', certState: '03' };
    await desk.seed('national', {
      holdings: [
        { ...base, certType: 'W011', code: 'A', certNum: '川建安A（2024）0000001' },
        { ...base, certType: 'W032', code: '04', certNum: '川A042024000001' },
      ],
    });
    const held = await gateway().lookUpHoldings({ idNumber, name });
    expect(held.map((each) => [each.kind, each.stateCode, each.state])).toEqual([
      ['SAFETY_MGMT', '03', 'RESCINDED'],
      ['SPECIAL_OP', '03', 'REVOKED'],
    ]);
  });

  it('does not read an unknown code as "holds nothing"', async () => {
    const { idNumber, name } = person(209);
    await desk.seed('national', {
      holdings: [
        {
          idNumber,
          name,
          certType: 'W032',
          code: '04',
          provinceNum: '510000',
          certNum: '川A042024000002',
          certState: '07',
          expiringDate: '2027-01-01',
        },
      ],
    });
    await expect(gateway().lookUpHoldings({ idNumber, name })).rejects.toMatchObject(down('GARBAGE', 'DICTIONARY'));
  });
});

describe('O-08 the identifier, then the report', () => {
  it('O-09 gives an identifier of the kind, the same for the same request, and the report confirms it', async () => {
    const upload = special();
    const request = { requestId: randomUUID(), kind: upload.kind, certificateNo: upload.certificateNo, issuerCode };
    const given = await gateway().requestCode(request);
    if (given.state !== 'GIVEN') throw new Error(given.messageZh);
    expect(parseECertificateId(given.identifier)).toMatchObject({ type: 'W032', issuer: issuerCode, version: 1 });
    expect(await gateway().requestCode(request)).toEqual(given);
    expect(await gateway().report(upload)).toEqual({ state: 'ACCEPTED', receiptNo: expect.any(String), identifier: given.identifier });
  });

  it('JS-22 applies a request once, however often it is sent, also when the answers were lost', async () => {
    const upload = special();
    await desk.fault('national', 'slow', { ms: 60_000, times: 1 });
    await expect(gateway({ timeoutMs: 300 }).report(upload)).rejects.toMatchObject(down('TIMEOUT'));
    const first = await gateway().report(upload);
    expect(await gateway().report(upload)).toEqual(first);
    const { reports } = await desk.read<{ reports: { requestId: string }[] }>('/national/reports');
    expect(reports.filter((each) => each.requestId === upload.requestId)).toHaveLength(1);
  });

  it('refuses one request id for two contents', async () => {
    const upload = special();
    await gateway().report(upload);
    expect(await gateway().report({ ...upload, validTo: '2030-01-01' })).toMatchObject({ state: 'REJECTED', providerCode: '40901' });
  });

  it('writes the fields of each kind, with what the ID number says', async () => {
    await gateway().report(special({ ...person(211), subCode: '99', subCodeName: '盾构机操作工' }));
    expect(await lastReport()).toMatchObject({
      certType: 'W032',
      operateType: '01',
      certState: '01',
      operationCategory: '99',
      categoryDescription: '经省级以上住房和城乡建设主管部门认定的其他工种类别（盾构机操作工）',
      gender: '1',
      identityCardType: '111',
      provinceNum: '630000',
      issuAuth: '青海省住房和城乡建设厅',
      expiringDate: '2028-11-20',
    });
    await gateway().report(safety(person(212)));
    expect(await lastReport()).toMatchObject({
      certType: 'W011',
      categoryCode: 'C1',
      birthDate: '1977-06-05',
      gender: '2',
      companyName: '青海模拟建设有限公司',
    });
  });

  it('what was reported is what the country then shows', async () => {
    const holder = person(213);
    const upload = special({ ...holder, subCode: '07' });
    await gateway().report(upload);
    expect(await gateway().lookUpHoldings(holder)).toMatchObject([
      { kind: 'SPECIAL_OP', subCode: '07', provinceCode: '630000', certificateNo: upload.certificateNo, state: 'VALID' },
    ]);
  });

  it('O-02 follows a certificate of each kind through its life in that kind’s own digits', async () => {
    const lives = [
      {
        make: special,
        kind: 'SPECIAL_OP',
        steps: [
          ['suspend', 'SUSPENDED', '03', '02'],
          ['restore', 'ACTIVE', '06', '01'],
          ['revoke', 'REVOKED', '05', '03'],
        ],
      },
      {
        make: safety,
        kind: 'SAFETY_MGMT',
        steps: [
          ['suspend', 'SUSPENDED', '03', '02'],
          ['restore', 'ACTIVE', '06', '01'],
          ['revoke', 'REVOKED', '05', '07'],
        ],
      },
    ] as const;
    for (const { make, kind, steps } of lives) {
      const issued = make();
      const first = await gateway().report(issued);
      if (first.state !== 'ACCEPTED') throw new Error(first.messageZh);
      for (const [event, to, operateType, certState] of steps) {
        const step = { ...issued, requestId: randomUUID(), change: change(kind, event, to), identifier: first.identifier };
        expect(await gateway().report(step)).toMatchObject({ state: 'ACCEPTED', identifier: first.identifier });
        expect(await lastReport()).toMatchObject({ operateType, certState, zzeCertID: first.identifier });
      }
    }
  });

  it('an extension links the version before and counts on', async () => {
    const issued = special();
    const first = await gateway().report(issued);
    if (first.state !== 'ACCEPTED') throw new Error(first.messageZh);
    const extended = {
      ...issued,
      requestId: randomUUID(),
      change: change('SPECIAL_OP', 'extend', 'ACTIVE'),
      validFrom: '2028-11-21',
      validTo: '2030-11-20',
    };
    expect(await gateway().report(extended)).toMatchObject({ state: 'REJECTED', providerCode: '42213' });
    const second = await gateway().report({ ...extended, requestId: randomUUID(), previousIdentifier: first.identifier });
    if (second.state !== 'ACCEPTED') throw new Error(second.messageZh);
    const [before, after] = [parseECertificateId(first.identifier), parseECertificateId(second.identifier)];
    expect(after).toEqual({ ...before, version: 2 });
  });

  it.each([
    ['42210', () => safety({ creditCode: undefined })],
    ['42210', () => special({ certificateNo: '青'.repeat(26) })],
    ['42211', () => special({ change: { operateType: '03', certState: '03', linksPrevious: false } })],
    [
      '42212',
      () =>
        special({
          change: change('SPECIAL_OP', 'suspend', 'SUSPENDED'),
          identifier: buildECertificateId({ type: 'W032', issuer: issuerCode, serial: '20269999999', version: 1 }),
        }),
    ],
    ['42213', () => special({ change: change('SPECIAL_OP', 'cancel', 'CANCELLED'), identifier: 'nonsense' })],
  ])('passes the platform’s refusal on, with its words: %s', async (providerCode, make) => {
    expect(await gateway().report(make())).toEqual({ state: 'REJECTED', providerCode, messageZh: expect.stringMatching(/[一-龥]{4,}/) });
  });

  it('sends the photo in its limits, and refuses what no platform could take', async () => {
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(1000)]);
    expect(await gateway().report(special({ photo: jpeg }))).toMatchObject({ state: 'ACCEPTED' });
    await expect(gateway().report(special({ photo: Buffer.concat([jpeg, Buffer.alloc(51 * 1024)]) }))).rejects.toThrow(RangeError);
    await expect(gateway().report(special({ photo: Buffer.from('GIF89a') }))).rejects.toThrow(RangeError);
    await expect(gateway().report(special({ subCode: '99' }))).rejects.toThrow(RangeError);
    await expect(gateway().report(special({ subCode: '12' }))).rejects.toThrow(RangeError);
    await expect(gateway().report(special({ idNumber: '990101197706052010' }))).rejects.toThrow(RangeError);
  });
});

describe('A-24 the platform is not there', () => {
  const upload = special();
  const calls: [string, (each: NationalGateway) => Promise<unknown>][] = [
    ['lookUpHoldings', (each) => each.lookUpHoldings(person(215))],
    [
      'requestCode',
      (each) => each.requestCode({ requestId: randomUUID(), kind: 'SPECIAL_OP', certificateNo: upload.certificateNo, issuerCode }),
    ],
    ['report', (each) => each.report({ ...upload, requestId: randomUUID() })],
  ];

  it.each(calls)('%s: refused, cut, slow, garbage, changed on its way, not our key', async (_name, call) => {
    await expect(call(gateway({ baseUrl: await deserted() }))).rejects.toMatchObject(down('UNREACHABLE', 'ECONNREFUSED'));
    await desk.fault('national', 'down');
    await expect(call(gateway())).rejects.toMatchObject(down('UNREACHABLE'));
    await desk.fault('national', 'garbage');
    await expect(call(gateway())).rejects.toMatchObject(down('GARBAGE', 'NOT_JSON'));
    await desk.fault('national', 'garbage', { as: 'json' });
    await expect(call(gateway())).rejects.toMatchObject(down('GARBAGE', 'WRONG_SHAPE'));
    await desk.fault('national', 'slow', { ms: 60_000 });
    await expect(call(gateway({ timeoutMs: 300 }))).rejects.toMatchObject(down('TIMEOUT'));
    await desk.fault('national', 'wrong');
    await expect(call(gateway())).rejects.toMatchObject(down('UNTRUSTED'));
    await desk.fault('national', 'ok');
    await expect(call(gateway({ appSecret: 'other' }))).rejects.toMatchObject(down('CONFIGURATION', '40101'));
  });
});

it('puts nothing about the person into an address', async () => {
  const fetches = jest.spyOn(globalThis, 'fetch');
  await gateway().lookUpHoldings(person(217));
  await gateway().report(special(person(217)));
  const addresses = fetches.mock.calls.map(([url]) => String(url));
  fetches.mockRestore();
  expect(addresses).toEqual([`${simulators.url}/national/v1/certificates/query`, `${simulators.url}/national/v1/certificates/report`]);
});

describe('the same certificate in two provinces (CQ-24)', () => {
  const holding = (sequence: number, provinceNum: string, certNum: string, certState = '01') => ({
    ...person(sequence),
    certType: 'W011',
    code: 'B',
    provinceNum,
    certNum,
    certState,
    expiringDate: '2099-12-31',
  });

  it('lists who holds it here and elsewhere, and passes a cancellation on once', async () => {
    const [here, there] = ['渝建安B（2021）0000301', '川建安B（2022）0000301'];
    await desk.seed('national', {
      holdings: [
        holding(301, '500000', here),
        holding(301, '510000', there),
        holding(302, '500000', '渝建安B（2021）0000302'),
        holding(302, '510000', '川建安B（2022）0000302', '04'),
      ],
    });
    expect(await gateway().lookUpDuplicates('500000')).toEqual([
      {
        kind: 'SAFETY_MGMT',
        subCode: 'B',
        ...person(301),
        certificateNo: here,
        other: { provinceCode: '510000', certificateNo: there, validTo: '2099-12-31' },
      },
    ]);
    const request = {
      requestId: randomUUID(),
      kind: 'SAFETY_MGMT' as const,
      certificateNo: there,
      provinceCode: '510000',
      fromProvinceCode: '500000',
      ...person(301),
      reason: '本人选择注销',
    };
    const first = await gateway().requestCancellation(request);
    expect(first).toMatchObject({ state: 'ACCEPTED' });
    expect(await gateway().requestCancellation(request)).toEqual(first);
    expect(await gateway().lookUpDuplicates('500000')).toEqual([]);
    expect(await gateway().requestCancellation({ ...request, requestId: randomUUID() })).toMatchObject({
      state: 'REJECTED',
      providerCode: '42211',
    });
    await desk.fault('national', 'down');
    await expect(gateway().lookUpDuplicates('500000')).rejects.toMatchObject(down('UNREACHABLE'));
  });
});
