import { describe, expect, it } from '@jest/globals';
import { FaultError } from './fault-error.js';
import { faultOf } from './fault-of.js';

const MARK = 'zebra secret marker';
const error = (fields: object): Error => Object.assign(new Error(MARK), fields);

describe('a thrown value', () => {
  it.each([
    ['a fault of ours', new FaultError('gone', true, MARK), 'gone', true],
    [
      'a library’s error of the same form',
      error({ code: 'event-log.closed', retriable: false }),
      'event-log.closed',
      false,
    ],
    ['a code that could be input', error({ code: MARK, retriable: true }), 'unexpected', false],
    [
      'a unique violation',
      error({ severity: 'ERROR', code: '23505', detail: MARK }),
      'postgresql.23505',
      false,
    ],
    ['a deadlock', error({ severity: 'ERROR', code: '40P01' }), 'postgresql.40P01', true],
    [
      'a shutdown',
      error({ driverError: error({ severity: 'FATAL', code: '57P01' }) }),
      'postgresql.57P01',
      true,
    ],
    ['a lost connection', new Error('Connection terminated unexpectedly'), 'postgresql.connection', true],
    ['a refused connection', error({ code: 'ECONNREFUSED' }), 'network.ECONNREFUSED', true],
    ['a parser’s error', new SyntaxError(MARK), 'unexpected', false],
    ['a string', MARK, 'unexpected', false],
    ['nothing', undefined, 'unexpected', false],
  ])('that is %s has a safe code', (_what, thrown, code, retriable) => {
    expect(faultOf(thrown)).toEqual({ code, retriable });
  });
});
