import { consumes, type Feature } from '../../platform/feature';
import { CardDesk } from './cardDesk';
import { FaceDesk } from './faceDesk.service';
import { IdentityController } from './identity.controller';
import { WaitingCards } from './identity.policy';
import { Identities } from './identity.service';
import { IdentityTodos } from './identity.todos';
import { ManualReviews } from './manualReview.service';

export const identity: Feature = {
  name: 'identity',
  parts: [IdentityController, Identities, CardDesk, FaceDesk, ManualReviews],
  consumers: [
    consumes('identity.ledger', Identities, (identities, { personId }: { personId: string }) => identities.enterLedger(personId)),
  ],
  todos: [IdentityTodos],
  filePolicies: [WaitingCards],
};
