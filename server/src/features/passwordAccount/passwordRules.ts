import { test as isCommon } from 'fxa-common-password-list';

const SHORTEST = 8;
/** Digits alone are guessed up to here: birthdays, phones, the account itself. */
const SHORTEST_OF_DIGITS = 15;
const FEWEST_SIGNS = 4;

/** What is wrong with a new password, in a sentence; nothing when it is good (ASVS 5.0, 6.2). No kind of sign is asked for. `own`: what belongs to the account. */
export function weaknessOf(password: string, own: readonly string[]): string | undefined {
  const lower = password.normalize('NFC').toLowerCase();
  const signs = [...lower];
  if (signs.length < SHORTEST) return `密码至少${SHORTEST}位，可以用一句只有您知道的话`;
  if (/^\d+$/.test(lower) && signs.length < SHORTEST_OF_DIGITS) return '不能只用数字，容易被猜到，请加上字母或文字';
  if (new Set(signs).size < FEWEST_SIGNS) return '重复的字符太多，容易被猜到，请换一个';
  if (isCommon(lower)) return '这个密码很多人在用，容易被猜到，请换一个';
  if (own.some((word) => word && lower.includes(word.toLowerCase()))) return '密码里不能有账号或单位名称，请换一个';
  return undefined;
}
