import { Inject, Singleton } from '@midwayjs/core';
import type { CeFinding } from '@jzt/shared/contract/yearlyHours';
import { addDays } from '@jzt/shared/domain/calendar';
import { describe } from '@jzt/shared/policy/words';
import type { CeRecord } from '@jzt/shared/policy/facts';
import { ceFinding as machine } from '@jzt/shared/workflow/machines/ceFinding';
import { pageAddress } from '@jzt/shared/contract/pages';
import { Cases, type Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput, conflict, isDuplicateKey } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, Law } from '../../platform/law';
import { findPage, oldestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Evidence } from '../certificate/evidence.service';
import { Persons } from '../person/person.service';
import { HourReports } from './hourReports.service';
import { FindingModel, type Finding } from './yearlyHours.model';
import { certificates as whose, findings as policy } from './yearlyHours.policy';
import { presentFinding } from './yearlyHours.presenter';

const FASTER = { code: 'ALREADY_DECIDED', message: '这件认定已由其他人处理，请刷新' };
const OPEN = { status: trusted({ $in: ['PROPOSED', 'APPEALED'] }) };
const LOOKED_AT_ONCE = 200;
/** Asked by the evaluation: what the law would say if it were confirmed. */
const IF_CONFIRMED = { confirmed: true, notInPost: false, evidence: [] } as const;

interface Made {
  /** What tells this ground from others of its kind. */
  of: string;
  actor: Actor;
  ruleIds: readonly string[];
}

/** 作废认定 (HN-12, HN-13, A-13): proposed by the yearly evaluation or by an officer, the holder heard, decided by an officer; only then voided. */
@Singleton()
export class Findings {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly reports: HourReports;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly evidence: Evidence;

  /** Looks through every province that counts two years together; proposes each ground once. */
  async evaluate(): Promise<void> {
    for (const jurisdiction of this.law.provincesWith('VOID_SHORT_HOURS'))
      for (let after: string | undefined; ;) {
        const found = await this.certificates.activeIn(jurisdiction, after, LOOKED_AT_ONCE);
        const records = await this.reports.recordsOf(found.map((one) => one._id.toHexString()));
        for (const one of found) await this.propose(one, records.get(one._id.toHexString())!);
        if (found.length < LOOKED_AT_ONCE) break;
        after = found.at(-1)!._id.toHexString();
      }
  }

  async queue(caller: Caller, page: PageAsked): Promise<PageGiven<CeFinding>> {
    const { items, nextCursor } = await findPage<Finding>(FindingModel, within(policy.scope(caller), OPEN), page, oldestFirst);
    return { items: await Promise.all(items.map((one) => this.present(one, caller))), nextCursor };
  }

  count(caller: Caller): Promise<number> {
    return FindingModel.countDocuments(within(policy.scope(caller), OPEN));
  }

  /** The newest of one certificate. */
  async ofCertificate(caller: Caller, one: Certificate): Promise<CeFinding | undefined> {
    const asked = within(policy.scope(caller), { certificateId: one._id.toHexString() });
    const found = await FindingModel.findOne(asked as never)
      .sort({ _id: -1 })
      .lean<Finding>();
    return found ? this.present(found, caller) : undefined;
  }

  /** HN-13, with evidence from the first. Throws the law's refusal. */
  async open(
    caller: Caller,
    certificateId: string,
    given: { evidence: readonly string[]; evidenceFileIds?: readonly string[] },
    op?: string,
  ): Promise<CeFinding> {
    const one = await this.certificates.inProvince(caller, certificateId);
    whose.demand(caller, 'PROPOSE_VOID', one);
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const decision = this.law.in(one.jurisdiction).require('VOID_NOT_IN_POST', this.notInPost(one, given.evidence));
    const evidence = [...given.evidence, ...(await this.evidence.layBefore(caller, certificateId, given.evidenceFileIds))];
    const made = await this.make(one, {
      ground: 'NOT_IN_POST',
      of: `${one.createdAt.getTime()}:${op ?? Date.now()}`,
      groundZh: '没有从事证书岗位的工作',
      actor,
      ruleIds: decision.ruleIds,
      evidence,
    });
    return this.present(made!, caller);
  }

