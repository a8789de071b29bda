export type { Decision, Options, Pending, Refusal, RuleId, Window, WorkingDays } from './core';
export type { CertificateFacts, Facts, FactsOf, Holding, Service, Subject } from './facts';
export type { KindTerms, Pack, Ruled } from './pack';
export type { SomeFacts } from './engine';
export { evaluate, evaluateAll, listServices, preview } from './engine';
export { PACKS, packOf, packOfCase, packOfVersion } from './packs';
export { isAuthorised, stillHeld } from './rules/apply';
export { passes } from './rules/exam';
