import { randomUUID } from 'node:crypto';
import type { Credential } from '../kit/credentials';
import { BadRequest, type Exchange, json, list, type Route, type Simulator, text } from '../kit/http';
import { once, type Outcome, refusal, SignedJson, tampered } from '../kit/signed-json';
import { Store } from '../kit/store';
import { type CertificateRecord, checkRecord, giveIdentifier, GIVES_IDENTIFIER } from './specification';

interface State {
  /** By certificate type and number: one certificate, latest version. */
  certificates: Record<string, CertificateRecord>;
  /** Identifiers given by the 赋码 step before the report, by the same key. */
  reserved: Record<string, string>;
  answers: Record<string, { fingerprint: string; outcome: Outcome }>;
  /** What was reported, oldest first, for tests and demonstrations. */
  /** 现场专业人员 by number. */
  site?: Record<string, SiteCertificate>;
  reports: { requestId: string; at: string; content: Record<string, unknown> }[];
  serial: number;
}

/** As the register of people on site gives it. */
interface SiteCertificate {
  certNum: string;
  name: string;
  identityCard: string;
  /** 1 岗位培训考核合格证书 · 2 职业培训合格证 · 3 建设企事业单位专业管理人员岗位证书 */
  certTitle: string;
  /** 101…115, 190 安全员. */
  postCode: string;
  provinceNum: string;
  /** 1 the province's own office · 2 others. */
  issuedBy: string;
  issueDate: string;
  expiringDate?: string;
  /** 01 有效 · 02 作废 · 03 注销 */
  certState: string;
}

const KEEP = 1000;
const TAKES_ITS_TIME = '540000';
const keyOf = (record: { certType: string; certNum: string }): string => `${record.certType}/${record.certNum}`;

/**
 * The national certificate platform behind the province gateway:
 * POST /national/v1/certificates/query {identityCard, name} → {records} · /code {certType, certNum, issuAuthCode, associatedZzeCertID?} →
 * {zzeCertID} · /report {…} → {zzeCertID, receiptNo}.
 *
 * A person holds what was reported and what was seeded: `{holdings: [{idNumber, name, certType: W011|W032, code, provinceNum, certNum,
 * certState, expiringDate, issuedDate?, creditCode?}]}`; `{clear: idNumber}` forgets.
 * Who holds nothing here is looked at by the three digits before the last of the ID number:
 *   911  in Sichuan (510000) a valid safety-management B, to 2099-12-31
 *   912  in Guizhou (520000) a valid special-operation 01, to 2099-12-31
 *   913  in Sichuan the same B, but 失效 (05) since 2020-12-31
 *   any other  nothing
 * 42210 a field missing or malformed · 42211 operation and state do not go together for this kind · 42212 no such certificate · 42213
 * wrong or missing identifier · 40901 request id reused with other content.
 * POST /national/v1/site-certificates/query {identityCard} → {records}: 现场专业人员, which was seeded: `{siteCertificates: [{idNumber, name,
 * certTitle, postCode, provinceNum, issuedBy?, certNum, issueDate, expiringDate?, certState?}]}`.
 * /duplicates {provinceNum} → {records: own and other certificate of who holds the same one in two provinces} · /cancel {certType, certNum,
 * provinceNum, applyProvinceNum, identityCard, name, reason} → {receiptNo}: the other province cancels at once; Tibet (540000) takes its time,
 * until it is seeded as cancelled.
 * GET /national/reports lists what was reported. "wrong": the answer was changed on its way (its signature does not hold).
 */
export class NationalSimulator implements Simulator {
  readonly name = 'national';
  readonly routes: Route[];
  private readonly store: Store<State>;
  private readonly signed: SignedJson;

  constructor(credential: Credential, folder: string | undefined) {
    this.store = new Store<State>(folder, 'national', { certificates: {}, reserved: {}, answers: {}, reports: [], serial: 0 });
    this.signed = new SignedJson(credential);
    const api = (
      name: string,
      work: (content: Record<string, unknown>, requestId: string) => Outcome | Promise<Outcome>,
      path = `/national/v1/certificates/${name}`,
    ): Route => ({
      method: 'POST',
      path,
      system: 'national',
      side: 'api',
      handle: async (exchange: Exchange) => {
        const reply = await this.signed.answer(exchange, work);
        this.store.save();
        return exchange.wrong ? tampered(reply) : reply;
      },
    });
    this.routes = [
      api('query', (content) => this.query(content)),
      api('site', (content) => this.siteQuery(content), '/national/v1/site-certificates/query'),
      api('code', (content, requestId) => once(this.store.state.answers, requestId, content, () => this.code(content))),
      api('duplicates', (content) => this.duplicates(content)),
      api('cancel', (content, requestId) => once(this.store.state.answers, requestId, content, () => this.cancel(content))),
      api('report', (content, requestId) => once(this.store.state.answers, requestId, content, () => this.report(content, requestId))),
      {
        method: 'GET',
        path: '/national/reports',
        system: 'national',
        side: 'desk',
        handle: () => json({ reports: this.store.state.reports }),
      },
    ];
  }