  /** Could it be proposed of this certificate by this caller (HN-13)? */
  mayOpen(caller: Caller, one: Certificate): boolean {
    const { pack } = this.law.in(one.jurisdiction);
    if (!pack.services.VOID_NOT_IN_POST || !whose.can(caller, 'PROPOSE_VOID', one)) return false;
    return this.law.in(one.jurisdiction).decide('VOID_NOT_IN_POST', this.notInPost(one, [''])).allowed;
  }

  /** As the law will be asked by who decides. */
  private notInPost(one: Certificate, evidence: readonly string[]) {
    const actor = { role: 'AUTHORITY_ISSUER', channel: 'H5' } as const;
    return { actor, certificate: this.certificates.facts(one), finding: { confirmed: true, notInPost: true, evidence } };
  }

  async appeal(caller: Caller, id: string, { text, version }: { text: string; version: number }, op?: string): Promise<CeFinding> {
    const one = await findWithin<Finding>(FindingModel, policy.scope(caller), id, '没有找到这件认定');
    const moved = await this.cases.move(FindingModel, one._id, {
      machine,
      event: 'appeal',
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      packVersion: one.packVersion,
      reason: text,
      set: { appeal: text },
    });
    return this.present(moved, caller);
  }

  /** Throws WRONG_ROLE, OWN_CASE, EVIDENCE_REQUIRED, APPEAL_TIME while the holder may still speak, the law's refusal, ALREADY_DECIDED. */
  async decide(
    caller: Caller,
    id: string,
    input: { decision: 'CONFIRM' | 'DISMISS'; reason: string; evidence?: string[]; evidenceFileIds?: string[]; version: number },
    op?: string,
  ): Promise<CeFinding> {
    const one = await findWithin<Finding>(FindingModel, policy.scope(caller), id, '没有找到这件认定');
    policy.demand(caller, 'VOID_CERTIFICATE', one);
    const confirms = input.decision === 'CONFIRM';
    const files = await this.evidence.layBefore(caller, one.certificateId, input.evidenceFileIds);
    const evidence = [...new Set([...one.evidence, ...(input.evidence ?? []), ...files])];
    const ruleIds =
      confirms && machine.terminal.every((state) => state !== one.status) ? await this.requireGround(one, caller, evidence) : [];
    const moved = await this.cases.move(FindingModel, one._id, {
      machine,
      event: confirms ? 'confirm' : 'dismiss',
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: input.version,
      packVersion: one.packVersion,
      reason: input.reason,
      evidence,
      ...(ruleIds.length && { ruleIds }),
      lost: FASTER,
      set: { evidence, decisionReason: input.reason },
      notices: one.personId
        ? [{ personId: one.personId, params: { subject: describe(one.subject), number: one.certificateNumber, reason: input.reason } }]
        : [],
      follow: confirms ? [{ topic: 'finding.void', payload: { id } }] : [],
    });
    return this.present(moved, caller);
  }

  /** The certificate itself; delivered twice, it is voided already. */
  async carryOut({ id }: { id: string }): Promise<void> {
    const one = await FindingModel.findById(id).lean<Finding>();
    const certificate = one && (await this.certificates.find(one.certificateId));
    if (one?.status !== 'CONFIRMED' || !certificate || certificate.status === 'VOIDED') return;
    const line = one.history.findLast(({ event }) => event === 'confirm')!;
    await this.certificates.change(certificate, 'voidCertificate', {
      actor: { role: line.byRole, personId: line.byPerson, name: line.byName },
      reason: `${one.groundZh}，${one.decisionReason}`,
      ruleIds: line.ruleIds,
      evidence: [`finding:${id}`, ...one.evidence],
    });
  }

