/** How a province numbers one kind of certificate: data of its pack. `pattern` is plain text with the blanks of NumberParts, e.g. `苏建安{code}({year}){seq:8}`. */
export interface NumberFormat {
  readonly pattern: string;
  /** 23 for 安管, 25 for 特种 (O-02). */
  readonly maxLength: number;
}

/** The blanks of a pattern. A digit blank may give its width after a colon (`{seq:6}`); the others have their own form. */
export interface NumberParts {
  /** 省简称, one Chinese character. */
  province?: string;
  /** The city's letter. */
  city?: string;
  /** Sub-code of SAFETY_MGMT. */
  code?: string;
  /** Two digits. */
  trade?: string;
  /** Three digits. */
  post?: string;
  year?: number;
  /** The running number, from 1; filled with zeros to the width of the pattern. */
  seq?: number;
}

const SHAPES: Record<keyof NumberParts, string> = {
  province: '[\\u4e00-\\u9fff]',
  city: '[A-Z]',
  code: 'A|B|C[123]?',
  trade: '\\d{2}',
  post: '\\d{3}',
  year: '(?:19|20)\\d{2}',
  seq: '\\d+',
};
const BLANK = /\{(\w+)(?::(\d+))?\}/g;

/** A number as it is compared and looked up: certificates are typed with any kind of brackets, with spaces and in small letters, and mean the same. */
export const numberKey = (text: string) =>
  text
    .replace(/\s/g, '')
    .replace(/[（〔［【[]/g, '(')
    .replace(/[）〕］】\]]/g, ')')
    .toUpperCase();

/** As `numberKey`, and where somebody left a bracket of the year out, also with both. Nothing more is guessed: a suggestion would answer who tries. */
export function numberKeysOf(text: string): string[] {
  const key = numberKey(text);
  const year = /^(\D+)((?:19|20)\d{2})(\d+)$/.exec(key.replace(/[()]/g, ''));
  return [...new Set([key, ...(year ? [`${year[1]}(${year[2]})${year[3]}`] : [])])];
}

const isPart = (name: string): name is keyof NumberParts => Object.keys(SHAPES).includes(name);

function shapeOf(name: string, width: string | undefined): string {
  if (!isPart(name) || (name === 'seq') !== (width !== undefined))
    throw new RangeError(`A number pattern has no blank {${name}${width ? `:${width}` : ''}}`);
  return name === 'seq' ? `\\d{${width}}` : SHAPES[name];
}

/** The expression a certificate number of this format matches, with one named group a blank. Throws RangeError on an unknown blank. */
export function numberExpression(format: NumberFormat): RegExp {
  const quoted = numberKey(format.pattern.replace(BLANK, '\u0000'))
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .split('\u0000');
  const blanks = [...format.pattern.matchAll(BLANK)].map(([, name = '', width]) => `(?<${name}>${shapeOf(name, width)})`);
  return new RegExp(`^${quoted.map((text, index) => text + (blanks[index] ?? '')).join('')}$`);
}

/** Reads a number of this format; null when it is of another form, too long, or its running number is 0. Either kind of brackets will do. */
export function parseCertificateNumber(format: NumberFormat, text: string): NumberParts | null {
  const number = numberKey(text);
  const groups = number.length <= format.maxLength ? numberExpression(format).exec(number)?.groups : undefined;
  if (!groups) return null;
  const { year, seq, ...rest } = groups;
  if (seq !== undefined && Number(seq) === 0) return null;
  return { ...rest, ...(year === undefined ? {} : { year: Number(year) }), ...(seq === undefined ? {} : { seq: Number(seq) }) };
}

/** Builds a number. Throws RangeError when a blank has no value, a value has the wrong form, the running number is used up, or the result is too long. */
export function buildCertificateNumber(format: NumberFormat, parts: NumberParts): string {
  const number = fill(format, parts, (width) => String(parts.seq ?? '').padStart(width, '0'));
  if (!parseCertificateNumber(format, number)) throw new RangeError(`No certificate number ${number} in ${format.pattern}`);
  return number;
}

/** The name of the counter a number is drawn from: all of it but the running number, so that a new year or a new trade begins at 1. */
export function numberSeries(format: NumberFormat, parts: Omit<NumberParts, 'seq'>): string {
  return fill(format, parts, (width) => '#'.repeat(width));
}

function fill(format: NumberFormat, parts: NumberParts, seq: (width: number) => string): string {
  return format.pattern.replace(BLANK, (blank: string, name: string, width: string | undefined) => {
    shapeOf(name, width);
    if (name === 'seq') return seq(Number(width));
    const value = parts[name as keyof NumberParts];
    if (value === undefined) throw new RangeError(`A certificate number needs ${blank}`);
    return String(value);
  });
}
