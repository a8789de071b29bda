import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { renderPortrait } from '../../server/demo/cards';
import { continuingEducationRoutes } from '@jzt/shared/contract/continuingEducation';
import { certificateServiceRoutes } from '@jzt/shared/contract/certificateService';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examine, learn } from '../../server/testing/newCertificate';
import { signIn } from '../../server/testing/client';
import type { SeededPerson } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { expiring, type Expiring } from './expiring';
import { oneTap, phoneOf, showFactor } from './phones';
import type { Weapp } from './sandbox';

let folder: string;
let portrait: string;
let world: World;
let old: Expiring;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jzt-life-'));
  portrait = path.join(folder, 'portrait.jpg');
  writeFileSync(portrait, await renderPortrait(3));
  world = await startWorld();
  old = await expiring(world, '630000', 40);
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function onPhone(who: SeededPerson, walk: (weapp: Weapp) => Promise<void>): Promise<void> {
  const weapp = await phoneOf(world, who, undefined, () => portrait);
  try {
    await oneTap(weapp);
    await walk(weapp);
    expect(weapp.complaints).toEqual([]);
  } finally {
    weapp.close();
  }
}

describe('from an expiring certificate to the extended one, on the phone', () => {
  it('QH-23 QH-24 the holder finds the old certificate, sees both windows, chooses how and where, and signs up', async () => {
    await onPhone(old.person, async (weapp) => {
      await weapp.open('pages/home/index');
      await weapp.see('继续教育');
      await weapp.open('packages/life/educations/index');
      await weapp.see(old.number);
      await weapp.open(`packages/life/education/index?id=${old.certificateId}`);
      await weapp.see('★进入报名窗口');
      await weapp.see('★申请证书延期');
      await weapp.see('还剩40天');
      await weapp.tap('去报名');
      await weapp.see('选择教育方式');
      await weapp.tap(/^线下教育/);
      await weapp.tap(/^继续教育第1期/);
      await weapp.tap(/^报名$/);
      await weapp.see('继续教育学习中');
      await weapp.open('packages/life/deadlines/index');
      await weapp.see('申请延期截止');
      await weapp.see('证书到期');
    });
  });

  it('QH-26 A-31 the extension is asked for, decided by the officer on the phone, and stands in the wallet', async () => {
    await world.settle();
    const { client, desk } = old;
    const { current } = await client.ok(continuingEducationRoutes.view, { params: { id: old.certificateId } });
    const source = { kind: 'CONTINUING_EDUCATION' as const, id: current!.id };
    await learn(world, client, source);
    await examine(world, desk, client, source);
    await desk.reviewer.ok(continuingEducationRoutes.confirm, { body: { ids: [current!.id] } });
    await world.settle();
    await onPhone(old.person, async (weapp) => {
      await weapp.open(`packages/life/education/index?id=${old.certificateId}`);
      await weapp.tap('申请证书延期');
      await weapp.see('请上传照片');
      await weapp.tap(/本人照片，/);
      await weapp.see('重拍');
      await weapp.tap(/^提交延期申请$/);
      await weapp.see('主管部门正在审核');
    });
    await world.settle();
    // The authenticator is bound at the desk.
    const atDesk = await signIn(world, old.issuer.phone, 'AUTHORITY_ISSUER');
    await onPhone(old.issuer, async (weapp) => {
      await showFactor(world, weapp, atDesk);
      await weapp.open('packages/authority/services/index');
      await weapp.tap(/马生财 · 延期/);
      await weapp.see('继续教育');
      await weapp.tap(/^同意办理$/);
      await weapp.see('同意延期吗？');
      await weapp.tap(/^同意办理$/);
      await weapp.see('已同意，办理中');
    });
    await world.settle();
    const [done] = (await client.ok(certificateServiceRoutes.listMine)).items;
    expect(done).toMatchObject({ status: 'DONE' });
    await onPhone(old.person, async (weapp) => {
      await weapp.open(`packages/certificate/detail/index?id=${old.certificateId}`);
      await weapp.see('下载电子证书');
      await weapp.seeNo('登记信息');
      await weapp.tap(/^证书业务/);
      await weapp.see('现在不能办');
    });
  });
});
