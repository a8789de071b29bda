import { page, told } from '../../route-kit';

export const applicationRoutes = {
  types: told('applicationTypes'),
  /** `pick`: only to hand an institution back to the form it was opened from; `q`: what is looked for, in a shared link. */
  institutions: page<{ category: string; code?: string; pick?: '1'; q?: string }>('packages/application/institutions/index'),
  /** A new one, or what is kept of it on the phone; with `id` one to correct. */
  form: page<{ id?: string }>('packages/application/form/index'),
  /** A class, from the code on its poster (CQ-27). */
  class: told('class'),
  list: page('packages/application/list/index'),
  /** 查看审核状态 (QH-22). */
  detail: told('application'),
};
