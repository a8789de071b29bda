import type { Feature } from '../../platform/feature';
import { InstitutionController } from './institution.controller';
import { TrainingController } from './training.controller';
import { TrainingClasses } from './training.service';
import { TrainingTodos } from './training.todos';

export const training: Feature = {
  name: 'training',
  parts: [InstitutionController, TrainingController, TrainingClasses],
  todos: [TrainingTodos],
};
