import { createHash } from 'node:crypto';
import type { Credential } from '../kit/credentials';
import { BadRequest, type Exchange, list, type Route, type Simulator, text } from '../kit/http';
import { once, type Outcome, refusal, SignedJson } from '../kit/signed-json';
import { Store } from '../kit/store';
import { type DevCertificateAuthority, signDigest } from './authority';

interface State {
  seals: Record<string, { holder: string; disabled: boolean }>;
  answers: Record<string, { fingerprint: string; outcome: Outcome }>;
}

const AUTHORITIES = {
  'QH-ZJT': '青海省住房和城乡建设厅',
  'CQ-ZJW': '重庆市住房和城乡建设委员会',
  'JS-ZJT': '江苏省住房和城乡建设厅',
  'HN-ZJT': '海南省住房和城乡建设厅',
  'JX-ZJT': '江西省住房和城乡建设厅',
};

/**
 * The province's e-seal service: POST /seal/v1/seal/sign {requestId, sealId, digestSha256, reason, documentName} → {cms,
 * signerCertificate}.
 * Signs with a certificate that the development authority makes for each seal; GET /seal/root.pem is that authority.
 * The authorities' seals of the five provinces exist; seed `{seals: [{sealId, holder, disabled?}]}` for others. 40404 no such seal · 40301 disabled · 40901 this
 * requestId signed another digest · 40000 malformed.
 * "wrong": a perfectly signed seal over some other document.
 */
export class SealSimulator implements Simulator {
  readonly name = 'seal';
  readonly routes: Route[];
  private readonly store: Store<State>;
  private readonly signed: SignedJson;

  constructor(
    credential: Credential,
    folder: string | undefined,
    private readonly authority: DevCertificateAuthority,
  ) {
    this.signed = new SignedJson(credential);
    this.store = new Store<State>(folder, 'seal', {
      seals: Object.fromEntries(Object.entries(AUTHORITIES).map(([sealId, holder]) => [sealId, { holder, disabled: false }])),
      answers: {},
    });
    const root = { status: 200, headers: { 'content-type': 'application/x-pem-file' }, body: authority.caCertificatePem };
    this.routes = [
      { method: 'POST', path: '/seal/v1/seal/sign', system: 'seal', side: 'api', handle: (exchange) => this.sign(exchange) },
      { method: 'GET', path: '/seal/root.pem', system: 'seal', side: 'desk', handle: () => root },
    ];
  }

  seed(content: Record<string, unknown>): void {
    for (const seal of list(content, 'seals')) {
      const [sealId, holder] = [text(seal, 'sealId'), text(seal, 'holder')];
      if (!/^[\w-]{1,60}$/.test(sealId) || holder === '') throw new BadRequest('a seal has sealId (letters, digits, - and _) and holder');
      this.store.state.seals[sealId] = { holder, disabled: seal.disabled === true };
    }
    this.store.save();
  }

  private sign(exchange: Exchange) {
    return this.signed.answer(exchange, async (content, requestId) => {
      const digest = text(content, 'digestSha256');
      if (requestId === '' || text(content, 'requestId') !== requestId || !/^[0-9a-f]{64}$/.test(digest))
        return refusal(40000, '请求编号或摘要格式不正确');
      const sealId = text(content, 'sealId');
      const seal = this.store.state.seals[sealId];
      if (seal === undefined) return refusal(40404, '印章不存在');
      if (seal.disabled) return refusal(40301, '印章已停用');
      if (exchange.wrong) return this.seal(sealId, seal.holder, createHash('sha256').update(`not ${digest}`).digest('hex'));
      const outcome = await once(this.store.state.answers, requestId, { sealId, digest }, () => this.seal(sealId, seal.holder, digest));
      this.store.save();
      return outcome;
    });
  }

  private async seal(sealId: string, holder: string, digest: string): Promise<Outcome> {
    const keys = await this.authority.sealKeys(sealId, holder);
    const cms = await signDigest(digest, keys);
    return { code: 0, cms: cms.toString('base64'), signerCertificate: keys.certificatePem };
  }
}
