import { each, type Feature } from '../../platform/feature';
import { hears } from '../source/sources.service';
import { ClaimSource } from './claimSource.service';
import { ExemptClaimController } from './exemptClaim.controller';
import { ExemptClaimModel } from './exemptClaim.model';
import { ClaimFiles } from './exemptClaim.policy';
import { ExemptClaims } from './exemptClaim.service';
import { ExemptClaimTodos } from './exemptClaim.todos';

export const exemptClaim: Feature = {
  name: 'exemptClaim',
  parts: [ExemptClaimController, ExemptClaims, ClaimSource],
  consumers: [
    hears('EXEMPT_CLAIM', 'certificate.issued', ClaimSource, (owner, told) => owner.issued(told.source.id, told)),
    hears('EXEMPT_CLAIM', 'certificate.refused', ClaimSource, (owner, { source, message }) => owner.refused(source.id, message)),
  ],
  jobs: [
    each(10 * 60_000, 'exemptClaim.order', ClaimSource, {
      model: ExemptClaimModel,
      due: (source) => source.due(),
      act: (source, id) => source.orderAgain(id),
    }),
    each(10 * 60_000, 'exemptClaim.close', ClaimSource, {
      model: ExemptClaimModel,
      due: (source) => source.unsent(),
      act: (source, id) => source.close(id),
    }),
  ],
  todos: [ExemptClaimTodos],
  filePolicies: [ClaimFiles],
};
