export { correctKafkajs } from './correct-kafkajs.js';
