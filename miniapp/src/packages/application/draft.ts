import type { Application } from '@jzt/shared/contract/application';
import type { Category } from '@jzt/shared/domain/categories';
import { EDUCATIONS, type Education } from '@jzt/shared/domain/educations';

export interface Choice {
  category: Category;
  code?: string;
  /** Its name, for the screen. */
  label: string;
  institutionId: string;
  institutionName: string;
}

/** The form as it is kept on the phone; nothing in it identifies a person. */
export interface ApplicationDraft extends Partial<Choice> {
  education?: Education;
  /** YYYY-MM-DD, of the medical certificate (O-10). */
  medicalOn?: string;
  portraitFileId?: string;
  selfChecked: boolean;
  declaredTrue: boolean;
}

export const NEW_DRAFT = 'application.new';
export const EMPTY: ApplicationDraft = { selfChecked: false, declaredTrue: false };

/** Another type or institution: the portrait and the education stay, what was declared about the old choice does not. */
export function withChoice(draft: ApplicationDraft, choice: Partial<Choice>): ApplicationDraft {
  const next = { ...draft, ...choice };
  const sameType = next.category === draft.category && next.code === draft.code;
  const same = sameType && next.institutionId === draft.institutionId;
  return same ? draft : { ...next, selfChecked: sameType && draft.selfChecked, declaredTrue: false };
}

/** The form of an application that came back: as it was sent, to be declared anew. */
export function draftOf(sent: Application): ApplicationDraft {
  return {
    category: sent.subject.category as Category,
    code: sent.subject.code,
    label: sent.subject.labelZh,
    institutionId: sent.institution?.id,
    institutionName: sent.institution?.name,
    education: EDUCATIONS.find((each) => each === sent.education),
    medicalOn: sent.medicalOn,
    portraitFileId: sent.portraitFileId,
    selfChecked: false,
    declaredTrue: false,
  };
}

/** Something worth going on with. */
export const isStarted = (draft: ApplicationDraft): boolean => draft.category !== undefined && draft.institutionId !== undefined;

export type Missing = Partial<Record<'institutionId' | 'education' | 'medicalOn' | 'portraitFileId', string>>;

/** What the form cannot be sent without, by field. The ticks are the law's matter: the server asks for them where they are needed (CQ-04). */
export function missingIn(draft: ApplicationDraft): Missing {
  return {
    ...(!draft.institutionId && { institutionId: '请选择培训机构' }),
    ...(!draft.portraitFileId && { portraitFileId: '请上传本人近照' }),
    ...(!draft.education && { education: '请选择学历' }),
    ...(draft.category === 'SPECIAL_OP' && !draft.medicalOn && { medicalOn: '请选择体检日期' }),
  };
}
