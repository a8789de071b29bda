import type { Source } from '@jzt/shared/domain/sources';
import type { Actor } from '../../platform/cases';
import { consumes, every, type Feature } from '../../platform/feature';
import { PassListFollowUps } from './followUp.service';
import { PassListController } from './passList.controller';
import { PassLists } from './passList.service';
import { PassListTodos } from './passList.todos';
import { PassListImports } from './passListImport.service';
import { PassListRecords } from './passListRecords.service';
import { PassListViews } from './passListView.service';
import { RowChecks } from './rowChecks.service';
import { Signing } from './signing.service';

export const passList: Feature = {
  name: 'passList',
  parts: [PassListController, PassLists, PassListImports, PassListRecords, PassListViews, RowChecks, Signing, PassListFollowUps],
  consumers: [
    consumes('passList.publish', PassListFollowUps, (follow, { source }: { source: Source }, { sourceId }) =>
      follow.publish(source, sourceId),
    ),
    consumes('passList.discard', PassListFollowUps, (follow, { fileId }: { fileId: string }, { sourceId }) =>
      follow.discard(fileId, sourceId),
    ),
    consumes('passList.recheck', PassLists, (lists, { actor }: { actor: Actor }, { sourceId }) => lists.recheck(sourceId, actor)),
  ],
  jobs: [every(1_000, 'passList.sign', Signing, (signing) => signing.signDue())],
  todos: [PassListTodos],
};
