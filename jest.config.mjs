// Tests run from source: swc keeps the decorator metadata that Midway's container needs.
const swc = (parser) => [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      parser,
      target: 'es2022',
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    },
  },
];

// Node requires these by itself, Jest only once they are no longer ES modules. What lies below them in node_modules goes with them.
const ES_MODULES = ['@gutenye/ocr-(node|common|models)', '@peculiar/utils', 'asn1js', 'bytestreamjs', 'jose', 'pixelmatch', 'pkijs'].map(
  (name) => `${name}/`,
);
// The driver of MongoDB asks for node:os by a dynamic import, which Jest has only for ES modules.
const DYNAMIC_IMPORTS = ['(mongoose/node_modules/)?mongodb/lib/runtime_adapters'];

const project = {
  rootDir: import.meta.dirname,
  // Not below the folder for temporary files, which `npm test` makes anew each time.
  cacheDirectory: '<rootDir>/.build/jest',
  testEnvironment: 'node',
  // A builtin is looked up slowly inside Jest's sandbox; loops over pixels ask for this one most (a QR code as PNG: 25 times faster).
  sandboxInjectedGlobals: ['Math'],
  transform: {
    '\\.ts$': swc({ syntax: 'typescript', decorators: true }),
    '\\.tsx$': swc({ syntax: 'typescript', tsx: true }),
    '\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`<rootDir>/(\\w+/)?node_modules/(?!${[...ES_MODULES, ...DYNAMIC_IMPORTS].join('|')})`],
  moduleNameMapper: { '^@jzt/shared/(.*)$': '<rootDir>/shared/$1', '^@/(.*)$': '<rootDir>/miniapp/src/$1' },
  modulePathIgnorePatterns: ['<rootDir>/(\\w+/)?(dist|\\.build|\\.data)/'],
};

const e2e = {
  ...project,
  testEnvironment: '<rootDir>/miniapp/e2e/environment.ts',
  globalSetup: '<rootDir>/server/testing/globalSetup.ts',
  globalTeardown: '<rootDir>/server/testing/globalTeardown.ts',
};

/** `npx jest shared/domain`, `npx jest --ignoreProjects browser weapp`, `npx jest --selectProjects browser --maxWorkers=2` (build:h5 first). */
export default {
  projects: [
    { ...project, displayName: 'shared', testMatch: ['<rootDir>/shared/**/*.test.ts'] },
    {
      ...project,
      displayName: 'server',
      testEnvironment: '<rootDir>/server/testing/environment.ts',
      testMatch: ['<rootDir>/server/**/*.test.ts'],
      globalSetup: '<rootDir>/server/testing/globalSetup.ts',
      globalTeardown: '<rootDir>/server/testing/globalTeardown.ts',
    },
    { ...project, displayName: 'miniapp', testMatch: ['<rootDir>/miniapp/**/*.test.ts'] },
    {
      ...project,
      displayName: 'components',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/miniapp/**/*.test.tsx'],
      setupFilesAfterEnv: ['<rootDir>/miniapp/testing/setup.ts'],
      moduleNameMapper: {
        ...project.moduleNameMapper,
        '^@tarojs/(components|taro)$': '<rootDir>/miniapp/testing/tarojs-$1',
        // Its other builds carry lottie inside them, which draws as soon as it is loaded, on a canvas that jsdom does not have.
        '^@nutui/nutui-react-taro$': '@nutui/nutui-react-taro/dist/cjs/packages/nutui.react.build.js',
        '^(@nutui/lottie-miniprogram|lottie-web)$|\\.(s?css|png)$|/style/css$': '<rootDir>/miniapp/testing/nothing.ts',
      },
      globals: { API_BASE: '' },
    },
    { ...e2e, displayName: 'browser', testMatch: ['<rootDir>/miniapp/e2e/*-{browser,h5}.e2e.ts'] },
    {
      ...e2e,
      displayName: 'weapp',
      testMatch: ['<rootDir>/miniapp/e2e/*.e2e.ts'],
      testPathIgnorePatterns: ['/node_modules/', '-(browser|h5)\\.e2e\\.ts$'],
    },
  ],
  // Of a test that cuts the power before each of thirty writes, on a machine that has more to do.
  testTimeout: 300_000,
  // A worker that has gathered much is begun anew.
  workerIdleMemoryLimit: '1GB',
};
