/** What every service starts with: settings, database, HTTP, problems, log, health, metrics, keys, operations, stopping. */
export { OperationsOnly, Public, RequireScope } from './api-keys/access.decorator.js';
export { bearerOf, readToken, type PresentedKey } from './api-keys/bearer-token.js';
export { Caller, type KeyRole, type Scope } from './api-keys/caller.js';
export { KeysFileError, parseKeysFile, type ApiKey } from './api-keys/key-file.js';
export { KeyRing, hashOf } from './api-keys/key-ring.js';
export { RateLimiter } from './api-keys/rate-limiter.js';
export { TestClock } from './clock/test-clock.js';
export { CLOCK, ManualClock, systemClock, type Clock } from './clock/clock.js';
export { FaultError } from './fault/fault-error.js';
export { faultCodeOf, faultOf, type Fault } from './fault/fault-of.js';
export { HealthModule, type ReadinessOptions } from './health/health.module.js';
export type { ReadinessCheck } from './health/readiness-check.js';
export type { BodyOptions } from './http/body-parsing.js';
export {
  createHttpApplication,
  type HttpApplicationOptions,
  type HttpSettings,
} from './http/create-http-application.js';
export { Drain } from './http/drain.js';
export { HttpApplication, ListenError } from './http/http-application.js';
export type { ApiDescription } from './http/openapi.js';
export { sendProblem } from './http/problem-filter.js';
export {
  ProblemException,
  type ProblemBody,
  type ProblemDefinition,
  type ProblemExtras,
} from './http/problem.js';
export { PROBLEMS } from './http/problems.js';
export { IDS, SequentialIds, UuidV7Generator, type IdGenerator } from './ids/id-generator.js';
export { acceptedLanguages } from './language/accepted-languages.js';
export { preferredLanguage, type Bilingual, type Language } from './language/language.js';
export type { LogFields } from './logging/log-fields.js';
export { LOGGER, createServiceLogger, type LogLevel, type ServiceLogger } from './logging/service-logger.js';
export { METRICS } from './metrics/metrics.js';
export { OperationsModule, type OperationsOptions } from './operations/operations.module.js';
export type {
  Measure,
  Operations,
  Parked,
  ParkedEntry,
  ParkedOutcome,
  PartitionBacklog,
} from './operations/operations.js';
export type { OperationsStatus, ParkedKeyView } from './operations/operations.controller.js';
export { createDataSource, type DataSourceSettings } from './persistence/create-data-source.js';
export { DatabaseError } from './persistence/database-error.js';
export { DatabaseModule } from './persistence/database.module.js';
export { columnsAsRows, textColumns, type ColumnValue } from './persistence/text-columns.js';
export { PREPARED } from './persistence/preparing-client.js';
export { runProgram } from './run/run-program.js';
export type { ServiceCommand, ServiceProgram } from './run/run-program.js';
export { explainStartFailure, runService } from './run/run-service.js';
export type { RunningService, ServiceEnvironment } from './run/service-environment.js';
export {
  defineSettings,
  type Environment,
  type SettingsDefinition,
  type SettingsShape,
  type SettingsValues,
} from './settings/define-settings.js';
export {
  choiceSetting,
  flagSetting,
  integerSetting,
  listSetting,
  portSetting,
  textSetting,
  urlSetting,
  type Setting,
} from './settings/setting.js';
export { SettingsError } from './settings/settings-error.js';
export { settingsTable, withSettingsSection } from './settings/settings-table.js';
export {
  SHARED_SETTINGS,
  servicePortSetting,
  sharedSettings,
  type SharedSettings,
} from './settings/shared-settings.js';
