import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A request, byte for byte: nothing is added, checked or repaired on the way. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  /** Header lines as they go out, `latin1`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** Sends the body in HTTP chunks instead of with a length. */
  readonly isChunked: boolean;
}

export interface RawResponse {
  readonly status: number;
  /** Status line and header lines as they came. */
  readonly head: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Sends one request on a connection of its own and reads one answer; `undefined` when none came. */
export async function sendRaw(url: string, request: RawRequest): Promise<RawResponse | undefined> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  return exchange(socket, wireBytes(request, hostname));
}

/** Sends bytes that need not be HTTP at all; `isBrokenOff` closes the connection after the last of them. */
export async function sendBytes(
  url: string,
  bytes: Uint8Array,
  { isBrokenOff = false } = {},
): Promise<RawResponse | undefined> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  if (isBrokenOff) setTimeout(() => socket.destroy(), 50);
  return exchange(socket, bytes);
}

async function exchange(socket: Socket, bytes: Uint8Array): Promise<RawResponse | undefined> {
  const chunks: Buffer[] = [];
  // A server may answer and close before it has read everything; the answer counts, not the broken pipe.
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    if (isComplete(Buffer.concat(chunks))) socket.end();
  });
  socket.write(bytes);
  await once(socket, 'close');
  return parseResponse(Buffer.concat(chunks));
}

function wireBytes({ method, path, headers, body, isChunked }: RawRequest, host: string): Buffer {
  const framing: readonly (readonly [string, string])[] = isChunked
    ? [['transfer-encoding', 'chunked']]
    : hasLength(headers) || method === 'GET'
      ? []
      : [['content-length', String(body.byteLength)]];
  const lines = [['host', host] as const, ...headers, ...framing].map(([name, value]) => `${name}: ${value}`);
  const head = Buffer.from(`${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`, 'latin1');
  return Buffer.concat([head, isChunked ? chunked(body) : body]);
}

function hasLength(headers: RawRequest['headers']): boolean {
  return headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
}

function chunked(body: Uint8Array): Buffer {
  const parts: Buffer[] = [];
  for (let from = 0; from < body.byteLength; from += 10_000) {
    const part = Buffer.from(body.subarray(from, from + 10_000));
    parts.push(Buffer.from(`${part.byteLength.toString(16)}\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

function isComplete(bytes: Buffer): boolean {
  const response = parseResponse(bytes);
  if (response === undefined) return false;
  const length = response.headers.get('content-length');
  return length !== undefined && Buffer.byteLength(response.body) >= Number(length);
}

function parseResponse(bytes: Buffer): RawResponse | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = bytes.subarray(0, end).toString('latin1');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return {
    status: Number(statusLine.split(' ')[1]),
    head,
    headers: new Map(headers),
    body: bytes.subarray(end + 4).toString('utf8'),
  };
}
