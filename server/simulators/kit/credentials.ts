import { SYSTEMS, type SystemName } from './http';

export interface Credential {
  appId: string;
  appSecret: string;
}

export type Credentials = Record<SystemName, Credential>;

/** What the providers accept: `<SYSTEM>_APP_ID` and `<SYSTEM>_APP_SECRET` of the environment, by default demo-<system> and demo-secret. */
export function readCredentials(env: Record<string, string | undefined>): Credentials {
  const one = (name: SystemName): Credential => ({
    appId: env[`${name.toUpperCase()}_APP_ID`] ?? `demo-${name}`,
    appSecret: env[`${name.toUpperCase()}_APP_SECRET`] ?? 'demo-secret',
  });
  return Object.fromEntries(SYSTEMS.map((name) => [name, one(name)])) as Credentials;
}
