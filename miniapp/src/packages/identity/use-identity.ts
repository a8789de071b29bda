import { useCallback } from 'react';
import { identityRoutes as api, type IdentityView } from '@jzt/shared/contract/identity';
import { useQuery } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';
import { stepOf, type IdentityStep } from './steps';

const pageOf = (step: IdentityStep | undefined) =>
  step === 'CARD'
    ? routes.identity.card
    : step === 'CONFIRM'
      ? routes.identity.confirm
      : step === 'FACE'
        ? routes.identity.face
        : routes.identity.status;

/** The real-name state and the one step that comes now. `goOn(view)` takes the page of the view's step, in place of this one. */
export function useIdentity() {
  const query = useQuery(api.view, {});
  const goOn = useCallback((view: IdentityView) => replace(pageOf(stepOf(view))), []);
  return { query, view: query.data, step: query.data && stepOf(query.data), goOn };
}
