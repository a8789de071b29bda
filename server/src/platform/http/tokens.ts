import { Inject, Singleton } from '@midwayjs/core';
import type { Jurisdiction, NATIONAL } from '@jzt/shared/domain/jurisdictions';
import type { Role } from '@jzt/shared/domain/roles';
import { jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../clock';
import { notSignedIn } from '../errors';
import type { Settings } from '../settings';

/** Who calls, and in which role they act now. */
export interface Caller {
  personId: string;
  role: Role;
  organisationId?: string;
  /** Of who acts for an organisation: the province it belongs to. */
  jurisdiction?: Jurisdiction;
  sessionId: string;
  /** Signed in with a one-time password: the province whose law says what is open before it is changed (JX-03). */
  mustChangePasswordIn?: Jurisdiction | typeof NATIONAL;
  /** When this sign-in last showed its second factor, epoch ms. */
  provedAt?: number;
}

const ACCESS_SECONDS = 15 * 60;

/** Short access tokens; what keeps a person signed in is the rotating refresh token of the session feature. */
@Singleton()
export class Tokens {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: Settings;

  async issue(caller: Caller): Promise<{ accessToken: string; accessExpiresAt: Date }> {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    const expires = issuedAt + ACCESS_SECONDS;
    const accessToken = await new SignJWT({
      role: caller.role,
      org: caller.organisationId,
      jur: caller.jurisdiction,
      sid: caller.sessionId,
      chg: caller.mustChangePasswordIn,
      prv: caller.provedAt,
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(caller.personId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expires)
      .sign(this.key());
    return { accessToken, accessExpiresAt: new Date(expires * 1000) };
  }

  /** Throws 401 TOKEN_EXPIRED, after which the client refreshes once, or 401 SIGN_IN_REQUIRED. */
  async read(authorization: string | undefined): Promise<Caller> {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    if (!token) throw notSignedIn();
    try {
      const { payload } = await jwtVerify(token, this.key(), { algorithms: ['HS256'], currentDate: this.clock.now() });
      return {
        personId: String(payload.sub),
        role: payload.role as Role,
        organisationId: payload.org as string | undefined,
        jurisdiction: payload.jur as Jurisdiction | undefined,
        sessionId: String(payload.sid),
        mustChangePasswordIn: payload.chg as Caller['mustChangePasswordIn'],
        ...(typeof payload.prv === 'number' && { provedAt: payload.prv }),
      };
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_JWT_EXPIRED') throw notSignedIn('TOKEN_EXPIRED', '登录已过期，正在重新登录');
      throw notSignedIn();
    }
  }

  private key(): Uint8Array {
    return Buffer.from(this.settings.secrets.tokenKey, 'base64');
  }
}
