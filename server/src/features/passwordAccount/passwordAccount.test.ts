import { accountRoutes } from '@jzt/shared/contract/account';
import { employmentRoutes } from '@jzt/shared/contract/employment';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { passwordAccountRoutes as routes } from '@jzt/shared/contract/passwordAccount';
import { sessionRoutes } from '@jzt/shared/contract/session';
import { makeCreditCode } from '@jzt/shared/domain/creditCode';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk } from '../../../simulators/desk';
import { Client, smsCodeTo } from '../../../testing/client';
import { authority, enterprise, enterpriseStaff, officer } from '../../../testing/people';
import { answerOf, captchaOf, givenPassword, HOUSE, registration } from '../../../testing/passwordAccounts';
import { startWorld, type World } from '../../../testing/world';
import { Limits } from '../../platform/limits';
import { OrganisationModel } from '../organisation/organisation.model';
import { PersonModel } from '../person/person.model';
import { CaptchaModel } from './captcha.model';
import { PasswordAccountModel } from './passwordAccount.model';
import { GIVEN_ANYWHERE, PasswordAccounts, WRONG_ANYWHERE } from './passwordAccounts.service';

const MINUTE = 60_000;
const CHOSEN = '我家门前有一条小河';
let world: World;
let next = 0;

beforeAll(async () => {
  world = await startWorld({ env: { TRUSTED_HOPS: '1' } });
});
afterAll(() => world.stop());

const newCode = () => makeCreditCode(`91360100MA${String(++next).padStart(7, '0')}`);
const newPhone = () => `1365${String(++next).padStart(7, '0')}`;

async function register(creditCode = newCode(), phone = newPhone(), over: object = {}) {
  const body = { ...registration(creditCode, phone, await smsCodeTo(world, phone)), ...over };
  const answer = await new Client(world.url).ok(routes.register, { body });
  return { creditCode, phone, answer };
}

async function attempt(account: string, password: string, client = new Client(world.url)) {
  const captcha = await captchaOf(world);
  return client.call(routes.signIn, { body: { account, password, captcha, agreed: true } });
}

async function entered(account: string, password: string): Promise<Client> {
  const client = new Client(world.url);
  const reply = await attempt(account, password, client);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.error));
  client.session = reply.body;
  return client;
}

async function chosen(): Promise<{ client: Client; creditCode: string; phone: string }> {
  const { creditCode, phone } = await register();
  const client = await entered(creditCode, await givenPassword(world, phone));
  client.session = await client.ok(routes.change, { body: { password: await givenPassword(world, phone), newPassword: CHOSEN } });
  return { client, creditCode, phone };
}

