import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import house from '../../vitest.config';

// Taps race animations on a busy machine: a test that fails is made once more, and must pass then.
// The built bundles are driven here, against the whole server in the test's process. Build first: npm run build:weapp and npm run build:h5 -w miniapp.
export default defineConfig({
  ...house,
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    ...house.test,
    include: ['miniapp/e2e/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    retry: 1,
  },
});
