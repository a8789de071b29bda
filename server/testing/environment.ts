import { TestEnvironment } from 'jest-environment-node';

/** Jest gives each test file builtins of its own; what a native module (onnxruntime) makes is of the process, and must still be taken for what it is. */
export default class ServerEnvironment extends TestEnvironment {
  constructor(...given: ConstructorParameters<typeof TestEnvironment>) {
    super(...given);
    Object.assign(this.global, { Float32Array, Int32Array, BigInt64Array });
  }
}
