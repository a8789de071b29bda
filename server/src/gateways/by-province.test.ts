import { expect, it } from '@jest/globals';
import { readSettings } from '../platform/settings';
import { byProvince } from './by-province';

it('a province is asked at its own system where the settings name one, all others at the one they share', () => {
  const { seal, insurance } = readSettings({
    MONGODB_URI: 'mongodb://127.0.0.1/x',
    SECRETS_FILE: `${__dirname}/../../package.json`,
    SIMULATOR_URL: 'http://127.0.0.1:7002',
    SEAL_500000_BASE_URL: 'http://chongqing/seal',
    SEAL_500000_APP_ID: 'cq',
    SEAL_500000_APP_SECRET: 'of-cq',
  });
  const seals = byProvince(seal, (one) => one);
  expect(seals('500000')).toEqual({ baseUrl: 'http://chongqing/seal', appId: 'cq', appSecret: 'of-cq' });
  expect(seals('630000')).toMatchObject({ baseUrl: 'http://127.0.0.1:7002/seal', appId: 'demo-seal' });
  expect(byProvince(insurance, (one) => one.baseUrl)('500000')).toBe('http://127.0.0.1:7002/insurance');
});
