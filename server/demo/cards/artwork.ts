import { SEX_LABELS, type Sex } from '@jzt/shared/domain/idNumber';
import { letters } from './lettering';
import { portraitArtwork } from './portrait';
import { seededRandom, seedOf } from './random';

/** What a second-generation card says on its two sides. Dates are `YYYY-MM-DD`. */
export interface CardText {
  name: string;
  sex: Sex;
  /** without the 族: `汉`, `维吾尔` */
  nation: string;
  birth: string;
  address: string;
  idNumber: string;
  authority?: string;
  validFrom?: string;
  validTo?: string | '长期';
}

/** ISO/IEC 7810 ID-1, in millimetres: the drawings' units. */
export const CARD_WIDTH = 85.6;
export const CARD_HEIGHT = 54;

const LABEL = '#2d6f9f';
const ADDRESS_LINE = 11;

/** The pale waves under the print; a photo taken with flash loses them where it burns out. */
function waves(seed: number, colours: readonly string[]): string {
  const random = seededRandom(seed);
  const lines: string[] = [];
  for (let i = 0; i < 46; i += 1) {
    const y = (i / 46) * (CARD_HEIGHT + 10) - 5;
    const swing = 2 + random() * 3;
    const step = 7 + random() * 5;
    let d = `M-2 ${y.toFixed(2)}`;
    for (let x = -2; x < CARD_WIDTH + 4; x += step)
      d += ` q${(step / 2).toFixed(2)} ${(x % 2 ? swing : -swing).toFixed(2)} ${step.toFixed(2)} 0`;
    lines.push(`<path d="${d}" fill="none" stroke="${colours[i % colours.length]}" stroke-width=".16" opacity=".55"/>`);
  }
  return lines.join('');
}

function sheet(body: string, seed: number, colours: readonly [string, string, string], pixelsPerMm: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(CARD_WIDTH * pixelsPerMm)}" height="${Math.round(CARD_HEIGHT * pixelsPerMm)}"
    viewBox="0 0 ${CARD_WIDTH} ${CARD_HEIGHT}"><defs>
    <linearGradient id="paper" x1="0" y1="0" x2="1" y2=".6"><stop offset="0" stop-color="${colours[0]}"/><stop offset=".55" stop-color="${colours[1]}"/>
    <stop offset="1" stop-color="${colours[2]}"/></linearGradient>
    <clipPath id="card"><rect width="${CARD_WIDTH}" height="${CARD_HEIGHT}" rx="3.2"/></clipPath></defs>
    <g clip-path="url(#card)"><rect width="${CARD_WIDTH}" height="${CARD_HEIGHT}" fill="url(#paper)"/>${waves(seed, ['#9cc3d6', '#d9b4b4', '#a9cdb6'])}${body}</g>
    ${letters('演示样例 非真实证件', { x: 61, y: 52.6, size: 2.1, fill: '#c0392b' })}</svg>`;
}

/** Breaks an address as the card does: eleven Chinese letters a line, a house number never cut in two. */
function wrap(address: string): string[] {
  const lines = [''];
  let used = 0;
  for (const piece of address.match(/[0-9A-Za-z-]+|./gu) ?? []) {
    const ems = /^[0-9A-Za-z-]/.test(piece) ? piece.length * 0.56 : 1;
    if (used + ems > ADDRESS_LINE) {
      lines.push('');
      used = 0;
    }
    lines[lines.length - 1] += piece;
    used += ems;
  }
  return lines;
}

/** The side with the portrait, as SVG; 样例 lies over the drawn face, outside every field that is read. */
export function portraitSide(card: CardText, pixelsPerMm: number): string {
  const [year, month, day] = card.birth.split('-').map(Number) as [number, number, number];
  const seed = seedOf(card.idNumber);
  const label = (text: string, x: number, y: number) => letters(text, { x, y, size: 2.75, fill: LABEL });
  const value = (text: string | number, x: number, y: number, size = 3.15) => letters(String(text), { x, y, size, weight: 'medium' });
  const address = wrap(card.address);
  return sheet(
    `${label('姓 名', 6, 9.6)}${value(card.name, 15.5, 9.8, 3.8)}
     ${label('性 别', 6, 16.4)}${value(SEX_LABELS[card.sex], 15.5, 16.5)}${label('民 族', 25, 16.4)}${value(card.nation, 33.2, 16.5)}
     ${label('出 生', 6, 23)}${value(year, 15.5, 23.1)}${label('年', 23.6, 23)}${value(month, month > 9 ? 27.6 : 28.6, 23.1)}${label('月', 32.4, 23)}
     ${value(day, day > 9 ? 36 : 37, 23.1)}${label('日', 40.8, 23)}
     ${label('住 址', 6, 30)}${address.map((line, i) => value(line, 15.5, 30.1 + i * 4.4)).join('')}
     ${label('公民身份号码', 6, 48)}${letters(card.idNumber, { x: 29, y: 48.2, size: 4.1, weight: 'medium', spacing: 0.075 })}
     <g transform="translate(56.5 7) scale(.245)">${portraitArtwork(seed, card.sex)}</g>
     ${letters('样例', { x: 63.5, y: 33, size: 6.5, fill: '#c0392b', opacity: 0.35 })}`,
    seed,
    ['#dceaf1', '#eef0ea', '#e3ecdf'],
    pixelsPerMm,
  );
}

/** The other side, as SVG. Where the real card has the national emblem this one has a plain disc with 演示 in it. */
export function authoritySide(card: CardText, pixelsPerMm: number): string {
  const dotted = (date: string) => date.replaceAll('-', '.');
  const validity = `${dotted(card.validFrom ?? '2015-01-01')}-${dotted(card.validTo ?? '2035-01-01')}`;
  const label = (text: string, y: number) => letters(text, { x: 21.5, y, size: 2.9, fill: '#333', weight: 'medium' });
  const value = (text: string, y: number) => letters(text, { x: 36, y, size: 3.1, weight: 'medium' });
  const wall = Array.from({ length: 12 }, (_, i) => `<rect x="${44 + i * 3.4}" y="${27 - (i % 3)}" width="1.8" height="1.6"/>`).join('');
  return sheet(
    `<circle cx="14" cy="13.5" r="8.6" fill="#c8402f"/><circle cx="14" cy="13.5" r="7" fill="none" stroke="#f1c24b" stroke-width=".8"/>
     ${letters('演示', { x: 10, y: 15, size: 4, fill: '#f7dc8a' })}
     ${letters('中华人民共和国', { x: 28, y: 13, size: 5.2, weight: 'medium', spacing: 0.22 })}
     ${letters('居民身份证', { x: 28, y: 23.5, size: 7, weight: 'medium', spacing: 0.28 })}
     <g fill="#8f7f72" opacity=".35">${wall}<path d="M42 31 Q52 26 62 29 T86 28 L86 33 L42 34 Z"/></g>
     ${label('签发机关', 41.5)}${value(card.authority ?? '演示市公安局演示分局', 41.6)}
     ${label('有效期限', 48.2)}${value(validity, 48.3)}`,
    seedOf(card.idNumber) ^ 0x5a5a,
    ['#e9e3da', '#f1eee3', '#dfe9e2'],
    pixelsPerMm,
  );
}
