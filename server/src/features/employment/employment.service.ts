import { Inject, Singleton } from '@midwayjs/core';
import type { Employment as View } from '@jzt/shared/contract/employment';
import { pageAddress } from '@jzt/shared/contract/pages';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { provinceName } from '@jzt/shared/domain/provinces';
import type { Facts, RuleId } from '@jzt/shared/policy/index';
import { step, type Event } from '@jzt/shared/workflow/machine';
import { employment } from '@jzt/shared/workflow/machines/employment';
import { Types } from 'mongoose';
import { Cases, type Notice } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput, conflict, isDuplicateKey, notFound, Refusal } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import type { EnterpriseRecord } from '../organisation/organisation.model';
import { findPage, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { Organisations } from '../organisation/organisation.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { EmploymentModel, type Employment } from './employment.model';
import { demand, scope, sideOf } from './employment.policy';
import { presentEmployment } from './employment.presenter';

const PAGE = pageAddress('employment');
const STAFF_PAGE = pageAddress('enterprisePeople');
const CHANGED = { code: 'EMPLOYMENT_CHANGED', message: '这份聘用关系刚刚有了变化，请刷新后再操作' };

/** Employment: asked by one side, confirmed by the other, ended by either (QH-02, QH-09). */
@Singleton()
export class Employments {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly law: Law;

  /** A worker asks an enterprise. Throws IDENTITY_REQUIRED or EMPLOYMENT_EXISTS. */
  async ask(caller: Caller, input: { enterpriseId: string; position: string; jurisdiction?: Jurisdiction }, op?: string): Promise<View> {
    const person = await this.persons.get(caller.personId);
    const enterprise = await this.organisations.enterprise(input.enterpriseId);
    const jurisdiction = placeOf(person, enterprise, input.jurisdiction);
    if (!this.persons.identityFacts(person).verified)
      throw new Refusal(422, 'IDENTITY_REQUIRED', '您尚未完成实名认证，不能申请聘用关系。请到“我的”-“实名认证”完成认证后再办', {
        ruleId: this.ruleOf(jurisdiction)[0],
      });
    return this.open(
      person,
      {
        enterpriseId: input.enterpriseId,
        position: input.position,
        askedBy: 'WORKER',
        jurisdiction,
      },
      {
        caller,
        op,
        told: await this.staffNotices(enterprise._id.toHexString(), `${this.persons.displayName(person)}（${input.position}）`),
      },
    );
  }

  /** An enterprise invites a person whose name and number it knows. Throws ID_NUMBER_INVALID, PERSON_NOT_FOUND, OWN_CASE, PROVINCE_REQUIRED or EMPLOYMENT_EXISTS. */
  async invite(
    caller: Caller,
    input: { idNumber: string; name: string; position: string; jurisdiction?: Jurisdiction },
    op?: string,
  ): Promise<View> {
    if (!parseIdNumber(input.idNumber))
      throw badInput('ID_NUMBER_INVALID', '身份证号码有误，请逐位核对', {
        ruleId: 'CQ-35',
        fields: { idNumber: '身份证号码有误，请逐位核对' },
      });
    const enterprise = await this.organisations.enterprise(ownEnterprise(caller));
    const person = await this.persons.findByIdNumber(input.idNumber);
    // One answer for "not here", "another name" and "not verified": the number alone must not tell who is registered.
    if (!person || this.persons.name(person) !== input.name || !this.persons.identityFacts(person).verified) {
      throw new Refusal(404, 'PERSON_NOT_FOUND', '没有找到这个人：请核对姓名和身份证号，或请其先完成实名认证');
    }
    const personId = person._id.toHexString();
    demand(caller, 'INVITE_EMPLOYEE', { personId, askedBy: 'ENTERPRISE' });
    const told = [{ personId, params: { subject: enterprise.name }, page: PAGE }];
    return this.open(
      person,
      {
        enterpriseId: enterprise._id.toHexString(),
        position: input.position,
        askedBy: 'ENTERPRISE',
        jurisdiction: placeOf(person, enterprise, input.jurisdiction),
      },
      { caller, op, told },
    );
  }

  async listMine(caller: Caller): Promise<View[]> {
    return this.present(await EmploymentModel.find(scope(caller)).sort({ _id: -1 }).limit(100).lean<Employment[]>());
  }

  async listOfEnterprise(caller: Caller, { status, ...page }: PageAsked & { status?: Employment['status'] }): Promise<PageGiven<View>> {
    const theirs = within(scope(caller), status && { status });
    const { items, nextCursor } = await findPage<Employment>(EmploymentModel, theirs, page, newestFirst);
    return { items: await this.present(items), nextCursor };
  }

  /** The side that was asked confirms. Throws OTHER_SIDE_ONLY, OWN_CASE, EMPLOYMENT_EXISTS (the person has an employer) or EMPLOYMENT_CHANGED. */
  async confirm(caller: Caller, id: string, input: { version: number }, op?: string): Promise<View> {
    try {
      return await this.answer(caller, id, 'confirm', { ...input, set: { confirmedAt: this.clock.now() } }, op);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const words =
        caller.role === 'WORKER' ? '您与另一家企业的聘用关系还在，请先解除再确认' : '对方与另一家企业的聘用关系还在，请其先解除';
      throw conflict('EMPLOYMENT_EXISTS', words);
    }
  }

  /** The side that was asked says no. Throws OTHER_SIDE_ONLY, OWN_CASE or EMPLOYMENT_CHANGED. */
  decline(caller: Caller, id: string, input: { version: number; reason: string }, op?: string): Promise<View> {
    return this.answer(caller, id, 'decline', { ...input, set: { endedAt: this.clock.now() } }, op);
  }

  /** Either side ends it; a request not yet answered is withdrawn by the side that asked. */
  async end(caller: Caller, id: string, input: { version: number; reason: string }, op?: string): Promise<View> {
    const found = await findWithin(EmploymentModel, scope(caller), id, '没有找到这份聘用关系');
    const event = found.status === 'REQUESTED' && found.askedBy === sideOf(caller) ? 'withdraw' : 'end';
    if (step(employment, found.status, event, caller.role).ok) demand(caller, 'END_EMPLOYMENT', found);
    return this.move(caller, found, event, { ...input, set: { endedAt: this.clock.now() } }, op);
  }

  /** Closes what is still being asked, for a person who leaves: their own requests are withdrawn, invitations declined. */
  async closeRequests(personId: string): Promise<void> {
    for (const one of await EmploymentModel.find({ personId, status: 'REQUESTED' }).lean<Employment[]>()) {
      const reason = '本人已注销账号';
      await this.cases.move(EmploymentModel, one._id, {
        machine: employment,
        event: one.askedBy === 'WORKER' ? 'withdraw' : 'decline',
        actor: { role: 'WORKER', personId },
        expectVersion: one.version,
        reason,
        set: { endedAt: this.clock.now() },
        lost: CHANGED,
        notices: await this.staffNotices(one.enterpriseId, one.position, { reason }),
      });
    }
  }

  /** The confirmed employment of a person, if there is one, the newest first: everywhere or in one province. */
  async currentOf(personId: string, jurisdiction?: Jurisdiction): Promise<Employment | undefined> {
    const current = { personId, status: 'CONFIRMED' as const, ...(jurisdiction && { jurisdiction }) };
    return (await EmploymentModel.findOne(current).sort({ confirmedAt: -1 }).lean<Employment>()) ?? undefined;
  }

  /** The present enterprise of each of these people in one province; who has none is not in the map. */
  async currentOfMany(personIds: readonly string[], jurisdiction: Jurisdiction): Promise<Map<string, string>> {
    const found = await EmploymentModel.find(
      { personId: trusted({ $in: [...new Set(personIds)] }), status: 'CONFIRMED', jurisdiction },
      { personId: 1, enterpriseId: 1 },
    )
      .sort({ confirmedAt: 1 })
      .lean<Pick<Employment, 'personId' | 'enterpriseId'>[]>();
    return new Map(found.map(({ personId, enterpriseId }) => [personId, enterpriseId]));
  }

  /** Who is employed there now, and in which province. */
  peopleOf(enterpriseId: string): Promise<Pick<Employment, 'personId' | 'jurisdiction'>[]> {
    return EmploymentModel.find({ enterpriseId, status: 'CONFIRMED' }, { personId: 1, jurisdiction: 1 }).lean<
      Pick<Employment, 'personId' | 'jurisdiction'>[]
    >();
  }

  async listByIds(ids: readonly string[]): Promise<Employment[]> {
    return EmploymentModel.find({ _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) }).lean<Employment[]>();
  }

  /** The person's employments in one province as the rules want them, the newest first. */
  async factsOf(personId: string, jurisdiction: Jurisdiction): Promise<Facts['employments']> {
    const all = await EmploymentModel.find({ personId, jurisdiction }).sort({ confirmedAt: -1 }).lean<Employment[]>();
    const enterprises = await this.organisations.enterprises(all.map((one) => one.enterpriseId));
    return all.map((one) => ({
      enterpriseName: enterprises.get(one.enterpriseId)?.name ?? '',
      creditCode: enterprises.get(one.enterpriseId)?.creditCode ?? '',
      status: one.status,
    }));
  }

  private async open(
    person: Person,
    fields: Pick<Employment, 'enterpriseId' | 'position' | 'askedBy' | 'jurisdiction'>,
    by: { caller: Caller; op?: string; told: Notice[] },
  ): Promise<View> {
    const personId = person._id.toHexString();
    const actor = this.persons.actor(await this.persons.get(by.caller.personId), by.caller.role, by.op);
    const earlier = by.op && (await EmploymentModel.findOne({ createdOp: by.op }).lean<Employment>());
    if (earlier) return (await this.present([earlier]))[0]!;
    const { jurisdiction, enterpriseId } = fields;
    const round = await EmploymentModel.countDocuments({ personId, jurisdiction, enterpriseId });
    if (await EmploymentModel.exists({ personId, jurisdiction, enterpriseId, status: 'REQUESTED' })) throw asked();
    const exclusive = this.law.in(jurisdiction).pack.oneEmployer?.value;
    const current = await EmploymentModel.find({ personId, jurisdiction, status: 'CONFIRMED' }).lean<Employment[]>();
    const same = current.find((one) => one.enterpriseId === enterpriseId);
    // An invitation may reach somebody who is employed elsewhere: where, is not the inviting enterprise's business.
    const hindrance = same ?? (exclusive && fields.askedBy === 'WORKER' ? current[0] : undefined);
    if (hindrance) throw await this.exists(hindrance, enterpriseId);
    const notices = by.told.map((one) => ({ ...one, template: 'employment.requested' as const }));
    try {
      const created = await this.cases.create(
        EmploymentModel,
        employment,
        { personId, round, ...fields, ...(exclusive && { exclusive }) },
        { event: 'request', actor, ruleIds: this.ruleOf(jurisdiction), notices },
      );
      return (await this.present([created]))[0]!;
    } catch (error) {
      if (isDuplicateKey(error)) throw asked();
      throw error;
    }
  }

  /** The province's own rule about employment, where its document has one. */
  private ruleOf(jurisdiction: Jurisdiction): RuleId[] {
    const rule = this.law.in(jurisdiction).pack.oneEmployer;
    return rule ? [rule.id] : [];
  }

  private async exists(current: Employment, asked: string): Promise<Refusal> {
    if (current.enterpriseId === asked) return conflict('EMPLOYMENT_EXISTS', '聘用关系已经建立，不用再申请');
    const { name } = await this.organisations.enterprise(current.enterpriseId);
    return conflict('EMPLOYMENT_EXISTS', `您与${name}的聘用关系还在，请先解除再申请`);
  }

  private async answer(
    caller: Caller,
    id: string,
    event: 'confirm' | 'decline',
    input: { version: number; reason?: string; set: Record<string, unknown> },
    op?: string,
  ): Promise<View> {
    const found = await findWithin(EmploymentModel, scope(caller), id, '没有找到这份聘用关系');
    if (step(employment, found.status, event, caller.role).ok) demand(caller, 'ANSWER_EMPLOYMENT', found);
    return this.move(caller, found, event, input, op);
  }

  private async move(
    caller: Caller,
    found: Employment,
    event: Event<typeof employment>,
    input: { version: number; reason?: string; set: Record<string, unknown> },
    op?: string,
  ): Promise<View> {
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const enterprise = await this.organisations.enterprise(found.enterpriseId);
    const person = await this.persons.know(found.personId);
    const reason = input.reason && { reason: input.reason };
    const notices =
      caller.role === 'WORKER'
        ? await this.staffNotices(found.enterpriseId, `${this.persons.displayName(person)}（${found.position}）`, reason || undefined)
        : [{ personId: found.personId, params: { subject: `${enterprise.name}（${found.position}）`, ...reason }, page: PAGE }];
    const moved = await this.cases.move(EmploymentModel, found._id, {
      machine: employment,
      event,
      actor,
      expectVersion: input.version,
      set: input.set,
      reason: input.reason,
      lost: CHANGED,
      notices,
    });
    return presentEmployment(moved, enterprise, this.persons.card(person));
  }

  private async staffNotices(enterpriseId: string, subject: string, more: Record<string, string> = {}): Promise<Notice[]> {
    const staff = await this.persons.findMembers('ENTERPRISE_STAFF', enterpriseId);
    return staff.map((personId) => ({ personId, params: { subject, ...more }, page: STAFF_PAGE }));
  }

  private async present(all: Employment[]): Promise<View[]> {
    const [enterprises, cards] = await Promise.all([
      this.organisations.enterprises(all.map((one) => one.enterpriseId)),
      this.persons.cards(all.map((one) => one.personId)),
    ]);
    return all.map((one) => presentEmployment(one, enterprises.get(one.enterpriseId)!, cards.get(one.personId)!));
  }
}

const asked = () => conflict('EMPLOYMENT_EXISTS', '已经申请过了，正在等待对方确认');
/** Where an employment is for: the province that was named, the one the person is served by, or the enterprise's only one. */
function placeOf(person: Person, { jurisdictions, name }: EnterpriseRecord, named: Jurisdiction | undefined): Jurisdiction {
  const asked = named ?? person.served?.jurisdiction;
  const found = jurisdictions.find((one) => one === asked) ?? (named || jurisdictions.length > 1 ? undefined : jurisdictions[0]);
  if (found) return found;
  const where = jurisdictions.map(provinceName).join('、');
  throw badInput('PROVINCE_REQUIRED', `${name}登记在${where}，请选择在其中哪个省建立聘用关系`, {
    fields: { jurisdiction: '请选择省份' },
  });
}

function ownEnterprise(caller: Caller): string {
  if (!caller.organisationId) throw notFound('没有找到您所在的企业');
  return caller.organisationId;
}
