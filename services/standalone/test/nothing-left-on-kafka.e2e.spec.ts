import { describe } from '@jest/globals';
import { startKafka } from '@havre/test-harness';
import { describeNothingLeft } from './marks/describe-nothing-left.js';
import { PROMPT_BROKER } from './marks/sealed-drops.js';

/** From jars, whose folder can be looked into. */
const JVM_OPTIONS = ['-Xms256m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** Indexes are made ahead of need, 10 MiB each unless told otherwise: that would be zeros to read. */
const SMALL_FILES = { ...PROMPT_BROKER, 'log.index.size.max.bytes': '65536' };

describe('of what is dropped nothing is left, with the log in Kafka', () => {
  describeNothingLeft(() =>
    startKafka({ dedicated: true, jvmOptions: JVM_OPTIONS, properties: SMALL_FILES }),
  );
});
