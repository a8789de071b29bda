import type { Sealed } from '../../platform/crypto';
import { consumes, type Feature } from '../../platform/feature';
import { OwnCertificates } from './ownCertificates.service';
import { RegisterRequestController } from './registerRequest.controller';
import { RegisterRequestFiles } from './registerRequest.policy';
import { RegisterRequests } from './registerRequests.service';
import { RegisterRequestTodos } from './registerRequest.todos';

export const registerRequest: Feature = {
  name: 'registerRequest',
  parts: [RegisterRequestController, RegisterRequests, OwnCertificates],
  consumers: [
    consumes('registerRequest.enter', RegisterRequests, (requests, told: { id: string; sealed: Sealed }) => requests.enter(told)),
  ],
  todos: [RegisterRequestTodos],
  filePolicies: [RegisterRequestFiles],
};
