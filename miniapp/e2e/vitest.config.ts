import { defineConfig } from 'vitest/config';

// The built bundles are driven here; build first (npm run build:weapp, npm run build:h5).
export default defineConfig({
  test: { include: ['**/*.e2e.ts'], root: __dirname, pool: 'forks', fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 },
});
