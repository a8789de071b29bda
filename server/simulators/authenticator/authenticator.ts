import { HOTP, TOTP, URI } from 'otpauth';
import { BadRequest, html, json, readObject, text, type Exchange, type Reply } from '../kit/http';
import { Store } from '../kit/store';
import { authenticatorPage } from './page';

/**
 * 「演示验证器」, an authenticator app on a phone: it scans what the QR of an enrolment holds (`otpauth://totp/…`) and shows the codes (RFC 6238).
 * For people: /authenticator. `POST /authenticator/scan {uri}`; `POST /authenticator/codes {at?: epoch ms}` → {codes: [{account, code, left}]}.
 * A second enrolment of the same account takes the place of the first, as on a phone.
 */
export class AuthenticatorSimulator {
  readonly routes: Record<string, (exchange: Exchange) => Reply>;
  private readonly store: Store<{ uris: string[] }>;

  constructor(folder: string | undefined) {
    this.store = new Store(folder, 'authenticator', { uris: [] });
    this.routes = {
      'GET /authenticator': () => html(authenticatorPage()),
      'POST /authenticator/scan': (exchange) => this.scan(text(readObject(exchange), 'uri')),
      'POST /authenticator/codes': (exchange) => this.codes(Number(readObject(exchange).at ?? Date.now())),
    };
  }

  private scan(uri: string): Reply {
    const read = (one: string): TOTP => {
      const scanned: HOTP | TOTP = URI.parse(one);
      if (scanned instanceof TOTP) return scanned;
      throw new BadRequest('no otpauth://totp address');
    };
    let scanned: TOTP;
    try {
      scanned = read(uri.trim());
    } catch {
      throw new BadRequest('no otpauth://totp address');
    }
    const others = this.store.state.uris.filter((one) => read(one).label !== scanned.label);
    this.store.state.uris = [scanned.toString(), ...others];
    this.store.save();
    return json({ account: scanned.label });
  }

  private codes(timestamp: number): Reply {
    const all = this.store.state.uris.map((uri) => URI.parse(uri) as TOTP);
    return json({
      codes: all.map((one) => ({
        account: one.label,
        code: one.generate({ timestamp }),
        left: Math.ceil(one.remaining({ timestamp }) / 1000),
      })),
    });
  }
}
