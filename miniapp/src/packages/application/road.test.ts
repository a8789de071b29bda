import { describe, expect, it } from '@jest/globals';
import { application } from '@jzt/shared/workflow/machines/application';
import { roadOf } from './road';

const at = (minute: number) => `2026-11-21T08:${String(minute).padStart(2, '0')}:00.000Z`;
const entry = (to: string, minute: number) => ({ at: at(minute), event: 'x', from: 'x', to, labelZh: 'x', byRole: 'SYSTEM' });

describe('QH-22 the road of an application', () => {
  it('knows every state of the machine, and shows each in the words of the server', () => {
    for (const [status, statusZh] of Object.entries(application.states)) {
      const here = roadOf({ status, statusZh, timeline: [entry(status, 1)] }).filter(
        (step) => step.state === 'now' || step.state === 'bad',
      );
      expect({ where: status, value: here.map((step) => step.title) }).toEqual({
        where: status,
        value: status === 'CERTIFIED' ? [] : [statusZh],
      });
    }
  });

  it('QH-07 who signed up at the counter has neither review nor insurance check nor class on their road', () => {
    const road = (status: string) =>
      roadOf({ status, statusZh: '现在', trainedBy: 'ENTERPRISE', timeline: [entry('TRAINED', 1), entry(status, 2)] });
    expect(road('TRAINED').map(({ title, state }) => [title, state])).toEqual([
      ['现场报名审核通过', 'done'],
      ['现在', 'now'],
      ['成绩', 'next'],
      ['证书签发', 'next'],
    ]);
    expect(road('CERTIFIED').map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
    expect(road('WITHDRAWN')).toHaveLength(1);
  });

  it('shows a state that is newer than this version alone', () => {
    expect(roadOf({ status: 'SOMETHING_NEW', statusZh: '新状态', timeline: [] })).toEqual([
      { title: '新状态', state: 'now', at: undefined },
    ]);
  });

  it('dates a station by the last time it was passed', () => {
    const road = roadOf({
      status: 'AUTH_CHECK',
      statusZh: '社保核查中',
      timeline: [entry('SUBMITTED', 1), entry('INST_RETURNED', 2), entry('SUBMITTED', 3), entry('INST_PASSED', 4), entry('AUTH_CHECK', 5)],
    });
    expect(road.map(({ title, state, at: when }) => [title, state, when])).toEqual([
      ['已提交报名', 'done', at(3)],
      ['机构审核通过', 'done', at(4)],
      ['社保核查中', 'now', at(5)],
      ['待培训', 'next', undefined],
      ['待考试', 'next', undefined],
      ['成绩', 'next', undefined],
      ['证书签发', 'next', undefined],
    ]);
  });

  it('stops where it was refused', () => {
    const road = roadOf({
      status: 'INST_RETURNED',
      statusZh: '机构退回修改',
      timeline: [entry('SUBMITTED', 1), entry('INST_RETURNED', 2)],
    });
    expect(road[1]).toEqual({ title: '机构退回修改', state: 'bad', at: at(2) });
    expect(road[0]?.state).toBe('done');
  });

  it('a certified case has everything behind it', () => {
    expect(roadOf({ status: 'CERTIFIED', statusZh: '已发证', timeline: [] }).every((step) => step.state === 'done')).toBe(true);
  });
});