describe('企业注册', () => {
  it('JX-02 the account is the taxpayer number, and a wrong one is refused', async () => {
    const { creditCode, answer } = await register();
    expect(answer.account).toBe(creditCode);
    const phone = newPhone();
    const wrong = `${creditCode.slice(0, 17)}${creditCode.endsWith('A') ? 'B' : 'A'}`;
    const refused = await new Client(world.url).refused(routes.register, {
      body: registration(wrong, phone, await smsCodeTo(world, phone)),
    });
    expect(refused).toMatchObject({ status: 422, code: 'CREDIT_CODE_INVALID', ruleId: 'JX-02' });
  });

  it('A-19 the one-time password is a random one by SMS, of a day, and never 111111', async () => {
    const [one, other] = [await register(), await register()];
    const given = [await givenPassword(world, one.phone), await givenPassword(world, other.phone)];
    expect(new Set(given).size).toBe(2);
    for (const each of given) expect(each).toMatch(/^[a-z2-9]{10}$/);
    expect((await attempt(one.creditCode, '111111')).error.code).toBe('PASSWORD_WRONG');
    world.clock.advance(24 * 60 * MINUTE - MINUTE);
    await entered(one.creditCode, given[0]!);
    world.clock.advance(2 * MINUTE);
    expect((await attempt(other.creditCode, given[1]!)).error.code).toBe('PASSWORD_WRONG');
  });

  it('JX-02 without the tick, or with a code that was not sent, there is no account', async () => {
    const [creditCode, phone] = [newCode(), newPhone()];
    const proof = await smsCodeTo(world, phone);
    const client = new Client(world.url);
    const body = registration(creditCode, phone, proof);
    expect(await client.refused(routes.register, { body: { ...body, agreed: false } })).toMatchObject({ code: 'AGREEMENT_REQUIRED' });
    expect((await client.refused(routes.register, { body: { ...body, code: proof.code === '000000' ? '000001' : '000000' } })).code).toBe(
      'SMS_CODE_WRONG',
    );
    expect(await PasswordAccountModel.countDocuments({ account: creditCode })).toBe(0);
  });

  it('JX-02 a second registration gets word for word the same answer, no password and no way in', async () => {
    const first = await register();
    const before = await PasswordAccountModel.findOne({ account: first.creditCode }).lean();
    const second = await register(first.creditCode);
    expect(second.answer).toEqual(first.answer);
    expect(await new Desk(world.simulatorUrl).messagesTo(second.phone)).toHaveLength(1);
    expect(await PasswordAccountModel.findOne({ account: first.creditCode }).lean()).toEqual(before);
    // From the same phone, before it was ever used: the message may have been lost.
    world.clock.advance(2 * MINUTE);
    const lost = await givenPassword(world, first.phone);
    await register(first.creditCode, first.phone);
    expect(await givenPassword(world, first.phone)).not.toBe(lost);
  });

  it('JX-02 nobody registers an enterprise that others act for, or one of another province', async () => {
    const known = await enterprise({ jurisdictions: [HOUSE] });
    const staff = await enterpriseStaff(world, known.id);
    const far = await enterprise();
    const elsewhere = await register(far.creditCode);
    const taken = await register(known.creditCode);
    for (const account of [far.creditCode, known.creditCode]) expect(await PasswordAccountModel.countDocuments({ account })).toBe(0);
    expect(taken.answer.messageZh.replace(known.creditCode, '')).toBe(elsewhere.answer.messageZh.replace(far.creditCode, ''));
    await register(known.creditCode, staff.phone);
    const client = await entered(known.creditCode, await givenPassword(world, staff.phone));
    expect(client.session).toMatchObject({ role: 'ENTERPRISE_STAFF', organisationId: known.id });
  });

  it('JX-02 an enterprise on the register that nobody acts for is not handed to who types its code', async () => {
    const nobodys = await enterprise({ jurisdictions: [HOUSE] });
    const fresh = await register();
    const { answer, phone } = await register(nobodys.creditCode);
    expect(answer.messageZh.replace(nobodys.creditCode, '')).toBe(fresh.answer.messageZh.replace(fresh.creditCode, ''));
    expect(await PasswordAccountModel.countDocuments({ account: nobodys.creditCode })).toBe(0);
    expect(await new Desk(world.simulatorUrl).messagesTo(phone)).toHaveLength(1);
  });

  it.each(['its account and desk', 'its desk'])(
    'JX-02 a registration that broke off before %s is finished from the same phone',
    async (lost) => {
      const { creditCode, phone } = await register();
      const account = (await PasswordAccountModel.findOne({ account: creditCode }).lean())!;
      await PersonModel.deleteOne({ _id: account.personId });
      if (lost.includes('account')) await PasswordAccountModel.deleteOne({ _id: account._id });
      await register(creditCode);
      expect(await PersonModel.countDocuments({ 'memberships.organisationId': account.organisationId })).toBe(0);
      world.clock.advance(2 * MINUTE);
      await register(creditCode, phone);
      const client = await entered(creditCode, await givenPassword(world, phone));
      expect(client.session).toMatchObject({ role: 'ENTERPRISE_STAFF', organisationId: account.organisationId });
      expect(await PersonModel.countDocuments({ 'memberships.organisationId': account.organisationId })).toBe(1);
    },
  );

  it('JX-02 two at once make one enterprise and one account', async () => {
    const creditCode = newCode();
    const phones = [newPhone(), newPhone(), newPhone()];
    const bodies = await Promise.all(phones.map(async (phone) => registration(creditCode, phone, await smsCodeTo(world, phone))));
    await Promise.all(bodies.map((body) => new Client(world.url).ok(routes.register, { body })));
    expect(await OrganisationModel.countDocuments({ kind: 'ENTERPRISE', creditCode })).toBe(1);
    expect(await PasswordAccountModel.countDocuments({ account: creditCode })).toBe(1);
  });
});

