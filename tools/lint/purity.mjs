import { havre } from './plugin.mjs';
import { TESTS } from './tests.mjs';

const NOT_DETERMINISTIC = [
  [
    'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    '`now` comes in as data, not from Date.now().',
  ],
  ['NewExpression[callee.name="Date"][arguments.length=0]', '`now` comes in as data, not from new Date().'],
  ['CallExpression[callee.name="Date"]', '`now` comes in as data, not from Date().'],
  ['CallExpression[callee.object.name="performance"]', '`now` comes in as data.'],
  ['MemberExpression[object.name="Math"][property.name="random"]', 'random numbers come in as data.'],
  [
    ':matches(CallExpression[callee.name="randomUUID"], MemberExpression[object.name="crypto"])',
    'ids come in as data.',
  ],
  [
    'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|queueMicrotask|fetch)$/]',
    'domain/ waits for nothing.',
  ],
  ['MemberExpression[object.name="process"]', 'settings come in as data.'],
].map(([selector, message]) => ({ selector, message }));

/** Where infrastructure may be seen, and where it may not. */
export const purity = [
  { plugins: { havre } },
  { files: ['libs/{events,policy}/src/**/*.ts'], ignores: TESTS, rules: { 'havre/pure-library': 'error' } },
  {
    files: ['libs/{events,policy}/src/**/*.ts'],
    // The packs and the model ship as files beside the engine, and one module reads each.
    ignores: [...TESTS, 'libs/policy/src/load-bundle.ts', 'libs/policy/src/load-model.ts'],
    rules: { 'havre/no-system-calls': 'error' },
  },
  {
    files: ['**/domain/**/*.ts'],
    ignores: TESTS,
    rules: {
      'havre/pure-domain': 'error',
      'havre/domain-stays-inside': 'error',
      'havre/deterministic-domain': ['error', ...NOT_DETERMINISTIC],
    },
  },
  {
    files: ['{libs,services}/**/*.ts'],
    ignores: [
      'libs/messaging/src/kafka/**',
      // Departments that have a broker produce to it with the SDK, which does not carry the services' log.
      'libs/publisher/src/kafka/**',
      'libs/test-harness/**',
      ...TESTS,
    ],
    rules: { 'havre/kafkajs-in-its-adapter': 'error' },
  },
  {
    files: ['{libs,services}/**/*.ts'],
    ignores: ['libs/messaging/src/platformatic/**', ...TESTS],
    rules: { 'havre/platformatic-in-its-adapter': 'error' },
  },
  {
    files: ['{libs,services}/**/*.ts'],
    ignores: [
      'libs/messaging/src/postgres/**',
      'libs/service/src/persistence/**',
      'libs/test-harness/**',
      'services/standalone/**',
      ...TESTS,
    ],
    rules: { 'havre/pg-in-its-adapter': 'error' },
  },
  { files: ['**/*.ts'], rules: { 'havre/public-face-only': 'error' } },
];
