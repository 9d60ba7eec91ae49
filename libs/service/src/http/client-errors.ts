import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { preferredLanguage } from '../language/language.js';
import { problemBody } from './problem.js';
import type { ProblemDefinition } from './problem.js';
import { PROBLEMS } from './problems.js';

const BY_CODE: ReadonlyMap<string, ProblemDefinition> = new Map<string, ProblemDefinition>([
  ['HPE_HEADER_OVERFLOW', PROBLEMS.headersTooLarge],
  ['ERR_HTTP_REQUEST_TIMEOUT', PROBLEMS.requestTimeout],
]);

/** Answers what is not even HTTP, on the bare socket. Nothing of it is known, so the answer is in French. */
export function answerClientError(error: { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = BY_CODE.get(error.code ?? '') ?? PROBLEMS.malformed;
  const body = JSON.stringify(problemBody(problem, {}, preferredLanguage(undefined)));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