describe('the initial password', () => {
  it('JX-03 before it is changed every other call is refused, also after a refresh; then the account works', async () => {
    const { creditCode, phone } = await register();
    const given = await givenPassword(world, phone);
    const client = await entered(creditCode, given);
    expect(client.session).toMatchObject({ role: 'ENTERPRISE_STAFF', mustChangePassword: true, needsPhone: false });
    const before = client.session!;
    client.session = { ...before, ...(await client.ok(sessionRoutes.refresh, { body: { refreshToken: before.refreshToken } })) };
    for (const route of [accountRoutes.me, employmentRoutes.listOfEnterprise, inboxRoutes.list])
      expect(await client.refused(route)).toMatchObject({
        status: 422,
        code: 'PASSWORD_CHANGE_REQUIRED',
        ruleId: 'JX-03',
        message: '请先修改初始密码 改好才能办理',
      });
    client.session = await client.ok(routes.change, { body: { password: given, newPassword: CHOSEN } });
    expect(client.session.mustChangePassword).toBeUndefined();
    await client.ok(employmentRoutes.listOfEnterprise);
    expect((await attempt(creditCode, given)).error.code).toBe('PASSWORD_WRONG');
    await entered(creditCode, CHOSEN);
    const copy = new Client(world.url);
    copy.session = before;
    expect((await copy.refused(sessionRoutes.refresh, { body: { refreshToken: before.refreshToken } })).code).toBe('SESSION_ENDED');
  });

  it('JX-02 neither 111111 nor the one-time password nor a weak one is taken as the new one', async () => {
    const { creditCode, phone } = await register();
    const given = await givenPassword(world, phone);
    const client = await entered(creditCode, given);
    for (const initial of ['111111', given])
      expect(await client.refused(routes.change, { body: { password: given, newPassword: initial } })).toMatchObject({
        status: 422,
        code: 'PASSWORD_IS_INITIAL',
        ruleId: 'JX-02',
      });
    for (const weak of ['1234567', 'password1', creditCode.toLowerCase(), '南昌样例企业一号'])
      expect((await client.refused(routes.change, { body: { password: given, newPassword: weak } })).code).toBe('PASSWORD_WEAK');
    expect((await client.refused(routes.change, { body: { password: 'not-it-at-all', newPassword: CHOSEN } })).code).toBe('PASSWORD_WRONG');
  });

  it('JX-03 the account acts for its enterprise and for nobody in person', async () => {
    const { client, phone } = await chosen();
    expect(client.session!.memberships.map((one) => one.role)).toEqual(['ENTERPRISE_STAFF']);
    expect((await client.refused(sessionRoutes.switchRole, { body: { role: 'WORKER' } })).code).toBe('ROLE_NOT_HELD');
    expect((await PersonModel.findById(client.session!.personId).lean())!.phoneIndex).toBeUndefined();
    expect((await client.ok(accountRoutes.me)).phoneMasked).toBeUndefined();
    expect(JSON.stringify(await client.ok(accountRoutes.me))).not.toContain(phone);
  });
});

