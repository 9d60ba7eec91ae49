import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import { TESTS } from './tests.mjs';

const SERVICE_LIBRARIES = ['events', 'messaging', 'service'];

/** Who may import whom, by the `scope:*` tag in each package.json. Everything not listed is refused. */
export const MAY_IMPORT = {
  events: [],
  policy: [],
  sealing: [],
  kafkajs: [],
  service: [],
  'test-harness': ['service'],
  messaging: ['events', 'kafkajs'],
  publisher: ['events', 'policy', 'sealing', 'kafkajs'],
  'policy-gate': [...SERVICE_LIBRARIES, 'policy', 'sealing'],
  referral: SERVICE_LIBRARIES,
  capacity: SERVICE_LIBRARIES,
  feed: SERVICE_LIBRARIES,
  admin: SERVICE_LIBRARIES,
  standalone: [
    ...SERVICE_LIBRARIES,
    'policy',
    'publisher',
    'policy-gate',
    'referral',
    'capacity',
    'feed',
    'admin',
  ],
  tools: [
    'events',
    'policy',
    'messaging',
    'service',
    'publisher',
    'sealing',
    'test-harness',
    'referral',
    'capacity',
    'policy-gate',
  ],
  'kafka-setup': ['events'],
  examples: ['events', 'publisher'],
};

/** The harness starts the embedded PostgreSQL of `service`, and tests `service` with it: a circle of tests only. */
const TESTED_BY_WHAT_IT_CARRIES = [['@havre/service', '@havre/test-harness']];

/**
 * The boundary rules of the workspace, ready for the flat configuration. The Nx rule reads the project graph from
 * its cache and silently skips itself when there is none, so the graph is made here, first, without a daemon; a graph
 * that cannot be made is an error, not a skipped rule.
 */
export async function boundaries() {
  process.env.NX_DAEMON = 'false';
  await createProjectGraphAsync({ exitOnError: false });
  return [
    {
      files: ['**/*.ts'],
      plugins: { '@nx': nx },
      rules: enforce((scopes) => scopes),
    },
    {
      files: TESTS,
      rules: enforce((scopes) => [...scopes, 'test-harness']),
    },
  ];
}

function enforce(widen) {
  const depConstraints = Object.entries(MAY_IMPORT).map(([scope, scopes]) => ({
    sourceTag: `scope:${scope}`,
    onlyDependOnLibsWithTags: widen(scopes).map((allowed) => `scope:${allowed}`),
  }));
  return {
    '@nx/enforce-module-boundaries': [
      'error',
      {
        depConstraints,
        banTransitiveDependencies: true,
        ignoredCircularDependencies: TESTED_BY_WHAT_IT_CARRIES,
      },
    ],
  };
}
