/** Pages of the mini-program that the server sends people to (messages, to-dos); the mini-program's own routes are declared from here. */
export const PAGES = {
  home: 'pages/home/index',
  study: 'pages/study/index',
  identity: 'packages/identity/status/index',
  face: 'packages/identity/face/index',
  phone: 'packages/identity/phone/index',
  employment: 'packages/identity/employment/index',
  application: 'packages/application/detail/index',
  applicationTypes: 'packages/application/types/index',
  class: 'packages/application/class/index',
  course: 'packages/study/course/index',
  examTicket: 'packages/exam/ticket/index',
  certificate: 'packages/certificate/detail/index',
  transfer: 'packages/transfer/home/index',
  exemptClaim: 'packages/transfer/claim/index',
  exchanges: 'packages/exchange/home/index',
  exchange: 'packages/exchange/case/index',
  unexchanged: 'packages/exchange/pending/index',
  fileChecks: 'packages/exchange/file-checks/index',
  transferFace: 'packages/transfer/face/index',
  duplicate: 'packages/certificate/duplicate/index',
  continuingEducation: 'packages/life/education/index',
  certificateServices: 'packages/life/services/index',
  certificateService: 'packages/life/service/index',
  yearlyHours: 'packages/life/hours/index',
  authorityHours: 'packages/authority/hours/index',
  deadlines: 'packages/life/deadlines/index',
  reviewQueue: 'packages/staff/queue/index',
  classes: 'packages/staff/classes/index',
  examPlans: 'packages/staff/plans/index',
  examPlan: 'packages/staff/plan/index',
  examRoom: 'packages/staff/room/index',
  institutionPassList: 'packages/staff/pass-list/index',
  baseAgency: 'packages/enterprise/agency/index',
  enterprisePeople: 'packages/enterprise/people/index',
  enterpriseFilings: 'packages/filing/list/index',
  authorityFilings: 'packages/filing/review/index',
  authorityExamPlans: 'packages/authority/plans/index',
  authorityServices: 'packages/authority/services/index',
  authorityService: 'packages/authority/service/index',
  authorityEducation: 'packages/authority/education/index',
  authorityPassLists: 'packages/authority/pass-lists/index',
  authorityPassList: 'packages/authority/pass-list/index',
  clearings: 'packages/authority/clearings/index',
  undelivered: 'packages/authority/undelivered/index',
  onsite: 'packages/authority/onsite/index',
  insuranceQueue: 'packages/authority/insurance/index',
  duplicates: 'packages/authority/duplicates/index',
  manualQueue: 'packages/authority/manual/index',
  claimQueue: 'packages/authority/claims/index',
  transferManual: 'packages/authority/transfer-manual/index',
} as const;

/** What each page is opened with; a page that is not named here takes nothing. */
interface Params {
  /** The face-check provider's own token; what it brings is not believed. */
  face: { BizToken?: string };
  phone: { BizToken?: string };
  transferFace: { BizToken?: string };
  application: { id: string };
  exchange: { id: string };
  class: { id?: string; scene?: string };
  course: { sourceKind: string; sourceId: string };
  examTicket: { id: string; BizToken?: string };
  certificate: { id: string };
  duplicate: { id: string };
  /** Of the certificate. */
  continuingEducation: { id: string };
  certificateServices: { id: string };
  certificateService: { id: string };
  authorityService: { id: string };
  examPlan: { id: string };
  examRoom: { id: string };
  institutionPassList: { id: string };
  authorityPassList: { id: string };
}

export type PageName = keyof typeof PAGES;
/** The parameters of a page. */
export type ParamsOf<N extends PageName> = N extends keyof Params ? Params[N] : Record<never, string>;

declare const made: unique symbol;
/** The address of a page, as only `pageAddress` makes it: `packages/exam/ticket/index?id=…`. */
export type PageAddress = string & { readonly [made]: true };

/** `pageAddress('application', { id })`; the compiler asks for what the page needs. */
export function pageAddress<N extends PageName>(
  page: N,
  ...[params]: Record<never, string> extends ParamsOf<N> ? [params?: ParamsOf<N>] : [params: ParamsOf<N>]
): PageAddress {
  const query = Object.entries<string>(params ?? {})
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return `${PAGES[page]}${query && `?${query}`}` as PageAddress;
}
