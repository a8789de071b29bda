import { createHash, randomUUID } from 'node:crypto';
import type { Credential } from '../kit/credentials';
import { BadRequest, type Exchange, type Handler, html, json, readObject, type Reply, type Route, type Simulator, text } from '../kit/http';
import { Store } from '../kit/store';
import { type ActionResult, tencentCloud } from '../kit/tencent-cloud';
import { wechatError } from '../wechat/wechat-simulator';
import { facePage, type Outcome, OUTCOMES } from './page';

interface Session {
  provider: 'WECHAT' | 'HOSTED';
  outSeqNo: string;
  name: string;
  idNumber: string;
  openid: string;
  returnUrl: string;
  until: number;
  outcome?: Outcome;
}

/**
 * [WeChat's verify_ret, Tencent Cloud's ErrCode] of each outcome. The hosted page has no code for a person who walks away: it stays "not
 * finished" (17).
 */
const CODES: Record<Outcome, readonly [number, number]> = {
  pass: [10000, 0],
  fail: [10004, 2016],
  cancel: [90004, 17],
  timeout: [90017, 1001],
  too_often: [10042, 2018],
  not_in_database: [10026, 2007],
  permission: [90008, 17],
  unsupported: [90001, 17],
};
const UNDONE = [10300, 17] as const;
/** After these a session is over; after the others the person may try again with the same one. */
const FINAL: readonly Outcome[] = ['pass', 'fail', 'too_often', 'not_in_database'];
const WECHAT_SECONDS = 3600;
const HOSTED_SECONDS = 7200;
const RULE_ID = '1';

/**
 * Face checks of two providers.
 * WeChat 人脸核身 2.0 at /wechat/cityservice/face/identify/{getverifyid,queryverifyinfo}; what the phone does there, `POST /face/simulate
 * {verifyId, outcome}` does here.
 * Tencent Cloud 人脸核身 at /face (DetectAuth, GetDetectInfoEnhanced; RuleId 1); its page is /face/h5?token=…, which also takes WeChat's
 * verify ids.
 * Outcomes: pass fail cancel timeout too_often not_in_database permission unsupported.
 * WeChat's errcodes for a wrong verify id, number or hash are not published; 84001, 84002 and 84003 stand for them.
 * "wrong": WeChat answers a verify_ret that does not exist; Tencent Cloud answers that somebody else passed.
 */
export class FaceSimulator implements Simulator {
  readonly name = 'face';
  readonly routes: Route[];
  private readonly store: Store<{ sessions: Record<string, Session> }>;

  constructor(
    private readonly credential: Credential,
    withToken: (handle: Handler) => Handler,
    folder: string | undefined,
    private readonly publicUrl?: string,
  ) {
    this.store = new Store(folder, 'face', { sessions: {} });
    const route = (method: Route['method'], path: string, side: Route['side'], handle: Handler): Route => ({
      method,
      path,
      system: 'face',
      side,
      handle,
    });
    const identify = '/wechat/cityservice/face/identify';
    // "wrong" is about the face here, not about the token, so the token check must not see it.
    const tokenOnly =
      (handle: Handler): Handler =>
      (exchange) =>
        withToken(() => handle(exchange))({ ...exchange, wrong: false });
    this.routes = [
      route(
        'POST',
        `${identify}/getverifyid`,
        'api',
        tokenOnly((exchange) => this.getVerifyId(exchange)),
      ),
      route(
        'POST',
        `${identify}/queryverifyinfo`,
        'api',
        tokenOnly((exchange) => this.queryVerifyInfo(exchange)),
      ),
      route('POST', '/face/', 'api', (exchange) => this.cloud(exchange)),
      route('POST', '/face/simulate', 'desk', (exchange) => this.simulate(exchange)),
      route('GET', '/face/h5', 'desk', (exchange) => this.show(exchange.query.get('token') ?? '')),
      route('POST', '/face/h5', 'desk', (exchange) => this.press(exchange)),
    ];
  }

  seed(): void {
    throw new BadRequest('face takes no seeds: press the buttons of the page or POST /face/simulate');
  }

  private getVerifyId(exchange: Exchange): Reply {
    const content = readObject(exchange);
    const person = (content.cert_info ?? {}) as Record<string, unknown>;
    const outSeqNo = text(content, 'out_seq_no');
    const [name, idNumber, openid] = [text(person, 'cert_name'), text(person, 'cert_no'), text(content, 'openid')];
    if (!/^[0-9A-Za-z_-]{5,32}$/.test(outSeqNo) || Object.values(this.sessions).some((each) => each.outSeqNo === outSeqNo)) {
      return wechatError(84002, 'invalid or repeated out_seq_no');
    }
    if (text(person, 'cert_type') !== 'IDENTITY_CARD' || name === '' || idNumber === '')
      return wechatError(84006, 'name or id_card_number empty');
    if (!/^o[\w-]{27}$/.test(openid)) return wechatError(40003, 'invalid openid');
    const until = Date.now() + WECHAT_SECONDS * 1000;
    const verifyId = this.open({ provider: 'WECHAT', outSeqNo, name, idNumber, openid, returnUrl: '', until });
    return json({ errcode: 0, errmsg: 'ok', verify_id: verifyId, expires_in: WECHAT_SECONDS });
  }