describe('sign-in with account, password and captcha', () => {
  it('JX-15 a captcha is good once, for five minutes, right or wrong', async () => {
    const { creditCode } = await chosen();
    const client = new Client(world.url);
    const body = async (captcha: { id: string; answer: string }) => ({ account: creditCode, password: CHOSEN, captcha, agreed: true });
    const once = await captchaOf(world);
    await client.ok(routes.signIn, { body: await body(once) });
    expect(await client.refused(routes.signIn, { body: await body(once) })).toMatchObject({
      status: 400,
      code: 'CAPTCHA_WRONG',
      ruleId: 'JX-15',
    });
    const wrong = await captchaOf(world);
    await client.refused(routes.signIn, { body: await body({ ...wrong, answer: 'no' }) });
    expect((await client.refused(routes.signIn, { body: await body(wrong) })).code).toBe('CAPTCHA_WRONG');
    const late = await captchaOf(world);
    world.clock.advance(5 * MINUTE - 2_000);
    await client.ok(routes.signIn, { body: await body(late) });
    const tooLate = await captchaOf(world);
    world.clock.advance(5 * MINUTE);
    expect((await client.refused(routes.signIn, { body: await body(tooLate) })).code).toBe('CAPTCHA_WRONG');
  });

  it('JX-15 the picture is a picture, the question can be answered by who cannot see one, and neither says its answer', async () => {
    const client = new Client(world.url);
    const shown = await client.ok(routes.captcha, { body: { form: 'PICTURE' } });
    expect(shown.picture).toMatch(/^data:image\/png;base64,/);
    expect(shown.question).toBeUndefined();
    const asked = await client.ok(routes.captcha, { body: { form: 'QUESTION' } });
    expect(asked.picture).toBeUndefined();
    expect(answerOf(asked.question!)).toMatch(/^\d+$/);
    const kept = await CaptchaModel.findById(asked.id).lean();
    expect(JSON.stringify(kept)).not.toContain(`"${answerOf(asked.question!)}"`);
    expect(
      (
        await client.refused(routes.signIn, {
          body: { account: 'NOBODY', password: 'x', captcha: { id: shown.id, answer: 'x' }, agreed: true },
        })
      ).code,
    ).toBe('CAPTCHA_WRONG');
  });

  it('JX-15 after five wrong passwords the right one is refused too, for a quarter of an hour; an account that is not there locks alike', async () => {
    const { creditCode } = await chosen();
    const nobody = newCode();
    const answers = async (account: string, password: string) => {
      const { status, error } = await attempt(account, password);
      return [status, error.code, error.message.replace(/\d+(秒|分钟)/, '')];
    };
    for (let tries = 0; tries < 5; tries++)
      expect(await answers(creditCode, 'not-it-at-all')).toEqual(await answers(nobody, 'not-it-at-all'));
    expect(await answers(creditCode, CHOSEN)).toEqual([429, 'PASSWORD_LOCKED', expect.any(String)]);
    expect(await answers(nobody, CHOSEN)).toEqual(await answers(creditCode, CHOSEN));
    world.clock.advance(15 * MINUTE);
    await entered(creditCode, CHOSEN);
  });

  it('JX-15 twenty guesses at once get no more tries than five', async () => {
    const { creditCode } = await chosen();
    const replies = await Promise.all(Array.from({ length: 20 }, () => attempt(creditCode, 'not-it-at-all')));
    expect(replies.filter((one) => one.error.code === 'PASSWORD_WRONG')).toHaveLength(5);
    expect(replies.filter((one) => one.error.code === 'PASSWORD_LOCKED')).toHaveLength(15);
    world.clock.advance(15 * MINUTE);
  });

  it('JX-15 who guesses elsewhere keeps nobody out, until it is many together; an account that is not there answers alike', async () => {
    const { creditCode } = await chosen();
    const nobody = newCode();
    const code = async (account: string, password: string, address: string) =>
      (await attempt(account, password, new Client(world.url, address))).error?.code ?? 'ENTERED';
    for (const account of [creditCode, nobody]) {
      for (let tries = 0; tries < 5; tries++) expect(await code(account, 'not-it-at-all', '203.0.113.7')).toBe('PASSWORD_WRONG');
      expect(await code(account, CHOSEN, '203.0.113.7')).toBe('PASSWORD_LOCKED');
    }
    expect(await code(nobody, CHOSEN, '203.0.113.8')).toBe('PASSWORD_WRONG');
    expect(await code(creditCode, CHOSEN, '203.0.113.8')).toBe('ENTERED');
    const limits = await world.server.get(Limits);
    for (const account of [creditCode, nobody]) {
      while ((await limits.take(WRONG_ANYWHERE, account)) > 0);
      expect(await code(account, CHOSEN, '203.0.113.9')).toBe('PASSWORD_LOCKED');
    }
    world.clock.advance(15 * MINUTE);
    expect(await code(creditCode, CHOSEN, '203.0.113.7')).toBe('ENTERED');
  });

  it('JX-15, A-19 wrong passwords do not stop a one-time password; it has five tries of its own', async () => {
    const { creditCode, phone } = await register();
    const given = await givenPassword(world, phone);
    const like = given.startsWith('a') ? `b${given.slice(1)}` : `a${given.slice(1)}`;
    const code = async (account: string, password: string, address: string) =>
      (await attempt(account, password, new Client(world.url, address))).error?.code ?? 'ENTERED';
    for (const account of [creditCode, newCode()]) {
      for (let tries = 0; tries < 5; tries++) expect(await code(account, 'not-it-at-all', '203.0.113.17')).toBe('PASSWORD_WRONG');
      expect(await code(account, 'not-it-at-all', '203.0.113.17')).toBe('PASSWORD_LOCKED');
    }
    expect(await code(creditCode, given, '203.0.113.17')).toBe('ENTERED');
    for (let tries = 0; tries < 5; tries++) expect(await code(creditCode, like, '203.0.113.17')).toBe('PASSWORD_LOCKED');
    expect(await code(creditCode, given, '203.0.113.17')).toBe('PASSWORD_LOCKED');
    expect(await code(creditCode, given, '203.0.113.18')).toBe('ENTERED');
  });

  it('JX-15 who asks for one-time passwords elsewhere does not use up those of others, and no phone is flooded', async () => {
    const account = newCode();
    const forgot = async (address: string) => {
      const body = { account, captcha: await captchaOf(world) };
      return (await new Client(world.url, address).call(routes.forgot, { body })).status;
    };
    const statuses = [];
    for (let asks = 0; asks < 6; asks++) statuses.push(await forgot('203.0.113.27'));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(await forgot('203.0.113.28')).toBe(200);
    const limits = await world.server.get(Limits);
    while ((await limits.take(GIVEN_ANYWHERE, account)) > 0);
    expect(await forgot('203.0.113.29')).toBe(429);
  });

  it('JX-15 a question in words, which a machine reads, is there ten times in a quarter of an hour for one address; the picture goes on', async () => {
    const draw = async (form: 'PICTURE' | 'QUESTION', address = '203.0.113.37') =>
      (await new Client(world.url, address).call(routes.captcha, { body: { form } })).error?.code;
    for (let asks = 0; asks < 10; asks++) expect(await draw('QUESTION')).toBeUndefined();
    expect(await draw('QUESTION')).toBe('CAPTCHA_TOO_OFTEN');
    expect([await draw('PICTURE'), await draw('QUESTION', '203.0.113.38')]).toEqual([undefined, undefined]);
    world.clock.advance(15 * MINUTE);
    expect(await draw('QUESTION')).toBeUndefined();
  });

  it('JX-15 who forgot it gets a one-time password, the old one works on, and nobody learns whether there is an account', async () => {
    const { creditCode, phone } = await chosen();
    const client = new Client(world.url);
    const forgot = async (account: string) => client.ok(routes.forgot, { body: { account, captcha: await captchaOf(world) } });
    expect(await forgot(creditCode)).toEqual(await forgot(newCode()));
    let given = '';
    for (let look = 0; look < 100 && (given === '' || (await new Desk(world.simulatorUrl).messagesTo(phone)).length < 3); look++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      given = await givenPassword(world, phone);
    }
    given = await givenPassword(world, phone);
    await entered(creditCode, CHOSEN);
    expect((await entered(creditCode, given)).session!.mustChangePassword).toBe(true);
    for (let more = 0; more < 4; more++) await forgot(creditCode);
    expect((await client.refused(routes.forgot, { body: { account: creditCode, captcha: await captchaOf(world) } })).code).toBe(
      'PASSWORD_TOO_OFTEN',
    );
  });

  it('JX-15 an officer’s account is given by the support and acts in the officer’s one role', async () => {
    const accounts = await world.server.get(PasswordAccounts);
    const office = await authority(HOUSE);
    const reviewer = await officer(world, 'AUTHORITY_REVIEWER', '余审核', office);
    const of = {
      jurisdiction: HOUSE,
      personId: reviewer.id,
      role: 'AUTHORITY_REVIEWER' as const,
      organisationId: office,
      phone: reviewer.phone,
    };
    await accounts.provide({ ...of, account: 'jx-shenhe01' });
    await expect(accounts.provide({ ...of, account: 'JX-SHENHE01' })).rejects.toMatchObject({ code: 'ACCOUNT_TAKEN' });
    const given = await givenPassword(world, reviewer.phone);
    const client = await entered('jx-shenhe01', given);
    client.session = await client.ok(routes.change, { body: { password: given, newPassword: CHOSEN } });
    expect(client.session).toMatchObject({ role: 'AUTHORITY_REVIEWER', organisationId: office, personId: reviewer.id });
  });
});
