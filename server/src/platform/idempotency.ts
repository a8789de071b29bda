import { Inject, Singleton } from '@midwayjs/core';
import mongoose, { Schema } from 'mongoose';
import type { Clock } from './clock';
import { conflict, isDuplicateKey, tooOften } from './errors';
import { sha256, type FieldCipher, type Sealed } from './crypto';

interface StoredKey {
  _id: string;
  bodyHash: string;
  done: boolean;
  /** The answer's JSON: sealed, because answers name people; text, because a stored `undefined` would come back as null. */
  responseSealed?: Sealed;
  leaseUntil: Date;
  expiresAt: Date;
}

const KeyModel = mongoose.model<StoredKey>(
  'IdempotencyKey',
  new Schema<StoredKey>(
    { _id: String, bodyHash: String, done: Boolean, responseSealed: String, leaseUntil: Date, expiresAt: Date },
    { collection: 'idempotency_keys', versionKey: false, minimize: false },
  ),
);

const LEASE_MS = 10_000;
const KEEP_MS = 48 * 3600_000;

/** Gives a write that a phone sends twice one effect and one answer (design.md section 3). */
@Singleton()
export class Idempotency {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;

  /**
   * Runs `act` once for `op`. A repeat gets the stored answer; a repeat with another body gets 409 IDEMPOTENCY_KEY_REUSED.
   * A refusal is not kept: nothing was stored, so the same key may try again. After a crash the lease runs out and the act is
   * made again with the same `op`, by which the cases recognise what they already did.
   */
  async once<T>(op: string, body: unknown, act: () => Promise<T>): Promise<T> {
    const bodyHash = sha256(JSON.stringify(body ?? null));
    for (let waited = 0; ; waited += 100) {
      const held = await this.claim(op, bodyHash);
      if (held === 'CLAIMED') break;
      if (held.bodyHash !== bodyHash) throw conflict('IDEMPOTENCY_KEY_REUSED', '这次提交与上一次内容不同，请刷新页面后重新提交');
      if (held.done) return JSON.parse(this.cipher.open(held.responseSealed!, op)) as T;
      if (waited >= 8_000) throw tooOften('REQUEST_IN_PROGRESS', '上一次提交还在处理，请稍等几秒再试', 5);
      await this.clock.pause(100);
    }
    try {
      const response = await act();
      await KeyModel.updateOne({ _id: op }, { $set: { done: true, responseSealed: this.cipher.seal(JSON.stringify(response), op) } });
      return response;
    } catch (error) {
      await KeyModel.deleteOne({ _id: op, done: false });
      throw error;
    }
  }

  private async claim(op: string, bodyHash: string): Promise<StoredKey | 'CLAIMED'> {
    const now = this.clock.now();
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    try {
      await KeyModel.create({ _id: op, bodyHash, done: false, leaseUntil, expiresAt: new Date(now.getTime() + KEEP_MS) });
      return 'CLAIMED';
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const held = await KeyModel.findById(op).lean<StoredKey>();
    if (!held) return this.claim(op, bodyHash);
    if (held.done || held.leaseUntil > now || held.bodyHash !== bodyHash) return held;
    const taken = await KeyModel.updateOne({ _id: op, done: false, leaseUntil: held.leaseUntil }, { $set: { leaseUntil } });
    return taken.modifiedCount === 1 ? 'CLAIMED' : held;
  }
}
