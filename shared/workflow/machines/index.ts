import { application } from './application';
import { ceReportBatch } from './ceReportBatch';
import { ceFinding } from './ceFinding';
import { certificate } from './certificate';
import { certificateService } from './certificateService';
import { continuingEducation } from './continuingEducation';
import { clearing } from './clearing';
import { courseDraft } from './courseDraft';
import { duplicateCase } from './duplicateCase';
import { employment } from './employment';
import { enterpriseFiling } from './enterpriseFiling';
import { examPlan } from './examPlan';
import { examSession } from './examSession';
import { exemptClaim } from './exemptClaim';
import { identity } from './identity';
import { invitation } from './invitation';
import { issuance } from './issuance';
import { organisation } from './organisation';
import { passListBatch } from './passListBatch';
import { postTransfer } from './postTransfer';
import { presenceMiss } from './presenceMiss';
import { question } from './question';
import { registerImport } from './registerImport';
import { registerRequest } from './registerRequest';
import { score } from './score';
import { selfExchange } from './selfExchange';
import { study } from './study';
import { transferIn } from './transferIn';

/** The machines, in the order of a person's way. A page that needs one imports that file alone, to keep the bundle small. */
export const MACHINES = [
  identity,
  employment,
  application,
  study,
  presenceMiss,
  examPlan,
  examSession,
  score,
  passListBatch,
  certificate,
  continuingEducation,
  ceReportBatch,
  selfExchange,
  enterpriseFiling,
  exemptClaim,
  postTransfer,
  duplicateCase,
  issuance,
  certificateService,
  transferIn,
  clearing,
  ceFinding,
  organisation,
  invitation,
  question,
  courseDraft,
  registerImport,
  registerRequest,
] as const;
