import { every, type Feature } from '../../platform/feature';
import { FileController } from './file.controller';
import { FileSweep } from './fileSweep.service';

export const file: Feature = {
  name: 'file',
  parts: [FileController, FileSweep],
  jobs: [every(600_000, 'file.sweep', FileSweep, (sweep) => sweep.run())],
};
