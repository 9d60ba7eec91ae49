/** What may be said of a thrown value. */
export interface Fault {
  /** Safe to log: a code of ours, `postgresql.<SQLSTATE>`, `network.<errno>`, or `unexpected`. */
  readonly code: string;
  readonly retriable: boolean;
}

interface ErrorShape {
  readonly code?: unknown;
  readonly retriable?: unknown;
  readonly severity?: unknown;
  readonly message?: unknown;
  readonly driverError?: unknown;
}

const OWN_CODE = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;
const MAX_CODE = 80;
const SQLSTATE = /^[0-9A-Z]{5}$/;
/** Connection, resources, operator intervention, deadlock, serialisation, lock: they pass by themselves. */
const PASSING_SQLSTATE = /^(?:08|53|57P0|40001|40P01|55P03|25006)/;
const SYSTEM_CODE = /^E[A-Z0-9_]{2,30}$/;

/** pg says these without a code. They are constant sentences, compared whole. */
const CONNECTION_LOST: ReadonlySet<unknown> = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
]);

/** Reads codes only: the messages of pg, TypeORM, kafkajs and JSON.parse quote their input. */
export function faultOf(thrown: unknown): Fault {
  if (!isObject(thrown)) return { code: 'unexpected', retriable: false };
  const shape: ErrorShape = thrown;
  const inner: ErrorShape = isObject(shape.driverError) ? shape.driverError : shape;
  return (
    ownFault(shape) ?? databaseFault(inner) ?? networkFault(inner) ?? { code: 'unexpected', retriable: false }
  );
}

/** Not `instanceof Error`: errors of the runtime itself may come from another realm. */
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The code of any thrown value. */
export const faultCodeOf = (thrown: unknown): string => faultOf(thrown).code;

/** Any library's error with a code and a verdict on retrying, in our form. */
function ownFault({ code, retriable }: ErrorShape): Fault | undefined {
  if (typeof code !== 'string' || typeof retriable !== 'boolean') return undefined;
  return code.length <= MAX_CODE && OWN_CODE.test(code) ? { code, retriable } : undefined;
}

function databaseFault({ code, severity, message }: ErrorShape): Fault | undefined {
  if (typeof severity === 'string' && typeof code === 'string' && SQLSTATE.test(code)) {
    return { code: `postgresql.${code}`, retriable: PASSING_SQLSTATE.test(code) };
  }
  return CONNECTION_LOST.has(message) ? { code: 'postgresql.connection', retriable: true } : undefined;
}

function networkFault({ code }: ErrorShape): Fault | undefined {
  return typeof code === 'string' && SYSTEM_CODE.test(code)
    ? { code: `network.${code}`, retriable: true }
    : undefined;
}
