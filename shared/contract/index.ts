import { accountRoutes } from './account';
import { applicationRoutes } from './application';
import { certificateRoutes } from './certificate';
import { certificateServiceRoutes } from './certificateService';
import { clearingRoutes } from './clearing';
import { clientFaultRoutes } from './clientFault';
import { continuingEducationRoutes } from './continuingEducation';
import { courseRoutes } from './course';
import { deadLetterRoutes } from './deadLetter';
import { duplicateRoutes } from './duplicate';
import { employmentRoutes } from './employment';
import { examRoutes } from './exam';
import { exchangeRoutes } from './exchange';
import { exemptClaimRoutes } from './exemptClaim';
import { fileRoutes } from './file';
import { filingRoutes } from './filing';
import { identityRoutes } from './identity';
import { inboxRoutes } from './inbox';
import { onsiteRoutes } from './onsite';
import { organisationRoutes } from './organisation';
import { passListRoutes } from './passList';
import { phoneRoutes } from './phone';
import { posterRoutes } from './poster';
import { postTransferRoutes } from './postTransfer';
import { passwordAccountRoutes } from './passwordAccount';
import { provinceRoutes } from './province';
import { reviewRoutes } from './review';
import type { RouteSpec } from './route';
import { sessionRoutes } from './session';
import { studyRoutes } from './study';
import { trainingRoutes } from './training';
import { yearlyHoursRoutes } from './yearlyHours';

/** The whole API by resource. */
export const contract = {
  session: sessionRoutes,
  passwordAccount: passwordAccountRoutes,
  account: accountRoutes,
  phone: phoneRoutes,
  province: provinceRoutes,
  identity: identityRoutes,
  file: fileRoutes,
  organisation: organisationRoutes,
  duplicate: duplicateRoutes,
  employment: employmentRoutes,
  application: applicationRoutes,
  review: reviewRoutes,
  onsite: onsiteRoutes,
  course: courseRoutes,
  training: trainingRoutes,
  study: studyRoutes,
  exam: examRoutes,
  passList: passListRoutes,
  certificate: certificateRoutes,
  poster: posterRoutes,
  postTransfer: postTransferRoutes,
  exemptClaim: exemptClaimRoutes,
  exchange: exchangeRoutes,
  continuingEducation: continuingEducationRoutes,
  certificateService: certificateServiceRoutes,
  yearlyHours: yearlyHoursRoutes,
  clearing: clearingRoutes,
  filing: filingRoutes,
  inbox: inboxRoutes,
  deadLetter: deadLetterRoutes,
  clientFault: clientFaultRoutes,
} as const;

/** Every route, for tables, tests and documents. */
export const allRoutes: RouteSpec[] = Object.values(contract).flatMap((group) => Object.values(group) as RouteSpec[]);