  private queryVerifyInfo(exchange: Exchange): Reply {
    const content = readObject(exchange);
    const session = this.sessions[text(content, 'verify_id')];
    if (session?.provider !== 'WECHAT') return wechatError(84001, 'invalid verify_id');
    if (text(content, 'out_seq_no') !== session.outSeqNo || text(content, 'openid') !== session.openid)
      return wechatError(84002, 'out_seq_no or openid not match');
    const fields = { cert_type: 'IDENTITY_CARD', cert_name: session.name, cert_no: session.idNumber };
    const joined = Object.entries(fields).map(([key, value]) => `${key}=${Buffer.from(value).toString('base64')}`);
    if (text(content, 'cert_hash') !== createHash('sha256').update(joined.join('&')).digest('hex'))
      return wechatError(84003, 'cert_hash not match');
    if (exchange.wrong) return json({ errcode: 0, errmsg: 'ok', verify_ret: 1 });
    return json({ errcode: 0, errmsg: 'ok', verify_ret: session.outcome === undefined ? UNDONE[0] : CODES[session.outcome][0] });
  }

  private cloud(exchange: Exchange): Reply {
    return tencentCloud(exchange, this.credential, 'faceid', '2018-03-01', {
      DetectAuth: (content) => this.detectAuth(content, `${this.publicUrl ?? `http://${exchange.host}`}/face/h5`),
      GetDetectInfoEnhanced: (content) => this.detectInfo(content, exchange.wrong),
    });
  }

  private detectAuth(content: Record<string, unknown>, pageUrl: string): ActionResult {
    const [name, idNumber, returnUrl] = [text(content, 'Name'), text(content, 'IdCard'), text(content, 'RedirectUrl')];
    if (text(content, 'RuleId') !== RULE_ID) return { error: 'InvalidParameterValue.RuleIdNotExist' };
    if (name === '' || !/^\d{17}[\dX]$/.test(idNumber)) return { error: 'InvalidParameter' };
    if (!/^https?:\/\//.test(returnUrl) || returnUrl.length > 1024) return { error: 'InvalidParameterValue' };
    const until = Date.now() + HOSTED_SECONDS * 1000;
    const token = this.open({ provider: 'HOSTED', outSeqNo: text(content, 'Extra'), name, idNumber, openid: '', returnUrl, until });
    return { Url: `${pageUrl}?token=${token}`, BizToken: token };
  }

  private detectInfo(content: Record<string, unknown>, wrong: boolean): ActionResult {
    const session = this.sessions[text(content, 'BizToken')];
    if (session?.provider !== 'HOSTED') return { error: 'InvalidParameterValue.BizTokenIllegal' };
    if (session.until < Date.now() && session.outcome === undefined) return { error: 'InvalidParameterValue.BizTokenExpired' };
    const code = wrong ? 0 : session.outcome === undefined ? UNDONE[1] : CODES[session.outcome][1];
    const failed = code === 0 ? 0 : code;
    const Text = {
      ErrCode: code,
      ErrMsg: code === 0 ? '成功' : '未成功',
      IdCard: session.idNumber,
      Name: wrong ? '别人' : session.name,
      Extra: session.outSeqNo,
      LiveStatus: failed >= 2000 ? 0 : failed,
      Comparestatus: failed,
    };
    return { Text };
  }

  private simulate(exchange: Exchange): Reply {
    const content = readObject(exchange);
    const outcome = text(content, 'outcome').toLowerCase() as Outcome;
    if (!(outcome in OUTCOMES)) throw new BadRequest(`outcome must be one of ${Object.keys(OUTCOMES).join(', ')}`);
    const verifyId = text(content, 'verifyId');
    if (this.sessions[verifyId] === undefined) return json({ message: 'no such verifyId' }, 404);
    return this.finish(verifyId, outcome) ? json({ verifyId, outcome }) : json({ message: 'this session is over' }, 409);
  }

  private show(token: string): Reply {
    const session = this.sessions[token];
    if (session === undefined) return html(facePage.unknown(), 404);
    if (this.isOver(session)) return html(facePage.over(session.returnUrl && withToken(session.returnUrl, token)), 410);
    return html(facePage.ask(token, session.name, session.idNumber));
  }

  private press(exchange: Exchange): Reply {
    const form = new URLSearchParams(exchange.body.toString('utf8'));
    const token = form.get('token') ?? '';
    const session = this.sessions[token];
    if (session === undefined) return html(facePage.unknown(), 404);
    const outcome = form.get('outcome') as Outcome;
    if (!(outcome in OUTCOMES) || !this.finish(token, outcome)) return this.show(token);
    if (session.returnUrl === '') return html(facePage.over(''));
    return { status: 303, headers: { location: withToken(session.returnUrl, token), 'cache-control': 'no-store' }, body: '' };
  }

  private get sessions(): Record<string, Session> {
    return this.store.state.sessions;
  }

  private open(session: Session): string {
    const id = randomUUID().toUpperCase();
    for (const [old, each] of Object.entries(this.sessions)) if (Date.now() - each.until > 3 * 24 * 3600_000) delete this.sessions[old];
    this.sessions[id] = session;
    this.store.save();
    return id;
  }

  private isOver(session: Session): boolean {
    return session.until < Date.now() || (session.outcome !== undefined && FINAL.includes(session.outcome));
  }

  private finish(id: string, outcome: Outcome): boolean {
    const session = this.sessions[id];
    if (session === undefined || this.isOver(session)) return false;
    session.outcome = outcome;
    this.store.save();
    return true;
  }
}

/** The provider brings back its own token and nothing else; it goes before a hash route, as URLs have it. */
function withToken(returnUrl: string, token: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set('BizToken', token);
  return url.href;
}
