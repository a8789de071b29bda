import { randomUUID } from 'node:crypto';
import { E_CERTIFICATE_TYPES, parseECertificateId } from '@jzt/shared/domain/eCertificateId';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import { SITE_POSTS, SITE_SAFETY_OFFICER } from '@jzt/shared/domain/posts';
import { readNationalState } from '@jzt/shared/domain/stateCodes';
import { isTrade, tradeDescription } from '@jzt/shared/domain/trades';
import { SAFETY_CODES } from '@jzt/shared/domain/categories';
import * as z from 'zod/mini';
import { GatewayDown } from '../gateway-down';
import { SignedJsonClient, type SignedJsonOptions } from '../signed-json';
import type {
  National,
  NationalCancellation,
  NationalCancellationResult,
  NationalCodeRequest,
  NationalCodeResult,
  NationalDuplicate,
  NationalHolding,
  NationalKind,
  NationalUpload,
  NationalUploadResult,
  SiteRecord,
} from './port';

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
  issuedDate: z.optional(date),
  creditCode: z.optional(z.string()),
  zzeCertID: z.optional(z.string()),
  identityCard: z.string(),
});
const holdingsSchema = z.object({ records: z.array(recordSchema) });
const siteSchema = z.object({
  certNum: z.string().check(z.minLength(1)),
  name: z.string().check(z.minLength(1)),
  identityCard: z.string(),
  certTitle: z.enum(['1', '2', '3']),
  postCode: z.string(),
  provinceNum: z.string().check(z.regex(/^\d{6}$/)),
  issuedBy: z.enum(['1', '2']),
  issueDate: date,
  expiringDate: z.optional(date),
  certState: z.enum(['01', '02', '03']),
});
const siteRecordsSchema = z.object({ records: z.array(siteSchema) });
/** Posts of the numbers that nothing here is made for: they are in the register, and refused in words (HN-02). */
const OTHER_POSTS = ['105', '110'];
const duplicatesSchema = z.object({
  records: z.array(
    z.object({
      certType: z.enum(['W011', 'W032']),
      categoryCode: z.optional(z.string()),
      operationCategory: z.optional(z.string()),
      identityCard: z.string().check(z.regex(/^\d{17}[\dX]$/)),
      name: z.string().check(z.minLength(1)),
      certNum: z.string().check(z.minLength(1)),
      otherProvinceNum: z.string().check(z.regex(/^\d{6}$/)),
      otherCertNum: z.string().check(z.minLength(1)),
      otherExpiringDate: date,
    }),
  ),
});
const cancellationSchema = z.object({ certNum: z.string(), receiptNo: z.string().check(z.minLength(1)) });
const SITE_TITLES = { 1: 'SITE_MANAGER_PAPER', 2: 'SITE_MANAGER_ELECTRONIC', 3: 'LEGACY_POST' } as const;
const SITE_STATES = { '01': 'VALID', '02': 'VOIDED', '03': 'CANCELLED' } as const;
const SAFETY_POST = '190';
const codeSchema = z.object({ zzeCertID: z.string(), certNum: z.string() });
const reportSchema = z.object({ zzeCertID: z.string(), certNum: z.string(), receiptNo: z.string().check(z.minLength(1)) });

