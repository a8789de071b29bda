import { Singleton } from '@midwayjs/core';
import type { Source } from '@jzt/shared/domain/sources';
import { holds, PassListBatchModel, type PassListBatch } from './passList.model';

/** How pass lists stand, for those whose cases are on them. */
@Singleton()
export class PassListRecords {
  /** Does the list hold this case now? */
  async holds(batchId: string, source: Source): Promise<boolean> {
    const batch = await PassListBatchModel.findById(batchId, { status: 1, 'rows.source': 1 }).lean<PassListBatch>();
    return !!batch && holds(batch, source);
  }
}
