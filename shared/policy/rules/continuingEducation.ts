import { addDays, daysBetween } from '../../domain/calendar';
import type { LocalDate } from '../../domain/calendar';
import { formatHours, parseHours, sumHours } from '../../domain/hours';
import type { Hours } from '../../domain/hours';
import { rule } from '../core';
import * as say from '../messages';
import type { CeRecord, CertificateFacts, HoursText, SiteTitle } from '../facts';
import type { Ruled } from '../pack';
import { describe, names } from '../words';
import { isAuthorised } from './apply';

/** Continuing education exists for the kind (QH-23, QH-33, QH-34). */
export const ceExists = rule(['certificate'], (_given: object, context, certificate) => {
  if (!certificate) return context.refuse(say.NO_CERTIFICATE);
  const ce = context.pack.kinds[certificate.category]?.ce;
  // What a document does not speak of is not done here; that it is not needed is said only where it says so.
  if (!ce?.value) context.refuse(ce ? say.NO_CE : say.NO_CE_HERE, { item: describe(certificate) }, ce?.id);
});

/** Online or in a classroom: the person's own choice (QH-24, HN-15). */
export const ceMode = rule(['ceChoice'], (given: { modes: readonly string[] }, context, ceChoice) => {
  if (ceChoice.mode === null) context.refuse(say.MODE_REQUIRED);
  else if (!given.modes.includes(ceChoice.mode)) context.refuse(say.MODE_NOT_OFFERED);
});

/** Online: one of the approved platforms (QH-27). */
export const approvedPlatform = rule(['ceChoice'], (_given: object, context, ceChoice) => {
  if (ceChoice.mode !== 'ONLINE') return;
  if (ceChoice.platformApproved === null) context.refuse(say.PLATFORM_REQUIRED);
  else if (!ceChoice.platformApproved) context.refuse(say.PLATFORM_NOT_APPROVED);
});

/** Only listed employers and institutions train for this certificate (CQ-10, HN-14, A-29). `mode`: asked only of people who choose it. */
export const trainerListed = rule(
  ['certificate', 'institution', 'ceChoice'],
  (given: { mode?: 'OFFLINE' }, context, certificate, institution, ceChoice) => {
    if (given.mode && ceChoice.mode !== given.mode) return;
    if (!institution) context.refuse(say.INSTITUTION_REQUIRED);
    else if (certificate && !isAuthorised(institution, certificate, context.today)) {
      context.refuse(say.INSTITUTION_NOT_AUTHORISED, { institution: institution.name, item: describe(certificate) });
    }
  },
);

/** The class ends in time before the last valid day (CQ-09, CQ-13). `optional`: there are ways without a class. */
export const classInTime = rule(
  ['certificate', 'trainingClass'],
  (given: { days: number; optional?: true }, context, certificate, trainingClass) => {
    if (!trainingClass && !given.optional) context.refuse(say.CLASS_REQUIRED);
    if (certificate?.validTo && trainingClass && trainingClass.endsOn > addDays(certificate.validTo, -given.days)) {
      context.refuse(say.CLASS_ENDS_TOO_LATE, { to: addDays(certificate.validTo, -given.days), days: given.days });
    }
  },
);

/** Enough days are left to study before the class ends (CQ-13). The number is not in the source. */
export const classNotTooSoon = rule(['trainingClass'], (given: { minDays: Ruled<number> }, context, trainingClass) => {
  if (trainingClass && daysBetween(context.today, trainingClass.endsOn) < given.minDays.value) {
    context.refuse(say.CLASS_TOO_LATE, { days: given.minDays.value });
  }
});

/** The assessment is passed (CQ-11, QH-26). */
export const cePassed = rule(['ce'], (_given: object, context, ce) => {
  if (!ce?.passedOn) context.refuse(say.CE_REQUIRED);
});

/** What was passed is in the authority's records: imported after a classroom, reviewed after a platform (QH-25, QH-29). */
export const ceRecorded = rule(['ce'], (given: { mode: 'ONLINE' | 'OFFLINE' }, context, ce) => {
  if (!ce?.passedOn || ce.mode !== given.mode || ce.recorded === 'PASSED') return;
  context.refuse(ce.recorded === 'PENDING' ? say.CE_UNDER_REVIEW : ce.recorded === 'REJECTED' ? say.CE_NOT_ACCEPTED : say.CE_NOT_RECORDED);
});

/** Passed too late to extend: the certificate will lapse (CQ-14). */
export const cePassedInTime = rule(['certificate', 'ce'], (given: { days: number }, context, certificate, ce) => {
  if (!certificate?.validTo || !ce?.passedOn) return;
  const last = addDays(certificate.validTo, -given.days);
  if (ce.passedOn > last) context.refuse(say.CE_TOO_LATE, { passed: ce.passedOn, to: last, last: certificate.validTo });
});

/** Who reports hours is on the list (QH-27, HN-14). */
export const reporterListed = rule(['ceBatch'], (_given: object, context, ceBatch) => {
  if (!ceBatch.listed) context.refuse(say.REPORTER_NOT_LISTED);
});

