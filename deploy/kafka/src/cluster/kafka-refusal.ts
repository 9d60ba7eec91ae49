import { SetupError } from '../setup-error.js';

const TLS = /^(SELF_SIGNED_|UNABLE_TO_|CERT_|DEPTH_ZERO_|HOSTNAME_|ERR_TLS_|ERR_SSL_)[A-Z0-9_]{0,60}$/;
const NETWORK = /^E[A-Z0-9_]{2,30}$/;
const PROTOCOL = /^[A-Z][A-Z_]{2,60}$/;

interface ErrorShape {
  readonly code?: unknown;
  readonly apiId?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** Runs `work`; whatever goes wrong leaves as a code of Kafka's, without the client's own text. */
export async function kafkaRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const codes = codesOf(error, 0);
    const tls = codes.find((code) => TLS.test(code));
    if (tls !== undefined) throw new SetupError('trust', tls);
    const refusal = codes.find(
      (code) => PROTOCOL.test(code) && !code.startsWith('PLT_') && !NETWORK.test(code),
    );
    if (refusal !== undefined) throw new SetupError('refused', refusal);
    const sign = codes.find((code) => code === 'PLT_KFK_AUTHENTICATION');
    if (sign !== undefined) throw new SetupError('refused', 'SASL_AUTHENTICATION_FAILED');
    throw new SetupError('unreachable', codes.find((code) => NETWORK.test(code)) ?? 'KAFKA');
  }
}

/** Codes of an error and of what caused it, from the inside out. */
function codesOf(error: unknown, depth: number): readonly string[] {
  if (typeof error !== 'object' || error === null || depth > 8) return [];
  const { code, apiId, cause, errors } = error as ErrorShape;
  const inner = [cause, ...(Array.isArray(errors) ? (errors as readonly unknown[]) : [])];
  return [
    ...inner.flatMap((one) => codesOf(one, depth + 1)),
    ...[apiId, code].filter((one): one is string => typeof one === 'string'),
  ];
}
