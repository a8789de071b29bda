import { Inject, Singleton } from '@midwayjs/core';
import { Types } from 'mongoose';
import { Audit } from '../../platform/audit';
import { conflict } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { Applications } from '../application/application.service';
import { Certificates } from '../certificate/certificate.service';
import { Employments } from '../employment/employment.service';
import { Persons } from '../person/person.service';
import { Sessions } from '../session/session.service';

/** 注销账号: a person may leave while nothing of theirs is under way and no certificate names them. */
@Singleton()
export class Erasures {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly applications: Applications;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly sessions: Sessions;
  @Inject() private readonly files: Files;
  @Inject() private readonly audit: Audit;

  /** Throws ACCOUNT_IN_USE and says why. */
  async erase(caller: Caller): Promise<void> {
    const person = await this.persons.get(caller.personId);
    const [employer, open, certificates] = await Promise.all([
      this.employments.currentOf(caller.personId),
      this.applications.openOf(caller.personId),
      this.certificates.listMine(caller),
    ]);
    const reasons = [
      employer && '还有聘用关系',
      open.length && '还有在办的报名',
      certificates.length && '名下还有证书（证书要依法留存）',
      person.memberships.length > 1 && '您还是单位的工作人员',
    ].filter(Boolean);
    if (reasons.length) throw conflict('ACCOUNT_IN_USE', `暂时不能注销：${reasons.join('，')}。请先办结再注销`);
    await this.persons.remove(caller.personId);
    for (const fileId of [person.identity.cardFileId, person.identity.cardBackFileId]) if (fileId) await this.files.remove(fileId);
    await this.sessions.endAll(caller.personId);
    await this.audit.append(
      {
        action: 'account.erase',
        subjectKind: 'Person',
        subjectId: caller.personId,
        outcome: 'ERASED',
        actorRole: 'WORKER',
        actorId: caller.personId,
      },
      new Types.ObjectId().toHexString(),
    );
  }
}
