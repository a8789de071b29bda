import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { Provide } from '@midwayjs/core';

export interface InsuranceCheckRequest {
  /** Whose bureau is asked. */
  jurisdiction: Jurisdiction;
  idNumber: string;
  name: string;
  /** The employer of the confirmed employment. */
  creditCode: string;
  enterpriseName: string;
  /** The month asked about, YYYY-MM. */
  month: string;
}

/**
 * MATCH insured by this enterprise in that month · MISMATCH insured by another, named in `insuredBy` when the bureau tells (QH-12 ⇒
 * 社保单位与聘用企业不一致)
 * · NOT_INSURED no payment in that month.
 */
export interface InsuranceCheckResult {
  state: 'MATCH' | 'MISMATCH' | 'NOT_INSURED';
  insuredBy?: string;
}

/**
 * The social-insurance bureau (QH-12). Reads only, so it may be asked again. Throws `GatewayDown`: the application waits in
 * CHECK_PENDING.
 */
@Provide()
export abstract class SocialInsurance {
  abstract check(request: InsuranceCheckRequest): Promise<InsuranceCheckResult>;
}
