import { isLocalDate, type LocalDate } from '@jzt/shared/domain/calendar';
import { parseIdNumber, type Sex } from '@jzt/shared/domain/idNumber';
import type { SeenCard, TextLine } from './engine';

/** The side with the portrait. */
export interface PortraitReading {
  side: 'portrait';
  name: string;
  sex: Sex;
  /** without 族; empty when it could not be made out */
  nation: string;
  birth: LocalDate;
  address: string;
  idNumber: string;
  /** 0…1: of the least certain of name and ID number */
  confidence: number;
  /** the ID number was seen with a wrong digit and could be put right in one way only */
  corrected: boolean;
}

/** The other side. */
export interface AuthorityReading {
  side: 'authority';
  authority: string;
  validFrom: LocalDate;
  /** the last day it is valid */
  validTo: LocalDate | '长期';
  confidence: number;
}

export type CardReading = PortraitReading | AuthorityReading;

/** The nations of China: a word not among them was misread. */
const NATIONS = new Set(
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
    ' ',
  ),
);

const HAN = /[^\p{Script=Han}·]/gu;
/** A dot in a name comes out as any of these. */
const dotted = (text: string) =>
  text
    .replace(/[.．•・‧∙。]/g, '·')
    .replace(HAN, '')
    .replace(/^·+|·+$/g, '');
const tight = (text: string) => text.replace(/\s/g, '');

/** What digits are taken for, and the other way round. */
const AS_DIGIT: Record<string, string> = {
  O: '0',
  o: '0',
  D: '0',
  Q: '0',
  I: '1',
  l: '1',
  i: '1',
  '|': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  G: '6',
  B: '8',
  q: '9',
  g: '9',
  '×': 'X',
  x: 'X',
  K: 'X',
};
const LOOKALIKE: Record<string, string> = {
  0: '689',
  1: '74',
  2: '7',
  3: '895',
  4: '19',
  5: '638',
  6: '058',
  7: '12',
  8: '03569',
  9: '0348',
  X: '',
};

/**
 * The ID number as it was seen, or the one and only number it can have been: one digit mistaken for another that looks like it, such that
 * the check digit, the printed birthday and the printed sex all hold.
 * @param seen what was read, letters and all
 * @param known what the other fields of the card say
 */
export function repairIdNumber(
  seen: string,
  known: { birth?: LocalDate; sex?: Sex } = {},
): { idNumber: string; corrected: boolean } | undefined {
  const text = [...seen].map((character) => AS_DIGIT[character] ?? character).join('');
  const agrees = (candidate: string) => {
    const parsed = parseIdNumber(candidate);
    return parsed !== null && (!known.birth || parsed.birthDate === known.birth) && (!known.sex || parsed.sex === known.sex);
  };
  if (text.length !== 18) return undefined;
  // a right check digit outweighs the small print: the birthday may be what was misread
  if (parseIdNumber(text)) return { idNumber: text, corrected: text !== seen };
  const candidates = [...text]
    .flatMap((digit, at) => [...(LOOKALIKE[digit] ?? '')].map((other) => text.slice(0, at) + other + text.slice(at + 1)))
    .filter(agrees);
  return candidates.length === 1 ? { idNumber: candidates[0]!, corrected: true } : undefined;
}

function dateOf(year?: string, month?: string, day?: string): LocalDate | undefined {
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return isLocalDate(date) ? date : undefined;
}

function numberLine(lines: TextLine[]): { seen: string; confidence: number } | undefined {
  for (const line of lines) {
    const seen = /[0-9A-Za-z|×]{18}$/.exec(tight(line.text).replace(/[^0-9A-Za-z|×]+$/, ''));
    if (seen && seen[0].replace(/\D/g, '').length > 12) return { seen: seen[0], confidence: line.confidence };
  }
  return undefined;
}

function portrait({ upper, lower }: SeenCard): PortraitReading | undefined {
  const rows = upper.map((line) => ({ text: tight(line.text), confidence: line.confidence }));
  const birthRow = rows.findIndex((row) => /\d{4}年/.test(row.text));
  const sexRow = rows.findIndex((row) => /性别|民族|别[男女]/.test(row.text));
  const nameRow = rows.slice(0, sexRow < 0 ? birthRow : sexRow).find((row) => dotted(row.text.replace(/^姓?名/, '')).length > 1);
  const number = numberLine(lower);
  if (!nameRow || !number) return undefined;
  const printed = /(\d{4})年(\d{1,2})月(\d{1,2})日?/.exec(rows[birthRow]?.text ?? '');
  const sexAndNation = /([男女])?民?族?(\p{Script=Han}{1,6})?$/u.exec((rows[sexRow]?.text ?? '').replace(/^性?别/, ''));
  const sex: Sex | undefined = sexAndNation?.[1] === '男' ? 'M' : sexAndNation?.[1] === '女' ? 'F' : undefined;
  const birth = dateOf(printed?.[1], printed?.[2], printed?.[3]);
  const repaired = repairIdNumber(number.seen, { ...(birth && { birth }), ...(sex && { sex }) });
  if (!repaired) return undefined;
  // the number is checked, the small print is not
  const { birthDate, sex: numberSex } = parseIdNumber(repaired.idNumber)!;
  const address = rows
    .slice(Math.max(birthRow, sexRow) + 1)
    .map((row) => row.text.replace(/^住?址/, ''))
    .join('');
  return {
    side: 'portrait',
    name: dotted(nameRow.text.replace(/^姓?名/, '')),
    sex: numberSex,
    nation: NATIONS.has(sexAndNation?.[2] ?? '') ? sexAndNation![2]! : '',
    birth: birthDate,
    address,
    idNumber: repaired.idNumber,
    confidence: Math.min(nameRow.confidence, number.confidence),
    corrected: repaired.corrected,
  };
}

function authority({ lower }: SeenCard): AuthorityReading | undefined {
  const rows = lower.map((line) => ({ text: tight(line.text), confidence: line.confidence }));
  const period = rows
    .map((row) => ({ row, seen: /(\d{4})\.?(\d{2})\.?(\d{2})[-—–一~]+(?:(\d{4})\.?(\d{2})\.?(\d{2})|(长期))/.exec(row.text) }))
    .find(({ seen }) => seen);
  const issuer = rows.find((row) => /签发|机关|公安局/.test(row.text));
  const validFrom = dateOf(period?.seen?.[1], period?.seen?.[2], period?.seen?.[3]);
  const validTo = period?.seen?.[7] ? '长期' : dateOf(period?.seen?.[4], period?.seen?.[5], period?.seen?.[6]);
  if (!period || !validFrom || !validTo) return undefined;
  return {
    side: 'authority',
    authority: issuer?.text.replace(/^签?发?机?关/, '').replace(HAN, '') ?? '',
    validFrom,
    validTo,
    confidence: Math.min(period.row.confidence, issuer?.confidence ?? 1),
  };
}

/** Makes sense of a card's print. @returns undefined when what must be read (name and number, or the validity) cannot be */
export function fieldsOf(card: SeenCard): CardReading | undefined {
  return card.side === 'portrait' ? portrait(card) : authority(card);
}
