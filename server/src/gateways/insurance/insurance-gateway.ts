import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { SignedJsonClient, type SignedJsonOptions } from '../signed-json';
import { GatewayDown } from '../gateway-down';
import type { InsuranceCheckRequest, InsuranceCheckResult, SocialInsurance } from './port';

const answerSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('MATCH'), month: z.string() }),
  z.object({ state: z.literal('MISMATCH'), month: z.string(), insuredBy: z.optional(z.string()) }),
  z.object({ state: z.literal('NOT_INSURED'), month: z.string() }),
]);

/** The social-insurance bureau through the province gateway: `POST /v1/payments/check`. */
export class InsuranceGateway implements SocialInsurance {
  private readonly client: SignedJsonClient;

  constructor(options: SignedJsonOptions) {
    this.client = new SignedJsonClient('insurance', options);
  }

  async check(request: InsuranceCheckRequest): Promise<InsuranceCheckResult> {
    const content = {
      identityCard: request.idNumber,
      name: request.name,
      creditCode: request.creditCode,
      companyName: request.enterpriseName,
      month: request.month,
    };
    const answer = await this.client.post('check', '/v1/payments/check', randomUUID(), content, answerSchema);
    // The bureau has no way to refuse a well-formed question; a refusal is a fault between the two programs, not the person's.
    if (!answer.ok) throw new GatewayDown('insurance', 'CONFIGURATION', 'check', answer.code);
    const { data } = answer;
    if (data.month !== request.month) throw new GatewayDown('insurance', 'UNTRUSTED', 'check', 'MONTH');
    return data.state === 'MISMATCH' && data.insuredBy ? { state: data.state, insuredBy: data.insuredBy } : { state: data.state };
  }
}