/**
 * The national certificate platform through the province gateway, with the field names and dictionaries of its interface specification
 * (O-02).
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

  async lookUpSiteRecords(idNumber: string): Promise<SiteRecord[]> {
    const content = { identityCard: idNumber, identityCardType: RESIDENT_ID_CARD };
    const answer = await this.client.post('lookUpSiteRecords', '/v1/site-certificates/query', randomUUID(), content, siteRecordsSchema);
    if (!answer.ok) throw new GatewayDown('national', 'CONFIGURATION', 'lookUpSiteRecords', answer.code);
    return answer.data.records.map((record) => {
      if (record.identityCard !== idNumber) throw new GatewayDown('national', 'UNTRUSTED', 'lookUpSiteRecords', 'PERSON');
      const code = record.postCode === SAFETY_POST ? SITE_SAFETY_OFFICER : record.postCode;
      // A post that the dictionary does not have must not be read as "no such certificate".
      if (code !== SITE_SAFETY_OFFICER && !(code in SITE_POSTS) && !OTHER_POSTS.includes(code))
        throw new GatewayDown('national', 'GARBAGE', 'lookUpSiteRecords', 'DICTIONARY');
      return {
        number: record.certNum,
        name: record.name,
        title: SITE_TITLES[record.certTitle],
        code,
        provinceCode: record.provinceNum,
        issuedByProvince: record.issuedBy === '1',
        issuedOn: record.issueDate,
        validTo: record.expiringDate ?? null,
        state: SITE_STATES[record.certState],
      };
    });
  }

  async requestCode(request: NationalCodeRequest): Promise<NationalCodeResult> {
    const content = {
      certType: E_CERTIFICATE_TYPES[request.kind],
      certNum: request.certificateNo,
      issuAuthCode: request.issuerCode,
      ...(request.previousIdentifier ? { associatedZzeCertID: request.previousIdentifier } : {}),
    };
    const answer = await this.client.post('requestCode', '/v1/certificates/code', request.requestId, content, codeSchema);
    if (!answer.ok) return { state: 'REJECTED', providerCode: answer.code, messageZh: answer.message };
    checkIdentifier('requestCode', request.kind, request.certificateNo, answer.data);
    return { state: 'GIVEN', identifier: answer.data.zzeCertID };
  }

  async report(upload: NationalUpload): Promise<NationalUploadResult> {
    const answer = await this.client.post('report', '/v1/certificates/report', upload.requestId, writeUpload(upload), reportSchema);
    if (!answer.ok) return { state: 'REJECTED', providerCode: answer.code, messageZh: answer.message };
    checkIdentifier('report', upload.kind, upload.certificateNo, answer.data);
    return { state: 'ACCEPTED', receiptNo: answer.data.receiptNo, identifier: answer.data.zzeCertID };
  }

  async lookUpDuplicates(provinceCode: string): Promise<NationalDuplicate[]> {
    const content = { provinceNum: provinceCode };
    const answer = await this.client.post('lookUpDuplicates', '/v1/certificates/duplicates', randomUUID(), content, duplicatesSchema);
    if (!answer.ok) throw new GatewayDown('national', 'CONFIGURATION', 'lookUpDuplicates', answer.code);
    return answer.data.records.map((record) => ({
      ...kindOf('lookUpDuplicates', record),
      name: record.name,
      idNumber: record.identityCard,
      certificateNo: record.certNum,
      other: { provinceCode: record.otherProvinceNum, certificateNo: record.otherCertNum, validTo: record.otherExpiringDate },
    }));
  }

  async requestCancellation(request: NationalCancellation): Promise<NationalCancellationResult> {
    const content = {
      certType: E_CERTIFICATE_TYPES[request.kind],
      certNum: request.certificateNo,
      provinceNum: request.provinceCode,
      applyProvinceNum: request.fromProvinceCode,
      name: request.name,
      identityCard: request.idNumber,
      identityCardType: RESIDENT_ID_CARD,
      reason: request.reason,
    };
    const path = '/v1/certificates/cancel';
    const answer = await this.client.post('requestCancellation', path, request.requestId, content, cancellationSchema);
    if (!answer.ok) return { state: 'REJECTED', providerCode: answer.code, messageZh: answer.message };
    if (answer.data.certNum !== request.certificateNo) throw new GatewayDown('national', 'UNTRUSTED', 'requestCancellation', 'CERTIFICATE');
    return { state: 'ACCEPTED', receiptNo: answer.data.receiptNo };
  }
}

function readRecord(record: z.output<typeof recordSchema>): NationalHolding {
  const { kind, subCode } = kindOf('lookUpHoldings', record);
  const state = readNationalState(kind, record.certState);
  // A state or a category that the dictionaries do not have must not be read as "no such certificate" (CQ-07).
  if (state === null) throw new GatewayDown('national', 'GARBAGE', 'lookUpHoldings', 'DICTIONARY');
  return {
    kind,
    subCode,
    provinceCode: record.provinceNum,
    certificateNo: record.certNum,
    stateCode: record.certState,
    state,
    validTo: record.expiringDate,
    ...(record.issuedDate ? { issuedOn: record.issuedDate } : {}),
    ...(record.creditCode ? { creditCode: record.creditCode } : {}),
    ...(record.zzeCertID ? { identifier: record.zzeCertID } : {}),
  };
}

function kindOf(
  operation: string,
  record: { certType: 'W011' | 'W032'; categoryCode?: string | undefined; operationCategory?: string | undefined },
): { kind: NationalKind; subCode: string } {
  const kind: NationalKind = record.certType === 'W011' ? 'SAFETY_MGMT' : 'SPECIAL_OP';
  const subCode = (kind === 'SAFETY_MGMT' ? record.categoryCode : record.operationCategory) ?? '';
  const known = kind === 'SAFETY_MGMT' ? (SAFETY_CODES as readonly string[]).includes(subCode) : isTrade(subCode);
  if (!known) throw new GatewayDown('national', 'GARBAGE', operation, 'DICTIONARY');
  return { kind, subCode };
}

function checkIdentifier(operation: string, kind: NationalKind, certificateNo: string, data: { zzeCertID: string; certNum: string }): void {
  if (data.certNum !== certificateNo) throw new GatewayDown('national', 'UNTRUSTED', operation, 'CERTIFICATE');
  if (parseECertificateId(data.zzeCertID)?.type !== E_CERTIFICATE_TYPES[kind])
    throw new GatewayDown('national', 'GARBAGE', operation, 'IDENTIFIER');
}

/** The upload in the platform's words. Fields that are not given are left out. */
function writeUpload(upload: NationalUpload): Record<string, string> {
  const person = parseIdNumber(upload.idNumber);
  if (person === null) throw new RangeError('the holder has no right ID number');
  const { kind, subCode, change } = upload;
  const fields: Record<string, string | undefined> = {
    ...(kind === 'SAFETY_MGMT' ? { categoryCode: subCode, birthDate: person.birthDate } : trade(subCode, upload.subCodeName)),
    certType: E_CERTIFICATE_TYPES[kind],
    operateType: change.operateType,
    certState: change.certState,
    certStatusDescription: change.certStatusDescription,
    provinceNum: upload.provinceCode,
    certNum: upload.certificateNo,
    issuAuth: upload.issuerName,
    issuAuthCode: upload.issuerCode,
    issuedDate: upload.firstIssuedOn,
    issuDate: upload.issuedOn,
    effectiveDate: upload.validFrom,
    expiringDate: upload.validTo,
    name: upload.name,
    gender: person.sex === 'M' ? '1' : '2',
    identityCard: person.number,
    identityCardType: RESIDENT_ID_CARD,
    companyName: upload.enterpriseName,
    creditCode: upload.creditCode,
    photo: upload.photo && photo(upload.photo),
    zzeCertID: upload.identifier,
    associatedZzeCertID: upload.previousIdentifier,
    oldcertNum: upload.previousCertificateNo,
  };
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Only trade 99 is described; its fixed sentence is the platform's (O-02). */
function trade(subCode: string, otherName?: string): Record<string, string | undefined> {
  if (!isTrade(subCode)) throw new RangeError('no such trade');
  return { operationCategory: subCode, categoryDescription: subCode === '99' ? tradeDescription(subCode, otherName) : undefined };
}

function photo(bytes: Buffer): string {
  const isJpeg = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));
  const isPng = bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  if (!isJpeg && !isPng) throw new RangeError('the photo must be JPEG or PNG');
  if (bytes.length > MAX_PHOTO_BYTES) throw new RangeError('the photo must not exceed 50 KB');
  return bytes.toString('base64');
}
