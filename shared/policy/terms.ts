import { addDays } from '../domain/calendar';
import type { LocalDate } from '../domain/calendar';
import type { Category } from '../domain/categories';
import type { KindTerms, MediumPeriod, Pack, TemplateField } from './pack';

/** What the pack says of a kind; undefined where the province has nothing to do with it. */
export const termsOf = (pack: Pack, category: Category): KindTerms | undefined => pack.kinds[category];

/**
 * The last day a certificate made on `issuedOn` counts: the day before the anniversary. null: the kind has no end. undefined: the pack does not know the kind.
 */
export function lastValidDay(pack: Pack, category: Category, issuedOn: LocalDate): LocalDate | null | undefined {
  const years = pack.kinds[category]?.validYears;
  if (!years) return undefined;
  return years.value === null ? null : addDays(`${Number(issuedOn.slice(0, 4)) + years.value}${issuedOn.slice(4)}`, -1);
}

/** Paper, e-certificate or both for somebody who passed on that day (JS-02, JS-03); a business done later makes an e-certificate of any old paper (JS-05). */
export function mediumOf(pack: Pack, event: 'PASS' | 'BUSINESS', on: LocalDate): MediumPeriod['value'] {
  if (event === 'BUSINESS') return 'ELECTRONIC';
  return pack.medium?.find((period) => period.to === null || on <= period.to)?.value ?? 'ELECTRONIC';
}

export interface PrintedTemplate {
  title: string;
  statement: string;
  fields: readonly TemplateField[];
}

/** Title, sentence and fields of the printed certificate (JS-15…17); undefined where the pack has no template for the code. */
export function templateOf(pack: Pack, category: Category, code?: string): PrintedTemplate | undefined {
  const template = pack.kinds[category]?.template?.value;
  const words = template?.words[code ?? ''] ?? template?.words['*'];
  return template && words && { ...words, fields: template.fields };
}
