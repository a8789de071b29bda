import type { Feature } from '../../platform/feature';
import { ClientFaultController } from './clientFault.controller';
import { ClientFaults } from './clientFault.service';

export const clientFault: Feature = { name: 'clientFault', parts: [ClientFaultController, ClientFaults] };