  /** The newest two years that are short; two that were looked at once are not proposed again. */
  private async propose(one: Certificate, ceRecords: readonly CeRecord[]): Promise<void> {
    const law = this.law.in(one.jurisdiction);
    const asked = {
      actor: { role: 'AUTHORITY_ISSUER', channel: 'H5' },
      certificate: this.certificates.facts(one),
      ceRecords,
    } as const;
    if (!law.decide('VOID_SHORT_HOURS', { ...asked, finding: IF_CONFIRMED }).allowed) return;
    const obtained = Number(one.issuedOn.slice(0, 4));
    for (let secondYear = Number(today(this.clock).slice(0, 4)) - 1; secondYear > obtained; secondYear -= 1) {
      const decision = law.decide('VOID_SHORT_HOURS', { ...asked, finding: { ...IF_CONFIRMED, secondYear } });
      if (!decision.allowed) continue;
      const years = [secondYear - 1, secondYear] as const;
      await this.make(one, {
        ground: 'SHORT_HOURS',
        of: years.join('+'),
        groundZh: `${years.join('年和')}年继续教育两年累计不满规定学时`,
        secondYear,
        actor: { role: 'SYSTEM' },
        ruleIds: decision.ruleIds,
        evidence: [],
      });
      return;
    }
  }

  /** Undefined where this ground was proposed before. */
  private async make(
    one: Certificate,
    { of, actor, ruleIds, ...found }: Pick<Finding, 'ground' | 'groundZh' | 'secondYear' | 'evidence'> & Made,
  ): Promise<Finding | undefined> {
    const certificateId = one._id.toHexString();
    const { pack } = this.law.in(one.jurisdiction);
    const appealBy = addDays(today(this.clock), pack.appealDays?.value ?? 0);
    const key = `${certificateId}:${found.ground}:${of}`;
    if (await FindingModel.exists({ key })) return undefined;
    const params = { subject: describe(one.subject), number: one.number, reason: found.groundZh, deadline: appealBy };
    try {
      return await this.cases.create<Finding>(
        FindingModel,
        machine,
        {
          key,
          certificateId,
          certificateNumber: one.number,
          subject: one.subject,
          ...(one.personId && { personId: one.personId }),
          jurisdiction: one.jurisdiction,
          packVersion: pack.version,
          ...found,
          appealBy,
        } as never,
        {
          event: 'propose',
          actor,
          reason: found.groundZh,
          ruleIds: [...ruleIds, 'A-13'],
          evidence: found.evidence,
          packVersion: pack.version,
          notices: one.personId
            ? [
                {
                  personId: one.personId,
                  template: 'finding.proposed',
                  params,
                  page: pageAddress('yearlyHours'),
                  urgent: { deadline: appealBy, jurisdiction: one.jurisdiction },
                },
              ]
            : [],
        },
      );
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  /** The rules that let it be voided today; throws where there is no ground any more, e.g. because hours came late. */
  private async requireGround(one: Finding, { role }: Caller, evidence: readonly string[]): Promise<readonly string[]> {
    if (!evidence.length) throw badInput('EVIDENCE_REQUIRED', '认定作废要附证据', { fields: { evidence: '请写明证据的名称和编号' } });
    if (one.status === 'PROPOSED' && today(this.clock) <= one.appealBy)
      throw conflict('APPEAL_TIME', `本人可以说明情况到${one.appealBy}，说明以后或过了这一天再认定`, { ruleId: 'A-13' });
    const certificate = (await this.certificates.find(one.certificateId))!;
    const law = this.law.in(one.jurisdiction);
    const facts = {
      actor: { role, channel: 'H5' as const },
      certificate: this.certificates.facts(certificate),
      finding: {
        confirmed: true,
        notInPost: one.ground === 'NOT_IN_POST',
        evidence,
        ...(one.secondYear && { secondYear: one.secondYear }),
      },
    };
    const decision =
      one.ground === 'NOT_IN_POST'
        ? law.decide('VOID_NOT_IN_POST', facts)
        : law.decide('VOID_SHORT_HOURS', {
            ...facts,
            ceRecords: (await this.reports.recordsOf([one.certificateId])).get(one.certificateId)!,
          });
    if (!decision.allowed) throw asRefusal(decision);
    return decision.ruleIds;
  }

  private async present(one: Finding, caller: Caller): Promise<CeFinding> {
    const certificate = await this.certificates.find(one.certificateId);
    return presentFinding(one, caller, certificate ? this.certificates.name(certificate) : '');
  }
}
