/** What only works inside jest. */
export { describeWithKafka } from './describe-with-kafka.js';
