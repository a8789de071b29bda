import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { GatewayDown } from '../gateway-down';
import { SignedJsonClient, type SignedJsonOptions } from '../signed-json';
import { decodeState, encodeOperation } from './codes';
import { isIdentifierOf } from './identifier';
import type {
  National,
  NationalCodeRequest,
  NationalCodeResult,
  NationalHolding,
  NationalKind,
  NationalReport,
  NationalReportResult,
} from './port';

/** How the platform names the two kinds in its paths' bodies: the e-certificate types of O-09. */
const TYPE_OF: Record<NationalKind, string> = { SAFETY_MGMT: 'W011', SPECIAL_OP: 'W032' };
const SUB_CODES: Record<NationalKind, RegExp> = { SAFETY_MGMT: /^(A|B|C|C1|C2|C3)$/, SPECIAL_OP: /^(0[1-9]|1[01]|99)$/ };
const MAX_PHOTO_BYTES = 50 * 1024;
const RESIDENT_ID_CARD = '111';

const date = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const recordSchema = z.object({
  certType: z.enum(['W011', 'W032']),
  categoryCode: z.optional(z.string()),
  operationCategory: z.optional(z.string()),
  provinceNum: z.string().check(z.regex(/^\d{6}$/)),
  certNum: z.string().check(z.minLength(1)),
  certState: z.string(),
  expiringDate: date,
  creditCode: z.optional(z.string()),
  identityCard: z.string(),
});
const holdingsSchema = z.object({ records: z.array(recordSchema) });
const codeSchema = z.object({ zzeCertID: z.string(), certNum: z.string() });
const reportSchema = z.object({ zzeCertID: z.string(), certNum: z.string(), receiptNo: z.string().check(z.minLength(1)) });

/**
 * The national certificate platform through the province gateway, with the field names and dictionaries of its interface specification (O-02).
 * Every call may be repeated: look-ups change nothing, and the platform applies a request id once.
 */
export class NationalGateway implements National {
  private readonly client: SignedJsonClient;

  constructor(options: SignedJsonOptions) {
    this.client = new SignedJsonClient('national', options);
  }

  async lookUpHoldings(person: { idNumber: string; name: string }): Promise<NationalHolding[]> {
    const content = { identityCard: person.idNumber, identityCardType: RESIDENT_ID_CARD, name: person.name };
    const answer = await this.client.post('lookUpHoldings', '/v1/certificates/query', randomUUID(), content, holdingsSchema);
    if (!answer.ok) throw new GatewayDown('national', 'CONFIGURATION', 'lookUpHoldings', answer.code);
    return answer.data.records.map((record) => {
      if (record.identityCard !== person.idNumber) throw new GatewayDown('national', 'UNTRUSTED', 'lookUpHoldings', 'PERSON');
      return readRecord(record);
    });
  }

  async requestCode(request: NationalCodeRequest): Promise<NationalCodeResult> {
    const content = { certType: TYPE_OF[request.kind], certNum: request.certificateNo, issuAuthCode: request.issuerCode };
    const answer = await this.client.post('requestCode', '/v1/certificates/code', request.requestId, content, codeSchema);
    if (!answer.ok) return { state: 'REJECTED', providerCode: answer.code, messageZh: answer.message };
    checkIdentifier('requestCode', request.kind, request.certificateNo, answer.data);
    return { state: 'GIVEN', identifier: answer.data.zzeCertID };
  }

  async report(report: NationalReport): Promise<NationalReportResult> {
    const answer = await this.client.post('report', '/v1/certificates/report', report.requestId, writeReport(report), reportSchema);
    if (!answer.ok) return { state: 'REJECTED', providerCode: answer.code, messageZh: answer.message };
    checkIdentifier('report', report.kind, report.certificateNo, answer.data);
    return { state: 'ACCEPTED', receiptNo: answer.data.receiptNo, identifier: answer.data.zzeCertID };
  }
}

function readRecord(record: z.output<typeof recordSchema>): NationalHolding {
  const kind: NationalKind = record.certType === 'W011' ? 'SAFETY_MGMT' : 'SPECIAL_OP';
  const subCode = (kind === 'SAFETY_MGMT' ? record.categoryCode : record.operationCategory) ?? '';
  const state = decodeState(kind, record.certState);
  // A state or a category that the dictionaries do not have must not be read as "no such certificate" (CQ-07).
  if (state === undefined || !SUB_CODES[kind].test(subCode)) throw new GatewayDown('national', 'GARBAGE', 'lookUpHoldings', 'DICTIONARY');
  return {
    kind,
    subCode,
    provinceCode: record.provinceNum,
    certificateNo: record.certNum,
    stateCode: record.certState,
    state,
    validTo: record.expiringDate,
    ...(record.creditCode ? { creditCode: record.creditCode } : {}),
  };
}

function checkIdentifier(operation: string, kind: NationalKind, certificateNo: string, data: { zzeCertID: string; certNum: string }): void {
  if (data.certNum !== certificateNo) throw new GatewayDown('national', 'UNTRUSTED', operation, 'CERTIFICATE');
  if (!isIdentifierOf(kind, data.zzeCertID)) throw new GatewayDown('national', 'GARBAGE', operation, 'IDENTIFIER');
}

/** The report in the platform's words. Fields that are not given are left out. */
function writeReport(report: NationalReport): Record<string, string> {
  const { operateType, certState } = encodeOperation(report.kind, report.operation);
  const { idNumber, kind, subCode } = report;
  const category =
    kind === 'SAFETY_MGMT'
      ? { categoryCode: subCode, birthDate: `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}` }
      : {
          operationCategory: subCode,
          categoryDescription: subCode === '99' ? `经省级以上住房和城乡建设主管部门认定的其他工种类别（${report.subCodeName ?? ''}）` : undefined,
        };
  const fields: Record<string, string | undefined> = {
    ...category,
    certType: TYPE_OF[kind],
    operateType,
    certState,
    certStatusDescription: report.reason,
    provinceNum: report.provinceCode,
    certNum: report.certificateNo,
    issuAuth: report.issuerName,
    issuAuthCode: report.issuerCode,
    issuedDate: report.firstIssuedOn,
    issuDate: report.issuedOn,
    effectiveDate: report.validFrom,
    expiringDate: report.validTo,
    name: report.name,
    gender: Number(idNumber[16]) % 2 === 1 ? '1' : '2',
    identityCard: idNumber,
    identityCardType: RESIDENT_ID_CARD,
    companyName: report.enterpriseName,
    creditCode: report.creditCode,
    photo: report.photo && photo(report.photo),
    zzeCertID: report.identifier,
    associatedZzeCertID: report.previousIdentifier,
    oldcertNum: report.previousCertificateNo,
  };
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function photo(bytes: Buffer): string {
  const isJpeg = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));
  const isPng = bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  if (!isJpeg && !isPng) throw new RangeError('the photo must be JPEG or PNG');
  if (bytes.length > MAX_PHOTO_BYTES) throw new RangeError('the photo must not exceed 50 KB');
  return bytes.toString('base64');
}