  seed(content: Record<string, unknown>): void {
    const { certificates } = this.store.state;
    const forget = text(content, 'clear');
    for (const [key, each] of Object.entries(certificates)) if (forget !== '' && each.identityCard === forget) delete certificates[key];
    for (const each of list(content, 'holdings')) {
      const certType = text(each, 'certType');
      const record: CertificateRecord = {
        certType,
        certNum: text(each, 'certNum'),
        [certType === 'W011' ? 'categoryCode' : 'operationCategory']: text(each, 'code'),
        provinceNum: text(each, 'provinceNum'),
        certState: text(each, 'certState') || '01',
        expiringDate: text(each, 'expiringDate'),
        identityCard: text(each, 'idNumber'),
        name: text(each, 'name'),
        ...(text(each, 'creditCode') ? { creditCode: text(each, 'creditCode') } : {}),
        ...(text(each, 'issuedDate') ? { issuedDate: text(each, 'issuedDate') } : {}),
      };
      if (
        !/^W0(11|32)$/.test(certType) ||
        !record.certNum ||
        !/^\d{6}$/.test(record.provinceNum) ||
        !/^\d{4}-\d\d-\d\d$/.test(record.expiringDate) ||
        !record.identityCard
      ) {
        throw new BadRequest('a holding has idNumber, name, certType, code, provinceNum, certNum, certState and expiringDate');
      }
      certificates[keyOf(record)] = record;
    }
    const site = (this.store.state.site ??= {});
    for (const [key, each] of Object.entries(site)) if (forget !== '' && each.identityCard === forget) delete site[key];
    for (const each of list(content, 'siteCertificates')) {
      const expiringDate = text(each, 'expiringDate');
      site[text(each, 'certNum')] = {
        certNum: text(each, 'certNum'),
        name: text(each, 'name'),
        identityCard: text(each, 'idNumber'),
        certTitle: text(each, 'certTitle') || '1',
        postCode: text(each, 'postCode'),
        provinceNum: text(each, 'provinceNum'),
        issuedBy: text(each, 'issuedBy') || '1',
        issueDate: text(each, 'issueDate'),
        ...(expiringDate && { expiringDate }),
        certState: text(each, 'certState') || '01',
      };
    }
    this.store.save();
  }

  private siteQuery(content: Record<string, unknown>): Outcome {
    const identityCard = text(content, 'identityCard');
    if (!/^\d{17}[\dX]$/.test(identityCard)) return refusal(42210, '身份证号格式不正确');
    return { code: 0, records: Object.values(this.store.state.site ?? {}).filter((each) => each.identityCard === identityCard) };
  }

  private query(content: Record<string, unknown>): Outcome {
    const identityCard = text(content, 'identityCard');
    if (!/^\d{17}[\dX]$/.test(identityCard) || text(content, 'name') === '') return refusal(42210, '姓名或身份证号格式不正确');
    const held = Object.values(this.store.state.certificates).filter((each) => each.identityCard === identityCard);
    return { code: 0, records: held.length > 0 ? held : byNumber(identityCard) };
  }

  /** Who holds a valid certificate of one kind in the province and in another one. */
  private duplicates(content: Record<string, unknown>): Outcome {
    const provinceNum = text(content, 'provinceNum');
    if (!/^\d{6}$/.test(provinceNum)) return refusal(42210, '省份代码不正确');
    const valid = Object.values(this.store.state.certificates).filter((each) => each.certState === '01');
    const codeOf = (each: CertificateRecord) => each.categoryCode ?? each.operationCategory;
    const records = valid
      .filter((each) => each.provinceNum === provinceNum)
      .flatMap((own) =>
        valid
          .filter((each) => each.identityCard === own.identityCard && each.certType === own.certType && codeOf(each) === codeOf(own))
          .filter((each) => each.provinceNum !== provinceNum)
          .map((other) => ({
            certType: own.certType,
            categoryCode: own.categoryCode,
            operationCategory: own.operationCategory,
            identityCard: own.identityCard,
            name: own.name,
            certNum: own.certNum,
            otherProvinceNum: other.provinceNum,
            otherCertNum: other.certNum,
            otherExpiringDate: other.expiringDate,
          })),
      );
    return { code: 0, records };
  }

