import { useState } from 'react';
import { onsiteRoutes as api, type OnsitePerson } from '@jzt/shared/contract/onsite';
import type { Category } from '@jzt/shared/domain/categories';
import type { Education } from '@jzt/shared/domain/educations';
import { ONSITE_PAPERS, type OnsitePaper } from '@jzt/shared/domain/onsitePapers';
import { useAction, useUpload } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';

export const PAPERS = Object.keys(ONSITE_PAPERS) as OnsitePaper[];

interface Form {
  /** As `keyOf` names it. */
  type?: string;
  education?: Education;
  medicalOn?: string;
  /** On the phone, and at the server. */
  portrait?: string;
  portraitFileId?: string;
  papers: OnsitePaper[];
  selfChecked: boolean;
}
const EMPTY: Form = { papers: [], selfChecked: false };

export const keyOf = ({ subject }: OnsitePerson['types'][number]): string => `${subject.category}/${subject.code ?? ''}`;

/** One person at the counter, from the card to the record. Nothing of it is kept on the officer's phone. */
export function useOnsite() {
  const [who, setWho] = useState({ name: '', idNumber: '' });
  const [person, setPerson] = useState<OnsitePerson>();
  const [form, setForm] = useState<Form>(EMPTY);
  const find = useAction(api.findPerson);
  const accept = useAction(api.accept, { changes: ['onsite', 'exam', 'account'] });
  const upload = useUpload(api.uploadPortrait);
  const type = person?.types.find((one) => keyOf(one) === form.type);
  const category = type?.subject.category as Category | undefined;
  const missing = !type
    ? '请选择报名类型'
    : !form.portraitFileId
      ? '请拍本人照片'
      : !form.education
        ? '请选择学历'
        : category === 'SPECIAL_OP' && !form.medicalOn
          ? '请选择体检日期'
          : !form.selfChecked
            ? '请查全国持证情况'
            : form.papers.length < PAPERS.length
              ? '请核对完材料'
              : undefined;
  return {
    who,
    person,
    form,
    type,
    category,
    missing,
    find,
    accept,
    upload,
    typeIn: (patch: Partial<typeof who>) => {
      find.reset();
      setWho((before) => ({ ...before, ...patch }));
    },
    change: (patch: Partial<Form>) => {
      accept.reset();
      setForm((before) => ({ ...before, ...patch }));
    },
    look: async () => setPerson(await find.run({ body: who })),
    again: () => {
      setPerson(undefined);
      setForm(EMPTY);
      accept.reset();
    },
    photograph: async (portrait: string) => {
      setForm((before) => ({ ...before, portrait, portraitFileId: undefined }));
      const answer = await upload.run(portrait);
      // Meanwhile another person may stand at the counter, or another picture may have been taken: it goes with the one it was sent for.
      if (answer) setForm((before) => (before.portrait === portrait ? { ...before, portraitFileId: answer.fileId } : before));
    },
    send: async () => {
      const { education, medicalOn, portraitFileId, papers, selfChecked } = form;
      if (!type || !category || !education || !portraitFileId) return;
      const subject = { category, code: type.subject.code };
      const made = await accept.run({ body: { ...who, subject, education, medicalOn, portraitFileId, papers, selfChecked } });
      if (made) await replace(routes.authority.case, { id: made.id });
    },
  };
}

export type OnsiteWork = ReturnType<typeof useOnsite>;
