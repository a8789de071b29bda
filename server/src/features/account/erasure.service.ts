import { Inject, Singleton } from '@midwayjs/core';
import type { accountRoutes } from '@jzt/shared/contract/account';
import type { ResponseOf } from '@jzt/shared/contract/route';
import { conflict } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { Applications } from '../application/application.service';
import { Certificates } from '../certificate/certificate.service';
import { Employments } from '../employment/employment.service';
import { Inbox } from '../inbox/inbox.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { Sessions } from '../session/session.service';
import { SmsCodes } from '../session/smsCode.service';
import { PhoneProofModel } from './phoneProof.model';

type Outlook = ResponseOf<typeof accountRoutes.export>['erasure'];

/** What is erased and what the law keeps, told before and after. */
const GOES = ['手机号、微信、姓名、身份证号', '身份证照片、本人照片', '站内消息、登录记录', '还在等对方确认的聘用申请（自动撤回）'];
const STAYS = [
  '已办结的报名、培训学时、考试成绩：只留编号，不再显示您的姓名、身份证号和照片',
  '已签发的证书（含已失效、注销的）：依法留存，仍可核验',
  '操作留痕：只留编号和脱敏后的姓名，依法至少保存六个月',
];

export interface Erased {
  personId: string;
  phoneIndex?: string;
}

/** 注销账号: a person may leave while nothing of theirs is under way and no certificate of theirs is in force. */
@Singleton()
export class Erasures {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly applications: Applications;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly sessions: Sessions;
  @Inject() private readonly codes: SmsCodes;
  @Inject() private readonly inbox: Inbox;
  @Inject() private readonly files: Files;

  /** What stands in the way, what goes and what stays, for the person to read before they decide. */
  async outlook(person: Person): Promise<Outlook> {
    return { obstacles: await this.obstacles(person), goes: GOES, stays: STAYS };
  }

  /** Throws ACCOUNT_IN_USE and says why. */
  async erase(caller: Caller): Promise<ResponseOf<typeof accountRoutes.erase>> {
    const { personId } = caller;
    const person = await this.persons.get(personId);
    const reasons = await this.obstacles(person);
    if (reasons.length) throw conflict('ACCOUNT_IN_USE', `暂时不能注销：${reasons.join('，')}。请先办结再注销`);
    await this.employments.closeRequests(personId);
    const erased: Erased = { personId, ...(person.phoneIndex && { phoneIndex: person.phoneIndex }) };
    const audit = {
      action: 'account.erase',
      subjectKind: 'Person',
      subjectId: personId,
      outcome: 'ERASED',
      actorRole: 'WORKER',
      actorId: personId,
    };
    // From here on it is decided: what is left undone by a crash, the outbox does.
    await this.persons.entomb(personId, [
      { topic: 'audit', payload: audit },
      { topic: 'person.erased', payload: { ...erased } },
    ]);
    await this.clear(erased);
    return { ok: true, message: '账号已注销，您的个人信息已删除。用同一个手机号可以重新注册', stays: STAYS };
  }

  /** An account in which nobody was verified gives its phone up to the one that its owner goes on with. */
  async dissolve(person: Person): Promise<void> {
    const personId = person._id.toHexString();
    const erased: Erased = { personId, ...(person.phoneIndex && { phoneIndex: person.phoneIndex }) };
    await this.persons.entomb(personId, [{ topic: 'person.erased', payload: { ...erased } }]);
    await this.clear(erased);
  }

  /** Made once at the request and once more by the outbox; every step bears being repeated. The record itself goes last. */
  async clear({ personId, phoneIndex }: Erased): Promise<void> {
    // What came in while the person was leaving.
    await this.employments.closeRequests(personId);
    await this.applications.withdrawAll(personId);
    await this.sessions.forget(personId);
    if (phoneIndex) await this.codes.forget(phoneIndex);
    await this.files.removeOwned(personId, ['ID_CARD', 'PORTRAIT']);
    await this.inbox.forget(personId);
    await PhoneProofModel.deleteOne({ _id: personId });
    await this.persons.remove(personId);
  }

  private async obstacles(person: Person): Promise<string[]> {
    const personId = person._id.toHexString();
    const [employer, open, standing] = await Promise.all([
      this.employments.currentOf(personId),
      this.applications.openOf(personId),
      this.certificates.countStanding(personId),
    ]);
    return [
      employer && '还有聘用关系',
      open.length > 0 && '还有在办的报名',
      standing > 0 && '名下还有有效的证书',
      person.memberships.length > 1 && '您还是单位的工作人员',
    ].filter((one): one is string => !!one);
  }
}
