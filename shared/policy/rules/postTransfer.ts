import { formatHours, parseHours } from '../../domain/hours';
import type { Hours } from '../../domain/hours';
import { rule } from '../core';
import * as say from '../messages';
import type { SiteTitle } from '../facts';
import type { Ruled } from '../pack';

/** Holds this province's own certificate of the post, under one of these titles (CQ-15, CQ-16). The C certificate of SAFETY_MGMT is another thing. */
export const holdsPost = rule(
  ['certificate'],
  (given: { post: string; titles: readonly SiteTitle[]; missing?: say.Message }, context, certificate) => {
    const own =
      certificate?.category === 'SITE_MANAGER' && certificate.code === given.post && certificate.provinceCode === context.pack.province;
    if (!own || !certificate.title || !given.titles.includes(certificate.title)) context.refuse(given.missing ?? say.NOT_ELIGIBLE);
  },
);

/** One of the posts offered (CQ-18); nothing chosen yet is only the entry. */
export const targetOffered = rule(['transfer'], (given: { posts: readonly string[] }, context, transfer) => {
  if (transfer.target !== null && !given.posts.includes(transfer.target)) context.refuse(say.POST_NOT_OFFERED);
});

/** The choice is final, whoever asks (CQ-37, A-08). */
export const chosenOnce = rule(['transfer'], (_given: object, context, transfer) => {
  if (transfer.chosenPost !== null) context.refuse(say.POST_LOCKED);
});

/** The person's face, after the choice and before the first lesson (CQ-38). */
export const facePassed = rule(['transfer'], (_given: object, context, transfer) => {
  if (transfer.chosenPost === null) context.refuse(say.POST_REQUIRED);
  if (!transfer.facePassed) context.refuse(say.FACE_REQUIRED);
});

/** All hours of the course, to the hundredth (CQ-39). */
export const hoursMet = rule(['study'], (_given: object, context, study) => {
  const [need, have] = [parseHours(study.requiredHours), parseHours(study.earnedHours)];
  if (have < need)
    context.refuse(say.HOURS_SHORT, { need: formatHours(need), have: formatHours(have), left: formatHours((need - have) as Hours) });
});

/** Chapters are compulsory or elective, none is neither (CQ-40). */
export const chaptersAddUp = rule(['course'], (_given: object, context, course) => {
  const { chapters, compulsory, elective } = course;
  if (chapters !== compulsory + elective || chapters === 0) context.refuse(say.CHAPTERS_MISMATCH, { chapters, compulsory, elective });
});

/** The course costs nothing (CQ-21). */
export const courseFree = rule(['course'], (_given: object, context, course) => {
  if (course.fee !== 0) context.refuse(say.COURSE_NOT_FREE);
});

/** What a chapter grants, its lessons hold: an hour is so many minutes of media, to the second. */
export const mediaHolds = rule(['course'], (given: { minutesPerHour: Ruled<number> }, context, course) => {
  const minutes = given.minutesPerHour.value;
  for (const { title, hours, seconds } of course.media) {
    const need = Math.ceil((parseHours(hours) * minutes * 60) / 100);
    if (seconds < need)
      context.refuse(say.HOURS_WITHOUT_MEDIA, { title, hours, minutes, need: Math.ceil(need / 60), have: Math.floor(seconds / 60) });
  }
});

/** Hours are given for a whole chapter, not for its parts (CQ-41). */
export const chapterLearnt = rule(['chapter'], (_given: object, context, chapter) => {
  const left = chapter.sections - chapter.learnt;
  if (left > 0 || chapter.sections === 0) context.refuse(say.CHAPTER_UNFINISHED, { left });
});

/** No result before the study is complete (CQ-21). */
export const studyDone = rule(['study'], (_given: object, context, study) => {
  if (study.completedOn === null) context.refuse(say.STUDY_NOT_DONE);
});

/** The new certificate is there so many working days after the last lesson (CQ-43). */
export const resultDay = rule(['study'], (given: { workingDays: number }, context, study) => {
  if (study.completedOn === null) return;
  const opens = context.workingDay(study.completedOn, given.workingDays);
  if (opens === null) return;
  context.limit(opens, null);
  if (context.today < opens) context.refuse(say.RESULT_NOT_YET, { from: opens });
});
