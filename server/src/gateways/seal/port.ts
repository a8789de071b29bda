import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { Provide } from '@midwayjs/core';

export interface SealRequest {
  /** Whose service seals. */
  jurisdiction: Jurisdiction;
  /** Id of this signing (certificate version); asked again, the service gives the same answer. */
  requestId: string;
  /** Which seal, e.g. QH-ZJT. */
  sealId: string;
  /** SHA-256 of the bytes to sign, 64 lowercase hex digits. */
  digestSha256: string;
  reason: string;
  /** File name shown in the seal's log; never a person's name or number. */
  documentName: string;
}

/**
 * SIGNED: `cms` is a DER detached PKCS#7 whose message digest equals the one asked for and whose signature by `signerCertificate` holds
 * (both checked here).
 */
export type SealResult =
  | { state: 'SIGNED'; cms: Buffer; signerCertificate: string }
  /**
   * UNKNOWN_SEAL · SEAL_DISABLED · DIGEST_CHANGED the same requestId was signed with another digest · REJECTED anything else the service
   * refuses for good.
   */
  | { state: 'REFUSED'; reason: 'UNKNOWN_SEAL' | 'SEAL_DISABLED' | 'DIGEST_CHANGED' | 'REJECTED'; providerCode: string };

/** The province's e-seal (QH-20: seal error → SIGN_FAILED, nothing published). Throws `GatewayDown`. */
@Provide()
export abstract class Seal {
  abstract sign(request: SealRequest): Promise<SealResult>;
}
