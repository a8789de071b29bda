import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { provinceRoutes } from '@jzt/shared/contract/province';
import { entryScene, type Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { renderPortrait } from '../../server/demo/cards';
import { signIn } from '../../server/testing/client';
import { authority, employ, enterprise, institution, ledgeredWorker, type SeededPerson } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { PersonModel } from '../../server/src/features/person/person.model';
import { oneTap, phoneOf } from './phones';
import type { Weapp } from './sandbox';

const OPEN = ['630000', '500000', '460000', '360000', '320000'] as const;

let world: World;
let folder: string;

jest.setTimeout(400_000);

/** Somebody in the ledger whom nobody has asked for a province. */
async function newcomer(of: World, name: string): Promise<SeededPerson> {
  const person = await ledgeredWorker(of, { name });
  await PersonModel.updateOne({ _id: person.id }, { $unset: { served: 1 } });
  return person;
}
const serving = async (person: SeededPerson) => (await (await signIn(world, person.phone)).ok(provinceRoutes.mine)).province;
const asked = (phone: Weapp): number => phone.requests.filter((each) => each === 'PUT /api/me/province').length;

/** From the list of types to the number of the application. */
async function apply(phone: Weapp, school: string, portrait: number): Promise<void> {
  await phone.open('packages/application/types/index');
  await phone.tap(/^建筑电工，可以报名/);
  await phone.tap(`选择${school}`);
  await phone.see('本人近照');
  const photo = path.join(folder, `portrait-${portrait}.jpg`);
  writeFileSync(photo, await renderPortrait(portrait));
  phone.phone.photo = () => photo;
  await phone.tap(/本人照片，/);
  await phone.see('重拍');
  await phone.tap(/^学历，/);
  await phone.tap(/^高中/);
  await phone.tap(/^体检日期，/);
  await phone.tap(/^确认$/);
  await phone.tap('我已查询本人在全国的持证情况');
  await phone.tap('我承诺');
  await phone.tap('提交报名信息');
  await phone.see('报名编号');
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jzt-photos-'));
  world = await startWorld();
  for (const code of OPEN) await authority(code);
  await institution({ name: '渝中建设职业培训学校', jurisdictions: ['500000'], address: '重庆市渝中区测试路1号' });
  await institution({ name: '西宁城东建设职业培训学校' });
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('five provinces in one mini-program', () => {
  it('Chongqing: chosen with two taps before the sign-in, sent on with it, never asked again; its types; applied', async () => {
    const person = await newcomer(world, '陈渝生');
    const phone = await phoneOf(world, person);
    try {
      await phone.tap('选择办理的省份');
      await phone.tap(/^重庆市，/);
      await phone.see('办理省份：重庆市');
      expect(asked(phone)).toBe(0);
      await oneTap(phone);
      await phone.see('办理省份：重庆市');
      expect(await serving(person)).toMatchObject({ code: '500000', by: 'CHOICE' });
      await phone.see('4008776928');

      await employ(world, person.id, (await enterprise({ jurisdictions: ['500000'] })).id, '建筑电工', '500000');
      await apply(phone, '渝中建设职业培训学校', 7);
      await phone.see(/BM50-/);

      await phone.restart();
      await phone.see('办理省份：重庆市');
      await phone.open('packages/application/types/index');
      await phone.see('建筑电工');
      expect(phone.text()).not.toMatch(/技术工人|质量检测|在哪个省办理/);
      expect(asked(phone)).toBe(1);
      expect(phone.complaints).toEqual([]);
    } finally {
      phone.close();
    }
  });

  it('Qinghai: who has not chosen is asked at the types, once, and goes on there; changed with two taps; applied', async () => {
    const person = await newcomer(world, '马青山');
    const phone = await phoneOf(world, person);
    try {
      await oneTap(phone);
      await phone.see('选择办理的省份');
      await phone.open('packages/application/types/index');
      await phone.tap(/^重庆市，/);
      await phone.see('建筑电工');
      expect(phone.route()).toBe('packages/application/types/index');

      await phone.open('pages/home/index');
      await phone.tap(/^办理省份：重庆市/);
      await phone.tap(/^青海省，/);
      await phone.see('办理省份：青海省');
      await phone.open('packages/application/types/index');
      await phone.see('请先完成实名认证并与企业建立聘用关系');
      await phone.see(/技术工人|质量检测/);

      await employ(world, person.id, (await enterprise()).id, '建筑电工');
      await apply(phone, '西宁城东建设职业培训学校', 8);
      await phone.see(/BM63-/);
      expect(phone.complaints).toEqual([]);
    } finally {
      phone.close();
    }
  });

  it('Hainan by its entry code (CQ-27): reads what is offered instead, and every way on leads somewhere', async () => {
    const person = await newcomer(world, '符海生');
    const phone = await phoneOf(world, person, { scene: encodeURIComponent(entryScene('460000')) });
    try {
      await phone.see('办理省份：海南省');
      await oneTap(phone);
      await phone.open('packages/application/types/index');
      await phone.see('海南省的文件没有新取证报名');
      expect(await serving(person)).toMatchObject({ code: '460000', by: 'ENTRY' });
      await phone.tap('拨打咨询电话0898-65352821');
      expect(phone.calls.find(({ name }) => name === 'makePhoneCall')?.given[0]).toMatchObject({ phoneNumber: '0898-65352821' });
      await phone.tap(/^证书查验/);
      await phone.see('证书编号');
      await phone.open('packages/application/types/index');
      await phone.tap(/^在别的省办理/);
      await phone.tap(/^重庆市，/);
      await phone.see('建筑电工');
      expect(phone.complaints).toEqual([]);
    } finally {
      phone.close();
    }
  });
});

describe('rules to be tried out', () => {
  it('A-25 are named in one quiet line, where the province is shown and where one signs up', async () => {
    await world.stop();
    world = await startWorld({ env: { PACK_EDITION: 'DEMO' } });
    for (const code of ['500000', '630000'] satisfies Jurisdiction[]) await authority(code);
    const phone = await phoneOf(world, await newcomer(world, '陈渝生'));
    const lines = () => phone.text().split('演示规则').length - 1;
    try {
      await phone.see('选择办理的省份');
      expect(lines()).toBe(0);
      await phone.tap('选择办理的省份');
      await phone.tap(/^重庆市，/);
      await phone.see('演示规则');
      await oneTap(phone);
      await phone.open('packages/application/types/index');
      await phone.see('建筑电工');
      expect(lines()).toBe(1);
      await phone.open('pages/wallet/index');
      await phone.see('演示规则');
      expect(phone.complaints).toEqual([]);
    } finally {
      phone.close();
    }
  });
});
