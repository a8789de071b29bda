import { Controller, Inject } from '@midwayjs/core';
import { accountRoutes } from '@jzt/shared/contract/account';
import { Audit } from '../../platform/audit';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { scope } from './account.policy';
import { Accounts } from './account.service';
import { Erasures } from './erasure.service';

@Controller('/')
export class AccountController {
  @Inject() private readonly accounts: Accounts;
  @Inject() private readonly erasures: Erasures;
  @Inject() private readonly audit: Audit;

  @Handle(accountRoutes.me)
  async me({ caller }: Call<typeof accountRoutes.me>) {
    return this.accounts.me(caller);
  }

  @Handle(accountRoutes.export)
  async export({ caller }: Call<typeof accountRoutes.export>) {
    return this.accounts.export(caller);
  }

  @Handle(accountRoutes.erase)
  async erase({ caller }: Call<typeof accountRoutes.erase>) {
    return this.erasures.erase(caller);
  }

  @Handle(accountRoutes.audit)
  async auditTrail({ caller, query }: Call<typeof accountRoutes.audit>) {
    const limit = query.limit ?? 50;
    const before = query.cursor ? Number(query.cursor) : undefined;
    const entries = await this.audit.list(scope(caller), { subjectId: query.subjectId, actorId: query.actorId, before, limit });
    return {
      items: entries.map((one) => ({
        seq: one.seq,
        at: one.at.toISOString(),
        action: one.action,
        subjectKind: one.subjectKind,
        subjectId: one.subjectId,
        actorRole: one.actorRole,
        actorName: one.actorName ?? '',
        reason: one.reason,
        ruleIds: one.ruleIds ?? [],
        packVersion: one.packVersion,
        outcome: one.outcome,
      })),
      nextCursor: entries.length === limit ? String(entries.at(-1)!.seq) : undefined,
      chainIntact: await this.audit.intact(),
    };
  }

  @Handle(accountRoutes.auditProof)
  async auditProof({ query }: Call<typeof accountRoutes.auditProof>) {
    const { seal, ...proof } = await this.audit.proof(query.seq);
    const { _id: number, at, ...rest } = seal;
    return { ...proof, seal: { number, at: at.toISOString(), ...rest } };
  }
}
