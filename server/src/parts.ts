import { PACKS } from '@jzt/shared/policy/index';
import { account } from './features/account/index';
import { application } from './features/application/index';
import { certificate } from './features/certificate/index';
import { certificateService } from './features/certificateService/index';
import { clearing } from './features/clearing/index';
import { clientFault } from './features/clientFault/index';
import { continuingEducation } from './features/continuingEducation/index';
import { course } from './features/course/index';
import { deadLetter } from './features/deadLetter/index';
import { duplicate } from './features/duplicate/index';
import { employment } from './features/employment/index';
import { exam } from './features/exam/index';
import { exchange } from './features/exchange/index';
import { exemptClaim } from './features/exemptClaim/index';
import { file } from './features/file/index';
import { filing } from './features/filing/index';
import { idLook } from './features/idLook/index';
import { identity } from './features/identity/index';
import { inbox } from './features/inbox/index';
import { issuing } from './features/issuing/index';
import { media } from './features/media/index';
import { ops } from './features/ops/index';
import { member } from './features/member/index';
import { onsite } from './features/onsite/index';
import { organisation } from './features/organisation/index';
import { passList } from './features/passList/index';
import { passwordAccount } from './features/passwordAccount/index';
import { person } from './features/person/index';
import { poster } from './features/poster/index';
import { postTransfer } from './features/postTransfer/index';
import { province } from './features/province/index';
import { questionBank } from './features/questionBank/index';
import { registerImport } from './features/registerImport/index';
import { registerRequest } from './features/registerRequest/index';
import { review } from './features/review/index';
import { road } from './features/road/index';
import { secondFactor } from './features/secondFactor/index';
import { session } from './features/session/index';
import { source } from './features/source/index';
import { study } from './features/study/index';
import { training } from './features/training/index';
import { transferIn } from './features/transferIn/index';
import { yearlyHours } from './features/yearlyHours/index';
import { createGateways } from './gateways/index';
import { Audit } from './platform/audit';
import type { Parts } from './platform/boot';
import { Cases } from './platform/cases';
import { Contributions } from './platform/contributions';
import { Counters } from './platform/counters';
import { DeadLetters } from './platform/deadLetters';
import type { Feature } from './platform/feature';
import { DiskRoom } from './platform/diskRoom';
import { Files } from './platform/files';
import { LiveSessions } from './platform/http/liveSessions';
import { Pipeline } from './platform/http/pipeline';
import { Tokens } from './platform/http/tokens';
import { Idempotency } from './platform/idempotency';
import { Jobs } from './platform/jobs';
import { Leases } from './platform/leases';
import { Limits } from './platform/limits';
import { Refusals } from './platform/http/refusals';
import { Law } from './platform/law';
import { MediaAddresses } from './platform/media/addresses';
import { MediaSeconds } from './platform/media/seconds';
import { ServedMedia } from './platform/media/served';
import { Outbox } from './platform/outbox';
import type { Settings } from './platform/settings';
import { TrailAnchor } from './platform/trail/anchor';
import { TrailCheck } from './platform/trail/check';
import { Sealer } from './platform/trail/sealer';

const platform = [
  Audit,
  Cases,
  Contributions,
  Counters,
  DeadLetters,
  DiskRoom,
  Files,
  Idempotency,
  Jobs,
  Law,
  Leases,
  Limits,
  LiveSessions,
  MediaAddresses,
  MediaSeconds,
  Outbox,
  Pipeline,
  Refusals,
  Sealer,
  ServedMedia,
  Tokens,
  TrailAnchor,
  TrailCheck,
];

/** Every feature of the product; what each consists of stands in its own manifest. */
export const features: readonly Feature[] = [
  person,
  session,
  passwordAccount,
  secondFactor,
  account,
  idLook,
  identity,
  organisation,
  member,
  employment,
  application,
  review,
  onsite,
  inbox,
  deadLetter,
  media,
  course,
  questionBank,
  province,
  training,
  study,
  exam,
  passList,
  certificate,
  continuingEducation,
  certificateService,
  yearlyHours,
  clearing,
  registerImport,
  registerRequest,
  issuing,
  poster,
  postTransfer,
  exemptClaim,
  transferIn,
  exchange,
  duplicate,
  filing,
  road,
  source,
  clientFault,
  file,
  ops,
];

export const serverParts = (settings: Settings): Parts => ({
  platform,
  features,
  gateways: createGateways(settings),
  packs: PACKS,
});
