import { consumes, type Feature } from '../../platform/feature';
import { AccountController } from './account.controller';
import { Accounts } from './account.service';
import { Erasures, type Erased } from './erasure.service';
import { PhoneController } from './phone.controller';
import { Phones } from './phones.service';
import { Recoveries, type Recovered } from './recovery.service';
import { Todos } from './todos.service';

export const account: Feature = {
  name: 'account',
  parts: [AccountController, PhoneController, Accounts, Erasures, Phones, Recoveries, Todos],
  consumers: [
    consumes('person.erased', Erasures, (erasures, erased: Erased) => erasures.clear(erased)),
    consumes('account.recovered', Recoveries, (recoveries, recovered: Recovered) => recoveries.finish(recovered)),
  ],
};
