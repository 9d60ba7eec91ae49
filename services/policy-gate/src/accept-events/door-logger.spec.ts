import type { LogFields, ServiceLogger } from '@havre/service';
import { describe, expect, it } from '@jest/globals';

import { withoutVerdicts } from './door-logger.js';

function logged(event: string, fields: LogFields): number {
  let lines = 0;
  const say = (): void => {
    lines += 1;
  };
  const logger: ServiceLogger = { debug: say, info: say, warn: say, error: say, fault: say };
  withoutVerdicts(logger).info(event, fields);
  return lines;
}

describe('withoutVerdicts', () => {
  it.each([202, 207, 422])('says nothing of an answer %s of the door', (status) => {
    expect(logged('request', { route: '/v1/events', status, keyId: 'accueil' })).toBe(0);
  });

  it.each([
    ['request', { route: '/v1/events', status: 401 }],
    ['request', { route: '/v1/events', status: 503 }],
    ['request', { route: '/v1/receipts/:id', status: 422 }],
    ['listening', { status: 422 }],
  ])('says %s %j', (event, fields) => {
    expect(logged(event, fields)).toBe(1);
  });
});
