import type { Decision } from './core';
import type { CertificateFacts, Facts, FactsOf, Holding } from './facts';

/** An instant of a day in Asia/Shanghai, noon unless told: tests stand on a day, as the clock is given. */
export const at = (day: string, time = '12:00:00'): Date => new Date(`${day}T${time}+08:00`);

export const codes = (decision: Decision): string[] => decision.refusals.map((one) => one.code);
/** `['CQ-05 HELD_ELSEWHERE']` */
export const refusedBy = (decision: Decision): string[] => decision.refusals.map((one) => `${one.ruleId} ${one.code}`);
export const said = (decision: Decision): string[] => decision.refusals.map((one) => one.messageZh);

export const identity = (verified = true, ledgered = verified): Facts['identity'] => ({
  status: ledgered ? 'LEDGERED' : verified ? 'VERIFIED' : 'NONE',
  badges: { verified, ledgered },
});

export const worker: Facts['actor'] = { role: 'WORKER', channel: 'WEAPP' };
export const officer: Facts['actor'] = { role: 'AUTHORITY_REVIEWER', channel: 'H5' };
export const issuer: Facts['actor'] = { role: 'AUTHORITY_ISSUER', channel: 'H5' };
export const enterprise: Facts['actor'] = { role: 'ENTERPRISE_STAFF', channel: 'H5' };
export const institutionStaff: Facts['actor'] = { role: 'INSTITUTION_STAFF', channel: 'H5' };

export const employer: Facts['employments'] = [
  { enterpriseName: '西海建设有限公司', creditCode: '91350100M000100Y43', status: 'CONFIRMED' },
];

/** A certificate of another province, valid. */
export const holding = (over: Partial<Holding> & Pick<Holding, 'category'>): Holding => ({
  provinceCode: '510000',
  state: 'VALID',
  validTo: '2030-01-01',
  ...over,
});

export const certificate = (over: Partial<CertificateFacts> = {}): CertificateFacts => ({
  category: 'SAFETY_MGMT',
  code: 'A',
  provinceCode: '500000',
  state: 'ACTIVE',
  validTo: '2030-01-01',
  issuedOn: '2015-01-01',
  ...over,
});

const TRAINED = ['SAFETY_MGMT', 'SPECIAL_OP', 'SITE_MANAGER', 'SKILLED_WORKER', 'QUALITY_TESTER', 'ASSOC_CONSTRUCTOR'] as const;
/** An institution authorised for everything, for all of these years. */
export const institution: NonNullable<Facts['institution']> = {
  name: '高原培训中心',
  authorisations: TRAINED.map((category) => ({ category, from: '2015-01-01', to: '2035-12-31' })),
};

/** Facts of somebody whom nothing stops, in any province. */
export const applyFacts = (over: Partial<FactsOf<'APPLY'>> = {}): FactsOf<'APPLY'> => ({
  actor: worker,
  person: { birthDate: '1980-01-01', sex: 'M' },
  identity: identity(),
  subject: { category: 'SAFETY_MGMT', code: 'A' },
  application: {
    training: 'INSTITUTION',
    selfChecked: true,
    declaredTrue: true,
    portrait: true,
    education: '初中',
    medicalOn: '2023-05-20',
  },
  employments: employer,
  localHoldings: [],
  nationalHoldings: [],
  activeApplications: [],
  institution,
  ...over,
});
