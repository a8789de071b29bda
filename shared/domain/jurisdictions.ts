import { PROVINCES } from './provinces';

type North = '110000' | '120000' | '130000' | '140000' | '150000' | '210000' | '220000' | '230000';
type East = '310000' | '320000' | '330000' | '340000' | '350000' | '360000' | '370000';
type Centre = '410000' | '420000' | '430000' | '440000' | '450000' | '460000';
type West = '500000' | '510000' | '520000' | '530000' | '540000' | '610000' | '620000' | '630000' | '640000' | '650000';
type Beyond = '710000' | '810000' | '820000';

/** 辖区: the province (GB/T 2260, six digits) whose law, authority and records something belongs to. Which of them are served is told by the packs. */
export type Jurisdiction = North | East | Centre | West | Beyond;

/** What belongs to no province: signing in, the steps of the real-name check. */
export const NATIONAL = '000000';

export const isJurisdiction = (code: unknown): code is Jurisdiction => typeof code === 'string' && Object.hasOwn(PROVINCES, code);

/** The two digits that begin the numbers of a province's cases: `BM63-2026-000123`. */
export const numberPrefix = (jurisdiction: Jurisdiction): string => jurisdiction.slice(0, 2);

/** What the mini-program code at a province's doors carries as its scene, and back (CQ-27); undefined for a scene of another kind. */
export const entryScene = (jurisdiction: Jurisdiction): string => `p=${jurisdiction}`;
export function jurisdictionOfScene(scene: string): Jurisdiction | undefined {
  const code = /(?:^|&)p=(\d{6})(?:&|$)/.exec(decodeURIComponent(scene))?.[1];
  return isJurisdiction(code) ? code : undefined;
}

const ID_BYTES = 12;
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * The same for a class: `p=500000&c=` and the 24 hex digits of its id as 16 characters, since WeChat carries no more than 32. No `btoa`: WeChat on
 * phones has none.
 */
export function classScene(jurisdiction: Jurisdiction, classId: string): string {
  const bytes = Array.from({ length: ID_BYTES }, (_, at) => parseInt(classId.slice(at * 2, at * 2 + 2), 16));
  const letters = [0, 3, 6, 9].flatMap((at) => {
    const bits = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    return [18, 12, 6, 0].map((shift) => BASE64URL[(bits >> shift) & 63]!);
  });
  return `${entryScene(jurisdiction)}&c=${letters.join('')}`;
}

/** The class that a scene names; undefined for a scene of another kind. */
export function classOfScene(scene: string): string | undefined {
  const letters = /(?:^|&)c=([\w-]{16})(?:&|$)/.exec(decodeURIComponent(scene))?.[1];
  if (!letters) return undefined;
  const six = [...letters].map((letter) => BASE64URL.indexOf(letter));
  return [0, 4, 8, 12]
    .map((at) => ((six[at]! << 18) | (six[at + 1]! << 12) | (six[at + 2]! << 6) | six[at + 3]!).toString(16).padStart(6, '0'))
    .join('');
}
