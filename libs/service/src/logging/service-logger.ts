import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { faultCodeOf } from '../fault/fault-of.js';
import { allowedEvent, allowedFields } from './log-fields.js';
import type { LogFields } from './log-fields.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Injection token of the `ServiceLogger`. */
export const LOGGER = Symbol('ServiceLogger');

/**
 * Says what happened: a stable name and a few allowed fields, one JSON line each. There is no way to pass a sentence, an
 * object or an error.
 */
export interface ServiceLogger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** Logs a thrown value by its code and class only. */
  fault(event: string, thrown: unknown, fields?: LogFields): void;
}

export interface ServiceLoggerOptions {
  readonly service: string;
  readonly level: LogLevel;
  /** Standard output unless given. */
  readonly destination?: DestinationStream;
}

export function createServiceLogger({ service, level, destination }: ServiceLoggerOptions): ServiceLogger {
  const options = {
    level,
    base: { service },
    messageKey: 'event',
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
  };
  return new PinoServiceLogger(destination === undefined ? pino(options) : pino(options, destination));
}

class PinoServiceLogger implements ServiceLogger {
  constructor(private readonly logger: Logger) {}

  debug(event: string, fields: LogFields = {}): void {
    if (this.logger.isLevelEnabled('debug')) this.logger.debug(allowedFields(fields), allowedEvent(event));
  }

  info(event: string, fields: LogFields = {}): void {
    if (this.logger.isLevelEnabled('info')) this.logger.info(allowedFields(fields), allowedEvent(event));
  }

  warn(event: string, fields: LogFields = {}): void {
    this.logger.warn(allowedFields(fields), allowedEvent(event));
  }

  error(event: string, fields: LogFields = {}): void {
    this.logger.error(allowedFields(fields), allowedEvent(event));
  }

  fault(event: string, thrown: unknown, fields: LogFields = {}): void {
    this.error(event, { ...fields, code: faultCodeOf(thrown), error: classNameOf(thrown) });
  }
}

function classNameOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return typeof thrown;
  return thrown.constructor.name;
}
