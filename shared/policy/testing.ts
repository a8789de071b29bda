import type { CertificateFacts, FactsOf, Holding } from './facts';
import type { Decision } from './core';

/** Noon of a day in Asia/Shanghai: tests stand on a day, as the clock is given. */
export const at = (day: string, time = '12:00:00'): Date => new Date(`${day}T${time}+08:00`);

export const codes = (decision: Decision): string[] => decision.refusals.map((one) => one.code);
export const refusedBy = (decision: Decision): string[] => decision.refusals.map((one) => `${one.ruleId} ${one.code}`);

export const identity = (verified = true, ledgered = verified): FactsOf<'IDENTITY_BADGES'>['identity'] => ({
  status: ledgered ? 'LEDGERED' : verified ? 'VERIFIED' : 'NONE',
  badges: { verified, ledgered },
});

export const holding = (over: Partial<Holding> & Pick<Holding, 'category'>): Holding => ({ provinceCode: '510000', state: 'VALID', validTo: '2030-01-01', ...over });

export const certificate = (over: Partial<CertificateFacts> = {}): CertificateFacts => ({
  category: 'SAFETY_MGMT', code: 'A', provinceCode: '500000', state: 'ACTIVE', validTo: '2030-01-01', issuedOn: '2022-01-01', ...over,
});

/** Facts of somebody whom nothing stops, in any province. */
export const applyFacts = (over: Partial<FactsOf<'APPLY'>> = {}): FactsOf<'APPLY'> => ({
  actor: { role: 'WORKER', channel: 'WEAPP' },
  person: { birthDate: '1980-01-01', sex: 'M' },
  identity: identity(),
  subject: { category: 'SAFETY_MGMT', code: 'A' },
  application: { training: 'INSTITUTION', selfChecked: true, declaredTrue: true, portrait: true },
  employments: [{ enterpriseName: '西海建设有限公司', creditCode: '91350100M000100Y43', status: 'CONFIRMED' }],
  localHoldings: [],
  nationalHoldings: [],
  activeApplications: [],
  institution: {
    name: '高原培训中心',
    authorisations: (['SAFETY_MGMT', 'SPECIAL_OP', 'SKILLED_WORKER', 'QUALITY_TESTER'] as const).map((category) => ({ category, from: '2020-01-01' })),
  },
  ...over,
});
