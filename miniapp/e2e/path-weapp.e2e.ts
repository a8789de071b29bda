import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderPortrait } from '../../server/demo/cards';
import { issuedExam } from '../../server/testing/certificates';
import { twoOfficers } from '../../server/testing/officers';
import { institution, type SeededPerson } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { weappDist } from './dist';
import { startWeapp, type Weapp } from './sandbox';
import { scanned } from './scanned';

let world: World;
let weapp: Weapp;
let person: SeededPerson;
let number: string;
let folder: string;
let codes = 0;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jzt-weapp-'));
  const portrait = path.join(folder, 'portrait.jpg');
  writeFileSync(portrait, await renderPortrait(3));
  world = await startWorld();
  const issued = await issuedExam(world, await twoOfficers(world), { names: ['王建国'] });
  person = issued.people[0]!;
  number = issued.certificates[0]!.number;
  await institution({ name: '西宁城东建设职业培训学校' });
  const code = () => `sim.${person.phone}.${(codes += 1)}`;
  weapp = await startWeapp({
    dist: weappDist,
    serverUrl: world.url,
    answers: { loginCode: code, phoneNumber: () => ({ code: code() }), photo: () => portrait },
  });
});
afterAll(async () => {
  weapp.close();
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the path of a worker in the built weapp bundle: sign in, apply, see the certificate', () => {
  it('CQ-28 CQ-32 signs in with the phone number of WeChat', async () => {
    await weapp.open('pages/home/index');
    await weapp.tap('登录，开始办理');
    await weapp.tap('我已阅读并同意');
    await weapp.tap('一键登录');
    await weapp.see('您好');
    await weapp.see('已入库');
  });

  it('QH-10 QH-11 applies for a further type, the known facts filled in', async () => {
    await weapp.open('packages/application/types/index');
    await weapp.tap(/^建筑电工，可以报名/);
    await weapp.tap('选择西宁城东建设职业培训学校');
    await weapp.see('王建国');
    await weapp.tap(/本人照片，/);
    await weapp.see('重拍');
    await weapp.tap(/^学历，/);
    await weapp.tap(/^高中/);
    await weapp.tap(/^体检日期，/);
    await weapp.tap(/^确认$/);
    await weapp.tap('我已查询本人在全国的持证情况');
    await weapp.tap('我承诺');
    await weapp.tap('提交报名信息');
    await weapp.see('报名编号');
    await weapp.see('待机构审核');
  });

  it('QH-21 JS-10 sees the certificate, activates it, shows its code, opens the PDF, and finds it valid', async () => {
    await weapp.open('pages/wallet/index');
    await weapp.tap(number);
    await weapp.tap('激活证书');
    await weapp.tap(/^激活$/);
    await weapp.see('有效');
    await weapp.tap('出示二维码');
    await weapp.see('看到的是证书此刻的状态');
    const code = String(
      weapp
        .nodes()
        .find((node) => node.label === '证书核验二维码')
        ?.attribute('src'),
    );
    expect(code).toMatch(/^data:image\/png;base64,/);
    expect(await scanned(Buffer.from(code.split(',')[1]!, 'base64'))).toContain('/v/');
    const opened = new Promise<string>((resolve) => {
      weapp.wx.openDocument = ({ filePath, success }: { filePath: string; success(): void }) => {
        resolve(filePath);
        success();
      };
    });
    await weapp.tap('下载电子证书');
    expect(
      readFileSync(await opened)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await weapp.open('packages/certificate/verify/index');
    await weapp.type('证书编号', number);
    await weapp.type('持证人姓名', '王建国');
    await weapp.tap(/^查询$/);
    await weapp.see('证书真实，现在可以使用');
  });

  it('met no error of the program', () => {
    expect(weapp.complaints).toEqual([]);
  });
});
