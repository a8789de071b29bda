import { Inject, Singleton } from '@midwayjs/core';
import { FAULT_TEXT, type ClientFault } from '@jzt/shared/contract/clientFault';
import { toLocalDate } from '@jzt/shared/domain/calendar';
import { faultText } from '@jzt/shared/domain/withoutPersonalData';
import type { Clock } from '../../platform/clock';
import { sha256 } from '../../platform/crypto';
import { Limits, type Limit } from '../../platform/limits';
import type { Logger } from '../../platform/logger';
import { ClientFaultModel } from './clientFault.model';

/** A phone tells ten at most in one run; many phones may stand behind one address. */
const FROM_ONE_ADDRESS: Limit = {
  name: 'client-faults',
  most: 30,
  per: 60,
  code: 'FAULTS_TOO_OFTEN',
  words: (wait) => `上报太频繁，请${wait}后再试`,
};
/** So many kinds of a day are kept apart; whoever invents new ones only makes the last one count. */
const KINDS_A_DAY = 300;

/** Faults on people's phones, for operators: each kind of a day once with its number, and a line in the log when it is new. */
@Singleton()
export class ClientFaults {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly limits: Limits;

  /** Throws FAULTS_TOO_OFTEN. What a phone left in of personal data is taken out here. */
  async take(told: ClientFault, ip: string): Promise<void> {
    const now = this.clock.now();
    await this.limits.take(FROM_ONE_ADDRESS, ip);
    const fault: ClientFault = {
      ...told,
      message: faultText(told.message, FAULT_TEXT.message),
      page: faultText(told.page, FAULT_TEXT.page),
      version: faultText(told.version, FAULT_TEXT.version),
      ...(told.stack && { stack: faultText(told.stack, FAULT_TEXT.stack) }),
    };
    const day = toLocalDate(now);
    const _id = `${day}/${sha256([fault.kind, fault.message, fault.page, fault.target, fault.version].join('\n')).slice(0, 16)}`;
    if (await this.counted(_id)) return;
    const room = (await ClientFaultModel.countDocuments({ day }, { limit: KINDS_A_DAY })) < KINDS_A_DAY;
    const kept = room
      ? { _id, ...fault }
      : {
          _id: `${day}/more`,
          kind: fault.kind,
          message: 'more kinds of faults than are kept',
          page: '',
          target: fault.target,
          version: '',
        };
    const made = await ClientFaultModel.updateOne(
      { _id: kept._id },
      { $setOnInsert: { ...kept, day, count: 0, firstAt: now } },
      { upsert: true },
    );
    await this.counted(kept._id);
    if (made.upsertedCount > 0) this.logger.warn({ fault: kept }, 'fault on a phone');
  }

  private async counted(_id: string): Promise<boolean> {
    return (await ClientFaultModel.updateOne({ _id }, { $inc: { count: 1 } })).matchedCount > 0;
  }
}
