import type { Feature } from '../../platform/feature';
import { SecondFactorController } from './secondFactor.controller';
import { FactorResets } from './factorResets.service';
import { SecondFactors } from './secondFactor.service';
import { FactorTodos } from './secondFactor.todos';

export const secondFactor: Feature = {
  name: 'secondFactor',
  parts: [SecondFactorController, SecondFactors, FactorResets],
  todos: [FactorTodos],
};
