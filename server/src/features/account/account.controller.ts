import { Controller, Inject } from '@midwayjs/core';
import { accountRoutes, AUDIT_LINES } from '@jzt/shared/contract/account';
import { Audit } from '../../platform/audit';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { scope } from './account.policy';
import { Accounts } from './account.service';
import { AuditExports } from './auditExports.service';
import { Erasures } from './erasure.service';

@Controller('/')
export class AccountController {
  @Inject() private readonly accounts: Accounts;
  @Inject() private readonly erasures: Erasures;
  @Inject() private readonly audit: Audit;
  @Inject() private readonly exports: AuditExports;

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
        address: one.address,
      })),
      nextCursor: entries.length === limit ? String(entries.at(-1)!.seq) : undefined,
      chainIntact: await this.audit.intact(),
    };
  }

  @Handle(accountRoutes.auditExport)
  async auditExport({ caller, query }: Call<typeof accountRoutes.auditExport>) {
    const { from, to } = query;
    return {
      content: await this.exports.begin(caller, query),
      contentType: AUDIT_LINES,
      fileName: `操作留痕-${from}-${to}.jsonl`,
      cacheSeconds: 0,
    };
  }

  @Handle(accountRoutes.auditProof)
  async auditProof({ query }: Call<typeof accountRoutes.auditProof>) {
    const { seal, ...proof } = await this.audit.proof(query.seq);
    const { _id: number, at, ...rest } = seal;
    return { ...proof, seal: { number, at: at.toISOString(), ...rest } };
  }
}
