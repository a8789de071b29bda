import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import type { CePush, CePushResult } from '@jzt/shared/contract/continuingEducation';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { forbidden, notSignedIn } from '../../platform/errors';
import { Law } from '../../platform/law';
import type { Settings } from '../../platform/settings';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import type { OrganisationRecord } from '../organisation/organisation.model';
import { homeOf, Organisations } from '../organisation/organisation.service';
import { ContinuingEducations } from './continuingEducation.service';

/** A push that was overheard cannot be sent again later; clocks may differ a little. */
const FRESH_MS = 5 * 60_000;

/** What a platform signs, line by line: its credit code, the moment of sending, and every row. */
export const signedText = ({ creditCode, sentAt, rows }: Omit<CePush, 'signature'>): string =>
  [creditCode, sentAt, ...rows.map((row) => [row.certificateNo, row.idNumber, row.passedOn].join(','))].join('\n');

/** HMAC-SHA256 in hex digits, with the key that the operator gave the platform. */
export const signPush = (key: string, push: Omit<CePush, 'signature'>): string =>
  createHmac('sha256', key).update(signedText(push)).digest('hex');

/** 「由培训机构将合格人员名单推送至建设云政务平台」 (QH-28): the lists of the approved platforms, each of their rows taken once. */
@Singleton()
export class CePushes {
  @Inject() private readonly educations: ContinuingEducations;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: Settings;

  /** The key of one platform: of this installation's secrets, so that none is stored and none can be read from the database. */
  keyOf(creditCode: string): string {
    return createHmac('sha256', Buffer.from(this.settings.secrets.blindIndexKey, 'base64'))
      .update(`ce-platform:${creditCode}`)
      .digest('base64url');
  }

  /** Throws SIGNATURE_WRONG (401) and, for a platform that is not approved today, REPORTER_NOT_LISTED (403, QH-27). */
  async take(push: CePush): Promise<CePushResult[]> {
    this.requireSignature(push);
    const platform = await this.organisations.platformByCode(push.creditCode);
    if (!platform) throw notSignedIn('SIGNATURE_WRONG', '签名不正确');
    const place = homeOf(platform);
    const now = today(this.clock);
    const listed = platform.authorisations.some((one) => one.from <= now && (!one.to || one.to >= now));
    const rows = push.rows.map((row) => ({ name: row.certificateNo, passed: true, mode: 'ONLINE' }));
    const decision = this.law.in(place).decide('CE_REPORT', { ceBatch: { listed, sentThisMonth: 0, rows } });
    const [refusal] = decision.refusals;
    if (refusal) throw forbidden(refusal.code, `${refusal.messageZh}。${refusal.nextStepZh}`, { ruleId: refusal.ruleId });
    const results: CePushResult[] = [];
    for (const row of push.rows)
      results.push({ certificateNo: row.certificateNo, ...(await this.takeRow(platform, place, row, decision.ruleIds)) });
    return results;
  }

  private requireSignature(push: CePush): void {
    const [given, right] = [Buffer.from(push.signature, 'hex'), Buffer.from(signPush(this.keyOf(push.creditCode), push), 'hex')];
    const fresh = Math.abs(this.clock.now().getTime() - new Date(push.sentAt).getTime()) <= FRESH_MS;
    if (given.length !== right.length || !timingSafeEqual(given, right) || !fresh)
      throw notSignedIn('SIGNATURE_WRONG', '签名不正确，或者发送时间与本平台相差超过5分钟');
  }

  private async takeRow(
    platform: OrganisationRecord,
    place: Jurisdiction,
    row: CePush['rows'][number],
    ruleIds: readonly string[],
  ): Promise<Omit<CePushResult, 'certificateNo'>> {
    const refused = (message: string) => ({ state: 'REFUSED' as const, message });
    if (row.passedOn > today(this.clock)) return refused('合格日期晚于今天');
    const certificate = await this.certificates.byNumberIn(place, row.certificateNo);
    if (!certificate || this.certificates.idNumber(certificate) !== row.idNumber) return refused('没有找到这个人的这本证书');
    if (!this.isApprovedFor(platform, certificate)) return refused('本平台没有这类证书的继续教育授权');
    const ce = await this.educations.currentOf(certificate);
    if (!ce || ce.mode !== 'ONLINE' || ce.platformId !== platform._id.toHexString()) return refused('持证人没有报名本平台的继续教育');
    const returned = ce.status === 'ASSESSED' && ce.reason !== undefined;
    if (!returned && !['ENROLLED', 'LEARNING', 'ASSESSED'].includes(ce.status)) return { state: 'ALREADY', message: '已经收到过' };
    const actor: Actor = { role: 'SYSTEM', name: platform.name };
    let one = ce;
    if (one.status === 'ENROLLED') one = await this.educations.move(one, 'startLearning', { actor });
    if (one.status === 'LEARNING')
      one = await this.educations.move(one, 'passAssessment', { actor, set: { passedOn: row.passedOn }, ruleIds });
    await this.educations.move(one, 'report', {
      actor,
      ruleIds: [...ruleIds, 'QH-28'],
      set: { passedOn: row.passedOn },
      unset: { reason: 1 },
      follow: [{ topic: 'ce.keep', payload: { id: one._id.toHexString() } }],
    });
    return { state: 'TAKEN', message: '已收到，等待主管部门审核' };
  }

  private isApprovedFor(platform: OrganisationRecord, { subject }: Certificate): boolean {
    return this.organisations.isAuthorised(
      platform,
      { category: subject.category, ...(subject.code && { codes: [subject.code] }) },
      today(this.clock),
    );
  }
}
