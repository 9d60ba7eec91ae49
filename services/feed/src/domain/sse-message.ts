/** Asks the browser or the client to come back after this long, in milliseconds. */
export function retryLine(milliseconds: number): string {
  return `retry: ${milliseconds}\n\n`;
}

/** Says that the connection is alive; readers ignore it. */
export const HEARTBEAT = ': heartbeat\n\n';

/** One message of a server-sent event stream. `data` is written as one line of JSON. */
export function message(cursor: string, data: unknown, name?: string): string {
  const event = name === undefined ? '' : `event: ${name}\n`;
  return `${event}id: ${cursor}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The first message for a reader whose cursor is too old: what it missed is gone, it goes on from the oldest kept. */
export function resetMessage(cursor: string): string {
  return message(cursor, { reason: 'cursor-too-old', continuesAfter: cursor }, 'reset');
}
