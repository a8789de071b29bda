import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { duplicateRoutes } from '@jzt/shared/contract/duplicate';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegisterEntries } from '../../server/src/features/certificate/registerEntries.service';
import { DuplicateCaseModel, type DuplicateCase } from '../../server/src/features/duplicate/duplicate.model';
import { signIn } from '../../server/testing/client';
import { authority, ledgeredWorker, officer, type SeededPerson } from '../../server/testing/people';
import { filledIn } from '../../server/testing/sheets';
import { seedOutside } from '../../server/testing/simulators';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, DESK, PHONE } from './browser';
import { h5Dist } from './dist';
import { personAt, uglyPages } from './people-at-screens';

const CQ: Jurisdiction = '500000';
const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');
const NAMES = ['邱云飞', '贺双全', '谭木生'];

let world: World;
let office: string;
let people: SeededPerson[];
let files: string;

const numbers = (at: number) => [`渝建安B（2022）00009${at}0`, `川建安B（2023）00009${at}0`] as const;

beforeAll(async () => {
  world = await startWorld({ env: { PACK_EDITION: 'DEMO', WEB_DIR: h5Dist } });
  office = await authority(CQ);
  files = mkdtempSync(path.join(tmpdir(), 'jzt-duplicates-'));
  people = [];
  for (const [at, name] of NAMES.entries()) {
    const person = await ledgeredWorker(world, { name, jurisdiction: CQ });
    people.push(person);
    const [number, certNum] = numbers(at);
    await (
      await world.server.get(RegisterEntries)
    ).record([
      {
        jurisdiction: CQ,
        kind: 'SAFETY_MGMT',
        subject: { category: 'SAFETY_MGMT', code: 'B' },
        number,
        name,
        idNumber: person.idNumber,
        issuedOn: '2022-01-01',
        validTo: '2099-12-31',
      },
    ]);
    const holding = { idNumber: person.idNumber, name, certType: 'W011', code: 'B', certState: '01', expiringDate: '2099-12-31' };
    await seedOutside(world, 'national', {
      holdings: [
        { ...holding, provinceNum: CQ, certNum: number },
        { ...holding, provinceNum: '510000', certNum },
      ],
    });
  }
});
afterAll(async () => {
  rmSync(files, { recursive: true, force: true });
  await closeBrowser();
  await world.stop();
});

const staff = async (role: 'AUTHORITY_REVIEWER' | 'AUTHORITY_ISSUER') => officer(world, role, '经办', office);
const stored = async (at: number) => (await DuplicateCaseModel.findOne({ 'own.number': numbers(at)[0] } as never).lean<DuplicateCase>())!;

async function table(wrong: boolean): Promise<string> {
  const who = await signIn(world, (await staff('AUTHORITY_REVIEWER')).phone, 'AUTHORITY_REVIEWER');
  const rows = people.map(({ name, idNumber }, at) => {
    const [number, other] = numbers(at);
    return [wrong && at === 1 ? '别的人' : name, idNumber, '', number, '四川省', other, '2099-12-31'];
  });
  const file = path.join(files, wrong ? 'wrong.xlsx' : 'right.xlsx');
  writeFileSync(file, await filledIn((await who.call(duplicateRoutes.sheet)).bytes, rows));
  return file;
}

describe('跨省重复持证 in the browser', () => {
  it('CQ-24 a list with a wrong row is told by row and not taken in; corrected, everybody is told', async () => {
    const desk = await personAt(world, { viewport: DESK, folder });
    await desk.signIn((await staff('AUTHORITY_REVIEWER')).phone);
    await desk.open('/packages/authority/duplicates/index');
    await desk.see('没有要办的重复持证');
    await desk.tapText('导入名单');
    const upload = async (file: string) => {
      const [chooser] = await Promise.all([desk.page.waitForEvent('filechooser'), desk.tapText('上传填好的表格')]);
      await chooser.setFiles(file);
    };
    await upload(await table(true));
    await desk.see('1行不对');
    await desk.see('姓名或身份证号和本省证书上的不一样');
    await desk.looksGood('duplicate-preview-wrong');
    await upload(await table(false));
    await desk.tapText('列入3人并通知');
    await desk.see('列入3人，原来就有0人');
    await desk.looksGood('duplicate-taken');
    await world.settle();
    await desk.open('/packages/authority/duplicates/index');
    await desk.see('邱云飞');
    await desk.see('本人选择的最后一天');
    await desk.looksGood('duplicate-board');
    expect(uglyPages()).toEqual([]);
    await desk.close();
  });

  it('CQ-24 the holder sees both certificates and the deadline, and chooses with a confirmation', async () => {
    const worker = await personAt(world, { viewport: PHONE, folder });
    await worker.signIn(people[0]!.phone);
    await worker.see('请处理重复持证');
    await worker.tapText(/^去办理$/);
    await worker.see('四川省');
    await worker.see(/还有\d个工作日/);
    await worker.looksGood('duplicate-choice');
    await worker.tapText(/^注销四川省的证书/);
    await worker.tapText(/^注销四川省的证书$/);
    await worker.see('选择后不能更改');
    await worker.picture('duplicate-sure');
    await worker.answer('确认注销这一本');
    await world.settle();
    await worker.see('已处理完毕');
    await worker.looksGood('duplicate-closed');
    expect(await stored(0)).toMatchObject({ status: 'CLOSED', chosen: 'OTHER' });
    expect(uglyPages()).toEqual([]);
    await worker.close();
  });

  it('CQ-25 CQ-26 overdue: the public page, then the officer cancels by law', async () => {
    const { deadline } = await stored(1);
    world.clock.set(`${deadline}T16:00:10Z`);
    await world.settle();
    const guest = await personAt(world, { viewport: PHONE, folder });
    await guest.open('/packages/certificate/notices/index');
    await guest.see('贺**');
    await guest.looksGood('duplicate-notices');
    expect(await guest.text()).not.toContain(people[1]!.idNumber);
    const worker = await personAt(world, { viewport: PHONE, folder });
    await worker.signIn(people[1]!.phone);
    await worker.see('重复持证正在公示');
    await worker.tapText(/^去办理$/);
    await worker.see('在此之前点选一本注销');
    await worker.looksGood('duplicate-publicized');
    await worker.close();
    const { noticeEnds } = await stored(1);
    world.clock.set(`${noticeEnds}T16:00:10Z`);
    const issuer = await personAt(world, { viewport: DESK, folder });
    await issuer.signIn((await staff('AUTHORITY_ISSUER')).phone);
    await issuer.open(`/packages/authority/duplicate/index?id=${(await stored(1))._id.toHexString()}`);
    await issuer.see('通知经过');
    await issuer.looksGood('duplicate-case');
    await issuer.tapText(/^依法注销$/);
    await issuer.answer('依法注销');
    await issuer.see('已依法注销');
    expect((await stored(1)).status).toBe('CANCELLED');
    expect(uglyPages()).toEqual([]);
    await issuer.close();
    await guest.close();
  });
});
