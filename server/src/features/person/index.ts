import type { Feature } from '../../platform/feature';
import { Persons } from './person.service';

export const person: Feature = {
  name: 'person',
  parts: [Persons],
};
