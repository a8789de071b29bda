import { page, told } from '../../route-kit';

export const studyRoutes = {
  /** 课程大纲 with the hours required and earned. */
  course: told('course'),
  /** One lesson's video; goes on where it stopped. */
  player: page<{ sourceKind: string; sourceId: string; lessonId: string }>('packages/study/player/index'),
};
