import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { employmentRoutes } from '@jzt/shared/contract/employment';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { renderCardPhoto, renderPortrait, type CardFault, type CardPhoto } from '../../server/demo/cards';
import { signIn, type Client } from '../../server/testing/client';
import { authority, enterprise, enterpriseStaff, institution, institutionStaff, officer } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { weappDist } from './dist';
import { startWeapp, type Weapp } from './sandbox';

const CARD = {
  name: '马占山',
  sex: 'M' as const,
  nation: '回',
  birth: '1974-05-12',
  address: '青海省西宁市城东区测试路8号3号楼2单元501室',
  idNumber: makeIdNumber('1974-05-12', 21),
  side: 'portrait' as const,
};

let world: World;
let weapp: Weapp;
let folder: string;
let photo: string;
let employer: Client;
let school: Client;
let codes = 0;
const requested: string[] = [];

/** What the person does at WeChat's face check; the provider keeps its own result. */
let atFaceCheck: (verifyId: string) => Promise<{ errCode?: number }>;
const provider = (verifyId: string, outcome: string) =>
  fetch(`${world.simulatorUrl}/face/simulate`, { method: 'POST', body: JSON.stringify({ verifyId, outcome }) });
const cardPhoto = async (fault: CardFault, card: Partial<CardPhoto> = {}): Promise<void> => {
  photo = path.join(folder, `card-${fault}.jpg`);
  writeFileSync(photo, await renderCardPhoto({ ...CARD, ...card, fault }));
};

/** A face check that can end in more ways than yes and no; anew after each start of the program. */
function equip(wx: Record<string, unknown>): void {
  wx.requestFacialVerify = ({ verifyId, success, fail }: { verifyId: string; success(result: object): void; fail(error: object): void }) =>
    void atFaceCheck(verifyId).then((error) => (error.errCode ? fail(error) : success({ errCode: 0 })));
}

/** Until the card has been read: on a machine that does other things as well it may take a minute. */
async function read(look: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 8; tries += 1)
    if (
      await look().then(
        () => true,
        () => false,
      )
    )
      return;
  await look();
}

