import { page } from '../../route-kit';

/** A certificate type on its way through the pages: category, sub-code or trade, and its name for the screen. */
type Choice = { category: string; code?: string; label: string };

export const applicationRoutes = {
  types: page('packages/application/types/index'),
  /** `pick`: only to hand an institution back to the form it was opened from. */
  institutions: page<{ category: string; code?: string; label: string; pick?: '1' }>('packages/application/institutions/index'),
  /** A new one (with the choice, or without to go on with what is kept on the phone), or `id` of one to correct. */
  form: page<Partial<Choice> & { institutionId?: string; institutionName?: string; id?: string }>('packages/application/form/index'),
  list: page('packages/application/list/index'),
  /** 查看审核状态 (QH-22). Messages of the server open it. */
  detail: page<{ id: string }>('packages/application/detail/index'),
};
