import { generateKeyPairSync } from 'node:crypto';
import { certificateRoutes, type Verification } from '@jzt/shared/contract/certificate';
import { passListRoutes } from '@jzt/shared/contract/passList';
import { addDays, toLocalDate } from '@jzt/shared/domain/calendar';
import { certificate as machine } from '@jzt/shared/workflow/machines/certificate';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { issuedExam, type IssuedExam } from '../../../testing/certificates';
import { Client, signIn } from '../../../testing/client';
import { passList, twoOfficers, type Officers } from '../../../testing/officers';
import { passedExam } from '../../../testing/passed';
import { setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { CertificateModel, type Certificate } from './certificate.model';
import { Certificates } from './certificate.service';
import { newVerifyToken, signVerifyPayload } from './verifyCode';
import { VerifyKeys } from './verifyKeys';

jest.setTimeout(90_000);

let world: World;
let officers: Officers;
let issued: IssuedExam;
let link: string;
let token: string;
let payload: string;

beforeAll(async () => {
  world = await startWorld();
  officers = await twoOfficers(world);
  issued = await issuedExam(world, officers, { names: ['欧阳明德', '王小二'] });
  ({ link } = await (
    await signIn(world, issued.people[0]!.phone)
  ).ok(certificateRoutes.code, { params: { id: issued.certificates[0]!._id.toHexString() } }));
  [token, payload] = link.split('/v/')[1]!.split('.') as [string, string];
});
// A minute later the limit begins anew.
beforeEach(() => world.clock.advance(61_000));
afterAll(() => world.stop());

const anybody = () => new Client(world.url);
const verify = (code: string): Promise<Verification> => anybody().ok(certificateRoutes.verify, { body: { code } });
const byNumber = (number: string, name: string): Promise<Verification> =>
  anybody().ok(certificateRoutes.verifyByNumber, { body: { number, name } });
const told = ({ checkedAt, ...rest }: Verification) => (expect(Date.parse(checkedAt)).not.toBeNaN(), rest);
const UNKNOWN = { found: false, message: '未查询到该证书' };

describe('a code', () => {
  it('JS-10 JS-23 is verified without an account from the link, from its code and from the bare token', async () => {
    const answers = await Promise.all([link, `${token}.${payload}`, token].map(verify));
    for (const answer of answers) expect(told(answer)).toEqual(told(answers[0]!));
    expect(answers[0]).toMatchObject({
      found: true,
      fileSha256: issued.certificates[0]!.fileSha256,
      certificate: {
        holderName: '欧阳明德',
        number: issued.certificates[0]!.number,
        kind: 'SAFETY_MGMT',
        enterpriseName: issued.enterprise.name,
        titleZh: expect.stringContaining('主要负责人'),
      },
    });
    const text = JSON.stringify(answers[0]);
    for (const secret of [issued.people[0]!.idNumber, issued.people[0]!.phone, token]) expect(text).not.toContain(secret);
  });

  it('JS-11 unknown, forged, foreign and broken codes all get the very same answer', async () => {
    const keys = await world.server.get(VerifyKeys);
    const one = issued.certificates[0]!;
    const [other] = (
      await (
        await signIn(world, issued.people[1]!.phone)
      ).ok(certificateRoutes.code, { params: { id: issued.certificates[1]!._id.toHexString() } })
    ).link
      .split('/v/')[1]!
      .split('.');
    const facts = { certificateNo: one.number, kind: one.kind, name: '欧阳明德', validTo: one.validTo };
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const unknown = newVerifyToken();
    const flipped = `${payload.slice(0, 40)}${payload[40] === 'A' ? 'B' : 'A'}${payload.slice(41)}`;
    const codes = {
      'a token nobody has': unknown,
      'a genuine signature over a token nobody has': `${unknown}.${signVerifyPayload(unknown, facts, keys.own)}`,
      'a real token, signed by somebody else': `${token}.${signVerifyPayload(token, facts, stranger)}`,
      'a real token, one character changed': `${token}.${flipped}`,
      'a real token with another one’s signature': `${other}.${payload}`,
      'a real token that swears to another number': `${token}.${signVerifyPayload(token, { ...facts, certificateNo: '青建安A（2026）9999999' }, keys.own)}`,
      'a real code behind the address of a cloned site': `https://zjt-qinghai.example.com/v/${token}.${payload}`,
      'a real code with something behind it': `${token}.${payload}.${payload}`,
      'a second spelling of the token': `${token.slice(0, -1)}${String.fromCharCode(token.charCodeAt(21) + 1)}`,
      'half a signature': `${token}.${payload.slice(0, 120)}`,
      'no code at all': '你好',
      'a number': one.number,
      'an injection': '{"$ne":null}',
      'one dot': '.',
      'much of nothing': 'A'.repeat(600),
    };
    for (const [what, code] of Object.entries(codes)) expect([what, told(await verify(code))]).toEqual([what, UNKNOWN]);
    expect((await verify(`${token}.${payload}`)).found).toBe(true);
  });

  it('JS-10 tells the state of this moment in its own words', async () => {
    const states = Object.keys(machine.states) as Certificate['status'][];
    const one = issued.certificates[0]!;
    const words = new Set<string>();
    for (const status of states) {
      await CertificateModel.updateOne({ _id: one._id }, { $set: { status } });
      const { certificate, message } = await verify(link);
      expect(certificate).toMatchObject({
        status,
        statusZh: machine.states[status],
        valid: ['ACTIVE', 'EXTENDING', 'CHANGING', 'RECHECKING', 'TRANSFER_OUT'].includes(status),
      });
      expect(message).toMatch(/[一-龥]{4,}/);
      words.add(certificate!.statusZh);
    }
    expect(words.size).toBe(states.length);
    await CertificateModel.updateOne({ _id: one._id }, { $set: { status: 'ACTIVE' } });
    await (
      await world.server.get(Certificates)
    ).change((await CertificateModel.findById(one._id).lean<Certificate>())!, 'cancel', { actor: { role: 'WORKER' }, reason: '不再从业' });
    expect((await verify(link)).certificate).toMatchObject({ statusZh: '注销', valid: false });
  });

  it('A-31 past its last day it is good while an extension asked for in time is being decided, and says so', async () => {
    const one = issued.certificates[1]!;
    const holder = await signIn(world, issued.people[1]!.phone);
    const { link: own } = await holder.ok(certificateRoutes.code, { params: { id: one._id.toHexString() } });
    const over = addDays(toLocalDate(world.clock.now()), -1);
    const seen = async (status: Certificate['status'], validTo = over) => {
      await CertificateModel.updateOne({ _id: one._id }, { $set: { status, validTo } });
      const { certificate, message } = await verify(own);
      return [certificate!.valid, message];
    };
    expect(await seen('EXTENDING')).toEqual([true, '证书已到期，延期审核中，审核完前可以使用']);
    expect(await seen('RECHECKING')).toEqual([true, '证书已到期，复核审核中，审核完前可以使用']);
    expect(await seen('EXTENDING', addDays(over, 1))).toEqual([true, '证书真实，现在可以使用']);
    expect((await seen('ACTIVE'))[0]).toBe(false);
    await seen(one.status, one.validTo);
  });

  it('QH-20 says nothing of a certificate whose list is not all sealed', async () => {
    const exam = await passedExam(world, { names: ['未发证'] });
    await setFault(world, 'seal', { mode: 'down' });
    const batch = await passList(world, officers, exam);
    await world.settle();
    const number = (await officers.issuer.ok(passListRoutes.view, { params: { id: batch.id } })).rows[0]!.certificateNumber!;
    expect(told(await byNumber(number, '未发证'))).toEqual(UNKNOWN);
    await setFault(world, 'seal', { mode: 'ok' });
    world.clock.advance(60_000);
    await world.settle();
    expect((await byNumber(number, '未发证')).found).toBe(true);
  });
});

describe('a number', () => {
  it('JS-23 needs the right name with it; any kind of brackets, spaces and a bracket left out will do, and nothing more', async () => {
    const { number } = issued.certificates[1]!;
    expect(await byNumber(number, '王小二')).toMatchObject({ found: true, certificate: { holderName: '王小二', number } });
    expect((await byNumber(number.replace('（', '(').replace('）', ')').toLowerCase(), ' 王小二 ')).found).toBe(true);
    const forms = [
      number.replace('（', '〔').replace('）', '〕'),
      number.replace('（', ' （ '),
      number.replace('（', ''),
      number.replace(/[（）]/g, ''),
    ];
    for (const form of forms) expect([form, (await byNumber(form, '王小二')).found]).toEqual([form, true]);
    for (const [given, name] of [
      [number.slice(0, -1), '王小二'],
      [number, '王小三'],
      [number, '欧阳明德'],
      ['青建安A（2026）9999999', '王小二'],
    ] as const)
      expect(told(await byNumber(given, name))).toEqual(UNKNOWN);
  });

  it('is not to be guessed: after so many questions in a minute the address has to wait', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        anybody().call(certificateRoutes.verifyByNumber, { body: { number: '青建安A（2026）0000001', name: '张三' } }),
      ),
    );
    const waiting = answers.filter((answer) => answer.status === 429);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(20);
    expect(waiting[0]!.error).toMatchObject({ code: 'VERIFY_TOO_OFTEN', message: expect.stringMatching(/请\d+秒后再试/) });
    expect(waiting[0]!.headers.get('retry-after')).toMatch(/^\d+$/);
    world.clock.advance(61_000);
    expect(told(await byNumber('青建安A（2026）0000001', '张三'))).toEqual(UNKNOWN);
  });
});
