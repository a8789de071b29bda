import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ExamPlan } from '@jzt/shared/contract/exam';
import type { PassListBatch } from '@jzt/shared/contract/passList';
import type { ReviewCase } from '@jzt/shared/contract/review';
import { api } from '@/api';
import { CaseFile, photosOf } from './case-file';
import { PassListCard } from './pass-list-card';
import { PassListFile } from './pass-list-file';
import { PlanCard } from './plan-card';
import { PlanFile, tally } from './plan-file';

const source = (id: string) => ({ kind: 'APPLICATION' as const, id });
const subject = { category: 'SAFETY_MGMT', code: 'C1', labelZh: '专职安全员' } as never;
const timeline = [{ at: '2026-11-01T01:00:00Z', event: 'SUBMIT', from: 'DRAFT', to: 'SUBMITTED', labelZh: '提交', byRole: 'STAFF' }];

const PLAN = {
  id: 'p',
  number: 'KS1',
  name: '十一月考试',
  subject,
  institution: { id: 'i', name: '西宁一校' },
  status: 'APPROVED',
  statusZh: '已批准',
  form: 'COMPUTER',
  formZh: '机考',
  startsAt: '2026-12-01T01:00:00Z',
  minutes: 60,
  passMark: 60,
  fullMark: 100,
  candidates: [
    { source: source('1'), name: '王强', idNumberMasked: '6301**', score: 80, passed: true, sessionStatusZh: '已出成绩', seat: '5' },
    { source: source('2'), name: '李梅', idNumberMasked: '6302**', score: 40, passed: false, sessionStatusZh: '已出成绩' },
    { source: source('3'), name: '赵云', idNumberMasked: '6303**', sessionStatus: 'READY', sessionStatusZh: '待签到' },
  ],
  timeline,
  version: 1,
} as unknown as ExamPlan;

describe('PlanFile', () => {
  it('draws the plan, everybody on it with seat, state or score, and the sums', () => {
    const { container } = render(<PlanFile plan={{ ...PLAN, room: '一号机房' }} head={<b>请先安排</b>} />);
    for (const words of ['十一月考试', '满分100，60分合格', '80分，合格', '40分，不合格', '待签到', '一号机房 5号', '请先安排'])
      expect(container.textContent).toContain(words);
    expect(container.textContent).toContain('2人已出成绩，1人合格，1人不合格');
    expect(tally(PLAN.candidates)).toBe('已出成绩2人，待签到1人');
  });

  it.each([
    ['RETURNED', '退回的原因', true],
    ['CANCELLED', '取消的原因', true],
    ['APPROVED', '退回的原因', false],
  ])('%s says why: %s, %s', (status, title, says) => {
    const { container } = render(<PlanFile plan={{ ...PLAN, status, reason: '时间太近' }} />);
    expect([container.textContent!.includes(title), container.textContent!.includes('时间太近')]).toEqual([says, says]);
  });

  it('keeps what has happened folded until somebody asks', async () => {
    const { container } = render(<PlanFile plan={PLAN} />);
    expect(container.querySelector('.jz-time')).toBeNull();
    await userEvent.click(screen.getByText('共1条'));
    expect(container.querySelector('.jz-time')).not.toBeNull();
  });
});

describe('PlanCard and PassListCard', () => {
  it.each([true, false])('a plan is one target, with the institution where it matters: %s', async (institution) => {
    const tapped = jest.fn();
    render(<PlanCard plan={{ ...PLAN, candidateCount: 3 }} institution={institution} selected onTap={tapped} />);
    const card = screen.getByRole('button', { name: '十一月考试，已批准，3名考生' });
    fireEvent.keyDown(card, { key: 'Enter' });
    await userEvent.click(screen.getByText('3人'));
    expect([tapped.mock.calls.length, card.textContent!.includes('西宁一校'), card.className.includes('plan-here')]).toEqual([
      2,
      institution,
      true,
    ]);
  });

  it('a pass list tells how many are signed', () => {
    render(<PassListCard batch={{ ...LIST, status: 'SIGNING', rowCount: 3 }} onTap={() => undefined} />);
    expect(screen.getByRole('button').textContent).toContain('已签1，共3人');
  });
});

