import type { HoursText } from './facts';
import type { Pack } from './pack';
import { exchangeStudied, originalsShown } from './rules/exchange';

/** What the law asks for before an exchange (HN-07), as it stands in the pack; undefined where there is no exchange. */
export const exchangeHoursOf = (pack: Pack): { total: HoursText; professional: HoursText } | undefined =>
  pack.services.EXCHANGE?.find((clause) => clause.rule === exchangeStudied)?.given as
    { total: HoursText; professional: HoursText } | undefined;

/** Where a file is checked (HN-04). */
export const fileRoomOf = (pack: Pack): string | undefined =>
  (pack.services.FILE_CHECK?.find((clause) => clause.rule === originalsShown)?.given as { place: string } | undefined)?.place;
