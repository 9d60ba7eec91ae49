import { describe, expect, it } from '@jest/globals';

import { answerBatch, answerOne, NOT_ROUTABLE, type EventOutcome } from './answer.js';

const accepted: EventOutcome = { status: 202, receipt: 'r', subject: 's' };
const reused: EventOutcome = { status: 409, code: 'id-reused' };

describe('answerOne', () => {
  it('gives the receipt, or the refusal', () => {
    expect(answerOne(accepted)).toEqual({ kind: 'body', status: 202, body: { receipt: 'r', subject: 's' } });
    expect(answerOne(NOT_ROUTABLE)).toEqual({ kind: 'refusal', refusal: NOT_ROUTABLE });
  });
});

describe('answerBatch', () => {
  it('gives receipts in order when all are accepted', () => {
    const other: EventOutcome = { status: 202, receipt: 'r2', subject: 's2' };
    expect(answerBatch([accepted, other])).toEqual({
      kind: 'body',
      status: 202,
      body: {
        receipts: [
          { receipt: 'r', subject: 's' },
          { receipt: 'r2', subject: 's2' },
        ],
      },
    });
  });

  it('gives one refusal when all are refused alike', () => {
    expect(answerBatch([NOT_ROUTABLE, NOT_ROUTABLE])).toEqual({ kind: 'refusal', refusal: NOT_ROUTABLE });
    expect(answerBatch([reused])).toEqual({ kind: 'refusal', refusal: reused });
  });

  it.each([
    ['some are accepted', [accepted, NOT_ROUTABLE]],
    ['they are refused for different reasons', [reused, NOT_ROUTABLE]],
  ] as readonly (readonly [string, readonly EventOutcome[]])[])(
    'gives a result each when %s',
    (_, results) => {
      expect(answerBatch(results)).toEqual({ kind: 'body', status: 207, body: { results } });
    },
  );
});
