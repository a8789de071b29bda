import { accountRoutes } from './account';
import { administrationRoutes } from './administration';
import { applicationRoutes } from './application';
import { certificateRoutes } from './certificate';
import { certificateServiceRoutes } from './certificateService';
import { clearingRoutes } from './clearing';
import { clientFaultRoutes } from './clientFault';
import { continuingEducationRoutes } from './continuingEducation';
import { courseRoutes } from './course';
import { courseDeskRoutes } from './courseDesk';
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
import { memberRoutes } from './member';
import { mediaRoutes } from './media';
import { onsiteRoutes } from './onsite';
import { organisationRoutes } from './organisation';
import { passListRoutes } from './passList';
import { phoneRoutes } from './phone';
import { posterRoutes } from './poster';
import { postTransferRoutes } from './postTransfer';
import { passwordAccountRoutes } from './passwordAccount';
import { presenceRoutes } from './presence';
import { provinceRoutes } from './province';
import { questionRoutes } from './question';
import { questionBankRoutes } from './questionBank';
import { registerImportRoutes } from './registerImport';
import { registerRequestRoutes } from './registerRequest';
import { reviewRoutes } from './review';
import type { RouteSpec } from './route';
import { secondFactorRoutes } from './secondFactor';
import { sessionRoutes } from './session';
import { studyRoutes } from './study';
import { trainingRoutes } from './training';
import { transferInRoutes } from './transferIn';
import { yearlyHoursRoutes } from './yearlyHours';

/** The whole API by resource. */
export const contract = {
  session: sessionRoutes,
  passwordAccount: passwordAccountRoutes,
  secondFactor: secondFactorRoutes,
  account: accountRoutes,
  phone: phoneRoutes,
  province: provinceRoutes,
  identity: identityRoutes,
  file: fileRoutes,
  organisation: organisationRoutes,
  member: memberRoutes,
  administration: administrationRoutes,
  duplicate: duplicateRoutes,
  employment: employmentRoutes,
  application: applicationRoutes,
  review: reviewRoutes,
  onsite: onsiteRoutes,
  course: courseRoutes,
  courseDesk: courseDeskRoutes,
  media: mediaRoutes,
  question: questionRoutes,
  questionBank: questionBankRoutes,
  training: trainingRoutes,
  study: studyRoutes,
  presence: presenceRoutes,
  exam: examRoutes,
  passList: passListRoutes,
  certificate: certificateRoutes,
  poster: posterRoutes,
  postTransfer: postTransferRoutes,
  exemptClaim: exemptClaimRoutes,
  transferIn: transferInRoutes,
  exchange: exchangeRoutes,
  continuingEducation: continuingEducationRoutes,
  certificateService: certificateServiceRoutes,
  yearlyHours: yearlyHoursRoutes,
  clearing: clearingRoutes,
  registerImport: registerImportRoutes,
  registerRequest: registerRequestRoutes,
  filing: filingRoutes,
  inbox: inboxRoutes,
  deadLetter: deadLetterRoutes,
  clientFault: clientFaultRoutes,
} as const;

/** Every route, for tables, tests and documents. */
export const allRoutes: RouteSpec[] = Object.values(contract).flatMap((group) => Object.values(group) as RouteSpec[]);
