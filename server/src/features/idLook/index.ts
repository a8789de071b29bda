import type { Feature } from '../../platform/feature';
import { IdLooks } from './idLook.service';

export const idLook: Feature = { name: 'idLook', parts: [IdLooks] };
