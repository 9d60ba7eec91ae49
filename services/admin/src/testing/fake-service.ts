import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeAnswer {
  readonly status?: number;
  readonly body?: unknown;
  /** Never answer. */
  readonly isSilent?: boolean;
}

export interface FakeService {
  readonly url: string;
  /** `GET /readyz`, in the order in which they came. */
  readonly asked: string[];
  /** What each question (`GET /readyz`) is answered; what is not here is 404. */
  readonly answers: Map<string, FakeAnswer>;
  /** The Authorization headers that were shown. */
  readonly authorizations: Set<string>;
  stop(): Promise<void>;
}

/** A service on a free port of 127.0.0.1 that answers what a test tells it to. */
export async function startFakeService(
  answers: Readonly<Record<string, FakeAnswer>> = {},
): Promise<FakeService> {
  const asked: string[] = [];
  const authorizations = new Set<string>();
  const known = new Map(Object.entries(answers));
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const question = `${request.method ?? ''} ${request.url ?? ''}`;
    asked.push(question);
    authorizations.add(request.headers.authorization ?? '');
    const { status = 200, body = {}, isSilent = false } = known.get(question) ?? { status: 404 };
    if (isSilent) return;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, answers: known, authorizations, stop };
}
