import { Applications } from './features/application/application.service';
import { EmploymentController } from './features/employment/employment.controller';
import { Employments } from './features/employment/employment.service';
import { InboxController } from './features/inbox/inbox.controller';
import { Inbox } from './features/inbox/inbox.service';
import { OpsController } from './features/ops/ops.controller';
import { OrganisationController } from './features/organisation/organisation.controller';
import { Organisations } from './features/organisation/organisation.service';
import { Persons } from './features/person/person.service';
import { SessionController } from './features/session/session.controller';
import { Sessions } from './features/session/session.service';
import { SmsCodes } from './features/session/smsCode.service';
import { createGateways } from './gateways/index';
import { Audit } from './platform/audit';
import type { Parts } from './platform/boot';
import { Cases } from './platform/cases';
import { Counters } from './platform/counters';
import { Files } from './platform/files';
import { Pipeline } from './platform/http/pipeline';
import { Tokens } from './platform/http/tokens';
import { Idempotency } from './platform/idempotency';
import { Jobs } from './platform/jobs';
import { Law } from './platform/law';
import { Outbox } from './platform/outbox';
import type { Settings } from './platform/settings';

const platform = [Audit, Cases, Counters, Files, Idempotency, Jobs, Law, Outbox, Pipeline, Tokens];
const features = [SessionController, Sessions, SmsCodes, Persons, Organisations, OrganisationController, EmploymentController, Employments, Applications, InboxController, Inbox, OpsController];

/** Every class and gateway of the product, in one place to read. */
export const serverParts = (settings: Settings): Parts => ({ classes: [...platform, ...features], objects: createGateways(settings) });
