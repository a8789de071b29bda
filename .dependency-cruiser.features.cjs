const { options } = require('./.dependency-cruiser.cjs');

/** The order of the features. Apart from the other arrows, because tests may reach anywhere and are left out here. */
module.exports = {
  forbidden: [
    {
      name: 'no-feature-cycles',
      severity: 'error',
      comment: 'Features stand on each other in one direction only, also where only a type is named.',
      scope: 'folder',
      from: { path: '^server/src/features/[^/]+$' },
      to: { circular: true, path: '^server/src/features/' },
    },
  ],
  options: { ...options, exclude: { path: '(^|/)(dist|coverage|\\.build|\\.data)/|\\.test\\.tsx?$|/testing\\.ts$' } },
};
