import type { AuditEntry } from '@jzt/shared/contract/account';
import { allRoutes } from '@jzt/shared/contract/index';
import { ROLE_LABELS, type Role } from '@jzt/shared/domain/roles';
import type { Machine } from '@jzt/shared/workflow/machine';
import { MACHINES } from '@jzt/shared/workflow/machines/index';

const machines = new Map<string, Machine>(MACHINES.map((machine) => [machine.name, machine as Machine]));
/** The real-name check is a part of the person's own record. */
machines.set('Person', machines.get('Identity')!);
machines.set('Filing', machines.get('EnterpriseFiling')!);

const summaries = new Map(allRoutes.map((route) => [route.id, route.summary.replace(/（[^）]*）/g, '')]));
/** Acts that are no arrow of a state machine. */
const ACTS: Record<string, string> = {
  'Person.register': '注册账号',
  'Certificate.issue': '签发证书',
  'Application.revealIdNumber': '查看完整身份证号',
  'File.viewCard': '查看身份证照片',
  'File.viewFiling': '查看换证资料照片',
  'account.erase': '注销账号',
  secondFactor: '验证器',
};
const OUTCOMES: Record<string, string> = {
  REVEALED: '已显示',
  ERASED: '已注销',
  RETRIED: '已重试',
  EXPORTED: '已导出',
  FACTOR_ENROLLED: '已绑定',
  RECOVERY_CODE_USED: '用了一个恢复码',
  RECOVERY_CODES_RENEWED: '换了一批恢复码',
  RESET_ASKED: '请同事重置',
  RESET: '已重置',
  RESET_REFUSED: '没有重置',
};

/** An entry of the trail in the words of its state machine; what has no word keeps its code, so that nothing is hidden. */
export function auditWords({
  action,
  subjectKind,
  outcome,
  actorRole,
  actorName,
}: Pick<AuditEntry, 'action' | 'subjectKind' | 'outcome' | 'actorRole' | 'actorName'>): {
  act: string;
  subject: string;
  result: string;
  refused: boolean;
  who: string;
} {
  const machine = machines.get(subjectKind);
  const refused = subjectKind === 'Refusal';
  const state = (name: string): string => machine?.states[name] ?? name;
  const [from, to] = outcome.split('→');
  // The first line of a case has an event of its own: it was made.
  const made = machine !== undefined && from === to && from === machine.initial;
  const event = action.split('.')[1] ?? '';
  return {
    act: ACTS[action] ?? machine?.events[event] ?? (made ? `新建${machine.labelZh}` : (summaries.get(action) ?? action)),
    subject: refused ? '' : (machine?.labelZh ?? subjectKind),
    result: OUTCOMES[outcome] ?? (to === undefined ? outcome : from && from !== to ? `${state(from)} → ${state(to)}` : state(to)),
    refused,
    who: [actorName, ROLE_LABELS[actorRole as Role] ?? actorRole].filter(Boolean).join('，'),
  };
}
