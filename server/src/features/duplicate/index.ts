import { consumes, each, type Feature } from '../../platform/feature';
import { DuplicateController } from './duplicate.controller';
import { DuplicateCaseModel } from './duplicate.model';
import { DuplicateTodos } from './duplicate.todos';
import { DuplicateCases } from './duplicateCases.service';
import { DuplicateLists } from './duplicateLists.service';
import { DuplicateTelling } from './duplicateTelling.service';
import { DuplicateWatch } from './duplicateWatch.service';
import { Duplicates } from './duplicates.service';

export const duplicate: Feature = {
  name: 'duplicate',
  parts: [DuplicateController, Duplicates, DuplicateCases, DuplicateLists, DuplicateTelling, DuplicateWatch],
  consumers: [
    consumes('duplicate.open', DuplicateLists, (lists, row: { sealed: string }, delivery) => lists.open(row, delivery)),
    consumes('duplicate.tell', DuplicateTelling, (telling, _nothing: object, delivery) => telling.tell(delivery)),
    consumes('duplicate.sms', DuplicateTelling, (telling, told: { isReached: boolean }, delivery) => telling.tellBySms(told, delivery)),
    consumes('duplicate.carry', DuplicateWatch, (watch, _nothing: object, delivery) => watch.carry(delivery)),
  ],
  jobs: [
    each(60_000, 'duplicate.watch', DuplicateWatch, {
      model: DuplicateCaseModel,
      due: (watch) => watch.due(),
      act: async (watch, id) => {
        await watch.look(id);
      },
    }),
    each(60_000, 'duplicate.runOut', DuplicateWatch, {
      model: DuplicateCaseModel,
      due: (watch) => watch.overdue(),
      act: (watch, id) => watch.runOut(id),
    }),
    each(60_000, 'duplicate.publicize', DuplicateWatch, {
      model: DuplicateCaseModel,
      due: (watch) => watch.unchosen(),
      act: async (watch, id) => {
        await watch.publicize(id);
      },
    }),
  ],
  todos: [DuplicateTodos],
};
