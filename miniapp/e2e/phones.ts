import { secondFactorRoutes } from '@jzt/shared/contract/secondFactor';
import type { Client } from '../../server/testing/client';
import type { SeededPerson } from '../../server/testing/people';
import { codesOf } from '../../server/testing/secondFactor';
import type { World } from '../../server/testing/world';
import { weappDist } from './dist';
import { startWeapp, type Weapp } from './sandbox';

let codes = 0;

/** A phone whose WeChat account and number are this person's; `query` is what a scanned code opens the program with. */
export const phoneOf = (
  world: World,
  { phone }: Pick<SeededPerson, 'phone'>,
  query?: Record<string, string>,
  photo?: () => string,
): Promise<Weapp> => {
  const code = () => `sim.${phone}.${(codes += 1)}`;
  const answers = { loginCode: code, phoneNumber: () => ({ code: code() }), ...(photo && { photo }) };
  return startWeapp({ dist: weappDist, serverUrl: world.url, answers, query });
};

/** Signs in on it with the phone number of WeChat. */
export const oneTap = async (weapp: Weapp): Promise<void> => {
  await weapp.open('pages/sign-in/index');
  await weapp.tap('我已阅读并同意');
  await weapp.tap('一键登录');
  await weapp.seeNo('一键登录');
};

/** What an officer does then: binds an authenticator elsewhere, and types its newest code here. */
export async function showFactor(world: World, weapp: Weapp, client: Client): Promise<void> {
  const { account } = await client.ok(secondFactorRoutes.state);
  await weapp.see('输入动态码');
  await weapp.type('动态码', (await codesOf(world, account)).at(-1)!);
  await weapp.tap('验证并进入');
  await weapp.seeNo('验证并进入');
}
