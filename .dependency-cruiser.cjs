const tests = '(\\.test\\.tsx?|/testing\\.ts)$|^server/(testing|e2e|simulation)/|^miniapp/e2e/';

/** The arrows of the house: miniapp → shared ← server; inside the server controller → service → model or gateway. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two that need each other are one, or need a third.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'What nothing uses goes.',
      from: {
        orphan: true,
        pathNot:
          '\\.d\\.ts$|(^|/)(tsconfig|jest|babel|eslint)[^/]*$|^\\.|^server/launch/|^server/testing/globalTeardown|^miniapp/testing/|^miniapp/(config|assets)/|/index\\.config\\.ts$|/bench/|\\.mjs$',
      },
      to: {},
    },
    { name: 'resolvable', severity: 'error', comment: 'Every import leads somewhere.', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'shared knows zod and the calendar of holidays, and nothing else of the world.',
      from: { path: '^shared/', pathNot: `${tests}|^shared/bench/|\\.mjs$` },
      to: { pathNot: '^shared/|node_modules/(zod|holiday-calendar)/' },
    },
    { name: 'miniapp-not-server', severity: 'error', from: { path: '^miniapp/src/' }, to: { path: '^server/' } },
    { name: 'server-not-miniapp', severity: 'error', from: { path: '^(server|shared)/' }, to: { path: '^miniapp/' } },
    {
      name: 'features-by-service',
      severity: 'error',
      comment: 'A feature reaches another only through its service; a type on its way out of a service may be named.',
      from: { path: '^server/src/features/([^/]+)/', pathNot: tests },
      to: {
        dependencyTypesNot: ['type-only'],
        path: '^server/src/features/[^/]+/',
        pathNot: '^server/src/features/$1/|\\.service\\.ts$',
      },
    },
    {
      name: 'controllers-are-ends',
      severity: 'error',
      comment: 'Only the manifest of its feature names a controller.',
      from: { pathNot: `${tests}|^server/src/features/[^/]+/index\\.ts$` },
      to: { path: '\\.controller\\.ts$' },
    },
    {
      name: 'manifests-for-the-start',
      severity: 'error',
      comment: 'Only the list of parts reads manifests: between features they would make everybody know everybody.',
      from: { pathNot: `${tests}|^server/src/parts\\.ts$` },
      to: { path: '^server/src/features/[^/]+/index\\.ts$' },
    },
    {
      name: 'controllers-ask-services',
      severity: 'error',
      comment: 'A controller reaches data only through a service.',
      from: { path: '\\.controller\\.ts$' },
      to: { path: '\\.model\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'gateways-know-no-feature',
      severity: 'error',
      from: { path: '^server/src/gateways/', pathNot: tests },
      to: { path: '^server/src/features/' },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^server/src/platform/', pathNot: tests },
      to: { path: '^server/src/(features|gateways)/' },
    },
    {
      name: 'simulators-stand-outside',
      severity: 'error',
      comment: 'A simulator that borrowed our code would repeat our mistakes.',
      from: { path: '^server/simulators/', pathNot: tests },
      to: { path: '^server/(src|demo|migrations|testing)/' },
    },
    {
      name: 'no-test-code',
      severity: 'error',
      from: { path: '^(shared|server|miniapp)/', pathNot: `${tests}|/bench/` },
      to: { path: tests },
    },
    {
      name: 'no-tool-packages',
      severity: 'error',
      comment: 'What runs in production is installed in production.',
      from: { path: '^(shared|server/(src|simulators|demo|migrations)|miniapp/src)/', pathNot: `${tests}|/bench/|\\.[mc]js$` },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|\\.build|\\.data)/' },
    // It has the paths of both sides: @/… and @jzt/shared/…
    tsConfig: { fileName: 'server/launch/tsconfig.arrows.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json', '.scss'],
    },
  },
};
