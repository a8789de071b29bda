import { consumes, type Feature } from '../../platform/feature';
import { AccountController } from './account.controller';
import { Accounts } from './account.service';
import { AuditExports } from './auditExports.service';
import { Erasures, type Erased } from './erasure.service';
import { Todos } from './todos.service';

export const account: Feature = {
  name: 'account',
  parts: [AccountController, Accounts, AuditExports, Erasures, Todos],
  consumers: [consumes('person.erased', Erasures, (erasures, erased: Erased) => erasures.clear(erased))],
};
