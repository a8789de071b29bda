import { page } from '../../route-kit';

export const staffRoutes = {
  /** 待审核: longest waiting first. */
  queue: page('packages/staff/queue/index'),
  case: page<{ id: string }>('packages/staff/case/index'),
  classes: page('packages/staff/classes/index'),
  class: page<{ id: string }>('packages/staff/class/index'),
  newClass: page('packages/staff/class-new/index'),
  plans: page('packages/staff/plans/index'),
  /** Messages of the server open it. */
  plan: page<{ id: string }>('packages/staff/plan/index'),
  /** A new one, or `id` of a draft or a returned one. */
  planForm: page<{ id?: string }>('packages/staff/plan-form/index'),
  /** Certificates the institution issues itself (QH-36). */
  passLists: page('packages/staff/pass-lists/index'),
  passList: page<{ id: string }>('packages/staff/pass-list/index'),
};
