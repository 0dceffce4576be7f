import { builtinModules } from 'node:module';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What follows from its arguments alone: the same input gives the same bytes. */
const PURE = [
  'src/{model,language,expand,render,schedule,run,results,report}/**/*.ts',
  'src/journal/{codec,replay}.ts',
  'src/page/charts/**/*.ts',
];

/** What draws on a terminal: the only part of report that is not text made from its arguments. */
const TERMINAL = ['src/report/live/{live-view,redirect,screen,suspension}.ts'];

const IMPURE_GLOBALS = [
  'process',
  'console',
  'performance',
  'crypto',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'queueMicrotask',
  'globalThis',
  'global',
  'require',
];

const ALLOWED_MODULES = ['crypto', 'path/posix'];
const IMPURE_MODULES = builtinModules
  .filter((name) => !ALLOWED_MODULES.includes(name))
  .flatMap((name) => (name.startsWith('node:') ? [name] : [name, `node:${name}`]));

const WHY = 'This room is pure: time, chance, files and processes come in as arguments or through seams.';

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'test/fixtures/', 'src/language/generated/', '**/.sweep/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
      // It asks for `!`, which no-non-null-assertion forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-fallthrough': 'error',
      'no-unsafe-finally': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { requireDefaultForNonUnion: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: ['src/**/*.ts'], ignores: ['src/cli/**'], rules: { 'no-console': 'error' } },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/require-await': 'off' },
  },
  {
    files: PURE,
    ignores: TERMINAL,
    rules: {
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS.map((name) => ({ name, message: WHY }))],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: WHY },
        { object: 'Math', property: 'random', message: WHY },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: WHY },
        { selector: 'CallExpression[callee.name="Date"]', message: WHY },
        { selector: 'MetaProperty', message: WHY },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...IMPURE_MODULES.map((name) => ({ name, message: WHY })),
            ...['crypto', 'node:crypto'].map((name) => ({ name, allowImportNames: ['createHash'], message: WHY })),
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    extends: [tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
