import { consumes, type Feature } from '../../platform/feature';
import { ClearingController } from './clearing.controller';
import { Clearings } from './clearing.service';

export const clearing: Feature = {
  name: 'clearing',
  parts: [ClearingController, Clearings],
  consumers: [
    consumes('clearing.run', Clearings, (clearings, told: { id: string }) => clearings.run(told)),
    consumes('identity.ledgered', Clearings, (clearings, { personId }: { personId: string }) => clearings.giveBack(personId)),
  ],
};
