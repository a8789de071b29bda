import type { Feature } from '../../platform/feature';
import { Sources } from './sources.service';

export const source: Feature = { name: 'source', parts: [Sources] };
