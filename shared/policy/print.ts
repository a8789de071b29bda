import type { LocalDate } from '../domain/calendar';
import { addDays } from '../domain/calendar';
import type { Category } from '../domain/categories';
import type { NumberFormat } from '../domain/certificateNumber';
import type { MediumPeriod, Pack, Ruled } from './pack';
import { demoVersion } from './packs/demo';
import { PRINTS } from './packs/prints';

/** A field printed on a certificate. */
export type TemplateField = 'post' | 'name' | 'sex' | 'idNumber' | 'number' | 'portrait' | 'validTo' | 'enterprise';

export interface TemplateWords {
  /** Lines of the title, top to bottom; the last one is the large one. */
  readonly title: readonly string[];
  readonly statement: string;
}

/** How a kind is printed. */
export interface Template {
  readonly fields: readonly TemplateField[];
  /** Names of fields where the kind has its own. */
  readonly labels?: Partial<Record<TemplateField, string>>;
  /** Who issued it, where that is not the province: `{issuer}` is the institution's name. */
  readonly issuedBy?: string;
  /** By code; `*` for every other code. */
  readonly words: Readonly<Record<string, TemplateWords>>;
}

/** A template with the words of one code. */
export interface CodeTemplate extends Omit<Template, 'words' | 'labels'>, Omit<TemplateWords, 'title'> {
  readonly title: string;
  readonly titleLines: readonly string[];
  readonly labels: Readonly<Record<TemplateField, string>>;
}

const LABELS: Readonly<Record<TemplateField, string>> = {
  post: '岗位名称',
  name: '姓名',
  sex: '性别',
  idNumber: '身份证号',
  number: '证书编号',
  portrait: '照片',
  enterprise: '企业名称',
  validTo: '有效期至',
};

/** What a province prints. It stands in the pack's file, and apart from the pack, because only the server prints: the mini-program does not carry it. */
export interface Print {
  /** 发证单位. */
  readonly issuer?: Ruled<string>;
  /** 统一社会信用代码 of the issuer, which the national platform's identifiers carry (O-09). */
  readonly issuerCode?: Ruled<string>;
  /** Name of the province's seal at the e-seal service (QH-20). */
  readonly seal?: Ruled<string>;
  /** Who keeps the seal, where that is not the issuer. */
  readonly sealOwner?: Ruled<string>;
  /** The letter of the city in a number, by how the address of the institution begins; `*` for every other address. */
  readonly cityLetters?: Ruled<Readonly<Record<string, string>>>;
  /** Lines on every certificate and on the verify page. */
  readonly lines?: Readonly<Record<'issuedBy' | 'scan' | 'portal' | 'effect', Ruled<string>>>;
  /** Where officials have to accept it, as the verify page tells them. */
  readonly accepted?: Ruled<string>;
  readonly kinds: Partial<
    Record<
      Category,
      {
        readonly number?: Ruled<NumberFormat>;
        readonly template?: Ruled<Template>;
      }
    >
  >;
}

/** A pack that brings what it prints with it: one that is registered beside those of this house. */
export interface PrintedPack extends Pack {
  readonly print: () => Print;
}

/** What is printed under a pack: number formats, templates, the issuer's name; undefined where the province prints nothing (its documents name the ministry's system). */
export const printOf = (pack: Pack): Print | undefined =>
  ((pack as Partial<PrintedPack>).print ?? PRINTS[demoVersion(pack.version)?.official ?? pack.version])?.();

/** Title, sentence and fields of a printed certificate (JS-15…17); undefined where there is no template for the code. */
export function templateOf(pack: Pack, category: Category, code?: string): CodeTemplate | undefined {
  const template = printOf(pack)?.kinds[category]?.template?.value;
  const words = template?.words[code ?? ''] ?? template?.words['*'];
  if (!template || !words) return undefined;
  const { fields, issuedBy, labels } = template;
  return {
    title: words.title.join(''),
    titleLines: words.title,
    statement: words.statement,
    fields,
    issuedBy,
    labels: { ...LABELS, ...labels },
  };
}

/** How certificates of the kind are numbered (JS-19, JX-19): see domain/certificateNumber. */
export const numberFormatOf = (pack: Pack, category: Category): NumberFormat | undefined => printOf(pack)?.kinds[category]?.number?.value;

/**
 * The last day a certificate made on `issuedOn` counts: the day before the anniversary. null: the kind has no end. undefined: the pack does not know the kind.
 */
export function lastValidDay(pack: Pack, category: Category, issuedOn: LocalDate): LocalDate | null | undefined {
  const years = pack.kinds[category]?.validYears;
  if (!years) return undefined;
  return years.value === null ? null : addDays(`${Number(issuedOn.slice(0, 4)) + years.value}${issuedOn.slice(4)}`, -1);
}

/** Paper, e-certificate or both for somebody who passed on that day (JS-02, JS-03); a business done makes an e-certificate of any old paper (JS-05), once there are any. */
export function mediumOf(pack: Pack, event: 'PASS' | 'BUSINESS', on: LocalDate): MediumPeriod['value'] {
  const medium = pack.medium?.find((period) => period.to === null || on <= period.to)?.value ?? 'ELECTRONIC';
  return event === 'BUSINESS' && medium === 'BOTH' ? 'ELECTRONIC' : medium;
}

/** The telephone for questions about the kind (JS-24); undefined where the documents give none. */
export const hotlineOf = (pack: Pack, category: Category): string | undefined => pack.kinds[category]?.hotline?.value;
