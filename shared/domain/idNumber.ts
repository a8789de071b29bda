import { isLocalDate } from './calendar';
import type { LocalDate } from './calendar';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';

export type Sex = 'M' | 'F';

export const SEX_LABELS: Record<Sex, string> = { M: '男', F: '女' };

export interface IdNumber {
  /** 18 characters, the last one X in capitals. */
  number: string;
  /** Six digits as on the card; regions are renamed and dissolved, so they are not looked up. */
  regionCode: string;
  birthDate: LocalDate;
  sex: Sex;
}

const checkOf = (first17: string) => CHECK[WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(first17[index]), 0) % 11]!;

/** Reads a citizen's ID number by GB 11643 (O-13): length, a real birthday, the check digit. Null when it is wrong (CQ-35). Spaces around it and a small x are forgiven. */
export function parseIdNumber(text: string): IdNumber | null {
  const number = text.trim().toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(number) || number[17] !== checkOf(number)) return null;
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isLocalDate(birthDate)) return null;
  return { number, regionCode: number.slice(0, 6), birthDate, sex: Number(number[16]) % 2 === 1 ? 'M' : 'F' };
}

/** Completes an ID number for demo data and tests: a region no place has, so that it can belong to nobody. `sequence` is 0…999, odd for a man. */
export function makeIdNumber(birthDate: LocalDate, sequence: number, regionCode = '990101'): string {
  const first17 = regionCode + birthDate.replace(/-/g, '') + String(sequence).padStart(3, '0');
  const number = /^\d{17}$/.test(first17) ? first17 + checkOf(first17) : '';
  if (!parseIdNumber(number)) throw new RangeError(`No ID number for ${birthDate} and ${sequence}`);
  return number;
}
