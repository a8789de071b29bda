import { randomUUID } from 'node:crypto';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { RegisterEntries } from '../src/features/certificate/registerEntries.service';
import { ExemptClaims } from '../src/features/exemptClaim/exemptClaim.service';
import { Employments } from '../src/features/employment/employment.service';
import { PersonModel } from '../src/features/person/person.model';
import type { RunningServer } from '../src/platform/boot';
import type { Desk } from './organisations';
import { callerOf, idNumberOf, person, portraitOf, type DemoPeople, type DemoPerson } from './people';

/** Where a 安全员C证 may be claimed without an exam (CQ-15). */
export const CLAIM_PROVINCE: Jurisdiction = '500000';

/** Holders of a 安全员培训考核合格证书, and how far their claim is. */
export const CLAIMED: readonly { person: DemoPerson; number: string; standing: 'MAY' | 'SENT' | 'RETURNED' | 'ISSUED'; held: string }[] = [
  {
    person: person('覃少华', '13900000095', '1984-06-21', 187),
    number: '渝安员2021000187',
    standing: 'MAY',
    held: '有安全员培训考核合格证书，可以免试申领C证',
  },
  {
    person: person('蒲大勇', '13900000096', '1980-01-30', 189),
    number: '渝安员2021000189',
    standing: 'SENT',
    held: '已提交免试申领，等主管部门审核',
  },
  {
    person: person('冉秋菊', '13900000097', '1987-09-15', 190),
    number: '渝安员2021000190',
    standing: 'RETURNED',
    held: '免试申领被退回，修改后重新提交',
  },
  {
    person: person('向前进', '13900000098', '1978-11-11', 191),
    number: '渝安员2021000191',
    standing: 'ISSUED',
    held: '免试申领已通过，C证已发',
  },
];

/** Brings them to where they stand, through the services. */
export async function claimDemo(server: RunningServer, people: DemoPeople, desk: Desk): Promise<void> {
  const [entries, claims, employments] = [await server.get(RegisterEntries), await server.get(ExemptClaims), await server.get(Employments)];
  for (const { person: who, number, standing } of CLAIMED) {
    const personId = await people.worker(who);
    const caller = callerOf(personId, 'WORKER');
    await PersonModel.updateOne({ _id: personId }, { $set: { served: { jurisdiction: CLAIM_PROVINCE, by: 'CHOICE', at: new Date(0) } } });
    const asked = await employments.ask(
      caller,
      { enterpriseId: desk.enterpriseId, position: '安全员', jurisdiction: CLAIM_PROVINCE },
      randomUUID(),
    );
    await employments.confirm(desk.clerk, asked.id, { version: asked.version }, randomUUID());
    await entries.record([
      {
        jurisdiction: CLAIM_PROVINCE,
        kind: 'SITE_MANAGER_PAPER',
        subject: { category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER' },
        number,
        name: who.name,
        idNumber: idNumberOf(who),
        issuedOn: '2021-06-01',
        validTo: `${new Date().getFullYear() + 1}-12-31`,
      },
    ]);
    if (standing === 'MAY') continue;
    const { fileId } = await claims.uploadProof(caller, await portraitOf(who));
    const sent = await claims.submit(caller, { proofFileId: fileId, portraitFileId: await people.portrait(who, personId) }, randomUUID());
    if (standing === 'SENT') continue;
    const decision =
      standing === 'ISSUED' ? { decision: 'APPROVE' as const } : { decision: 'RETURN' as const, reason: '合格证书照片看不清，请重新拍摄' };
    await claims.decide(desk.reviewer, sent.id, { ...decision, version: sent.version }, randomUUID());
  }
}
