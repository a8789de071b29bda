import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Seal, SealRequest, SealResult } from './port';

/** Has the certificate sealed by the service of its province. */
export class SealOfProvinces implements Seal {
  constructor(private readonly of: (jurisdiction: Jurisdiction) => Seal) {}

  sign(request: SealRequest): Promise<SealResult> {
    return this.of(request.jurisdiction).sign(request);
  }
}
