import type { Certificate as View, Verification } from '@jzt/shared/contract/certificate';
import { daysBetween, type LocalDate } from '@jzt/shared/domain/calendar';
import { CERTIFICATE_KINDS, TERRITORY_LABELS } from '@jzt/shared/domain/categories';
import { maskIdNumber } from '@jzt/shared/domain/masking';
import type { CertificateFacts, Decision, FactsOf, Pack } from '@jzt/shared/policy/index';
import { printOf, templateOf } from '@jzt/shared/policy/print';
import { certificate as machine } from '@jzt/shared/workflow/machines/certificate';
import type { CaseFields } from '../../platform/cases';
import type { FieldCipher } from '../../platform/crypto';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import type { Certificate } from './certificate.model';

const SAME_EFFECT = '本电子证书与同名纸质证书具有相同效力';

/** Past the last day a certificate counts while what was asked for in time is being decided. */
const DECIDING: Partial<Record<Certificate['status'], string>> = {
  EXTENDING: '证书已到期，延期审核中，审核完前可以使用',
  RECHECKING: '证书已到期，复核审核中，审核完前可以使用',
};

const RECORDED = '以上为登记信息，请与持证人的原证书核对';

/** It was not made by us, only recorded: its holder has the original. */
export const isRecorded = ({ source, fileId }: Pick<Certificate, 'source' | 'fileId'>): boolean => source.kind === 'REGISTER' && !fileId;

const titleOf = ({ kind, siteTitle }: Pick<Certificate, 'kind' | 'siteTitle'>): CertificateFacts['title'] =>
  siteTitle ?? (kind === 'SITE_MANAGER_PAPER' || kind === 'SITE_MANAGER_ELECTRONIC' ? kind : undefined);

/** A certificate as the rules look at it. */
export const factsOf = (one: Omit<Certificate, Exclude<keyof CaseFields, 'status'>>): CertificateFacts => ({
  category: one.subject.category,
  ...(one.subject.code !== undefined && { code: one.subject.code }),
  ...(titleOf(one) && { title: titleOf(one) }),
  provinceCode: one.jurisdiction,
  state: one.status,
  validTo: one.validTo ?? null,
  number: one.number,
  issuedOn: one.issuedOn,
  ...(one.kept && { kept: one.kept.until ?? (true as const) }),
  medium: one.medium ?? 'ELECTRONIC',
  issuedByProvince: one.issuedBy === 'AUTHORITY',
});

/** What its use is judged by. Its yearly hours are nobody's yet: unknown is not none. */
export const useFacts = (one: Certificate): FactsOf<'USE'> => ({
  certificate: factsOf(one),
  place: one.jurisdiction,
  ceRecords: 'UNAVAILABLE',
});

/** The state people are told: past its last valid day a certificate has expired, also in the minutes before the job has written it down. */
function stateNow(one: Certificate, use: Decision): Certificate['status'] {
  const over =
    use.refusals.some((refusal) => refusal.code === 'CERT_EXPIRED') &&
    machine.transitions.some((row) => row.event === 'expire' && row.from === one.status);
  return over ? 'EXPIRED' : one.status;
}

/** What both the holder and a stranger who scans may see. */
function common(one: Certificate, known: { cipher: FieldCipher; pack: Pack; use: Decision }) {
  const id = one._id.toHexString();
  const status = stateNow(one, known.use);
  const { category, code } = one.subject;
  const subject = presentSubject(one.subject);
  const territory = known.pack.kinds[category]?.territory?.value;
  return {
    kind: one.kind,
    titleZh: one.printedTitle ?? templateOf(known.pack, category, code)?.title ?? CERTIFICATE_KINDS[one.kind].label,
    subject,
    number: one.number,
    holderName: known.cipher.open(one.nameSealed, id),
    idNumberMasked: maskIdNumber(known.cipher.open(one.idNumberSealed, id)),
    enterpriseName: one.enterpriseName,
    status,
    statusZh: machine.states[status],
    issuerZh: one.issuerZh,
    issuedOn: one.issuedOn,
    validTo: one.validTo,
    paperToo: one.paperToo,
    recorded: isRecorded(one) || undefined,
    territoryZh: territory ? TERRITORY_LABELS[territory] : '以发证机关规定为准',
  };
}

export interface WalletFacts {
  today: LocalDate;
  pack: Pack;
  cipher: FieldCipher;
  canDownload: boolean;
  use: Decision;
  activate: Decision;
}

/** As its holder sees it: beside the facts, what can be done now and what stands in the way. */
export function presentCertificate(one: Certificate, facts: WalletFacts): View {
  const dormant = one.status === 'ISSUED' || one.status === 'DEACTIVATED';
  const [obstacle] = dormant && !facts.activate.allowed ? facts.activate.refusals : facts.use.refusals;
  return {
    ...common(one, facts),
    id: one._id.toHexString(),
    daysLeft: one.validTo && daysBetween(facts.today, one.validTo) >= 0 ? daysBetween(facts.today, one.validTo) : undefined,
    keepsAlive: (facts.pack.services.CE_EXTEND && facts.pack.kinds[one.subject.category]?.ce?.value) || undefined,
    canActivate: dormant && facts.activate.allowed,
    canDownload: facts.canDownload && !!one.fileId,
    notice: obstacle ? `${obstacle.messageZh}，${obstacle.nextStepZh}` : facts.use.pending[0]?.messageZh,
    timeline: presentTimeline(one.history, machine, one.source.kind === 'REGISTER' ? '登记证书' : '签发证书'),
    demoRules: facts.pack.demoRules,
    version: one.version,
  };
}

/** As anybody sees it who scans (JS-10…13, QH-01, QH-30). */
export function presentVerification(
  one: Certificate,
  facts: { pack: Pack; cipher: FieldCipher; use: Decision; today: LocalDate; now: Date },
): Verification {
  const shown = common(one, facts);
  const { allowed: valid, refusals, pending } = facts.use;
  const print = printOf(facts.pack);
  const deciding = one.validTo && one.validTo < facts.today ? DECIDING[one.status] : undefined;
  return {
    found: true,
    checkedAt: facts.now.toISOString(),
    fileSha256: one.fileSha256,
    message: valid
      ? (deciding ?? (isRecorded(one) ? '证书已登记，现在可以使用' : '证书真实，现在可以使用'))
      : (refusals[0]?.messageZh ?? pending[0]?.messageZh ?? '证书现在不能使用'),
    certificate: {
      ...shown,
      valid,
      effectZh: isRecorded(one) ? RECORDED : (print?.lines?.effect.value ?? SAME_EFFECT),
      acceptedZh: isRecorded(one) ? undefined : print?.accepted?.value,
    },
  };
}

/** The one answer to whatever is not a certificate of ours: unknown, forged or malformed (JS-11). */
export const presentUnknown = (now: Date): Verification => ({ found: false, message: '未查询到该证书', checkedAt: now.toISOString() });
