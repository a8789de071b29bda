import { told } from '../../route-kit';

export const studyRoutes = {
  /** 课程大纲 with the hours required and earned. */
  course: told('course'),
  /** One lesson's video; goes on where it stopped. */
  player: told('player'),
  /** 在学核验 that were not passed, and their appeals. */
  checks: told('presenceChecks'),
};
