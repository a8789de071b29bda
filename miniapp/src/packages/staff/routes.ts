import { page, told } from '../../route-kit';

export const staffRoutes = {
  /** 待审核: longest waiting first. */
  queue: told('reviewQueue'),
  case: page<{ id: string }>('packages/staff/case/index'),
  classes: told('classes'),
  class: page<{ id: string }>('packages/staff/class/index'),
  newClass: page('packages/staff/class-new/index'),
  plans: told('examPlans'),
  plan: told('examPlan'),
  /** 监考 of a running plan. */
  room: told('examRoom'),
  /** A new one, or `id` of a draft or a returned one. */
  planForm: page<{ id?: string }>('packages/staff/plan-form/index'),
  /** 学时上报 (HN-14…17); `id`: a returned batch to correct. */
  hours: page('packages/staff/hours/index'),
  hoursForm: page<{ id?: string }>('packages/staff/hours-form/index'),
  /** Certificates the institution issues itself (QH-36). */
  passLists: page('packages/staff/pass-lists/index'),
  passList: told('institutionPassList'),
};
