import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ActionError } from './action-error';
import { ApiError, localError } from '@/api';
import { BottomBar } from './bottom-bar';
import { Card, SectionTitle } from './card';
import { CaseRecord } from './case-record';
import { Icon } from './icon';
import { ErrorNotice, Notice } from './notice';
import { Progress } from './progress';
import { StatusChip, toneOf } from './status-chip';
import { Tile, Tiles } from './tiles';
import { stepsOf, Timeline } from './timeline';

describe('StatusChip', () => {
  it.each([
    ['RETURNED', 'warn'],
    ['SIGN_FAILED', 'bad'],
    ['PASSED', 'ok'],
    ['DRAFT', 'still'],
    ['SUBMITTED', 'note'],
  ])('%s has the tone %s, and its word', (status, tone) => {
    const { container } = render(<StatusChip status={status}>状态</StatusChip>);
    expect([toneOf(status), container.firstElementChild!.className, container.textContent]).toEqual([
      tone,
      `jz-chip jz-chip-${tone}`,
      '状态',
    ]);
  });

  it('takes the tone that a screen knows better', () => {
    expect(
      render(
        <StatusChip status="PASSED" tone="bad">
          有问题
        </StatusChip>,
      ).container.firstElementChild!.className,
    ).toContain('jz-chip-bad');
  });
});

const ENTRIES = [
  { at: '2026-11-01T01:00:00Z', event: 'SUBMIT', from: 'DRAFT', to: 'SUBMITTED', labelZh: '提交报名', byRole: 'WORKER' },
  {
    at: '2026-11-02T01:00:00Z',
    event: 'RETURN',
    from: 'SUBMITTED',
    to: 'RETURNED',
    labelZh: '退回',
    byRole: 'STAFF',
    byName: '李审核',
    reason: '照片不清晰',
  },
];

describe('Timeline', () => {
  it('draws each step with its state, its time and its hint', () => {
    const { container } = render(
      <Timeline
        steps={[
          { title: '报名', state: 'done', at: '2026-11-01T01:00:00Z' },
          { title: '审核', state: 'now', hint: '一般两天' },
          { title: '考试', state: 'next' },
        ]}
      />,
    );
    expect([...container.querySelectorAll('.jz-time-step')].map((each) => each.className.split(' ')[1])).toEqual([
      'jz-time-done',
      'jz-time-now',
      'jz-time-next',
    ]);
    expect(screen.getByText('一般两天')).toBeDefined();
  });

  it('tells what has happened newest first, by whom and why', () => {
    expect(stepsOf(ENTRIES)).toEqual([
      { title: '退回', state: 'now', at: ENTRIES[1]!.at, hint: '李审核：照片不清晰' },
      { title: '提交报名', state: 'done', at: ENTRIES[0]!.at, hint: undefined },
    ]);
  });
});

describe('CaseRecord', () => {
  it('says how much there is, and shows it on a tap or a key', async () => {
    render(<CaseRecord timeline={ENTRIES} />);
    expect([screen.getByText('共2条') !== null, screen.queryByText('提交报名')]).toEqual([true, null]);
    await userEvent.tab();
    fireEvent.keyDown(document.activeElement!, { key: 'Enter' });
    expect(screen.getByText('提交报名')).toBeDefined();
  });
});

