import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const readonly = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

// Without type information: the types are checked by tsc, and lint stays quick.
export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.build/', '.data/', 'coverage/'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'prefer-const': 'error',
      // The wide space of Chinese typesetting is a letter in texts.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipJSXText: true }],
      // A file does one thing; a long one is looked at, not forbidden.
      'max-lines': ['warn', { max: 300, skipBlankLines: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
    },
  },
  // The container finds a class by the type of a constructor parameter or property: such an import is a value although it looks like a type.
  { files: ['server/**/*.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  {
    // What the server says goes through its logger, which masks.
    files: ['server/src/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    // The language both sides speak has no clock and no chance: both are handed in.
    files: ['shared/**/*.ts'],
    ignores: ['**/*.test.ts', 'shared/bench/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'shared has no clock: take the moment as a parameter',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'shared has no clock: take the moment as a parameter',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'shared has no chance: take the number as a parameter',
        },
      ],
    },
  },
  {
    files: ['miniapp/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error', 'no-console': 'error' },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: readonly(
        'process',
        'console',
        'Buffer',
        'URL',
        'URLSearchParams',
        'fetch',
        'AbortSignal',
        'setTimeout',
        'clearTimeout',
        'setInterval',
        'clearInterval',
        'performance',
        'require',
        'module',
      ),
    },
  },
  // Runs inside the page, wholly or in part.
  {
    files: ['miniapp/e2e/in-page.mjs', 'miniapp/e2e/at-rest.mjs', 'miniapp/bench/firstScreen.mjs'],
    languageOptions: {
      globals: readonly('document', 'window', 'localStorage', 'getComputedStyle', 'Node', 'NodeFilter', 'Range', 'PerformanceObserver'),
    },
  },
  { files: ['**/*.cjs', '**/babel.config.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
