import { each, type Feature } from '../../platform/feature';
import { hears } from '../source/sources.service';
import { TransferInController } from './transferIn.controller';
import { TransferInModel } from './transferIn.model';
import { TransferInPhotos } from './transferIn.policy';
import { TransferInTodos } from './transferIn.todos';
import { TransferInSource } from './transferInSource.service';
import { TransfersIn } from './transfersIn.service';

export const transferIn: Feature = {
  name: 'transferIn',
  parts: [TransferInController, TransfersIn, TransferInSource],
  consumers: [
    hears('TRANSFER_IN', 'certificate.issued', TransferInSource, (owner, told) => owner.issued(told.source.id, told)),
    hears('TRANSFER_IN', 'certificate.refused', TransferInSource, (owner, { source, message }) => owner.refused(source.id, message)),
  ],
  jobs: [
    each(10 * 60_000, 'transferIn.order', TransferInSource, {
      model: TransferInModel,
      due: (source) => source.due(),
      act: (source, id) => source.orderAgain(id),
    }),
  ],
  todos: [TransferInTodos],
  filePolicies: [TransferInPhotos],
};
