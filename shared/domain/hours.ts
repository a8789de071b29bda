/** Training hours (学时), exact: an integer count of hundredths inside, so that 7.99 + 0.01 is 8. Compare with `<`, add with `+` or `sumHours`. */
export type Hours = number & { readonly unit: 'hundredths of an hour' };

const MAX = 999_999;

/** Reads `8`, `7.5` or `7.99` (decimal(6,2): 0 to 9999.99). Throws RangeError on anything else, so that no float slips in. */
export function parseHours(text: string): Hours {
  const match = /^(\d{1,4})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) throw new RangeError(`Not hours: ${text}`);
  return (Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))) as Hours;
}

/** The shortest form, as people write it: `8`, `7.5`, `7.99`. */
export function formatHours(hours: Hours): string {
  if (!Number.isInteger(hours) || hours < 0 || hours > MAX) throw new RangeError(`Not hours: ${hours}`);
  const cents = String(hours % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(hours / 100)}${cents ? `.${cents}` : ''}`;
}

/** The sum; throws RangeError above 9999.99. */
export function sumHours(list: readonly Hours[]): Hours {
  const sum = list.reduce<number>((total, hours) => total + hours, 0);
  if (sum > MAX) throw new RangeError('More than 9999.99 hours');
  return sum as Hours;
}
