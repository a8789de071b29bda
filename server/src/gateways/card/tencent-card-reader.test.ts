import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { deserted, Desk } from '../../../simulators/desk';
import { type Simulators, startSimulators } from '../../../simulators/start';
import { TencentCardReader } from './tencent-card-reader';

let simulators: Simulators;
let desk: Desk;
const reader = (changes: object = {}) =>
  new TencentCardReader({
    baseUrl: `${simulators.url}/card`,
    secretId: 'demo-card',
    secretKey: 'demo-secret',
    timeoutMs: 5000,
    ...changes,
  });
const PHOTO = Buffer.from('ffd8ffe000104a46494600', 'hex');
const idNumber = makeIdNumber('1975-03-08', 1);
const FRONT = { Name: '王建国', Sex: '男', IdNum: idNumber };
const BACK = { Authority: '演示市公安局', ValidDate: '2015.06.01-2035.06.01' };
const down = (reason: string, providerCode?: string) => ({
  name: 'GatewayDown',
  system: 'card',
  reason,
  ...(providerCode && { providerCode }),
});

beforeAll(async () => {
  simulators = await startSimulators({ port: 0 });
  desk = new Desk(simulators.url);
});
beforeEach(() => desk.fault('all', 'ok'));
afterAll(() => simulators.close());

describe('Tencent Cloud reads ID cards', () => {
  it('CQ-35 the side with the portrait says name and number', async () => {
    await desk.seed('card', { sees: FRONT });
    expect(await reader().read(PHOTO)).toEqual({ reading: { side: 'portrait', name: '王建国', idNumber } });
  });

  it.each([
    ['2015.06.01-2035.06.01', '2035-06-01'],
    ['2015.06.01-长期', '长期'],
  ])('CQ-33 the other side says until when: %s', async (ValidDate, validTo) => {
    await desk.seed('card', { sees: { ...BACK, ValidDate } });
    expect(await reader().read(PHOTO)).toEqual({ reading: { side: 'authority', validTo } });
  });

  it.each([
    [-9101, 'EDGE'],
    [-9105, 'EDGE'],
    [-9107, 'GLARE'],
    [-9102, 'NOT_ORIGINAL'],
    [-9103, 'NOT_ORIGINAL'],
    [-9104, 'NOT_ORIGINAL'],
    [-9108, 'NOT_ORIGINAL'],
  ])('CQ-34 O-17 warning %i is %s', async (warning, fault) => {
    await desk.seed('card', { sees: FRONT, warnings: [warning] });
    expect(await reader().read(PHOTO)).toEqual({ fault });
  });

  it('CQ-34 O-17 a quality below 50 is a blurred photo, 50 is not', async () => {
    await desk.seed('card', { sees: FRONT, quality: 49 });
    expect(await reader().read(PHOTO)).toEqual({ fault: 'BLUR' });
    await desk.seed('card', { sees: FRONT, quality: 50 });
    expect(await reader().read(PHOTO)).toMatchObject({ reading: { name: '王建国' } });
  });

  it.each([
    ['FailedOperation.ImageNoIdCard', 'NOT_FOUND'],
    ['FailedOperation.ImageBlur', 'BLUR'],
    ['FailedOperation.OcrFailed', 'BLUR'],
  ])('CQ-34 %s is a fault of the photo', async (error, fault) => {
    await desk.seed('card', { error });
    expect(await reader().read(PHOTO)).toEqual({ fault });
  });

  it('reads a number with a wrong check digit, a validity that is no day, or nothing as not readable', async () => {
    const wrong = idNumber.slice(0, 17) + (idNumber.endsWith('1') ? '2' : '1');
    for (const sees of [{ ...FRONT, IdNum: wrong }, { ...BACK, ValidDate: '2015.06.01-2035.13.01' }, {}]) {
      await desk.seed('card', { sees });
      expect(await reader().read(PHOTO)).toEqual({ fault: 'BLUR' });
    }
  });

  it('A-24 never decides when the provider does not', async () => {
    await desk.seed('card', { sees: FRONT });
    await expect(reader({ baseUrl: await deserted() }).read(PHOTO)).rejects.toMatchObject(down('UNREACHABLE'));
    await expect(reader({ secretKey: 'somebody' }).read(PHOTO)).rejects.toMatchObject(
      down('CONFIGURATION', 'AuthFailure.SignatureFailure'),
    );
    await desk.fault('card', 'garbage');
    await expect(reader().read(PHOTO)).rejects.toMatchObject(down('GARBAGE'));
    await desk.fault('card', 'slow', { ms: 3000, times: 1 });
    await expect(reader({ timeoutMs: 200 }).read(PHOTO)).rejects.toMatchObject(down('TIMEOUT'));
    await desk.seed('card', { error: 'LimitExceeded.TooLargeFileError' });
    await expect(reader().read(PHOTO)).rejects.toMatchObject(down('BUSY'));
    await desk.seed('card', { error: 'ResourceUnavailable.InArrears' });
    await expect(reader().read(PHOTO)).rejects.toMatchObject(down('CONFIGURATION'));
  });
});
