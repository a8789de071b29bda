import type { mongo } from 'mongoose';
import type { FieldCipher } from '../src/platform/crypto';
import { foundation } from './0001-foundation';
import { applications } from './0002-application';
import { study } from './0003-study';
import { exam } from './0004-exam';
import { certificate } from './0006-certificate';
import { operations } from './0007-operations';
import { source } from './0008-source';
import { organisation } from './0009-organisation';
import { content } from './0010-content';
import { clientFaults } from './0011-client-faults';
import { lanes } from './0012-lanes';
import { jurisdiction } from './0013-jurisdiction';
import { limits } from './0014-limits';
import { sessions } from './0015-sessions';
import { registerEntries } from './0016-register-entries';
import { issuance } from './0017-issuance';
import { passwordAccounts } from './0018-password-accounts';
import { filings } from './0019-filings';
import { postTransfers } from './0020-post-transfers';
import { auditJurisdiction } from './0021-audit-jurisdiction';
import { smsTickets } from './0022-sms-tickets';
import { exemptClaims } from './0023-exempt-claims';
import { certificateLife } from './0024-certificate-life';
import { practicalMark } from './0025-practical-mark';
import { duplicates } from './0026-duplicates';
import { shortMessages } from './0028-short-messages';
import { life } from './0029-life';
import { exchanges } from './0030-exchanges';
import { sealedFiles } from './0032-sealed-files';
import { presence } from './0033-presence';
import { secondFactors } from './0035-second-factors';
import { administration } from './0037-administration';
import { questions } from './0040-questions';
import { courseDesk } from './0041-courses';
import { transferIns } from './0043-transfer-ins';
import { registerImports } from './0046-register-imports';
import { oneSitting } from './0050-one-sitting';

export interface Migration {
  /** Sorts and names it; never changes once released. */
  id: string;
  up(db: mongo.Db): Promise<void>;
}

/** All migrations in their order; each runs once. `cipher` holds the keys of the installation. */
export const migrations = (cipher: FieldCipher): readonly Migration[] => [
  foundation,
  applications,
  study,
  exam,
  certificate,
  operations,
  source,
  organisation,
  content,
  clientFaults,
  lanes,
  jurisdiction,
  limits,
  sessions,
  registerEntries,
  issuance,
  passwordAccounts,
  filings,
  postTransfers,
  auditJurisdiction,
  smsTickets,
  exemptClaims,
  certificateLife,
  practicalMark,
  duplicates,
  shortMessages,
  life,
  exchanges,
  sealedFiles(cipher),
  presence,
  secondFactors,
  administration,
  questions,
  courseDesk,
  transferIns,
  registerImports,
  oneSitting,
];
