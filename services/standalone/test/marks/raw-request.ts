import { connect } from 'node:net';

/** A request as it goes out: nothing is added, checked or repaired on the way. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** Half of the body goes out, then the connection breaks. */
  readonly breaksOff?: boolean;
  /** Takes the place of the whole head. */
  readonly head?: string;
}

const ANSWER_MS = 15_000;
const BREAK_AFTER_MS = 40;

/** Sends a request on a connection of its own; answers everything that came back, `''` when nothing did. */
export async function sendRaw(url: string, request: RawRequest): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // Whoever answers early closes early; a service that is being killed does not answer at all.
  socket.on('error', () => undefined);
  socket.setTimeout(ANSWER_MS, () => socket.destroy());
  const { body, breaksOff = false } = request;
  socket.write(
    Buffer.concat([headOf(request, hostname), breaksOff ? body.subarray(0, body.length / 2) : body]),
  );
  if (breaksOff) setTimeout(() => socket.destroy(), BREAK_AFTER_MS);
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

/** The status of an answer; 0 for none. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

function headOf({ head, method, path, headers, body }: RawRequest, host: string): Buffer {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${host}`,
    'connection: close',
    `content-length: ${body.length}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(head ?? `${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}
