import type { Feature } from '../../platform/feature';
import { PosterController } from './poster.controller';
import { Posters } from './posters.service';

export const poster: Feature = { name: 'poster', parts: [PosterController, Posters] };
