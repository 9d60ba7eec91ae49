/** Fields of a log line: codes, names of topics and groups, numbers. Never a key, a value or the text of an error. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Where this library says what happens to it. `event` is a stable name, e.g. `event-log.partition-paused`. */
export interface MessagingLogger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
}

export const silentLogger: MessagingLogger = { info: () => undefined, warn: () => undefined };
