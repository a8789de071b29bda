import { consumes, each, type Feature } from '../../platform/feature';
import { RegisterImportController } from './registerImport.controller';
import { RegisterImportModel } from './registerImport.model';
import { RegisterImports } from './registerImports.service';
import { RegisterImportTodos } from './registerImport.todos';
import { RegisterRuns } from './registerRuns.service';

export const registerImport: Feature = {
  name: 'registerImport',
  parts: [RegisterImportController, RegisterImports, RegisterRuns],
  consumers: [
    consumes('registerImport.run', RegisterRuns, (runs, told: { id: string }) => runs.run(told)),
    consumes('registerImport.undo', RegisterRuns, (runs, told: { id: string }) => runs.undo(told)),
  ],
  jobs: [
    each(60_000, 'registerImport.sweep', RegisterRuns, {
      model: RegisterImportModel,
      due: (runs) => runs.unread(),
      act: (runs, id) => runs.sweep(id),
    }),
  ],
  todos: [RegisterImportTodos],
};
