import * as z from 'zod/mini';
import { GatewayDown } from '../gateway-down';
import { SignedJsonClient, type SignedJsonOptions } from '../signed-json';
import { checkDetachedCms } from './cms';
import type { Seal, SealRequest, SealResult } from './port';

export interface SealGatewayOptions extends SignedJsonOptions {
  /** PEM certificates of the authorities whose seals are believed; where given, the signer's certificate must be issued by one of them. */
  trustedIssuers?: readonly string[];
}

const answerSchema = z.object({
  cms: z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/)),
  signerCertificate: z.string().check(z.startsWith('-----BEGIN CERTIFICATE-----')),
});

const REFUSALS: Record<string, 'UNKNOWN_SEAL' | 'SEAL_DISABLED' | 'DIGEST_CHANGED'> = {
  40404: 'UNKNOWN_SEAL',
  40301: 'SEAL_DISABLED',
  40901: 'DIGEST_CHANGED',
};

/**
 * The province's e-seal service: `POST /v1/seal/sign`. It gets a digest, never the document.
 * What comes back is checked before anyone may use it: a seal over another document, or one that does not verify, is `GatewayDown`
 * UNTRUSTED (QH-20).
 */
export class SealGateway implements Seal {
  private readonly client: SignedJsonClient;

  constructor(private readonly options: SealGatewayOptions) {
    this.client = new SignedJsonClient('seal', options);
  }

  async sign({ jurisdiction: _whose, ...request }: SealRequest): Promise<SealResult> {
    if (!/^[0-9a-f]{64}$/.test(request.digestSha256)) throw new RangeError('digestSha256 must be 64 lowercase hex digits');
    const answer = await this.client.post('sign', '/v1/seal/sign', request.requestId, { ...request }, answerSchema);
    if (!answer.ok) return { state: 'REFUSED', reason: REFUSALS[answer.code] ?? 'REJECTED', providerCode: answer.code };
    const { signerCertificate } = answer.data;
    const cms = Buffer.from(answer.data.cms, 'base64');
    const fault = checkDetachedCms({
      cms,
      signerCertificate,
      digestSha256: request.digestSha256,
      trustedIssuers: this.options.trustedIssuers,
    });
    if (fault !== undefined) throw new GatewayDown('seal', 'UNTRUSTED', 'sign', fault);
    return { state: 'SIGNED', cms, signerCertificate };
  }
}
