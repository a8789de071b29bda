import type { Credential } from '../kit/credentials';
import { BadRequest, type Exchange, list, type Route, type Simulator, text } from '../kit/http';
import { type Outcome, refusal, SignedJson, tampered } from '../kit/signed-json';
import { Store } from '../kit/store';

interface InsuranceRecord {
  idNumber: string;
  creditCode: string;
  enterpriseName: string;
  /** YYYY-MM, inclusive; '' is open. */
  from: string;
  to: string;
}

/**
 * The social-insurance bureau: POST /insurance/v1/payments/check {identityCard, name, creditCode, companyName, month} → {state, month,
 * insuredBy?}.
 *
 * People with seeded records are insured as these say: `{records: [{idNumber, creditCode, enterpriseName, from?, to?}]}`, months YYYY-MM;
 * `{clear: idNumber}` forgets them.
 * Everybody else by the three digits before the last of the ID number:
 *   901  NOT_INSURED, never paid
 *   902  MISMATCH, insured by 海东模拟建筑劳务有限公司
 *   any other  MATCH with whatever enterprise is asked about
 * "wrong": the answer was changed on its way (its signature does not hold).
 */
export class InsuranceSimulator implements Simulator {
  readonly name = 'insurance';
  readonly routes: Route[];
  private readonly store: Store<{ records: InsuranceRecord[] }>;
  private readonly signed: SignedJson;

  constructor(credential: Credential, folder: string | undefined) {
    this.store = new Store<{ records: InsuranceRecord[] }>(folder, 'insurance', { records: [] });
    this.signed = new SignedJson(credential);
    const handle = async (exchange: Exchange) => {
      const reply = await this.signed.answer(exchange, (content) => this.check(content));
      return exchange.wrong ? tampered(reply) : reply;
    };
    this.routes = [{ method: 'POST', path: '/insurance/v1/payments/check', system: 'insurance', side: 'api', handle }];
  }

  seed(content: Record<string, unknown>): void {
    const { state } = this.store;
    const forget = text(content, 'clear');
    if (forget !== '') state.records = state.records.filter((each) => each.idNumber !== forget);
    for (const each of list(content, 'records')) {
      const [idNumber, creditCode, enterpriseName] = [text(each, 'idNumber'), text(each, 'creditCode'), text(each, 'enterpriseName')];
      if (idNumber === '' || creditCode === '' || enterpriseName === '')
        throw new BadRequest('a record has idNumber, creditCode and enterpriseName');
      state.records.push({ idNumber, creditCode, enterpriseName, from: text(each, 'from'), to: text(each, 'to') });
    }
    this.store.save();
  }

  private check(content: Record<string, unknown>): Outcome {
    const [idNumber, creditCode, month] = [text(content, 'identityCard'), text(content, 'creditCode'), text(content, 'month')];
    if (!/^\d{17}[\dX]$/.test(idNumber) || !/^[0-9A-Z]{18}$/.test(creditCode) || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
      return refusal(42200, '身份证号、统一社会信用代码或月份格式不正确');
    }
    const known = this.store.state.records.filter((each) => each.idNumber === idNumber);
    if (known.length === 0) return { code: 0, month, ...byNumber(idNumber) };
    const paid = known.filter((each) => (each.from === '' || each.from <= month) && (each.to === '' || month <= each.to));
    if (paid.length === 0) return { code: 0, month, state: 'NOT_INSURED' };
    if (paid.some((each) => each.creditCode === creditCode)) return { code: 0, month, state: 'MATCH' };
    return { code: 0, month, state: 'MISMATCH', insuredBy: paid[0]?.enterpriseName };
  }
}

function byNumber(idNumber: string): { state: string; insuredBy?: string } {
  const digits = idNumber.slice(14, 17);
  if (digits === '901') return { state: 'NOT_INSURED' };
  if (digits === '902') return { state: 'MISMATCH', insuredBy: '海东模拟建筑劳务有限公司' };
  return { state: 'MATCH' };
}
