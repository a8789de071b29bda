import type { Feature } from '../../platform/feature';
import { Roads } from './roads.service';

export const road: Feature = { name: 'road', parts: [Roads] };