  /** Passed on to the other province, which cancels it at once, or takes its time. */
  private cancel(content: Record<string, unknown>): Outcome {
    const one = this.store.state.certificates[keyOf({ certType: text(content, 'certType'), certNum: text(content, 'certNum') })];
    if (one === undefined || one.provinceNum !== text(content, 'provinceNum')) return refusal(42212, '未查询到该证书');
    if (one.identityCard !== text(content, 'identityCard')) return refusal(42210, '持证人与证书不一致');
    if (one.certState !== '01') return refusal(42211, '证书不是有效状态，不能注销');
    if (one.provinceNum !== TAKES_ITS_TIME) one.certState = one.certType === 'W011' ? '04' : '05';
    return { code: 0, certNum: one.certNum, receiptNo: `GJ${randomUUID().replaceAll('-', '').slice(0, 20).toUpperCase()}` };
  }

  private code(content: Record<string, unknown>): Outcome {
    const [certType, certNum, issuer] = [text(content, 'certType'), text(content, 'certNum'), text(content, 'issuAuthCode')];
    if (!/^W0(11|32)$/.test(certType) || certNum === '' || !/^[0-9A-Z]{18}$/.test(issuer))
      return refusal(42210, '证照类型、证书编号或发证机关代码不正确');
    const key = keyOf({ certType, certNum });
    const given = this.identifier(certType, issuer, text(content, 'associatedZzeCertID'));
    this.store.state.reserved[key] = given;
    return { code: 0, certNum, zzeCertID: given };
  }

  private report(content: Record<string, unknown>, requestId: string): Outcome {
    const { state } = this.store;
    const fault = checkRecord(content);
    if (fault !== undefined) return refusal(...fault);
    const record = content as unknown as CertificateRecord & { operateType: string; issuAuthCode: string };
    const key = keyOf(record);
    const before = state.certificates[key];
    const named = text(content, 'zzeCertID');
    let zzeCertID = before?.zzeCertID ?? '';
    if (GIVES_IDENTIFIER[record.certType]?.includes(record.operateType)) {
      zzeCertID = state.reserved[key] ?? this.identifier(record.certType, record.issuAuthCode, text(content, 'associatedZzeCertID'));
      delete state.reserved[key];
    } else if (before === undefined) {
      return refusal(42212, '未查询到该证书');
    }
    if (named !== '' && named !== zzeCertID) return refusal(42213, '电子证照标识与平台记录不一致');
    const { photo: _photo, ...kept } = content;
    state.certificates[key] = { ...before, ...kept, zzeCertID } as CertificateRecord;
    state.reports = [...state.reports, { requestId, at: new Date().toISOString(), content: kept }].slice(-KEEP);
    return { code: 0, certNum: record.certNum, zzeCertID, receiptNo: `GJ${randomUUID().replaceAll('-', '').slice(0, 20).toUpperCase()}` };
  }

  private identifier(certType: string, issuer: string, previous: string): string {
    return giveIdentifier(
      certType,
      issuer,
      previous,
      () => `${new Date().getUTCFullYear()}${String(++this.store.state.serial).padStart(7, '0')}`,
    );
  }
}

function byNumber(identityCard: string): CertificateRecord[] {
  const digits = identityCard.slice(14, 17);
  const base = { identityCard, name: '', certState: '01', expiringDate: '2099-12-31' };
  const sichuan = {
    ...base,
    certType: 'W011',
    categoryCode: 'B',
    provinceNum: '510000',
    certNum: `川建安B（2024）${identityCard.slice(6, 13)}`,
    creditCode: '91510100MA00000000',
  };
  if (digits === '911') return [sichuan];
  if (digits === '912') {
    return [
      { ...base, certType: 'W032', operationCategory: '01', provinceNum: '520000', certNum: `贵A012024${identityCard.slice(7, 13)}` },
    ];
  }
  if (digits === '913') return [{ ...sichuan, certState: '05', expiringDate: '2020-12-31' }];
  return [];
}
