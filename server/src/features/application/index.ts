import { consumes, type Feature } from '../../platform/feature';
import { ApplicationController } from './application.controller';
import { Applications } from './application.service';
import { ApplicationTodos } from './application.todos';
import { Apply } from './apply.service';
import { ApplyLaw } from './applyLaw';
import { LocalHoldings } from './localHoldings.service';
import { NationalHoldings } from './nationalHoldings.service';

export const application: Feature = {
  name: 'application',
  parts: [ApplicationController, Applications, Apply, ApplyLaw, LocalHoldings, NationalHoldings],
  consumers: [
    consumes('application.nationalCheck', Apply, (apply, { applicationId }: { applicationId: string }) => apply.checkAgain(applicationId)),
  ],
  todos: [ApplicationTodos],
};
