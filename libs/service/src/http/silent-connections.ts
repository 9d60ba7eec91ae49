import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets the server close although somebody holds a connection without asking anything, as browsers do ahead of need. Node
 * counts a connection as idle only after a first request, and waits for the others for ever.
 */
export function registerSilentConnections(fastify: FastifyInstance): void {
  const connections = new Connections(fastify.server);
  fastify.addHook('preClose', (done) => {
    connections.endWhenSilent();
    done();
  });
}

class Connections {
  /** Requests in flight, by connection. */
  readonly #inFlight = new Map<Socket, number>();
  #isEnding = false;

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => this.#add(socket));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#count(request.socket, 1);
      response.once('close', () => this.#count(request.socket, -1));
    });
  }

  /** Ends every connection as soon as nothing is in flight on it: now, or after its last answer. */
  endWhenSilent(): void {
    this.#isEnding = true;
    for (const [socket, count] of this.#inFlight) endIfSilent(socket, count);
  }

  #add(socket: Socket): void {
    this.#inFlight.set(socket, 0);
    socket.once('close', () => this.#inFlight.delete(socket));
    if (this.#isEnding) endIfSilent(socket, 0);
  }

  #count(socket: Socket, change: number): void {
    const count = this.#inFlight.get(socket);
    if (count === undefined) return;
    this.#inFlight.set(socket, count + change);
    if (this.#isEnding) endIfSilent(socket, count + change);
  }
}

/** What was written still goes out. */
function endIfSilent(socket: Socket, inFlight: number): void {
  if (inFlight === 0) socket.destroySoon();
}
