import { describe, expect, it } from '@jest/globals';
import { FaultError } from '../fault/fault-error.js';
import { NestLogger } from './nest-logger.js';
import { createServiceLogger } from './service-logger.js';
import type { LogLevel, ServiceLogger } from './service-logger.js';

const MARK = 'zebra secret marker';

function recording(level: LogLevel = 'debug'): {
  logger: ServiceLogger;
  lines: () => Record<string, unknown>[];
} {
  const written: string[] = [];
  const destination = { write: (line: string) => void written.push(line) };
  return {
    logger: createServiceLogger({ service: 'test', level, destination }),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('the log', () => {
  it('says what happened, in which service, with which numbers and codes', () => {
    const { logger, lines } = recording();
    logger.info('hold-expired', { count: 3, topic: 'havre.capacity', lag: 12n });
    expect(lines()).toMatchObject([
      { level: 'info', service: 'test', event: 'hold-expired', count: 3, topic: 'havre.capacity', lag: '12' },
    ]);
  });

  it('leaves out fields that are not allowed', () => {
    const { logger, lines } = recording();
    logger.info('x', { note: MARK, count: 1 });
    expect(lines()[0]).toMatchObject({ count: 1 });
    expect(lines()[0]).not.toHaveProperty('note');
  });

  it('withholds text that is not a code, in fields and as the event itself', () => {
    const { logger, lines } = recording();
    logger.warn(MARK, { code: MARK, route: '/v1/parked/:id' });
    expect(lines()[0]).toMatchObject({ event: '[withheld]', code: '[withheld]', route: '/v1/parked/:id' });
  });

  it('says of an error its code and class only', () => {
    const { logger, lines } = recording();
    logger.fault('failed', new FaultError('out-of-paper', false, MARK));
    logger.fault('failed', new SyntaxError(MARK));
    logger.fault('failed', MARK);
    expect(lines()).toMatchObject([
      { code: 'out-of-paper', error: 'FaultError' },
      { code: 'unexpected', error: 'SyntaxError' },
      { code: 'unexpected', error: 'string' },
    ]);
    expect(JSON.stringify(lines())).not.toContain('zebra');
  });

  it('keeps to its level', () => {
    const { logger, lines } = recording('error');
    logger.debug('a');
    logger.info('b');
    logger.warn('c');
    logger.error('d');
    expect(lines().map(({ event }) => event)).toEqual(['d']);
  });
});

describe('what Nest has to say', () => {
  it('is its level and context, never its message', () => {
    const { logger, lines } = recording();
    const nest = new NestLogger(logger);
    nest.log();
    nest.error(MARK, MARK, 'ExceptionsHandler');
    nest.warn(new Error(MARK));
    expect(lines().map(({ event, name }) => [event, name])).toEqual([
      ['framework-error', 'ExceptionsHandler'],
      ['framework-warning', 'Nest'],
    ]);
    expect(JSON.stringify(lines())).not.toContain('zebra');
  });
});