describe('Card', () => {
  it('without a way on is no button', () => {
    render(<Card title="企业">内容</Card>);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('with one is a single target, read by its label', async () => {
    const tapped = jest.fn();
    render(
      <Card title="企业" label="企业，青海建工" onTap={tapped} extra={<StatusChip>在职</StatusChip>}>
        内容
      </Card>,
    );
    await userEvent.click(screen.getByText('内容'));
    fireEvent.keyDown(screen.getByRole('button', { name: '企业，青海建工' }), { key: ' ' });
    expect(tapped).toHaveBeenCalledTimes(2);
  });

  it('that has to be noticed carries the stripe', () => {
    expect(render(<Card alert>内容</Card>).container.querySelector('.jz-card-stripe')).not.toBeNull();
  });

  it('stands under a heading with its action', () => {
    expect(render(<SectionTitle extra={<b>全部</b>}>我的证书</SectionTitle>).container.textContent).toBe('我的证书全部');
  });
});

describe('Tiles', () => {
  it.each<[string, Partial<Parameters<typeof Tile>[0]>, string, string]>([
    ['a number', { count: 3, hint: '最早的等了2天' }, '报名审核，3，最早的等了2天', '3'],
    ['more than were counted', { count: '100+' }, '报名审核，100+', '100+'],
    ['none', { count: 0 }, '报名审核，0', '0'],
    ['nothing known yet', {}, '报名审核', '—'],
  ])('tell %s to the eye and the ear', (_what, props, label, count) => {
    const { container } = render(
      <Tiles>
        <Tile title="报名审核" onTap={() => undefined} {...props} />
      </Tiles>,
    );
    expect([screen.getByRole('button').getAttribute('aria-label'), container.querySelector('.jz-tile-count')?.textContent]).toEqual([
      label,
      count,
    ]);
  });

  it('open the work by a finger and a key, and stand out when something waits', async () => {
    const tapped = jest.fn();
    render(<Tile title="报名审核" due onTap={tapped} />);
    await userEvent.click(screen.getByRole('button'));
    fireEvent.keyDown(screen.getByRole('button'), { key: 'Enter' });
    expect([tapped.mock.calls.length, screen.getByRole('button').className.includes('jz-tile-due')]).toEqual([2, true]);
  });
});

describe('Notice', () => {
  it.each([
    ['bad', 'alert'],
    ['warn', null],
    ['note', null],
  ] as const)('in the tone %s has the role %s', (tone, role) => {
    const { container } = render(
      <Notice tone={tone} title="请多看一眼">
        照片可能不是本人
      </Notice>,
    );
    expect([container.firstElementChild!.getAttribute('role'), container.textContent]).toEqual([role, '请多看一眼照片可能不是本人']);
  });

  it('is read out when it comes, where it says so, and holds what can be done', () => {
    const { container } = render(<Notice live title="网络断开了" action={<b>重试</b>} />);
    expect([container.firstElementChild!.getAttribute('aria-live'), screen.getByText('重试').textContent]).toEqual(['polite', '重试']);
  });

  it('of an error names every rule that spoke and its next step, and the sentence once', () => {
    const refusals = [
      { ruleId: 'QH-02', code: 'A', message: '没有聘用企业', nextStep: '先找您的企业' },
      { ruleId: 'QH-05', code: 'B', message: '年龄不够' },
    ];
    const { container } = render(<ErrorNotice error={new ApiError('A', '没有聘用企业', 422, { refusals })} />);
    expect(container.textContent).toBe('没有聘用企业先找您的企业年龄不够');
    expect(screen.getByRole('alert')).toBeDefined();
  });

  it.each([
    [localError('OFFLINE'), 'jz-notice-warn'],
    [new ApiError('X', '不行', 409), 'jz-notice-bad'],
  ])('of an error that may go away is milder than one that stays', (error, tone) => {
    expect(render(<ErrorNotice error={error} />).container.firstElementChild!.className).toContain(tone);
  });

  it('of no error is nothing', () => {
    expect(render(<ErrorNotice />).container.innerHTML + render(<ActionError />).container.innerHTML).toBe('');
  });
});

describe('ActionError', () => {
  it.each([
    ['ALREADY_DECIDED', true],
    ['VERSION_CONFLICT', true],
    ['FILING_CHANGED', true],
    ['REASON_REQUIRED', false],
  ])('%s says that the page shows what is so now: %s', (code, says) => {
    const { container } = render(<ActionError error={new ApiError(code, '别人已经办了', 409)} />);
    expect([container.textContent!.includes('别人已经办了'), container.textContent!.includes('请看清现在的状态再办')]).toEqual([
      true,
      says,
    ]);
  });
});

describe('Progress', () => {
  it('says how much of what is done, to the eye and the ear', () => {
    const { container } = render(<Progress percent={40} label="已学" />);
    expect(screen.getByRole('progressbar').getAttribute('aria-label')).toBe('已学40%');
    expect(container.querySelector<HTMLElement>('.nut-progress-inner')!.style.width).toBe('40%');
  });
});

describe('BottomBar', () => {
  it('holds the next step, and above it why it is not possible yet', () => {
    const { container } = render(<BottomBar above="还差一张照片">提交</BottomBar>);
    expect(container.textContent).toBe('还差一张照片提交');
  });
});

describe('Icon', () => {
  it('is never read, and grows with the type', () => {
    const { container } = render(<Icon of="mail" size={20} />);
    const node = container.firstElementChild as HTMLElement;
    expect([node.getAttribute('aria-hidden'), node.className]).toEqual(['true', 'jz-icon jz-icon-mail']);
  });
});
