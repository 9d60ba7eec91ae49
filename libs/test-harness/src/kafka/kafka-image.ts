import { KAFKA_VERSION } from './test-kafka.js';

/** The public image, by its version. */
export const KAFKA_IMAGE = `apache/kafka:${KAFKA_VERSION}`;
