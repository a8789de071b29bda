import { AccountController } from './features/account/account.controller';
import { Accounts } from './features/account/account.service';
import { Erasures } from './features/account/erasure.service';
import { Todos } from './features/account/todos.service';
import { ApplicationController } from './features/application/application.controller';
import { Applications } from './features/application/application.service';
import { ApplicationSource } from './features/application/applicationSource.service';
import { Apply } from './features/application/apply.service';
import { ApplyLaw } from './features/application/applyLaw';
import { NationalHoldings } from './features/certificate/nationalHoldings.service';
import { CertificateController } from './features/certificate/certificate.controller';
import { Certificates } from './features/certificate/certificate.service';
import { CertificateNumbers } from './features/issuing/certificateNumbers';
import { CertificateDrafts } from './features/issuing/drafting.service';
import { Issuing } from './features/issuing/issuing.service';
import { NationalReports } from './features/issuing/nationalReports.service';
import { CertificateSealing } from './features/issuing/sealing.service';
import { Verifications } from './features/certificate/verification.service';
import { VerifyKeys } from './features/certificate/verifyKeys';
import { ClientFaultController } from './features/clientFault/clientFault.controller';
import { ClientFaults } from './features/clientFault/clientFault.service';
import { EmploymentController } from './features/employment/employment.controller';
import { Employments } from './features/employment/employment.service';
import { ExamPlanController } from './features/exam/exam.controller';
import { ExamPlans } from './features/exam/examPlan.service';
import { ExamRecords } from './features/exam/examRecords.service';
import { ExamSessionController } from './features/exam/examSession.controller';
import { ExamSessions } from './features/exam/examSession.service';
import { FileController } from './features/file/file.controller';
import { CardDesk } from './features/identity/cardDesk';
import { IdentityController } from './features/identity/identity.controller';
import { Identities } from './features/identity/identity.service';
import { ManualReviews } from './features/identity/manualReview.service';
import { InboxController } from './features/inbox/inbox.controller';
import { Inbox } from './features/inbox/inbox.service';
import { OpsController } from './features/ops/ops.controller';
import { OrganisationController } from './features/organisation/organisation.controller';
import { Organisations } from './features/organisation/organisation.service';
import { PassListFollowUps } from './features/passList/followUp.service';
import { PassListController } from './features/passList/passList.controller';
import { PassLists } from './features/passList/passList.service';
import { PassListImports } from './features/passList/passListImport.service';
import { PassListRecords } from './features/passList/passListRecords.service';
import { PassListViews } from './features/passList/passListView.service';
import { RowChecks } from './features/passList/rowChecks.service';
import { Signing } from './features/passList/signing.service';
import { Persons } from './features/person/person.service';
import { CaseFiles } from './features/review/caseFiles.service';
import { InsuranceChecks } from './features/review/insuranceCheck.service';
import { ReviewController } from './features/review/review.controller';
import { Reviews } from './features/review/review.service';
import { SessionController } from './features/session/session.controller';
import { Sessions } from './features/session/session.service';
import { SmsCodes } from './features/session/smsCode.service';
import { Sources } from './features/source/sources.service';
import { StudyController } from './features/study/study.controller';
import { Studies } from './features/study/study.service';
import { Courses } from './features/training/course.service';
import { TrainingController } from './features/training/training.controller';
import { TrainingClasses } from './features/training/training.service';
import { createGateways } from './gateways/index';
import { Audit } from './platform/audit';
import type { Parts } from './platform/boot';
import { Cases } from './platform/cases';
import { Counters } from './platform/counters';
import { DeadLetters } from './platform/deadLetters';
import { Files } from './platform/files';
import { Pipeline } from './platform/http/pipeline';
import { Tokens } from './platform/http/tokens';
import { Idempotency } from './platform/idempotency';
import { Jobs } from './platform/jobs';
import { Leases } from './platform/leases';
import { Law } from './platform/law';
import { Outbox } from './platform/outbox';
import type { Settings } from './platform/settings';

const platform = [Audit, Cases, Counters, DeadLetters, Files, Idempotency, Jobs, Law, Leases, Outbox, Pipeline, Tokens];
const features = [
  AccountController,
  Accounts,
  Erasures,
  Todos,
  FileController,
  CardDesk,
  IdentityController,
  Identities,
  ManualReviews,
  SessionController,
  Sessions,
  SmsCodes,
  Persons,
  Organisations,
  OrganisationController,
  EmploymentController,
  Employments,
  Sources,
  Applications,
  ApplicationController,
  ApplicationSource,
  Apply,
  ApplyLaw,
  NationalHoldings,
  CaseFiles,
  ReviewController,
  Reviews,
  InsuranceChecks,
  InboxController,
  Inbox,
  OpsController,
  Courses,
  TrainingController,
  TrainingClasses,
  StudyController,
  Studies,
  ExamPlanController,
  ExamPlans,
  ExamSessionController,
  ExamSessions,
  ExamRecords,
  PassListController,
  PassLists,
  PassListImports,
  PassListRecords,
  PassListViews,
  RowChecks,
  Signing,
  PassListFollowUps,
  CertificateController,
  Certificates,
  Issuing,
  CertificateNumbers,
  CertificateDrafts,
  CertificateSealing,
  NationalReports,
  Verifications,
  VerifyKeys,
  ClientFaultController,
  ClientFaults,
];

/** Every class and gateway of the product, in one place to read. */
export const serverParts = (settings: Settings): Parts => ({ classes: [...platform, ...features], objects: createGateways(settings) });
