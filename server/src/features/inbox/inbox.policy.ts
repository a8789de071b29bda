/** Everybody's own, in whatever role they act. */
export { ofPerson as scope } from '../../platform/policy';
