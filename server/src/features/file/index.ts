import type { Feature } from '../../platform/feature';
import { FileController } from './file.controller';

export const file: Feature = {
  name: 'file',
  parts: [FileController],
};
