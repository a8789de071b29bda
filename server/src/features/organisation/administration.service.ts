import { Inject, Singleton } from '@midwayjs/core';
import type { administrationRoutes, OrganisationFile } from '@jzt/shared/contract/administration';
import type { ResponseOf } from '@jzt/shared/contract/route';
import { ACTS } from '@jzt/shared/domain/acts';
import { SAFETY_CODES } from '@jzt/shared/domain/categories';
import { parseCreditCode } from '@jzt/shared/domain/creditCode';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { ORGANISATION_LABELS, type OrganisationKind } from '@jzt/shared/domain/organisations';
import { SITE_POSTS, SITE_SAFETY_OFFICER } from '@jzt/shared/domain/posts';
import { provinceName } from '@jzt/shared/domain/provinces';
import { TRADES } from '@jzt/shared/domain/trades';
import type { Authorisation } from '@jzt/shared/policy/facts';
import { describe } from '@jzt/shared/policy/words';
import { eventsFrom } from '@jzt/shared/workflow/machine';
import { organisation as machine } from '@jzt/shared/workflow/machines/organisation';
import { Types } from 'mongoose';
import { Cases, type Actor, type Notice } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput, conflict, isDuplicateKey } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { findPage, newestFirst, type PageAsked } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { Persons } from '../person/person.service';
import { presentFile, presentItem } from './administration.presenter';
import { OrganisationModel, type OrganisationRecord } from './organisation.model';
import { can, demand, registered, registers } from './organisation.policy';
import { containing, homeOf } from './organisation.service';

type State = OrganisationRecord['status'];
type Decision = 'approve' | 'refuse' | 'suspend' | 'resume' | 'close';

/** What is entered of an organisation. */
export interface Entered {
  kind: OrganisationKind;
  name: string;
  creditCode?: string;
  city?: string;
  address: string;
  phone?: string;
}

const MISSING = '没有找到这个单位';
const CHANGED = { code: 'VERSION_CONFLICT', message: '这个单位的资料刚刚有了变化，请刷新后再操作' };
/** Decisions that somebody has to be told the reason of. */
const REASONED: readonly Decision[] = ['refuse', 'suspend', 'close'];
const SYSTEM: Actor = { role: 'SYSTEM' };
const CODES: Partial<Record<Authorisation['category'], readonly string[]>> = {
  SAFETY_MGMT: SAFETY_CODES,
  SPECIAL_OP: Object.keys(TRADES),
  SITE_MANAGER: [...Object.keys(SITE_POSTS), SITE_SAFETY_OFFICER],
};

/** 单位登记和授权: entered by administrators, let to work and authorised by the officer who signs, and all of it in the trail (QH-06, HN-14, A-29). */
@Singleton()
export class Administration {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly persons: Persons;

  /** Newest first; `cities`: those of the list's whole reach. */
  async list(
    caller: Caller,
    { q, kind, status, city, ...page }: PageAsked & { q?: string; kind?: OrganisationKind; status?: State; city?: string },
  ): Promise<ResponseOf<typeof administrationRoutes.list>> {
    const reach = registered(caller);
    const asked = {
      ...(kind && { kind }),
      ...(status && { status }),
      ...(city && { city }),
      ...(q && trusted({ $or: [{ name: containing(q) }, { creditCode: q.toUpperCase() }] })),
    };
    const [{ items, nextCursor }, cities] = await Promise.all([
      findPage<OrganisationRecord>(OrganisationModel, within(reach, asked), page, newestFirst),
      OrganisationModel.distinct('city', reach as never) as Promise<(string | null)[]>,
    ]);
    const day = today(this.clock);
    return {
      items: items.map((one) => presentItem(one, day)),
      nextCursor,
      cities: cities.filter((one): one is string => !!one).sort((a, b) => a.localeCompare(b, 'zh')),
      registers: [...registers(caller)],
    };
  }

  async view(caller: Caller, id: string): Promise<OrganisationFile> {
    return this.present(caller, await this.find(caller, id));
  }

  /** Throws KIND_NOT_YOURS, PROVINCE_REQUIRED, CREDIT_CODE_INVALID or ORGANISATION_EXISTS. */
  async register(
    caller: Caller,
    { jurisdiction: asked, ...entered }: Entered & { jurisdiction?: Jurisdiction },
    op?: string,
  ): Promise<OrganisationFile> {
    if (!registers(caller).includes(entered.kind))
      throw badInput('KIND_NOT_YOURS', `${ORGANISATION_LABELS[entered.kind]}不由您登记`, { fields: { kind: '请选择其他类型' } });
    const jurisdiction = entered.kind === 'AUTHORITY' ? asked : caller.jurisdiction;
    if (!jurisdiction) throw badInput('PROVINCE_REQUIRED', '请选择主管部门所在的省份', { fields: { jurisdiction: '请选择省份' } });
    const creditCode = entered.kind === 'AUTHORITY' && !entered.creditCode ? undefined : codeOf(entered.creditCode ?? '');
    try {
      return this.present(caller, await this.enter(caller, jurisdiction, { ...entered, creditCode }, op));
    } catch (error) {
      if (isDuplicateKey(error)) throw await this.exists(entered.kind, creditCode!);
      throw error;
    }
  }

