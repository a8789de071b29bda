import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { testSecrets } from '../../testing/world';
import { readSettings } from './settings';

const SECRETS_FILE = join(mkdtempSync(join(tmpdir(), 'jzt-settings-')), 'secrets.json');
writeFileSync(SECRETS_FILE, JSON.stringify(testSecrets()));
const SIMULATOR_URL = 'http://127.0.0.1:7002';
const read = (env: Record<string, string>) => readSettings({ MONGODB_URI: 'mongodb://127.0.0.1/x', SECRETS_FILE, ...env });
const real = { SMS_BASE_URL: 'https://sms.tencentcloudapi.com' };
const keys = { SMS_APP_ID: 'id', SMS_APP_SECRET: 'secret' };

it('the simulators’ keys, which everybody knows, are used with the simulators alone: elsewhere a missing one stops the start', () => {
  expect(read({ SIMULATOR_URL }).sms).toMatchObject({ appId: 'demo-sms', appSecret: 'demo-secret' });
  expect(() => read({ SIMULATOR_URL, ...real })).toThrow('SMS_APP_ID');
  expect(() => read({ SIMULATOR_URL, ...real, SMS_APP_ID: 'id' })).toThrow('SMS_APP_SECRET');
  expect(read({ SIMULATOR_URL, ...real, ...keys }).sms).toMatchObject({ appId: 'id', appSecret: 'secret' });
  // Not taken in by an address that only begins alike.
  expect(() => read({ SIMULATOR_URL, SMS_BASE_URL: 'http://127.0.0.1:70020/sms' })).toThrow('SMS_APP_ID');
  expect(() => read({ SIMULATOR_URL, SEAL_500000_BASE_URL: 'https://seal.cq.example' })).toThrow('SEAL_500000_APP_ID');
  expect(read({ SIMULATOR_URL, CARD_BASE_URL: `${SIMULATOR_URL}/card` }).card?.appSecret).toBe('demo-secret');
});

it.each(['http://10.0.0.5:7002', 'https://simulators.example', 'http://127.0.0.1.evil.example'])(
  'simulators are on this machine or not at all: %s',
  (url) => {
    expect(() => read({ SIMULATOR_URL: url })).toThrow('SIMULATOR_URL');
  },
);
