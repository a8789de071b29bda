import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const script = join(__dirname, 'build.mjs');
const node = (args: string[], env: Record<string, string>) => {
  const { JZT_API_BASE: _, ...rest } = process.env;
  return spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...rest, ...env } });
};

describe('a build for upload', () => {
  it.each([
    ['no address', undefined],
    ['the machine one sits at', 'http://127.0.0.1:7001'],
    ['http', 'http://api.example.cn'],
    ['an address of digits', 'https://10.0.0.8'],
    ['a name that only this network knows', 'https://localhost'],
    ['a path', 'https://api.example.cn/v1'],
  ])('is refused with %s, and says what to write', (_, address) => {
    const { status, stderr } = node([script, 'upload'], address ? { JZT_API_BASE: address } : {});
    expect(status).toBe(1);
    expect(stderr).toContain('JZT_API_BASE=https://api.example.cn npm run build:upload');
  });

  it.each(['https://api.example.cn', 'https://api.example.cn:8443'])('takes %s', (address) => {
    const check = `import(${JSON.stringify(pathToFileURL(script).href)}).then(({ checkUploadAddress }) => checkUploadAddress(process.env.JZT_API_BASE))`;
    expect(node(['-e', check], { JZT_API_BASE: address }).stderr).toBe('');
  });
});

it('MINIAPP_DIST is where both builds are looked for, emptied and handed out from', () => {
  const print = `import(${JSON.stringify(pathToFileURL(script).href)}).then(({ targets: { h5, weapp } }) => console.log(JSON.stringify([h5, weapp].map(({ outputs, clean }) => [...outputs, ...clean]))))`;
  const { stdout } = node(['-e', print], { MINIAPP_DIST: '/elsewhere/dist' });
  expect(JSON.parse(stdout)).toEqual([
    ['/elsewhere/dist/h5/index.html', '/elsewhere/dist/h5'],
    ['/elsewhere/dist/weapp/app.json', '/elsewhere/dist/weapp'],
  ]);
});