/** Both ways of learning are reported, nothing else (HN-15). */
export const rowModes = rule(['ceBatch'], (given: { modes: readonly string[] }, context, ceBatch) => {
  const rows = ceBatch.rows.filter((row) => !given.modes.includes(row.mode));
  if (rows.length) context.refuse(say.ROW_MODE, { names: names(rows) });
});

/** Hours without a passed assessment are not reported (HN-16). */
export const rowsAssessed = rule(['ceBatch'], (_given: object, context, ceBatch) => {
  const rows = ceBatch.rows.filter((row) => !row.passed);
  if (rows.length) context.refuse(say.ROW_NOT_ASSESSED, { names: names(rows) });
});

/** So many batches a month (HN-17). */
export const batchesPerMonth = rule(['ceBatch'], (given: { max: number }, context, ceBatch) => {
  if (ceBatch.sentThisMonth >= given.max) context.refuse(say.TOO_MANY_BATCHES, { max: given.max });
});

interface Sum {
  total: Hours;
  professional: Hours;
}
/** Reviewed hours of some years (HN-17: unreviewed ones do not count). */
function hoursOf(records: readonly CeRecord[], ...years: number[]): Sum {
  const own = records.filter((one) => one.reviewed && years.includes(one.year));
  return {
    total: sumHours(own.map((one) => parseHours(one.total))),
    professional: sumHours(own.map((one) => parseHours(one.professional))),
  };
}

/** What a year asks for, from the year after the certificate was obtained (HN-10, HN-11). */
export interface Yearly {
  total: HoursText;
  professional: HoursText;
}
/** `firstYear`: years before the notice owe nothing. */
const owedFrom = ({ issuedOn }: CertificateFacts, firstYear = 0): number => Math.max(Number(issuedOn.slice(0, 4)) + 1, firstYear);
const met = (sum: Sum, { total, professional }: Yearly): boolean =>
  sum.total >= parseHours(total) && sum.professional >= parseHours(professional);

interface Owing {
  /** Only certificates of this title owe hours (HN-10). */
  title?: SiteTitle;
  firstYear?: number;
}
/** One calendar year's hours (HN-10, HN-11, HN-18). Nothing is owed for the year in which the certificate was obtained. */
export const ceYearMet = rule(['certificate', 'ceYear', 'ceRecords'], (given: Yearly & Owing, context, certificate, ceYear, ceRecords) => {
  if (!certificate || (given.title && certificate.title !== given.title)) return;
  if (ceYear < owedFrom(certificate, given.firstYear)) return;
  context.limit(`${ceYear}-01-01`, `${ceYear}-12-31`);
  const sum = hoursOf(ceRecords, ceYear);
  if (met(sum, given)) return;
  const { total, professional } = given;
  context.refuse(say.CE_YEAR_UNMET, {
    year: ceYear,
    total,
    professional,
    done: formatHours(sum.total),
    doneProfessional: formatHours(sum.professional),
  });
});

/** The province's own may be used as long as every finished year was met (HN-18). `graceDays`: time left to report after 31 December. */
export const usableWhileCe = rule(
  ['certificate', 'ceRecords'],
  (given: Yearly & Owing & { graceDays: Ruled<number> }, context, certificate, ceRecords) => {
    if (!certificate?.issuedByProvince) return;
    const { firstYear = 0 } = given;
    const known = Math.max(firstYear, certificate.hoursKnownFrom ?? firstYear);
    for (let year = owedFrom(certificate, known); yearOver(year, given.graceDays.value, context.today); year += 1) {
      if (!met(hoursOf(ceRecords, year), given)) context.refuse(say.CE_YEARS_UNMET, { year });
    }
  },
);

const yearOver = (year: number, graceDays: number, today: LocalDate): boolean => today > addDays(`${year}-12-31`, graceDays);

/** Two years running with fewer hours than `lessThan` are a ground to void (HN-12), once they are over and the authority has confirmed it. */
export const yearsShort = rule(
  ['certificate', 'ceRecords', 'finding'],
  (given: { lessThan: HoursText; graceDays: Ruled<number>; title: SiteTitle }, context, certificate, ceRecords, finding) => {
    if (certificate?.title !== given.title) return context.refuse(say.NO_GROUND_TO_VOID);
    let short = false;
    for (let year = owedFrom(certificate); yearOver(year + 1, given.graceDays.value, context.today); year += 1) {
      if (finding.secondYear !== undefined && finding.secondYear !== year + 1) continue;
      short ||= hoursOf(ceRecords, year, year + 1).total < parseHours(given.lessThan);
    }
    if (!short) context.refuse(say.NO_GROUND_TO_VOID);
    else if (!finding.confirmed) context.refuse(say.FINDING_NOT_CONFIRMED, {}, 'A-13');
  },
);

/** Not working in the post is a ground to void, with evidence (HN-13). */
export const notInPost = rule(['certificate', 'finding'], (given: { title: SiteTitle }, context, certificate, finding) => {
  if (certificate?.title !== given.title || !finding.notInPost) context.refuse(say.NO_GROUND_TO_VOID);
  else if (finding.evidence.length === 0) context.refuse(say.EVIDENCE_REQUIRED);
  else if (!finding.confirmed) context.refuse(say.FINDING_NOT_CONFIRMED, {}, 'A-13');
});
