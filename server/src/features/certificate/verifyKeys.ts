import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import type { Settings } from '../../platform/settings';

/** The key that signs what QR codes say, and the ones whose codes are believed. */
@Singleton()
export class VerifyKeys {
  @Inject() private readonly settings: Settings;
  private pair?: { own: KeyObject; believed: KeyObject[] };

  get own(): KeyObject {
    return this.keys().own;
  }

  get believed(): readonly KeyObject[] {
    return this.keys().believed;
  }

  private keys() {
    if (!this.pair) {
      const own = createPrivateKey(this.settings.secrets.verifyPrivateKeyPem);
      const former = this.settings.secrets.formerVerifyPublicKeysPem ?? [];
      this.pair = { own, believed: [createPublicKey(own), ...former.map((pem) => createPublicKey(pem))] };
    }
    return this.pair;
  }
}