const row = (id: string, over: object = {}) => ({
  source: source(id),
  name: `工人${id}`,
  idNumberMasked: '6301**',
  errors: [],
  signed: false,
  ...over,
});
const LIST = {
  id: 'l',
  number: 'HG1',
  status: 'CHECKED',
  statusZh: '已核对',
  subject,
  examPlanName: '十一月考试',
  institutionName: '西宁一校',
  createdBy: '李审核',
  rows: [
    row('1', { signed: true, certificateNumber: '青建1' }),
    row('2', { score: 70 }),
    row('3', { errors: [{ ruleId: 'QH-19', code: 'X', message: '身份没有入库' }] }),
  ],
  signedCount: 1,
  createdAt: '2026-11-20T01:00:00Z',
  timeline,
  version: 1,
} as unknown as PassListBatch;

describe('PassListFile', () => {
  const names = () => [...document.querySelectorAll('.person-name')].map((each) => each.textContent);

  it('puts the faulty rows first, each with what is wrong', () => {
    const { container } = render(<PassListFile batch={LIST} />);
    expect(names()).toEqual(['工人3', '工人1', '工人2']);
    for (const words of ['名单3人，1人有问题', '身份没有入库', '证书编号 青建1', '70分', '已签'])
      expect(container.textContent).toContain(words);
    expect(screen.queryByRole('button', { name: /移出/ })).toBeNull();
  });

  it.each([['青海省发展和改革委员会'], [undefined]])(
    'A-36 tells whose seal it will bear, where that is a province’s: %s',
    (sealOwnerZh) => {
      const { container } = render(<PassListFile batch={{ ...LIST, sealOwnerZh }} />);
      expect(container.textContent!.includes('签章管理单位')).toBe(!!sealOwnerZh);
      if (sealOwnerZh) expect(container.textContent).toContain(`签章管理单位${sealOwnerZh}`);
    },
  );

  it('takes out a faulty row where that may be done, never the last one', async () => {
    const removed = jest.fn();
    const { rerender } = render(<PassListFile batch={LIST} onRemove={removed} />);
    await userEvent.click(screen.getByRole('button', { name: '移出工人3' }));
    expect(removed).toHaveBeenCalledWith(LIST.rows[2]);
    rerender(<PassListFile batch={{ ...LIST, rows: [LIST.rows[2]!] }} onRemove={removed} />);
    expect(screen.queryByRole('button', { name: /移出/ })).toBeNull();
  });

  it('shows how far the signing is, and why it stopped', () => {
    const { container } = render(<PassListFile batch={{ ...LIST, status: 'SIGN_FAILED', reason: '签章服务没有回答' }} />);
    expect(screen.getByRole('progressbar').getAttribute('aria-label')).toBe('已签33%');
    for (const words of ['已签1份，共3份。全部签完才一起发出。', '签发失败的原因', '签章服务没有回答'])
      expect(container.textContent).toContain(words);
  });
});

describe('CaseFile', () => {
  const CASE = {
    id: 'c',
    number: 'BM1',
    subject,
    status: 'SUBMITTED',
    statusZh: '待审核',
    waitingSince: new Date(Date.now() - 3 * 86_400_000).toISOString(),
    person: { name: '王强', sexZh: '男', age: 36, idNumberMasked: '6301**' },
    risks: ['照片可能不是本人'],
    institutionName: '西宁一校',
    education: '高中',
    cardFileId: 'card',
    portraitFileId: 'portrait',
    identityBadges: { verified: true, ledgered: false },
    timeline,
    version: 1,
  } as unknown as ReviewCase;
  const draw = (file: ReviewCase, waiting = true) => {
    jest.spyOn(api, 'download').mockReturnValue(new Promise(() => undefined));
    const seen = jest.fn();
    return {
      ...render(
        <CaseFile file={file} waiting={waiting} onPhoto={seen}>
          <b>参保</b>
        </CaseFile>,
      ),
      seen,
    };
  };

  it('puts the card beside the portrait, then what to look at twice, then the facts', () => {
    const { container, seen } = draw(CASE);
    const words = container.textContent!;
    for (const each of ['等了3天', '照片可能不是本人', '王强（男，36周岁）', '已认证，未入库', '没有登记', '参保', '共1条'])
      expect(words).toContain(each);
    expect(seen.mock.calls).toEqual([
      ['card', 'waiting'],
      ['portrait', 'waiting'],
    ]);
    expect(photosOf(CASE)).toEqual(['card', 'portrait']);
  });

  it('that waits for nobody says its state, and a missing card is said', () => {
    const { container } = draw({ ...CASE, cardFileId: undefined }, false);
    expect([container.textContent!.includes('待审核'), container.textContent!.includes('没有身份证照片')]).toEqual([true, true]);
    expect(photosOf({ ...CASE, cardFileId: undefined })).toEqual(['portrait']);
  });
});
