import type { LoggerService } from '@nestjs/common';
import type { ServiceLogger } from './service-logger.js';

/**
 * What Nest itself has to say. Its messages can quote errors, and those can quote input, so only the level and the
 * context (a class name) are passed on.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: ServiceLogger) {}

  log(): void {
    // "Mapped {/v1/…} route" and the like: nothing an operator needs.
  }

  warn(...parameters: unknown[]): void {
    this.logger.warn('framework-warning', { name: contextOf(parameters) });
  }

  error(...parameters: unknown[]): void {
    this.logger.error('framework-error', { name: contextOf(parameters) });
  }

  fatal(...parameters: unknown[]): void {
    this.logger.error('framework-fatal', { name: contextOf(parameters) });
  }
}

/** Nest passes the context last, when there is one. */
function contextOf(parameters: readonly unknown[]): string {
  const last = parameters.length > 1 ? parameters.at(-1) : undefined;
  return typeof last === 'string' && /^[A-Za-z]{1,60}$/.test(last) ? last : 'Nest';
}
