import { TestEnvironment } from 'jest-environment-node';

declare global {
  /** Whether the test that just ran has failed, for `afterEach` to ask. */
  var testFailed: boolean;
}

/** Jest tells its hooks nothing of the test; this tells them how it went. */
export default class E2eEnvironment extends TestEnvironment {
  handleTestEvent({ name }: { name: string }): void {
    if (name === 'test_start') this.global.testFailed = false;
    if (name === 'test_fn_failure') this.global.testFailed = true;
  }
}
