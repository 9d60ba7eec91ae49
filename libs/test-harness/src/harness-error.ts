const SENTENCES = {
  'kafka-unavailable':
    'No real Kafka can be had: no HAVRE_TEST_KAFKA_BROKERS, no Docker engine with the image, and no Java 17 with Maven.',
  'kafka-failed': 'Kafka ended before it was ready.',
  'kafka-timeout': 'Kafka was not ready in time.',
  'kafka-not-ours': 'This Kafka was given to the tests: they may not kill, stop or suspend it.',
  'shared-start-failed': 'Another spec of this run was starting the shared server and did not finish.',
  'suite-needs-jars': 'Users, TLS and own properties need Kafka from jars.',
} as const;

export type HarnessErrorCode = keyof typeof SENTENCES;

/** Why the harness could not give a test what it asked for. `output` is a server's own output, for the developer. */
export class HarnessError extends Error {
  constructor(
    readonly code: HarnessErrorCode,
    output = '',
  ) {
    super(output === '' ? SENTENCES[code] : `${SENTENCES[code]}\n${output}`);
    this.name = 'HarnessError';
  }
}
