import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { applicationRoutes as api, type Application } from '@jzt/shared/contract/application';
import { useAction, useDraft, useNotices } from '@/hooks';
import { back, replace } from '@/navigation';
import { routes } from '@/routes';
import { missingIn, withChoice, type ApplicationDraft, type Choice } from '../draft';
import { handedChoice } from '../handed';
import { REVIEW_NOTICES } from '../notices';

const CHANGES = { changes: ['application', 'account'] };

/** The form's content and its way to the server; the same content keeps one idempotency key until the server has answered (useAction). */
export function useApplicationForm({ sent, draftKey, initial }: { sent?: Application; draftKey: string; initial: ApplicationDraft }) {
  const draft = useDraft<ApplicationDraft>(draftKey, initial);
  const submit = useAction(api.submit, CHANGES);
  const resubmit = useAction(api.resubmit, CHANGES);
  const notices = useNotices();
  const [tried, setTried] = useState(false);
  const { value } = draft;
  const missing = missingIn(value);
  const action = sent ? resubmit : submit;

  const change = (patch: Partial<ApplicationDraft>) => {
    action.reset();
    draft.set(patch);
  };
  const choose = useRef((next: Partial<Choice>) => draft.set(withChoice(draft.value, next)));
  choose.current = (next) => change(withChoice(value, next));
  const handed = useSyncExternalStore(handedChoice.subscribe, handedChoice.get);
  useEffect(() => {
    if (!handed) return;
    handedChoice.set(undefined);
    choose.current(handed);
  }, [handed]);

  const send = async (): Promise<void> => {
    setTried(true);
    const { category, code, institutionId, education, medicalOn, portraitFileId, declaredTrue, selfChecked } = value;
    if (!category || !institutionId || !education || !portraitFileId || missing.medicalOn) return;
    // WeChat shows its sheet only as the first thing of a tap.
    await notices.ask(REVIEW_NOTICES);
    const form = { institutionId, education, medicalOn, portraitFileId, declaredTrue, selfChecked };
    const answer = sent
      ? await resubmit.run({ params: { id: sent.id }, body: { ...form, version: sent.version } })
      : await submit.run({ body: { ...form, subject: { category, code } } });
    if (!answer) return;
    draft.clear();
    await (sent ? back() : replace(routes.application.detail, { id: answer.id }));
  };

  return {
    value,
    arriving: handed !== undefined,
    change,
    send,
    busy: action.busy,
    error: action.error,
    missing: tried ? missing : {},
    restoredAt: draft.restoredAt,
  };
}
