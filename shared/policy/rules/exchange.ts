import type { LocalDate } from '../../domain/calendar';
import { parseHours } from '../../domain/hours';
import { rule } from '../core';
import * as say from '../messages';
import type { HoursText, SiteTitle } from '../facts';
import { describe } from '../words';

/** Made in these years by the province's own office (HN-01). */
export const issuedBetween = rule(['certificate'], (given: { from: LocalDate; to: LocalDate }, context, certificate) => {
  if (!certificate) return context.refuse(say.NO_CERTIFICATE);
  const { from, to } = given;
  if (certificate.issuedOn < from || certificate.issuedOn > to) context.refuse(say.ISSUED_OUTSIDE_YEARS, { from, to });
  if (!certificate.issuedByProvince) context.refuse(say.ISSUED_BY_OTHERS);
});

/** One of the posts of the list (HN-02). */
export const postExchanged = rule(['certificate'], (given: { posts: readonly string[] }, context, certificate) => {
  if (certificate && !given.posts.includes(certificate.code ?? '')) context.refuse(say.POST_NOT_EXCHANGED, { item: describe(certificate) });
});

/** Only this title is exchanged; the older one never (HN-05). */
export const titleExchanged = rule(['certificate'], (given: { title: SiteTitle }, context, certificate) => {
  if (certificate && certificate.title !== given.title) context.refuse(say.TITLE_NOT_EXCHANGED);
});

/** The certificate is found in the register that counts (CQ-16, HN-03, JX-06); `missing` says what to do when it is not, `late` what after its last day. */
export const inRegister = rule(
  ['registry'],
  (
    given: { missing: say.Message; values?: Record<string, string>; late?: { after: LocalDate; missing: say.Message } },
    context,
    registry,
  ) => {
    if (registry.found) return;
    context.refuse(given.late && context.today > given.late.after ? given.late.missing : given.missing, given.values);
  },
);

/** The hours are done and the assessment is passed (HN-07, A-15). */
export const exchangeStudied = rule(['exchange'], (given: { total: HoursText; professional: HoursText }, context, exchange) => {
  const { total, professional } = given;
  if (parseHours(exchange.total) < parseHours(total) || parseHours(exchange.professional) < parseHours(professional)) {
    context.refuse(say.EXCHANGE_HOURS_SHORT, { total, professional, done: exchange.total, doneProfessional: exchange.professional });
  }
  if (!exchange.passed) context.refuse(say.ASSESSMENT_REQUIRED);
});

/** Personal data and portrait are complete (HN-08). */
export const exchangeProfile = rule(['exchange'], (_given: object, context, exchange) => {
  if (!exchange.profileComplete) context.refuse(say.PROFILE_REQUIRED);
  if (!exchange.portrait) context.refuse(say.PHOTO_REQUIRED);
});

/** In person, with both originals (HN-04). */
export const originalsShown = rule(['exchange'], (given: { place: string }, context, exchange) => {
  if (!exchange.originals) context.refuse(say.ORIGINALS_REQUIRED, { place: given.place });
});