  /** Stores one; of who lets it work, an authority is there at once, all others wait. Throws E11000 when there is one of the code. */
  async enter(caller: Caller, jurisdiction: Jurisdiction, entered: Entered, op?: string): Promise<OrganisationRecord> {
    const by = await this.persons.get(caller.personId);
    const fields = {
      ...Object.fromEntries(Object.entries(entered).filter(([, value]) => value !== undefined)),
      jurisdictions: [jurisdiction],
      authorisations: [],
      // Nobody stands above it who could let it work: the operator's word is enough.
      ...(entered.kind === 'AUTHORITY' && { status: 'ACTIVE' as const }),
    };
    return this.cases.create(OrganisationModel, machine, fields, {
      event: 'register',
      actor: this.persons.actor(by, caller.role, op),
      reason: `${ORGANISATION_LABELS[entered.kind]}：${entered.name}`,
    });
  }

  /** Throws KIND_NOT_YOURS or VERSION_CONFLICT. */
  async edit(
    caller: Caller,
    id: string,
    { version, ...entered }: Pick<Entered, 'name' | 'city' | 'address' | 'phone'> & { version: number },
  ): Promise<OrganisationFile> {
    const found = await this.find(caller, id);
    demand(caller, 'REGISTER_ORGANISATION', found);
    const before = [found.name, found.city, found.address, found.phone].filter(Boolean).join('，');
    return this.present(caller, await this.note(caller, found, 'edit', { version, set: entered, reason: `原来：${before}`.slice(0, 200) }));
  }

  /** Throws REASON_REQUIRED, DATE_PAST, WRONG_ROLE, ILLEGAL_TRANSITION or VERSION_CONFLICT. */
  async decide(
    caller: Caller,
    id: string,
    { decision, reason, to, version }: { decision: Decision; reason?: string; to?: string; version: number },
    op?: string,
  ): Promise<OrganisationFile> {
    const found = await this.find(caller, id);
    demand(caller, 'DECIDE_ORGANISATION', found);
    if (REASONED.includes(decision) && !reason) throw badInput('REASON_REQUIRED', '请写明原因', { fields: { reason: '请写明原因' } });
    if (decision === 'suspend' && to && to < today(this.clock))
      throw badInput('DATE_PAST', '暂停的最后一天已经过去', { fields: { to: '请选今天或以后' } });
    const by = await this.persons.get(caller.personId);
    const place = found.name;
    const words: Record<string, string> = { place, reason: reason ?? '', deadline: to ? `到${to}为止` : '没有写明期限' };
    const moved = await this.cases.move(OrganisationModel, found._id, {
      machine,
      event: decision,
      actor: this.persons.actor(by, caller.role, op),
      expectVersion: version,
      lost: CHANGED,
      reason,
      ...(decision === 'suspend' && to && { set: { suspendedTo: to } }),
      ...(decision === 'resume' && { unset: { suspendedTo: 1 } }),
      notices: await this.toldOf(found, words),
      // Who acts for it ends with it.
      ...(decision === 'close' && { follow: [{ topic: 'organisation.closed', payload: { id } }] }),
    });
    return this.present(caller, moved);
  }

  /** The whole list of what it may train or assess, each with its ground (HN-14). Throws NOT_AUTHORISABLE, DATES_WRONG, CODE_UNKNOWN, AUTHORISED_TWICE, DOCUMENT_REQUIRED or VERSION_CONFLICT. */
  async authorise(
    caller: Caller,
    id: string,
    { authorisations, version }: { authorisations: Authorisation[]; version: number },
  ): Promise<OrganisationFile> {
    const found = await this.find(caller, id);
    demand(caller, 'DECIDE_ORGANISATION', found);
    if (found.kind === 'ENTERPRISE' || found.status === 'REFUSED' || found.status === 'CLOSED')
      throw conflict('NOT_AUTHORISABLE', '只有正常、待核准或已暂停的培训机构、考核基地、继续教育平台才能授权');
    authorisations.forEach((one, at) => requireSound(one, authorisations.slice(0, at)));
    const subject = authorisations.map((one) => `${describe(one)}（${one.from}至${one.to ?? '长期'}）`).join('、') || '没有授权';
    const changed = await this.note(caller, found, 'authorise', {
      version,
      set: { authorisations },
      reason: subject.slice(0, 500),
      notices: await this.toldOf(found, { place: found.name, subject }, 'organisation.authorised'),
    });
    return this.present(caller, changed);
  }

