import { each, type Feature } from '../../platform/feature';
import { hears } from '../source/sources.service';
import { ManualTransfers } from './manualTransfers.service';
import { PostTransferController } from './postTransfer.controller';
import { PostTransferModel } from './postTransfer.model';
import { TransferFiles } from './postTransfer.policy';
import { PostTransfers } from './postTransfer.service';
import { PostTransferTodos } from './postTransfer.todos';
import { TransferSource } from './transferSource.service';

export const postTransfer: Feature = {
  name: 'postTransfer',
  parts: [PostTransferController, PostTransfers, ManualTransfers, TransferSource],
  consumers: [
    hears('POST_TRANSFER', 'study.completed', TransferSource, (owner, { source }) => owner.complete(source.id)),
    hears('POST_TRANSFER', 'certificate.issued', TransferSource, (owner, told) => owner.publish(told.source.id, told)),
    hears('POST_TRANSFER', 'certificate.refused', TransferSource, (owner, { source, ...why }) => owner.refused(source.id, why)),
  ],
  jobs: [
    each(60_000, 'postTransfer.order', TransferSource, {
      model: PostTransferModel,
      due: (source) => source.due(),
      act: (source, id) => source.orderDue(id),
    }),
    each(10 * 60_000, 'postTransfer.close', TransferSource, {
      model: PostTransferModel,
      due: (source) => source.lapsed(),
      act: (source, id) => source.close(id),
    }),
  ],
  todos: [PostTransferTodos],
  filePolicies: [TransferFiles],
};
