import type { Sex } from '@jzt/shared/domain/idNumber';
import type { Application } from '../application/application.model';

/** What is looked at beside the application itself. */
export interface RiskFacts {
  application: Pick<Application, 'history' | 'employmentId'>;
  /** Full years today; undefined when the birthday is not known. */
  age?: number;
  sex?: Sex;
  ledgered: boolean;
  /** The real-name check was passed on an officer's word, without a face check (O-18). */
  manualIdentity: boolean;
  /** State of the employment it was submitted under. */
  employmentStatus?: string;
  /** The same picture stands in another person's application. */
  portraitShared: boolean;
}

/** Ages at which people usually retire; no bar to a certificate, only a reason to look at the card. */
const RETIREMENT: Record<Sex, number> = { M: 60, F: 55 };
const ADULT = 18;

/** Reasons to look twice, in plain words; none of them refuses anything, but such a case is left out of a batch approval. */
export function risksOf(facts: RiskFacts): string[] {
  const { application, age, sex, employmentStatus } = facts;
  const returned = application.history.filter((line) => line.event === 'institutionReturn').length;
  const risks: (string | false)[] = [
    facts.portraitShared && '本人照片与他人报名照片相同，请核对',
    !facts.ledgered && '实名信息现在不是“已入库”，请核对',
    facts.manualIdentity && '实名认证由人工核验通过，请核对身份证照片与本人照片',
    age !== undefined && age <= ADULT && `年龄${age}周岁，请核对是否符合从业年龄`,
    age !== undefined && sex !== undefined && age >= RETIREMENT[sex] - 1 && `年龄${age}周岁，接近或超过退休年龄`,
    application.employmentId !== undefined && employmentStatus !== 'CONFIRMED' && '报名时的聘用关系已解除',
    returned > 0 && `曾被退回修改${returned}次，请核对修改的内容`,
  ];
  return risks.filter((one): one is string => one !== false);
}
