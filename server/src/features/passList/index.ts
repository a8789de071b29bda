import type { Actor } from '../../platform/cases';
import { consumes, every, type Feature } from '../../platform/feature';
import { PassListFollowUps } from './followUp.service';
import { PassListController } from './passList.controller';
import { PassLists } from './passList.service';
import { PassListTodos } from './passList.todos';
import { PassListImports } from './passListImport.service';
import { PassListViews } from './passListView.service';
import { RowChecks } from './rowChecks.service';
import { Signing } from './signing.service';

interface OfRow {
  applicationId: string;
}

export const passList: Feature = {
  name: 'passList',
  parts: [PassListController, PassLists, PassListImports, PassListViews, RowChecks, Signing, PassListFollowUps],
  consumers: [
    consumes('passList.row', PassListFollowUps, (follow, { applicationId }: OfRow, { sourceId }) => follow.place(applicationId, sourceId)),
    consumes('passList.publish', PassListFollowUps, (follow, { applicationId }: OfRow, { sourceId }) =>
      follow.publish(applicationId, sourceId),
    ),
    consumes('passList.discard', PassListFollowUps, (follow, { fileId }: { fileId: string }, { sourceId }) =>
      follow.discard(fileId, sourceId),
    ),
    consumes('passList.recheck', PassLists, (lists, { actor }: { actor: Actor }, { sourceId }) => lists.recheck(sourceId, actor)),
  ],
  jobs: [every(1_000, 'passList.sign', Signing, (signing) => signing.signDue())],
  todos: [PassListTodos],
};
