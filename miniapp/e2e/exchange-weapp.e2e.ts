import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderPortrait } from '../../server/demo/cards';
import type { ExchangeDesk } from '../../server/testing/exchanges';
import type { SeededPerson } from '../../server/testing/people';
import type { World } from '../../server/testing/world';
import { exchangeOf, exchangeWorld, holderOfPapers, learnAndPass } from './exchange';
import { oneTap, phoneOf } from './phones';
import type { Weapp } from './sandbox';

const HOME = 'packages/exchange/home/index';
const NUMBER = '琼建教1012016000901';

let world: World;
let desk: ExchangeDesk;
let person: SeededPerson;
let folder: string;
let photo: string;

beforeAll(async () => {
  ({ world, desk } = await exchangeWorld());
  person = await holderOfPapers(world, '吉海波', NUMBER);
  folder = mkdtempSync(path.join(tmpdir(), 'jzt-exchange-'));
  photo = path.join(folder, 'portrait.jpg');
  writeFileSync(photo, await renderPortrait(11, { sex: 'M' }));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.stop();
});

async function phone(): Promise<Weapp> {
  const weapp = await phoneOf(world, person);
  weapp.phone.photo = () => photo;
  await oneTap(weapp);
  return weapp;
}

describe('换证 on the phone', () => {
  it('HN-03 HN-05 HN-08 HN-21 looked up, each certificate with its word; profile, portrait, a class of one’s own choice', async () => {
    const weapp = await phone();
    try {
      await weapp.open('pages/home/index');
      await weapp.see('换发电子证书');
      await weapp.open(HOME);
      await weapp.see('可以换证');
      await weapp.see('不能换证');
      await weapp.see('这种证书不在换证之列');
      await weapp.tap('开始换证');
      await weapp.see('可以换证，请完成继续教育');
      await weapp.see('请选择文化程度');
      await weapp.tap(/^文化程度，/);
      await weapp.tap('大专');
      await weapp.tap(/本人照片，/);
      await weapp.seeNo('正在上传');
      await weapp.tap('保存');
      await weapp.see('请自行选择培训班');
      await weapp.tap('选择培训班');
      await weapp.see('任何单位不得指定');
      await weapp.see('其中专业21学时，不够换证');
      await weapp.tap(/^换证继续教育班/);
      await weapp.tap('参加这个班');
      await weapp.see('去学习');
      await world.settle();
      expect((await exchangeOf(person)).className).toBe('换证继续教育班');
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
  });

  it('HN-07 HN-09 learnt and passed: one tap asked twice, the new certificate in the wallet, the old one void', async () => {
    await learnAndPass(world, desk, person);
    const weapp = await phone();
    try {
      await weapp.open(`packages/exchange/case/index?id=${(await exchangeOf(person))._id.toHexString()}`);
      await weapp.see('考核合格，可以更新证书');
      await weapp.tap(/^更新$/);
      await weapp.see('现在更新证书？');
      await weapp.tap('再看看');
      expect((await exchangeOf(person)).status).toBe('ASSESSED');
      await weapp.tap(/^更新$/);
      await weapp.tap(/^更新$/);
      await weapp.see('正在生成电子证书');
      await world.settle();
      await weapp.see('已换发电子证书');
      const { newNumber } = await exchangeOf(person);
      await weapp.tap('看电子证书');
      await weapp.see(newNumber!);
      await weapp.open('pages/wallet/index');
      await weapp.see(newNumber!);
      await weapp.see('已作废');
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
  });
});
