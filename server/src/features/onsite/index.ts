import type { Feature } from '../../platform/feature';
import { OnsiteController } from './onsite.controller';
import { Onsite } from './onsite.service';
import { OnsiteTodos } from './onsite.todos';

export const onsite: Feature = {
  name: 'onsite',
  parts: [OnsiteController, Onsite],
  todos: [OnsiteTodos],
};
