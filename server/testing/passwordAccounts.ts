import { passwordAccountRoutes as routes } from '@jzt/shared/contract/passwordAccount';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { Desk } from '../simulators/desk';
import { Client } from './client';
import type { World } from './world';

/** The province whose document has such accounts. */
export const HOUSE: Jurisdiction = '360000';

const DIGITS = '零一二三四五六七八九';

/** What a person answers to “请用数字回答：三十二加七等于几？”. */
export function answerOf(question: string): string {
  const [, tens, ones, more] = /：(.?)十(.?)加(.)等于几/.exec(question)!;
  const digit = (sign: string | undefined, none: number) => (sign ? DIGITS.indexOf(sign) : none);
  return String(digit(tens, 1) * 10 + digit(ones, 0) + digit(more, 0));
}

let addresses = 0;

/** A captcha with its right answer; each is asked for from another address, where the world believes its proxy. */
export async function captchaOf(world: World): Promise<{ id: string; answer: string }> {
  const elsewhere = `10.9.${(++addresses >> 8) % 256}.${addresses % 256}`;
  const { id, question } = await new Client(world.url, elsewhere).ok(routes.captcha, { body: { form: 'QUESTION' } });
  return { id, answer: answerOf(question!) };
}

/** The newest one-time password that was sent to the phone. */
export const givenPassword = async (world: World, phone: string): Promise<string> =>
  (await new Desk(world.simulatorUrl).messagesTo(phone)).find((one) => one.params.length === 3)!.params[1]!;

export const registration = (creditCode: string, phone: string, proof: { code: string; ticket: string }) => ({
  jurisdiction: HOUSE,
  name: '南昌样例企业一号',
  creditCode,
  address: '南昌市样例路1号',
  phone,
  ...proof,
  agreed: true,
});
