import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { ROLES } from '../domain/roles';
import { defineMachine, eventsFrom, step } from './machine';
import type { Event, Machine, State } from './machine';
import { application } from './machines/application';
import { MACHINES } from './machines';
import { NOTIFICATIONS, renderNotification } from './notifications';
import type { NotificationKey } from './notifications';

const machines: readonly Machine[] = MACHINES;
/** Messages that no transition sends: the case is opened, the window opens, the window is about to close. */
/** Not sent by a step of a case: by a date, by a request, by a session. */
const ELSEWHERE: readonly NotificationKey[] = [
  'account.passwordChanged',
  'account.tokenReused',
  'account.phoneChanged',
  'account.recovered',
  'account.manyLooks',
  'employment.requested',
  'duplicate.found',
  'certificate.recorded',
  'service.refused',
  'service.asked',
  'ce.windowOpens',
  'ce.windowCloses',
  'ce.extensionOpens',
  'ce.extensionCloses',
  'exchange.remind',
  'service.renewalOpens',
  'service.renewalCloses',
  'service.baseAsked',
  'service.askedForYou',
  'ceHours.entered',
  'finding.proposed',
];
const CHINESE = /[\u4e00-\u9fff]/;

describe.each(machines.map((machine) => [machine.name, machine] as const))('%s', (_, machine) => {
  const states = Object.keys(machine.states);
  const events = Object.keys(machine.events);

  it('names every state and event in Chinese, and no two states of it alike', () => {
    for (const label of [machine.labelZh, ...Object.values(machine.states), ...Object.values(machine.events)])
      expect(label).toMatch(CHINESE);
    expect(new Set(Object.values(machine.states)).size).toBe(states.length);
  });

  it('reaches every state from the initial one', () => {
    const seen = new Set([machine.initial]);
    for (const state of seen) for (const row of machine.transitions) if (row.from === state) seen.add(row.to);
    expect([...seen].sort()).toEqual([...states].sort());
  });

  it('uses every event, and answers each (state, event) with one row only', () => {
    expect(new Set(machine.transitions.map((row) => row.event))).toEqual(new Set(events));
    const keys = machine.transitions.map((row) => `${row.from} ${row.event}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const row of machine.transitions) expect(row.who.length).toBeGreaterThan(0);
  });

  it('declares as terminal exactly the states that nothing leaves, and every other state can still end', () => {
    const left = new Set(machine.transitions.map((row) => row.from));
    expect([...machine.terminal].sort()).toEqual(states.filter((state) => !left.has(state)).sort());
    const ends = new Set<string>(machine.terminal);
    for (const end of ends) for (const row of machine.transitions) if (row.to === end) ends.add(row.from);
    expect([...ends].sort()).toEqual([...states].sort());
  });

  it('guards are rule ids', () => {
    for (const row of machine.transitions) for (const id of row.guards) expect(id).toMatch(/^(CQ|QH|HN|JX|JS|A|O)-\d{2}$/);
  });

  it('refuses every state × event × role that is not in the table, and takes every one that is', () => {
    for (const from of states)
      for (const event of events)
        for (const role of ROLES) {
          const row = machine.transitions.find((one) => one.from === from && one.event === event);
          const result = step(machine, from, event, role);
          if (row?.who.includes(role)) expect(result).toEqual({ ok: true, to: row.to, notify: row.notify, guards: row.guards });
          else
            expect(result).toMatchObject({
              ok: false,
              code: row ? 'WRONG_ROLE' : 'ILLEGAL_TRANSITION',
              messageZh: expect.stringMatching(CHINESE),
            });
          expect(eventsFrom(machine, from, role).includes(event)).toBe(result.ok);
        }
  });

  it('no path leaves a terminal state', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...events), fc.constantFrom(...ROLES)), { maxLength: 200 }), (path) => {
        let state = machine.initial;
        let ended: string | null = null;
        for (const [event, role] of path) {
          const result = step(machine, state, event, role);
          if (result.ok) state = result.to;
          expect(Object.keys(machine.states)).toContain(state);
          if (ended) expect(state).toBe(ended);
          if (machine.terminal.includes(state)) ended = state;
        }
      }),
    );
  });
});

describe('the machines together', () => {
  it('are twenty, under twenty names', () => {
    expect(new Set(MACHINES.map((machine) => machine.name)).size).toBe(20);
  });

  it('send every message there is, but for those that no step of a case sends', () => {
    const sent = machines.flatMap((machine) => machine.transitions.flatMap((row) => row.notify ?? []));
    expect(new Set([...sent, ...ELSEWHERE])).toEqual(new Set(Object.keys(NOTIFICATIONS)));
  });

  it('keep states and events as literal types', () => {
    const state: State<typeof application> = 'INST_RETURNED';
    const event: Event<typeof application> = 'withdraw';
    // @ts-expect-error a state of another machine
    const wrong: State<typeof application> = 'LEDGERED';
    expect(step(application, state, event, 'WORKER')).toMatchObject({ ok: true, to: 'WITHDRAWN' });
    expect(step(application, wrong, event, 'WORKER')).toMatchObject({ ok: false, code: 'ILLEGAL_TRANSITION' });
  });

  it('defineMachine gives one row for each source state', () => {
    const door = defineMachine({
      name: 'Door',
      labelZh: '门',
      initial: 'OPEN',
      states: { OPEN: '开', SHUT: '关', WALLED: '砌死' },
      events: { wall: '砌墙', shut: '关门' },
      terminal: ['WALLED'],
      transitions: [
        { from: ['OPEN', 'SHUT'], event: 'wall', to: 'WALLED', who: 'WORKER' },
        { from: 'OPEN', event: 'shut', to: 'SHUT', who: 'WORKER', guards: ['A-01'] },
      ],
    });
    expect(door.transitions.map((row) => row.from)).toEqual(['OPEN', 'SHUT', 'OPEN']);
    expect(step(door, 'OPEN', 'shut', 'WORKER')).toEqual({ ok: true, to: 'SHUT', notify: null, guards: ['A-01'] });
  });
});

describe('what the rules say of the machines', () => {
  const refusal = (result: ReturnType<typeof step>) => (result.ok ? null : result.code);

  it('tells in plain words what is wrong and what to do', () => {
    expect(step(application, 'CERTIFIED', 'withdraw', 'WORKER')).toEqual({
      ok: false,
      code: 'ILLEGAL_TRANSITION',
      messageZh: '现在是“已发证”，不能撤回报名。这件事已经办结。',
    });
    expect(step(application, 'IN_TRAINING', 'withdraw', 'WORKER')).toMatchObject({
      messageZh: '现在是“培训中”，不能撤回报名。请返回刷新，按页面上的提示办理。',
    });
    expect(step(application, 'SUBMITTED', 'institutionPass', 'WORKER')).toMatchObject({
      code: 'WRONG_ROLE',
      messageZh: '审核通过要由培训机构办理，您的账号不能办。',
    });
  });

  const [identity, , , , examPlan, , , passListBatch, certificate, , , , filing, claim, transfer] = MACHINES;

  it('CQ-29 the face check cannot come before the confirmed information', () => {
    expect(refusal(step(identity, 'PHOTO_OK', 'startFace', 'WORKER'))).toBe('ILLEGAL_TRANSITION');
    expect(step(identity, 'INFO_OK', 'startFace', 'WORKER')).toMatchObject({ ok: true, to: 'FACE_PENDING' });
  });

  it('CQ-02 a worker cannot verify themself', () => {
    expect(refusal(step(identity, 'FACE_PENDING', 'passFace', 'WORKER'))).toBe('WRONG_ROLE');
  });

  it('CQ-37 a chosen post can be chosen again by no role', () => {
    for (const role of ROLES) expect(refusal(step(transfer, 'CHOSEN', 'choosePost', role))).toBe('ILLEGAL_TRANSITION');
    expect(transfer.transitions.filter((row) => row.to === 'ENTRY')).toEqual([]);
  });

  it('QH-05 an institution approves no plan', () => {
    expect(refusal(step(examPlan, 'SUBMITTED', 'approve', 'INSTITUTION_STAFF'))).toBe('WRONG_ROLE');
    expect(step(examPlan, 'SUBMITTED', 'approve', 'AUTHORITY_REVIEWER')).toMatchObject({ ok: true, to: 'APPROVED' });
  });

  it('QH-13 nobody is put into a class before the check has passed', () => {
    expect(refusal(step(application, 'AUTH_CHECK', 'startTraining', 'INSTITUTION_STAFF'))).toBe('ILLEGAL_TRANSITION');
    expect(step(application, 'AUTH_PASSED', 'startTraining', 'INSTITUTION_STAFF')).toMatchObject({ ok: true, to: 'IN_TRAINING' });
  });

  it('QH-15 a returned plan cannot be arranged', () => {
    expect(refusal(step(examPlan, 'RETURNED', 'arrange', 'INSTITUTION_STAFF'))).toBe('ILLEGAL_TRANSITION');
  });

  it('QH-20 a failed signing publishes nothing and may be tried again', () => {
    expect(refusal(step(passListBatch, 'SIGN_FAILED', 'finishSigning', 'SYSTEM'))).toBe('ILLEGAL_TRANSITION');
    expect(step(passListBatch, 'SIGN_FAILED', 'sign', 'AUTHORITY_ISSUER')).toMatchObject({ ok: true, to: 'SIGNING' });
  });

  it('QH-12 A-24 a case waiting for an outside check never reaches the authority unseen by the institution', () => {
    expect(
      application.transitions
        .filter((row) => row.from === 'CHECK_PENDING')
        .map((row) => row.to)
        .sort(),
    ).toEqual(['DRAFT', 'SUBMITTED', 'WITHDRAWN']);
  });

  it('JX-18 only an approved filing can be withdrawn', () => {
    expect(step(filing, 'PASSED', 'withdrawApproval', 'AUTHORITY_REVIEWER')).toMatchObject({
      ok: true,
      to: 'PENDING_REVIEW',
      notify: 'filing.approvalWithdrawn',
    });
    expect(refusal(step(filing, 'PENDING_REVIEW', 'withdrawApproval', 'AUTHORITY_REVIEWER'))).toBe('ILLEGAL_TRANSITION');
  });

  it('CQ-14 an expired certificate never comes back', () => {
    expect(eventsFrom(certificate, 'EXPIRED', 'AUTHORITY_ISSUER')).toEqual([]);
    expect(refusal(step(certificate, 'EXPIRED', 'requestExtension', 'WORKER'))).toBe('ILLEGAL_TRANSITION');
  });

  it('JS-09 复核 goes and comes back; 补办 leaves the certificate as it stands', () => {
    expect(step(certificate, 'ACTIVE', 'requestRecheck', 'BASE_AGENT')).toMatchObject({ ok: true, to: 'RECHECKING' });
    expect(step(certificate, 'RECHECKING', 'completeRecheck', 'AUTHORITY_ISSUER')).toMatchObject({ ok: true, to: 'ACTIVE' });
    expect(refusal(step(certificate, 'RECHECKING', 'completeRecheck', 'WORKER'))).toBe('WRONG_ROLE');
    for (const state of ['ISSUED', 'ACTIVE', 'DEACTIVATED'] as const)
      expect(step(certificate, state, 'reissue', 'AUTHORITY_ISSUER')).toMatchObject({ ok: true, to: state });
    expect(refusal(step(certificate, 'SUSPENDED', 'reissue', 'AUTHORITY_ISSUER'))).toBe('ILLEGAL_TRANSITION');
  });

  it('A-31 what is being extended or rechecked does not expire on a desk', () => {
    for (const state of ['EXTENDING', 'RECHECKING'] as const)
      expect(refusal(step(certificate, state, 'expire', 'SYSTEM'))).toBe('ILLEGAL_TRANSITION');
    expect(step(certificate, 'CHANGING', 'expire', 'SYSTEM')).toMatchObject({ ok: true, to: 'EXPIRED' });
  });

  it('CQ-15 a claim submitted in time is decided after the deadline, one that was not is closed', () => {
    for (const state of ['DRAFT', 'RETURNED'] as const)
      expect(step(claim, state, 'close', 'SYSTEM')).toMatchObject({ ok: true, to: 'CLOSED' });
    for (const state of ['SUBMITTED', 'APPROVED'] as const)
      expect(refusal(step(claim, state, 'close', 'SYSTEM'))).toBe('ILLEGAL_TRANSITION');
    expect(step(claim, 'RETURNED', 'submit', 'WORKER')).toMatchObject({ ok: true, to: 'SUBMITTED' });
    expect(refusal(step(claim, 'SUBMITTED', 'approve', 'WORKER'))).toBe('WRONG_ROLE');
  });

  it('a holder cannot cancel a suspended certificate, the authority can', () => {
    expect(refusal(step(certificate, 'SUSPENDED', 'cancel', 'WORKER'))).toBe('WRONG_ROLE');
    expect(step(certificate, 'SUSPENDED', 'cancel', 'AUTHORITY_ISSUER')).toMatchObject({ ok: true, to: 'CANCELLED' });
  });
});

describe('notifications', () => {
  it('fill every blank, and refuse to go out with a hole', () => {
    expect(renderNotification('certificate.extended', { subject: '安管人员', number: 'N1', deadline: '2027-01-15' })).toEqual({
      title: '证书已延期',
      body: '您的安管人员证书（N1）已延期，有效期至2027-01-15。',
    });
    expect(() => renderNotification('identity.revoked', { reason: '' })).toThrow('identity.revoked');
  });

  it('the wording of CQ-23 is kept', () => {
    expect(NOTIFICATIONS['certificate.deactivated'].title + NOTIFICATIONS['certificate.deactivated'].body).toMatch(
      /证书已取消激活.*请完成实名认证/,
    );
  });
});
