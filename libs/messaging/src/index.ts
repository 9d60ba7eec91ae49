/** The event log of Havre: the port, its adapters, the Nest transport, and effects that happen once. */
export { EffectsOnce, type Effect, type EffectsOnceParts } from './effects/effects-once.js';
export { cleanInbox } from './effects/inbox-cleaning.js';
export { MessagingTables1763800000000 } from './effects/messaging-tables.js';
export { OutboxRelay, type OutboxRelayOptions } from './effects/outbox-relay.js';
export { openOutbox, Outbox } from './effects/outbox.js';
export {
  ParkingLot,
  type DiscardedRecord,
  type DiscardHook,
  type ParkedKey,
  type ParkingLotParts,
  type ParkingOutcome,
} from './effects/parking-lot.js';
export { EventLogError, type EventLogErrorCode } from './event-log-error.js';
export { ROLL_MARKER } from './event-log.js';
export type {
  EventLog,
  IncomingRecord,
  OutgoingRecord,
  PartitionBounds,
  PartitionLag,
  QueryInTransaction,
  RecordBatch,
  RecordHandler,
  RewoundPartition,
  SubscribeOptions,
  Subscription,
  TopicPartition,
  TopicSpec,
  TransactionalAppends,
} from './event-log.js';
export { faultOf, type Fault } from './fault.js';
export { KafkaEventLog, openKafkaEventLog } from './kafka/kafka-event-log.js';
export type { KafkaEventLogOptions, KafkaSasl, KafkaTls } from './kafka/kafka-settings.js';
export type { LogFields, MessagingLogger } from './messaging-logger.js';
export {
  EVENT_LOG,
  EventLogModule,
  messagingProviders,
  type MessagingProvidersOptions,
} from './messaging-providers.js';
export { openConfiguredEventLog, type EventLogConfiguration } from './configured-event-log.js';
export { rewindCommand } from './rewind-command.js';
export { openEventLog, type EventLogSettings } from './open-event-log.js';
export { openPostgresEventLog, PostgresEventLog } from './postgres/postgres-event-log.js';
export type { PostgresEventLogOptions } from './postgres/postgres-settings.js';
export type { BackoffSettings, Scheduler } from './scheduler.js';
export type { RetrySettings } from './transport/batch-processor.js';
export { connectEventLog } from './transport/connect-event-log.js';
export type { EventBatch, ReceivedEvent, RecordCoordinates } from './transport/event-batch.js';
export { EventLogServer, HandlerError, type EventLogServerOptions } from './transport/event-log-server.js';
export { FaultFilter } from './transport/fault-filter.js';
export { typesWrittenBy } from './transport/types-written-by.js';
export type { ParkedRecord, Parking, Redeliver } from './transport/parking.js';
