import { every, type Feature } from '../../platform/feature';
import { MediaController } from './media.controller';
import { MediaUploads } from './media.service';

export const media: Feature = {
  name: 'media',
  parts: [MediaController, MediaUploads],
  jobs: [every(3600_000, 'media.sweep', MediaUploads, (uploads) => uploads.sweep())],
};
