import type { Feature } from '../../platform/feature';
import { OpsController } from './ops.controller';

export const ops: Feature = {
  name: 'ops',
  parts: [OpsController],
};
