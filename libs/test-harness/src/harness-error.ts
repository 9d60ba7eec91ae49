const SENTENCES = {
  'kafka-unavailable':
    'no HAVRE_TEST_KAFKA_BROKERS is given, no Docker engine has the image, and no Java 17 with Maven is here.',
  'postgres-unavailable': 'HAVRE_TEST_POSTGRES_SOURCE=docker, and no Docker engine has the image.',
  'kafka-failed': 'Kafka ended before it was ready.',
  'openssl-unavailable': 'openssl, which makes the certificates of a broker with TLS, did not work.',
  'kafka-timeout': 'Kafka was not ready in time.',
  'shared-start-failed': 'The spec of this run that was starting the shared server did not finish.',
  'program-ended': 'A program ended before it was ready.',
  'program-timeout': 'A program was not ready in time.',
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