  /** Suspensions whose last day is past. */
  dueToResume(): Record<string, unknown> {
    return { status: 'SUSPENDED', suspendedTo: trusted({ $lt: today(this.clock), $gt: '' }) };
  }

  async resume(id: Types.ObjectId): Promise<void> {
    const found = await OrganisationModel.findById(id).lean<OrganisationRecord>();
    if (found?.status !== 'SUSPENDED') return;
    await this.cases.move(OrganisationModel, id, {
      machine,
      event: 'resume',
      actor: SYSTEM,
      reason: '暂停期满',
      unset: { suspendedTo: 1 },
      notices: await this.toldOf(found, { place: found.name }),
    });
  }

  private find(caller: Caller, id: string): Promise<OrganisationRecord> {
    return findWithin<OrganisationRecord>(OrganisationModel, registered(caller), id, MISSING);
  }

  /** A change that is no step of its life: in its history and in the trail like one. Throws VERSION_CONFLICT. */
  private async note(
    caller: Caller,
    { _id, status, jurisdictions }: OrganisationRecord,
    event: 'edit' | 'authorise',
    of: { version: number; set: Record<string, unknown>; reason: string; notices?: readonly Notice[] },
  ): Promise<OrganisationRecord> {
    const by = await this.persons.get(caller.personId);
    return this.cases.note(OrganisationModel, _id, {
      event,
      status,
      expectVersion: of.version,
      lost: CHANGED,
      actor: this.persons.actor(by, caller.role),
      reason: of.reason,
      set: of.set,
      notices: of.notices,
      jurisdiction: jurisdictions[0],
    });
  }

  /** Everybody who acts for it; without a template, the one of the machine's arrow. */
  private async toldOf(one: OrganisationRecord, params: Record<string, string>, template?: Notice['template']): Promise<Notice[]> {
    const { items } = await this.persons.membersOf(one._id.toHexString(), { limit: 100 });
    return items.map((each) => ({ personId: each._id.toHexString(), params, ...(template && { template }) }));
  }

  private present(caller: Caller, one: OrganisationRecord): OrganisationFile {
    const decides = can(caller, 'DECIDE_ORGANISATION', one);
    const authorisable = one.kind !== 'ENTERPRISE' && !machine.terminal.includes(one.status);
    const acts: OrganisationFile['acts'] = [
      ...(can(caller, 'REGISTER_ORGANISATION', one) && !machine.terminal.includes(one.status) ? (['edit'] as const) : []),
      ...((ACTS.MANAGE_MEMBERS as readonly string[]).includes(caller.role) ? (['members'] as const) : []),
      ...(decides ? eventsFrom(machine, one.status, caller.role) : []),
      ...(decides && authorisable ? (['authorise'] as const) : []),
    ];
    return presentFile(one, today(this.clock), acts);
  }

  private async exists(kind: OrganisationKind, creditCode: string) {
    const found = await OrganisationModel.findOne({ kind, creditCode }).lean<OrganisationRecord>();
    const where = found ? `“${found.name}”，${provinceName(homeOf(found))}，${machine.states[found.status]}` : '';
    return conflict('ORGANISATION_EXISTS', `这个信用代码的${ORGANISATION_LABELS[kind]}已经登记：${where}`);
  }
}

/** Throws CREDIT_CODE_INVALID. */
function codeOf(text: string): string {
  const code = parseCreditCode(text);
  if (!code)
    throw badInput('CREDIT_CODE_INVALID', '统一社会信用代码有误，请对照营业执照逐位核对', {
      fields: { creditCode: '统一社会信用代码有误' },
    });
  return code;
}

function requireSound(one: Authorisation, before: readonly Authorisation[]): void {
  const name = describe(one);
  const codes = CODES[one.category];
  if (one.code && !codes?.includes(one.code)) throw badInput('CODE_UNKNOWN', `没有“${one.code}”这个代码，请重新选择`);
  if (one.to && one.to < one.from) throw badInput('DATES_WRONG', `${name}：截止日期早于开始日期`);
  // A pledge is a paper that was filed: its number says which.
  if (one.ground === 'PLEDGE' && !one.document) throw badInput('DOCUMENT_REQUIRED', `${name}：承诺备案要写备案编号`, { ruleId: 'HN-14' });
  const twice = before.some(
    (other) =>
      other.category === one.category && other.code === one.code && other.from <= (one.to ?? '9999') && one.from <= (other.to ?? '9999'),
  );
  if (twice) throw badInput('AUTHORISED_TWICE', `${name}：有两段日期重叠的授权，请合并`);
}
