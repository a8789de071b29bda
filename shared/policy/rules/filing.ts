import { parseCreditCode } from '../../domain/creditCode';
import { parseIdNumber } from '../../domain/idNumber';
import { rule } from '../core';
import * as say from '../messages';
import type { Holding } from '../facts';
import { stillHeld } from './apply';

/** A filing begins with the person's ID number (JX-05). */
export const idNumberGiven = rule(['filing'], (_given: object, context, filing) => {
  if (!filing.idNumber?.trim()) context.refuse(say.ID_NUMBER_REQUIRED);
  else if (!parseIdNumber(filing.idNumber)) context.refuse(say.ID_NUMBER_INVALID);
});

/** A post is chosen for the person, one of those offered (JX-07). */
export const postChosen = rule(['filing'], (given: { posts: readonly string[] }, context, filing) => {
  if (filing.post === null) context.refuse(say.POST_REQUIRED);
  else if (!given.posts.includes(filing.post)) context.refuse(say.POST_NOT_OFFERED);
});

/** Both sides of the card and the letter; what is missing is named (JX-08). */
export const filesGiven = rule(['filing'], (_given: object, context, filing) => {
  const { idFront, idBack, letter } = filing.files;
  const missing = [!idFront && '身份证正面照片', !idBack && '身份证反面照片', !letter && '承诺书照片'].filter(Boolean);
  if (missing.length) context.refuse(say.FILE_MISSING, { files: missing.join('、') });
});

const siteCertificates = (holdings: readonly Holding[], today: string) =>
  holdings.filter((one) => one.category === 'SITE_MANAGER' && stillHeld(one, today));

/** Who already has so many site certificates gets no other; open filings are as good as certificates (JX-11, A-17). */
export const certificateLimit = rule(['filing', 'localHoldings'], (given: { max: number }, context, filing, localHoldings) => {
  if (siteCertificates(localHoldings, context.today).length + filing.pendingPosts.length >= given.max)
    context.refuse(say.TOO_MANY_CERTIFICATES, { max: '一二三四五'[given.max - 1] ?? given.max });
});

/** Posts of two groups are never held together, open filings counted (JX-12). */
export const groupsApart = rule(
  ['filing', 'localHoldings'],
  (given: { groups: readonly (readonly string[])[] }, context, filing, localHoldings) => {
    const all = [filing.post, ...filing.pendingPosts, ...siteCertificates(localHoldings, context.today).map((one) => one.code)];
    if (given.groups.every((group) => all.some((post) => post && group.includes(post)))) context.refuse(say.POST_CONFLICT);
  },
);

/** The filing stands in one of these states (JX-17, JX-18, JX-20). */
export const filingIn = rule(['filing'], (given: { states: readonly string[] }, context, filing) => {
  if (!given.states.includes(filing.state)) context.refuse(say.FILING_STATE);
});

/** Somebody was ticked (JX-17). */
export const someSelected = rule(['filingReview'], (_given: object, context, filingReview) => {
  if (filingReview.selected === 0) context.refuse(say.NONE_SELECTED);
});

/** The reviewer saw the signature and the seal on the letter (JX-09). */
export const letterSeen = rule(['filingReview'], (_given: object, context, filingReview) => {
  if (!filingReview.signatureSeen || !filingReview.sealSeen) context.refuse(say.LETTER_NOT_CHECKED);
});

/** Where the act may happen (JX-01: on a computer). */
export const onComputer = rule(['actor'], (_given: object, context, actor) => {
  if (actor.channel !== 'H5') context.refuse(say.ON_COMPUTER);
});

/** The account is a real taxpayer number (JX-02). */
export const accountNumber = rule(['account'], (_given: object, context, account) => {
  if (!parseCreditCode(account.creditCode)) context.refuse(say.CREDIT_CODE_INVALID);
});

/** The initial password opens nothing but the change of itself (JX-03, A-19). */
export const passwordChanged = rule(['password'], (_given: object, context, password) => {
  if (password.mustChange) context.refuse(say.PASSWORD_CHANGE_REQUIRED);
});

/** The new password is not the initial one (JX-02). */
export const newPassword = rule(['password'], (_given: object, context, password) => {
  if (password.newIsInitial !== false) context.refuse(say.PASSWORD_IS_INITIAL);
});
