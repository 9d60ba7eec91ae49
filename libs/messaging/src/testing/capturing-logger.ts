import type { LogFields, MessagingLogger } from '../messaging-logger.js';

/** Keeps every line. */
export class CapturingLogger implements MessagingLogger {
  readonly lines: { readonly event: string; readonly fields: LogFields }[] = [];

  info(event: string, fields: LogFields = {}): void {
    this.lines.push({ event, fields });
  }

  warn(event: string, fields: LogFields = {}): void {
    this.lines.push({ event, fields });
  }

  has(event: string): boolean {
    return this.lines.some((line) => line.event === event);
  }
}