/** The phone of somebody new, signed in with one tap. */
async function phoneOf(number: string): Promise<Weapp> {
  const code = () => `sim.${number}.${(codes += 1)}`;
  const subscribe = (id: string) => {
    requested.push(id);
    return 'accept' as const;
  };
  const phone = await startWeapp({
    dist: weappDist,
    serverUrl: world.url,
    answers: { loginCode: code, phoneNumber: () => ({ code: code() }), photo: () => photo, subscribe },
  });
  equip(phone.wx);
  await phone.open('pages/me/index');
  await phone.open('pages/sign-in/index');
  await phone.tap('我已阅读并同意');
  await phone.tap('一键登录');
  await phone.seeNo('一键登录');
  return phone;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jzt-photos-'));
  world = await startWorld({ env: { WECHAT_TEMPLATES: JSON.stringify({ 'application.institutionReturned': 'tmpl-returned' }) } });
  const [company, training] = [
    await enterprise({ name: '青海河湟建筑工程有限公司' }),
    await institution({ name: '西宁城东建设职业培训学校' }),
  ];
  await institution({ name: '格尔木昆仑技工培训站' });
  // One province is open: nobody is asked which.
  await authority();
  employer = await signIn(world, (await enterpriseStaff(world, company.id)).phone, 'ENTERPRISE_STAFF');
  school = await signIn(world, (await institutionStaff(world, training.id)).phone, 'INSTITUTION_STAFF');
  weapp = await phoneOf('13612340001');
});
afterAll(async () => {
  weapp.close();
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

jest.setTimeout(400_000);

describe('real name in the weapp', () => {
  it('CQ-01 says what has to be done before anything can be applied for, and leads there', async () => {
    await weapp.open('packages/application/types/index');
    await weapp.see('您尚未完成实名认证');
    await weapp.tap('下一步：去实名认证');
    await weapp.see('第1步：拍身份证');
    await weapp.tap('去拍身份证');
    await weapp.see('拍摄要求');
  });

  it('CQ-34 names each fault of the photo, with its own picture', async () => {
    for (const [fault, name] of [
      ['edge', '边框缺失'],
      ['blur', '照片模糊'],
      ['glare', '闪光强烈'],
    ] as const) {
      await cardPhoto(fault);
      await weapp.tap(/身份证人像面，/);
      await weapp.see('正在上传');
      await read(() => weapp.seeNo('正在上传'));
      const notice = weapp.nodes().filter((node) => node.label === `错误示例：${name}`);
      expect({ where: name, value: notice.length }).toEqual({ where: name, value: 2 });
    }
  });

  it('CQ-35 reads a good photo, and refuses a number that is no number', async () => {
    await cardPhoto('none');
    await weapp.tap(/身份证人像面，/);
    await read(() => weapp.see('身份证人像面，已有照片'));
    await cardPhoto('none', { side: 'authority', validTo: '长期' });
    await weapp.tap(/身份证国徽面，/);
    await read(() => weapp.see('请和身份证逐字核对'));
    await weapp.type('身份证号', '990101197405120000');
    await weapp.tap('确认提交');
    await weapp.see('请对照身份证逐位核对');
    await weapp.type('身份证号', CARD.idNumber);
  });

  it('CQ-29 a crash in the middle goes on at the same step; the full number was never on the disk', async () => {
    expect(weapp.storageText()).not.toContain(CARD.idNumber);
    await weapp.restart();
    equip(weapp.wx);
    await weapp.open('packages/identity/status/index');
    await weapp.see('第2步：核对信息');
    await weapp.tap('去核对');
    await weapp.see('确认提交');
    await weapp.tap('确认提交');
    await weapp.see('要您单独同意');
  });

  it('O-18 asks for a consent of its own before the face', async () => {
    await weapp.tap('开始人脸核验');
    await weapp.see('请先阅读并勾选同意');
    expect(weapp.requests.filter((each) => each === 'POST /api/identity/face')).toEqual([]);
    await weapp.tap('我同意为实名认证使用我的人脸信息');
  });

  it('O-15 the phone’s word is not believed: cancelled, no camera, another face, and a phone that says “passed” without having been checked', async () => {
    atFaceCheck = async () => ({ errCode: 90004 });
    await weapp.tap('开始人脸核验');
    await weapp.see('上一次没有做完');
    atFaceCheck = async (verifyId) => provider(verifyId, 'permission').then(() => ({ errCode: 90008 }));
    await weapp.tap('重新核验');
    await weapp.see('去设置');
    atFaceCheck = async () => ({});
    await weapp.tap('重新核验');
    await weapp.see('上一次没有做完');
    atFaceCheck = async (verifyId) => provider(verifyId, 'fail').then(() => ({}));
    await weapp.tap('重新核验');
    await weapp.see('人脸比对未通过（剩余4次）');
  });

  it('A-24 a face service that is down changes nothing and offers both ways on', async () => {
    await fetch(`${world.simulatorUrl}/_faults`, { method: 'POST', body: JSON.stringify({ system: 'face', mode: 'down' }) });
    await weapp.tap('重新核验');
    await weapp.see('人脸核验服务暂时不可用');
    await weapp.see('申请人工核验');
    await fetch(`${world.simulatorUrl}/_faults`, { method: 'POST', body: JSON.stringify({ system: 'face', mode: 'ok' }) });
  });

  it('CQ-30 passed at the provider while the program was killed: coming back finds it, then the ledger', async () => {
    let passed = (): void => undefined;
    const done = new Promise<void>((resolve) => (passed = resolve));
    atFaceCheck = (verifyId) =>
      provider(verifyId, 'pass').then(() => {
        passed();
        return new Promise<never>(() => undefined);
      });
    await weapp.tap('重新核验');
    await done;
    await weapp.restart();
    equip(weapp.wx);
    await weapp.open('packages/identity/face/index');
    await weapp.see('已认证');
    await world.settle();
    await weapp.see('实名认证已办好');
  });
});

describe('employer and application in the weapp', () => {
  it('QH-09 asks the employer, who confirms', async () => {
    await weapp.open('packages/application/types/index');
    await weapp.see('请先完成实名认证并与企业建立聘用关系');
    await weapp.tap('下一步：去建立聘用关系');
    await weapp.tap('找我的企业');
    await weapp.type('企业名称', '河湟');
    await weapp.tap(/选择青海河湟/);
    await weapp.tap(/^建筑电工$/);
    await weapp.tap('提交申请');
    await weapp.see('待对方确认');
    const [asked] = (await employer.ok(employmentRoutes.listOfEnterprise, { query: { status: 'REQUESTED' } })).items;
    await employer.ok(employmentRoutes.confirm, { params: { id: asked!.id }, body: { version: asked!.version } });
    weapp.hideAndShow();
    await weapp.open('packages/identity/employment/index');
    await weapp.see('在职');
  });

  it('QH-10 CQ-04 fills the form; what is missing is named, a crash loses nothing, the law asks for its ticks', async () => {
    await weapp.open('packages/application/types/index');
    await weapp.tap(/^建筑电工，可以报名/);
    await weapp.see('906');
    await weapp.tap('选择西宁城东建设职业培训学校');
    await weapp.see('本人近照');
    await weapp.tap('提交报名信息');
    await weapp.see('还没有填完');
    photo = path.join(folder, 'portrait.jpg');
    writeFileSync(photo, await renderPortrait(7));
    await weapp.tap(/本人照片，/);
    await weapp.see('重拍');
    await weapp.tap(/^学历，/);
    await weapp.tap(/^高中/);
    await weapp.tap(/^体检日期，/);
    await weapp.tap(/^确认$/);
    await weapp.see('zlaq.mohurd.gov.cn');
    await weapp.keeps('高中');
    await weapp.keeps('medicalOn');
    await weapp.restart();
    equip(weapp.wx);
    await weapp.open('packages/application/list/index');
    await weapp.see('有一份没填完的报名');
    await weapp.tap('接着填');
    await weapp.see('上次填的内容找回来了');
    await weapp.tap('提交报名信息');
    await weapp.see('请确认所填信息真实');
    await weapp.tap('我已查询本人在全国的持证情况');
    await weapp.tap('我承诺');
  });

  it('QH-11 an answer that got lost does not make a second application', async () => {
    const send = weapp.wx.request as (options: { url: string; success?: unknown; fail?: (error: object) => void }) => unknown;
    let lost = 0;
    weapp.wx.request = (options: Parameters<typeof send>[0]) => {
      if (!/\/api\/applications$/.test(options.url) || lost > 0) return send(options);
      lost += 1;
      return send({ ...options, success: () => options.fail?.({ errMsg: 'request:fail timeout' }) });
    };
    await weapp.tap('提交报名信息');
    await weapp.see('不会重复提交');
    weapp.wx.request = send;
    await weapp.tap('提交报名信息');
    await weapp.see('报名编号');
    expect(lost).toBe(1);
    expect((await school.ok(reviewRoutes.queue, { query: {} })).items).toHaveLength(1);
    expect(requested).toContain('tmpl-returned');
  });

  it('QH-22 sees the state, the reason it came back, corrects, and takes it back', async () => {
    await weapp.see('待机构审核');
    const [waiting] = (await school.ok(reviewRoutes.queue, { query: {} })).items;
    await school.ok(reviewRoutes.decide, {
      params: { id: waiting!.id },
      body: { decision: 'RETURN', reason: '照片不清楚', version: waiting!.version },
    });
    await weapp.open(`packages/application/detail/index?id=${waiting!.id}`);
    await weapp.see('照片不清楚');
    await weapp.tap('修改重新提交');
    await weapp.see('退回的原因');
    await weapp.tap('换一家机构');
    await weapp.tap('选择格尔木昆仑技工培训站');
    await weapp.see('格尔木昆仑技工培训站');
    await weapp.tap('我已查询本人在全国的持证情况');
    await weapp.tap('我承诺');
    await weapp.tap('重新提交');
    await weapp.see('待机构审核');
    await weapp.see('格尔木昆仑技工培训站');
    await weapp.tap('撤回报名');
    await weapp.see('要撤回这份报名吗');
    await weapp.tap(/^撤回报名$/);
    await weapp.see('已撤回');
    await weapp.see('重新报名');
  });

  it('QH-02 declines an invitation and ends the employment, each with a reason that the enterprise reads', async () => {
    await weapp.open('packages/identity/employment/index');
    await weapp.tap('解除聘用关系');
    await weapp.tap('已经离职');
    await weapp.tap(/^解除聘用关系$/);
    await weapp.see('真的要解除吗');
    await weapp.tap(/^解除$/);
    await weapp.see('已解除');
    await employer.ok(employmentRoutes.invite, { body: { idNumber: CARD.idNumber, name: CARD.name, position: '施工员' } });
    await weapp.open('packages/identity/employment/index');
    await weapp.see('等您确认');
    await weapp.tap(/^不同意$/);
    await weapp.tap('我不在这家企业上班');
    await weapp.tap(/^不同意$/);
    await weapp.see('您未同意');
    const [declined, ended] = (await employer.ok(employmentRoutes.listOfEnterprise, { query: {} })).items;
    expect([declined, ended].map((one) => [one!.status, one!.timeline[one!.timeline.length - 1]!.reason])).toEqual([
      ['DECLINED', '我不在这家企业上班'],
      ['ENDED', '已经离职'],
    ]);
  });

  it('met no error of the program', () => {
    expect(weapp.complaints).toEqual([]);
  });
});

describe('the way without a face', () => {
  it('O-18 an officer looks instead; what comes of it is seen on the status page', async () => {
    const card = { name: '马秀英', idNumber: makeIdNumber('1981-03-08', 22), sex: 'M' as const, birth: '1981-03-08' };
    await cardPhoto('none', card);
    const phone = await phoneOf('13612340002');
    try {
      await phone.open('packages/identity/card/index');
      // Into the other box: the reader tells the sides apart.
      await phone.tap(/身份证国徽面，/);
      await read(() => phone.see('已经替您放到这里'));
      await cardPhoto('none', { ...card, side: 'authority', validTo: '长期' });
      await phone.tap(/身份证国徽面，/);
      await read(() => phone.see('请和身份证逐字核对'));
      await phone.tap('确认提交');
      await phone.tap('不想用、不方便用人脸');
      await phone.see('请先选择原因');
      await phone.tap(/^不同意使用人脸信息$/);
      await phone.tap('提交申请');
      await phone.see('正在人工核验');
      const reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
      const [waiting] = (await reviewer.ok(identityRoutes.listManual, { query: {} })).items;
      expect(waiting).toMatchObject({ name: '马秀英', reason: '不同意使用人脸信息' });
      await reviewer.ok(identityRoutes.decideManual, {
        params: { id: waiting!.personId },
        body: { decision: 'PASS', reason: '证件与本人信息一致', version: waiting!.version },
      });
      await world.settle();
      await phone.open('packages/identity/status/index');
      await phone.see('实名认证已办好');
      expect(phone.complaints).toEqual([]);
    } finally {
      phone.close();
    }
  });
});
