import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { InsuranceCheckRequest, InsuranceCheckResult, SocialInsurance } from './port';

/** Asks the bureau of the province that the case belongs to. */
export class InsuranceOfProvinces implements SocialInsurance {
  constructor(private readonly of: (jurisdiction: Jurisdiction) => SocialInsurance) {}

  check(request: InsuranceCheckRequest): Promise<InsuranceCheckResult> {
    return this.of(request.jurisdiction).check(request);
  }
}
