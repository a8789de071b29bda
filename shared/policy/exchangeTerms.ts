import type { LocalDate } from '../domain/calendar';
import type { HoursText } from './facts';
import type { Pack } from './pack';
import { exchangeStudied, issuedBetween, originalsShown, postExchanged } from './rules/exchange';

/** What the law asks for before an exchange (HN-07), as it stands in the pack; undefined where there is no exchange. */
export const exchangeHoursOf = (pack: Pack): { total: HoursText; professional: HoursText } | undefined =>
  pack.services.EXCHANGE?.find((clause) => clause.rule === exchangeStudied)?.given as
    { total: HoursText; professional: HoursText } | undefined;

/** Which certificates are exchanged at all (HN-01, HN-02), as far as it can be read off them: days of issue, post codes; an absent one is not limited. */
export const exchangedOf = (pack: Pack): { issued?: { from: LocalDate; to: LocalDate }; posts?: readonly string[] } => {
  const given = (rule: unknown): unknown => pack.services.EXCHANGE?.find((clause) => clause.rule === rule)?.given;
  const issued = given(issuedBetween) as { from: LocalDate; to: LocalDate } | undefined;
  const posts = (given(postExchanged) as { posts: readonly string[] } | undefined)?.posts;
  return { ...(issued && { issued }), ...(posts && { posts }) };
};

/** Where a file is checked (HN-04). */
export const fileRoomOf = (pack: Pack): string | undefined =>
  (pack.services.FILE_CHECK?.find((clause) => clause.rule === originalsShown)?.given as { place: string } | undefined)?.place;
