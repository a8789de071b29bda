import { defineMachine } from '../machine';

/** 学习. The server counts the time; the person only begins (domain.md section 3, design section 6). */
export const study = defineMachine({
  name: 'Study',
  labelZh: '课程学习',
  initial: 'NOT_STARTED',
  states: { NOT_STARTED: '未学习', LEARNING: '学习中', HOURS_MET: '学时已修满', COMPLETED: '课程已完成', CLOSED: '学习已截止' },
  events: { start: '开始学习', meetHours: '修满学时', complete: '完成课程', close: '截止学习', reopen: '换班继续学习' },
  terminal: ['COMPLETED'],
  transitions: [
    { from: 'NOT_STARTED', event: 'start', to: 'LEARNING', who: 'WORKER', guards: ['QH-13', 'CQ-38'] },
    { from: 'LEARNING', event: 'meetHours', to: 'HOURS_MET', who: 'SYSTEM', guards: ['CQ-39', 'CQ-41'] },
    { from: 'HOURS_MET', event: 'complete', to: 'COMPLETED', who: 'SYSTEM', guards: ['CQ-40', 'CQ-42'], notify: 'study.completed' },
    {
      from: ['NOT_STARTED', 'LEARNING', 'HOURS_MET'],
      event: 'close',
      to: 'CLOSED',
      who: 'SYSTEM',
      guards: ['CQ-19'],
      notify: 'study.closed',
    },
    // Another class for the same continuing education: one study a source, which goes on.
    { from: 'CLOSED', event: 'reopen', to: 'NOT_STARTED', who: 'SYSTEM', guards: ['QH-25'] },
  ],
});
