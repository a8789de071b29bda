import { examRoutes, type ExamPlan } from '@jzt/shared/contract/exam';
import { sourceKey } from '@jzt/shared/domain/sources';
import { useAction, useDraft, useQuery } from '@/hooks';
import { choicesOf, keyOf } from './choices';

/** Whose plans: an institution's for its own people (QH-14), the authority's for those trained by their enterprise (QH-07). */
const ROUTES = {
  INSTITUTION: {
    view: examRoutes.viewPlan,
    eligible: examRoutes.eligible,
    create: examRoutes.createPlan,
    update: examRoutes.updatePlan,
  },
  AUTHORITY: {
    view: examRoutes.viewForAuthority,
    eligible: examRoutes.eligibleForAuthority,
    create: examRoutes.createForAuthority,
    update: examRoutes.updateForAuthority,
  },
};
export type Planner = keyof typeof ROUTES;

/** As many as the contract takes in one plan. */
const MOST = 200;
const CHANGES = { changes: ['exam', 'account'] };

interface Form {
  name?: string;
  startsAt?: string;
  minutes?: string;
  subject?: string;
  people?: string[];
}

/** The form of a new plan, or of one to correct: what is not touched keeps the plan's own words. */
export function usePlanForm(by: Planner, id?: string) {
  const api = ROUTES[by];
  const plan = useQuery(api.view, { params: { id: id ?? '' } }, { enabled: id !== undefined, onShow: false });
  const eligible = useQuery(api.eligible, {}, { onShow: false });
  const draft = useDraft<Form>(`plan.${id ?? 'new'}`, {});
  const create = useAction(api.create, CHANGES);
  const update = useAction(api.update, CHANGES);
  const act = id ? update : create;
  const { data: old } = plan;

  const choices = choicesOf(eligible.data?.items ?? [], old);
  const form = {
    name: draft.value.name ?? old?.name ?? '',
    startsAt: draft.value.startsAt ?? old?.startsAt,
    minutes: draft.value.minutes ?? (old ? String(old.minutes) : '120'),
    subject: draft.value.subject ?? (old ? keyOf(old.subject) : choices.length === 1 ? choices[0]!.key : undefined),
  };
  const choice = choices.find((each) => each.key === form.subject);
  const own = draft.value.people ?? old?.candidates.map((one) => sourceKey(one.source)) ?? [];
  const chosen = choice?.people.map((one) => sourceKey(one.source)).filter((each) => own.includes(each)) ?? [];
  const choose = (people: string[]) => draft.set({ people: people.slice(0, MOST) });
  const missing = !form.subject
    ? '请选择证书类型'
    : chosen.length === 0
      ? '请勾选考生'
      : !form.name.trim()
        ? '请填写计划名称'
        : !form.startsAt
          ? '请选择考试时间'
          : undefined;

  return {
    eligible,
    plan,
    form,
    choices,
    choice,
    chosen,
    missing,
    act,
    restoredAt: draft.restoredAt,
    set: draft.set,
    chooseSubject: (subject: string) => draft.set({ subject, people: [] }),
    toggle: (one: string) => choose(chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one]),
    toggleAll: () =>
      choose(choice && chosen.length < Math.min(choice.people.length, MOST) ? choice.people.map((one) => sourceKey(one.source)) : []),
    /** The saved plan, or undefined when it was refused. */
    save: async (): Promise<ExamPlan | undefined> => {
      const sources = choice?.people.map((one) => one.source).filter((one) => chosen.includes(sourceKey(one))) ?? [];
      const body = { name: form.name, startsAt: form.startsAt ?? '', minutes: Number(form.minutes), sources };
      const saved = id ? await update.run({ params: { id }, body: { ...body, version: old?.version ?? 0 } }) : await create.run({ body });
      if (saved) draft.clear();
      else if (id) void plan.refetch();
      return saved;
    },
  };
}
