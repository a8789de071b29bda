import type { Feature } from '../../platform/feature';
import { Courses } from './course.service';
import { TrainingController } from './training.controller';
import { TrainingClasses } from './training.service';
import { TrainingTodos } from './training.todos';

export const training: Feature = {
  name: 'training',
  parts: [TrainingController, TrainingClasses, Courses],
  todos: [TrainingTodos],
};
