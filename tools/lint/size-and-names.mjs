import { TESTS } from './tests.mjs';

const lines = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

/** Small files, small functions, names that say what is inside, nothing printed by accident. */
export const sizeAndNames = [
  {
    rules: {
      'max-lines': lines(300),
      'max-lines-per-function': lines(60),
      complexity: ['error', 10],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'no-console': 'error',
      'havre/file-name': 'error',
    },
  },
  {
    files: TESTS,
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.ts', 'tools/**/*.mjs'],
    rules: {
      'havre/named-exports-only': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'export it by name.' },
        { selector: 'ExportSpecifier[exported.name="default"]', message: 'export it by name.' },
      ],
    },
  },
  {
    files: ['**/src/index.ts'],
    rules: {
      'havre/explicit-index': [
        'error',
        {
          selector: 'ExportAllDeclaration',
          message: 'name what the package exports: its index is its contract.',
        },
      ],
    },
  },
  // The engine's business is what hides in text, control characters included.
  { files: ['libs/policy/**'], rules: { 'no-control-regex': 'off' } },
  {
    files: ['tools/**', 'examples/**', 'libs/publisher/src/cli/**'],
    rules: { 'no-console': 'off' },
  },
];
