import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 课程 as the authority works on it; each publication makes a version that never changes, and learners keep theirs. */
export const courseDraft = defineMachine({
  name: 'CourseDraft',
  labelZh: '课程编写',
  initial: 'DRAFT',
  states: { DRAFT: '编写中', PUBLISHED: '已发布', CLOSED: '已停用' },
  events: { edit: '修改', publish: '发布', close: '停用' },
  terminal: ['CLOSED'],
  transitions: [
    { from: ['DRAFT', 'PUBLISHED'], event: 'edit', to: 'DRAFT', who: ACTS.EDIT_COURSE },
    { from: 'DRAFT', event: 'publish', to: 'PUBLISHED', who: ACTS.PUBLISH_COURSE, guards: ['A-33', 'CQ-40'] },
    { from: ['DRAFT', 'PUBLISHED'], event: 'close', to: 'CLOSED', who: ACTS.EDIT_COURSE },
  ],
});
