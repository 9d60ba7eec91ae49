import type { ServiceLogger } from '@havre/service';

/** Keeps the names of what was logged. */
export class SilentLogger implements ServiceLogger {
  readonly said: string[] = [];

  debug(event: string): void {
    this.said.push(event);
  }
  info(event: string): void {
    this.said.push(event);
  }
  warn(event: string): void {
    this.said.push(event);
  }
  error(event: string): void {
    this.said.push(event);
  }
  fault(event: string): void {
    this.said.push(event);
  }
}
