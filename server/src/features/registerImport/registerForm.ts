import { CERTIFICATE_KINDS, type CertificateKind } from '@jzt/shared/domain/categories';
import { parseCreditCode } from '@jzt/shared/domain/creditCode';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { writtenSubject } from '@jzt/shared/domain/writtenSubject';
import { writtenDay, type SheetForm, type SheetRow } from '../../platform/sheets/index';
import type { RegisterRow } from '../certificate/registerEntries.service';

export type Column =
  | 'kind'
  | 'trade'
  | 'number'
  | 'name'
  | 'idNumber'
  | 'issuedOn'
  | 'validTo'
  | 'status'
  | 'medium'
  | 'issuedBy'
  | 'issuer'
  | 'enterprise'
  | 'creditCode'
  | 'title';

/** Kinds by the short names that one chooses from. */
const KINDS: Readonly<Record<string, CertificateKind>> = {
  安管人员: 'SAFETY_MGMT',
  特种作业人员: 'SPECIAL_OP',
  '现场专业人员（纸质）': 'SITE_MANAGER_PAPER',
  '现场专业人员（电子）': 'SITE_MANAGER_ELECTRONIC',
  现场安全员: 'SITE_SAFETY_OFFICER',
  技术工人: 'SKILLED_WORKER',
  质量检测人员: 'QUALITY_TESTER',
  二级建造师: 'ASSOC_CONSTRUCTOR',
};
const STATES: Readonly<Record<string, RegisterRow['status']>> = {
  有效: undefined,
  暂扣: 'SUSPENDED',
  失效: 'EXPIRED',
  注销: 'CANCELLED',
  撤销: 'RESCINDED',
  吊销: 'REVOKED',
  作废: 'VOIDED',
};
const MEDIA = { 纸质: 'PAPER', 电子: 'ELECTRONIC' } as const;
const ISSUERS = { 本省主管部门: 'AUTHORITY', 培训机构: 'INSTITUTION' } as const;
/** An older title than that of its kind: not to be exchanged (HN-05). */
const LEGACY_TITLE = '岗位证书';

/** The table of existing certificates. */
export const FORM: SheetForm<Column> = {
  name: '已有证书登记',
  columns: {
    kind: { title: '证书种类', width: 22, required: true, list: Object.keys(KINDS) },
    trade: { title: '类别、工种或岗位', width: 24, digits: true },
    number: { title: '证书编号', width: 28, required: true, digits: true },
    name: { title: '姓名', width: 12, required: true },
    idNumber: { title: '身份证号', width: 24, required: true, digits: true },
    issuedOn: { title: '发证日期', width: 14, required: true },
    validTo: { title: '有效期至', width: 14 },
    status: { title: '证书状态', width: 10, list: Object.keys(STATES) },
    medium: { title: '纸质或电子', width: 12, list: Object.keys(MEDIA) },
    issuedBy: { title: '由谁发证', width: 16, list: Object.keys(ISSUERS) },
    issuer: { title: '发证单位名称', width: 26 },
    enterprise: { title: '工作单位', width: 26 },
    creditCode: { title: '单位统一社会信用代码', width: 24, digits: true },
    title: { title: '证书名称（和种类不同时填）', width: 30 },
  },
  most: 5_000,
  mostBytes: 4 * 1024 * 1024,
  unique: ['number'],
};

/** A filled row as the register takes it, or what is wrong with it. */
export function registerRow(
  jurisdiction: Jurisdiction,
  { values, faults }: Pick<SheetRow<Column>, 'values' | 'faults'>,
): RegisterRow | { faults: string[] } {
  if (faults.length) return { faults };
  const kind = KINDS[values.kind]!;
  const written = writtenSubject(kind, values.trade);
  const creditCode = values.creditCode ? parseCreditCode(values.creditCode) : undefined;
  const wrong = [...(written ? [] : [tradeFault(kind, values.trade)]), ...(creditCode === null ? ['单位统一社会信用代码不正确'] : [])];
  if (!written || wrong.length) return { faults: wrong };
  const { subject, postName } = written;
  const validTo = values.validTo && writtenDay(values.validTo);
  return {
    jurisdiction,
    kind,
    subject,
    number: values.number,
    name: values.name,
    idNumber: values.idNumber.toUpperCase(),
    issuedOn: writtenDay(values.issuedOn),
    ...(validTo && { validTo }),
    ...(postName && { postName }),
    ...(STATES[values.status] && { status: STATES[values.status] }),
    ...(values.medium && { medium: MEDIA[values.medium as keyof typeof MEDIA] }),
    ...(values.issuedBy && { issuedBy: ISSUERS[values.issuedBy as keyof typeof ISSUERS] }),
    ...(values.issuer && { issuerZh: values.issuer }),
    ...(values.enterprise && { enterpriseName: values.enterprise }),
    ...(creditCode && { creditCode }),
    ...(values.title && titled(kind, values.title)),
  };
}

/** 「专业管理人员岗位证书」 is another certificate than the 培训考核合格证书 (HN-05). */
function titled(kind: CertificateKind, printedTitle: string): Pick<RegisterRow, 'printedTitle' | 'siteTitle'> {
  const legacy = kind === 'SITE_MANAGER_PAPER' && printedTitle.endsWith(LEGACY_TITLE);
  return { printedTitle, ...(legacy && { siteTitle: 'LEGACY_POST' as const }) };
}

const tradeFault = (kind: CertificateKind, text: string): string =>
  text
    ? `${CERTIFICATE_KINDS[kind].label}没有“${text.slice(0, 20)}”这个类别、工种或岗位；其他工种请写“99 工种名称”`
    : '没有填类别、工种或岗位';
