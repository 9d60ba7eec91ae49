import type { LogFields, ServiceLogger } from '@havre/service';

const DOOR = '/v1/events';
/** Accepted, mixed, not routable. */
const VERDICTS: ReadonlySet<unknown> = new Set([202, 207, 422]);

/**
 * The log of this service without the door's verdicts: a line that says when which key was answered what would be a
 * record of a drop by itself. They are counted by the day instead. Faults and refused callers are logged as anywhere.
 */
export function withoutVerdicts(logger: ServiceLogger): ServiceLogger {
  return {
    debug: (event, fields) => logger.debug(event, fields),
    info: (event, fields) => {
      if (!isVerdict(event, fields)) logger.info(event, fields);
    },
    warn: (event, fields) => logger.warn(event, fields),
    error: (event, fields) => logger.error(event, fields),
    fault: (event, thrown, fields) => logger.fault(event, thrown, fields),
  };
}

function isVerdict(event: string, fields: LogFields = {}): boolean {
  return event === 'request' && fields['route'] === DOOR && VERDICTS.has(fields['status']);
}
