interface ErrorShape {
  readonly code?: unknown;
  readonly apiId?: unknown;
  readonly canRetry?: unknown;
  readonly errors?: unknown;
  readonly cause?: unknown;
}

const API_ID = /^[A-Z][A-Z_]{2,60}$/;
const NODE_CODE = /^E[A-Z0-9_]{2,30}$/;
const TLS_CODE = /^(SELF_SIGNED_|UNABLE_TO_|CERT_|DEPTH_ZERO_|HOSTNAME_|ERR_TLS_|ERR_SSL_)[A-Z0-9_]{0,60}$/;
const LIBRARY_CODE = /^PLT_KFK_([A-Z_]{2,40})$/;
const REFUSALS =
  /AUTHORIZATION_FAILED|POLICY_VIOLATION|SASL|MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE|INVALID_TOPIC|AUTHENTICATION/;
const MAX_DEPTH = 6;

/** What may be said of an error of @platformatic/kafka: whose texts, like those of others, may quote what was sent. */
export class ClientFault extends Error {
  override readonly name = 'ClientFault';

  constructor(
    readonly code: string,
    readonly retriable: boolean,
  ) {
    super(code);
  }
}

/** The innermost thing that a broker or the network has said. */
export function clientFault(error: unknown): ClientFault {
  if (error instanceof ClientFault) return error;
  const shapes = [...causes(error, 0)];
  const said =
    shapes.map(protocolCode).find((code) => code !== undefined) ??
    shapes.map(systemCode).find((code) => code !== undefined) ??
    shapes.map(libraryCode).find((code) => code !== undefined);
  if (said === undefined) return new ClientFault('kafka.client', true);
  return new ClientFault(said, !REFUSALS.test(said) && !said.startsWith('tls.'));
}

function* causes(error: unknown, depth: number): Generator<ErrorShape> {
  if (typeof error !== 'object' || error === null || depth > MAX_DEPTH) return;
  const shape = error as ErrorShape;
  yield shape;
  const inner: readonly unknown[] = Array.isArray(shape.errors) ? shape.errors : [];
  for (const each of [...inner, shape.cause]) yield* causes(each, depth + 1);
}

function protocolCode({ apiId }: ErrorShape): string | undefined {
  return typeof apiId === 'string' && API_ID.test(apiId) ? `kafka.${apiId}` : undefined;
}

function systemCode({ code }: ErrorShape): string | undefined {
  if (typeof code !== 'string') return undefined;
  if (TLS_CODE.test(code)) return `tls.${code}`;
  return NODE_CODE.test(code) ? `network.${code}` : undefined;
}

function libraryCode({ code }: ErrorShape): string | undefined {
  const found = typeof code === 'string' ? LIBRARY_CODE.exec(code)?.[1] : undefined;
  if (found === undefined || found === 'MULTIPLE' || found === 'RESPONSE') return undefined;
  return found === 'AUTHENTICATION' ? 'kafka.SASL_AUTHENTICATION_FAILED' : `kafka.${found}`;
}
