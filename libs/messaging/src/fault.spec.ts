import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import {
  KafkaJSAggregateError,
  KafkaJSConnectionError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
} from 'kafkajs';
import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { EventLogError } from './event-log-error.js';
import { faultOf, toEventLogError } from './fault.js';

const MARK = 'MARK-permit-55';

function postgresError(code: string): DatabaseError {
  const error = new DatabaseError(`duplicate key value (${MARK})`, 10, 'error');
  return Object.assign(error, { severity: 'ERROR', code, detail: `Key (note)=(${MARK})`, where: MARK });
}

function protocolError(type: string): KafkaJSProtocolError {
  return new KafkaJSProtocolError(Object.assign(new Error(MARK), { type, code: 6, retriable: true }));
}

const retriesExceeded = (cause: Error): Error =>
  new KafkaJSNumberOfRetriesExceeded(cause, { retryCount: 5, retryTime: 100 });

function syntaxError(): unknown {
  try {
    return JSON.parse(`${MARK} {`);
  } catch (error) {
    return error;
  }
}

describe('fault of an error', () => {
  it.each<[string, unknown, string, boolean]>([
    ['a violated constraint', postgresError('23505'), 'postgresql.23505', false],
    ['a deadlock', postgresError('40P01'), 'postgresql.40P01', true],
    ['a server that shuts down', postgresError('57P01'), 'postgresql.57P01', true],
    ['a server that starts', postgresError('57P03'), 'postgresql.57P03', true],
    ['a missing table', postgresError('42P01'), 'postgresql.42P01', false],
    [
      'a failed query of TypeORM',
      new QueryFailedError(`INSERT '${MARK}'`, [MARK], postgresError('23514')),
      'postgresql.23514',
      false,
    ],
    [
      'a lost connection under TypeORM',
      new QueryFailedError('SELECT', [MARK], new Error('Connection terminated unexpectedly')),
      'postgresql.connection',
      true,
    ],
    [
      'a refused connection',
      Object.assign(new Error(MARK), { code: 'ECONNREFUSED' }),
      'network.ECONNREFUSED',
      true,
    ],
    [
      'a broker that is no leader',
      protocolError('NOT_LEADER_FOR_PARTITION'),
      'kafka.NOT_LEADER_FOR_PARTITION',
      true,
    ],
    [
      'retries that ran out',
      retriesExceeded(protocolError('REQUEST_TIMED_OUT')),
      'kafka.REQUEST_TIMED_OUT',
      true,
    ],
    [
      'retries that ran out without connection',
      retriesExceeded(new KafkaJSConnectionError(MARK)),
      'kafka.KafkaJSConnectionError',
      true,
    ],
    [
      'a right that is missing',
      Object.assign(new KafkaJSNonRetriableError(MARK), {
        cause: protocolError('TOPIC_AUTHORIZATION_FAILED'),
      }),
      'kafka.TOPIC_AUTHORIZATION_FAILED',
      false,
    ],
    [
      'several topics that may not be made',
      new KafkaJSAggregateError(MARK, [protocolError('TOPIC_AUTHORIZATION_FAILED')]),
      'kafka.TOPIC_AUTHORIZATION_FAILED',
      false,
    ],
    [
      'a broker that nobody vouches for',
      retriesExceeded(new KafkaJSConnectionError(MARK, { code: 'SELF_SIGNED_CERT_IN_CHAIN' })),
      'tls.SELF_SIGNED_CERT_IN_CHAIN',
      false,
    ],
    ['text that is no JSON', syntaxError(), 'unexpected.SyntaxError', false],
    ['a bug', new TypeError(MARK), 'unexpected.TypeError', false],
    ['a class of somebody else', Object.assign(new Error(MARK), { name: MARK }), 'unexpected', false],
    [
      'a code that is text',
      Object.assign(new Error(MARK), { code: MARK, retriable: true }),
      'unexpected',
      false,
    ],
    ['a thrown string', MARK, 'unexpected', false],
    ['nothing', undefined, 'unexpected', false],
    ['an error of ours', new EventLogError('lease-lost'), 'lease-lost', true],
    [
      'an error of a service',
      Object.assign(new Error(MARK), { code: 'referral.no-such-service', retriable: false }),
      'referral.no-such-service',
      false,
    ],
    [
      'what is left by Nest’s own filter',
      { status: 'error', message: 'Internal server error' },
      'nest.masked',
      true,
    ],
  ])('of %s', (_name, error, code, retriable) => {
    expect(faultOf(error)).toEqual({ code, retriable });
  });

  it('becomes an error that says nothing more', () => {
    const error = toEventLogError(new QueryFailedError(MARK, [MARK], postgresError('23505')));
    expect(error).toMatchObject({ code: 'internal', fault: 'postgresql.23505' });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(MARK);
  });

  it.each([
    [postgresError('40001'), 'conflict', true],
    [postgresError('57014'), 'timeout', true],
    [postgresError('28P01'), 'unauthorized', false],
    [postgresError('42501'), 'unauthorized', false],
    [protocolError('TOPIC_AUTHORIZATION_FAILED'), 'unauthorized', false],
    [protocolError('MESSAGE_TOO_LARGE'), 'record-too-large', false],
    [Object.assign(new Error(), { code: 'ECONNRESET' }), 'unavailable', true],
  ])('has the stable code of the log (%#)', (error, code, retriable) => {
    expect(toEventLogError(error)).toMatchObject({ code, retriable });
  });
});
