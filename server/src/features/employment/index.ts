import type { Feature } from '../../platform/feature';
import { EmploymentController } from './employment.controller';
import { Employments } from './employment.service';
import { EmploymentTodos } from './employment.todos';

export const employment: Feature = {
  name: 'employment',
  parts: [EmploymentController, Employments],
  todos: [EmploymentTodos],
};
