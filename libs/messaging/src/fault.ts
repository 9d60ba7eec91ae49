import { EventLogError, type EventLogErrorCode } from './event-log-error.js';

/**
 * What may be said about an error: a stable code and whether trying again can help. Errors of `JSON.parse`, pg, TypeORM
 * and kafkajs quote their input, so their messages, details and stacks are never passed on; this is.
 */
export interface Fault {
  /** e.g. `postgresql.23505`, `network.ECONNREFUSED`, `kafka.NOT_LEADER_FOR_PARTITION`, `unexpected.TypeError`. */
  readonly code: string;
  readonly retriable: boolean;
}

const OWN_CODE = /^[a-z][a-z0-9]*([.-][A-Za-z0-9_]+)*$/;
const SQLSTATE = /^[0-9A-Z]{5}$/;
const SYSTEM_CODE = /^E[A-Z0-9_]{2,30}$/;
const PROTOCOL_TYPE = /^[A-Z][A-Z_]{2,60}$/;
const KAFKA_NAME = /^KafkaJS[A-Za-z]{0,50}$/;
const MAX_CODE = 80;

/** SQLSTATE classes and codes that pass by themselves: connection, resources, shutdown, deadlock, serialization, locks. */
const RETRIABLE_SQLSTATE = /^(08...|53...|57P0[1-5]|57014|40001|40P01|55P03|55006|25006|25P03|XX000|58...)$/;

/** Errors of pg that have no code. Compared whole: their text is constant. */
const CONNECTION_MESSAGES: ReadonlySet<string> = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'This socket has been ended by the other party',
]);

const BUILT_IN: ReadonlySet<string> = new Set([
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'EvalError',
  'URIError',
  'AggregateError',
  'AbortError',
]);

/** Codes of kafkajs' protocol errors and classes that say no for good. */
const KAFKA_REFUSALS =
  /AUTHORIZATION_FAILED|POLICY_VIOLATION|SASL|MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE|INVALID_TOPIC|NonRetriableError|NotImplemented|UnsupportedMagic/;

/** What Node says of a broker whose certificate it does not trust, or that speaks no TLS. */
const TLS_REFUSALS =
  /^(SELF_SIGNED_|UNABLE_TO_|CERT_|DEPTH_ZERO_|HOSTNAME_|ERR_TLS_|ERR_SSL_)[A-Z0-9_]{0,60}$/;

interface ErrorShape {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly type?: unknown;
  readonly retriable?: unknown;
  readonly message?: unknown;
  readonly severity?: unknown;
  readonly driverError?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
  readonly status?: unknown;
}

/** Maps any thrown value to a fault. Reads codes and class names only; never returns text that could quote an input. */
export function faultOf(error: unknown): Fault {
  if (typeof error !== 'object' || error === null) return { code: 'unexpected', retriable: false };
  const shape = error as ErrorShape;
  return (
    ownFault(error, shape) ??
    postgresFault(shape) ??
    networkFault(shape) ??
    kafkaFault(shape) ??
    nestFault(error, shape) ??
    unexpectedFault(shape)
  );
}

/** Maps any thrown value to the error that may leave an `EventLog`. */
export function toEventLogError(error: unknown): EventLogError {
  if (error instanceof EventLogError) return error;
  const fault = faultOf(error);
  return new EventLogError(eventLogCode(fault), fault.code);
}

function eventLogCode({ code, retriable }: Fault): EventLogErrorCode {
  if (/\.(40001|40P01|55P03)$/.test(code)) return 'conflict';
  if (/\.(57014|ETIMEDOUT|REQUEST_TIMED_OUT|KafkaJSRequestTimeoutError)$/.test(code)) return 'timeout';
  if (/\.(28...|42501)$|AUTHORIZATION_FAILED|SASL|^tls\./.test(code)) return 'unauthorized';
  if (/MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE/.test(code)) return 'record-too-large';
  return retriable ? 'unavailable' : 'internal';
}

function ownFault(error: object, { code, retriable, name }: ErrorShape): Fault | undefined {
  if (!(error instanceof Error) || typeof code !== 'string' || typeof retriable !== 'boolean')
    return undefined;
  if (typeof name === 'string' && KAFKA_NAME.test(name)) return undefined;
  return OWN_CODE.test(code) && code.length <= MAX_CODE ? { code, retriable } : undefined;
}

function postgresFault(shape: ErrorShape): Fault | undefined {
  if (shape.driverError !== undefined && shape.driverError !== shape) return faultOf(shape.driverError);
  const { code, severity, message } = shape;
  if (typeof code === 'string' && typeof severity === 'string' && SQLSTATE.test(code)) {
    return { code: `postgresql.${code}`, retriable: RETRIABLE_SQLSTATE.test(code) };
  }
  if (code === undefined && typeof message === 'string' && CONNECTION_MESSAGES.has(message)) {
    return { code: 'postgresql.connection', retriable: true };
  }
  return undefined;
}

function networkFault({ code, name }: ErrorShape): Fault | undefined {
  if (typeof code !== 'string' || !SYSTEM_CODE.test(code)) return undefined;
  if (typeof name === 'string' && KAFKA_NAME.test(name)) return undefined;
  return { code: `network.${code}`, retriable: true };
}

function kafkaFault({ name, type, code: tlsCode, cause, errors }: ErrorShape): Fault | undefined {
  if (typeof name !== 'string' || !KAFKA_NAME.test(name)) return undefined;
  const inner = kafkaFault((Array.isArray(errors) ? (errors as readonly unknown[])[0] : cause) ?? {});
  if (inner !== undefined) return inner;
  if (typeof tlsCode === 'string' && TLS_REFUSALS.test(tlsCode)) {
    return { code: `tls.${tlsCode}`, retriable: false };
  }
  const code = typeof type === 'string' && PROTOCOL_TYPE.test(type) ? type : name;
  return { code: `kafka.${code}`, retriable: !KAFKA_REFUSALS.test(code) };
}

/** What Nest's own RPC filter leaves of an error: nothing to judge by, so the safe side is to wait and not to park. */
function nestFault(error: object, { status }: ErrorShape): Fault | undefined {
  return !(error instanceof Error) && status === 'error'
    ? { code: 'nest.masked', retriable: true }
    : undefined;
}

function unexpectedFault({ name }: ErrorShape): Fault {
  const known = typeof name === 'string' && BUILT_IN.has(name);
  return { code: known ? `unexpected.${name}` : 'unexpected', retriable: false };
}
