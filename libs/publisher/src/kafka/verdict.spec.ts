import { eventDefinition } from '@havre/events';
import { describe, expect, it } from '@jest/globals';

import type { FeedEvent } from '../client/feed-client.js';
import { VerdictBoard } from './verdict-board.js';
import { readVerdict } from './verdict.js';

const SOURCE = '/departments/accueil';
const example = (type: Parameters<typeof eventDefinition>[0]) => eventDefinition(type).example as FeedEvent;

describe('a verdict on the feed', () => {
  it('is read from the published examples', () => {
    const accepted = example('havre.event.accepted.v1');
    expect(readVerdict(accepted, SOURCE)).toEqual({
      position: accepted.data['position'],
      verdict: { kind: 'accepted', receipt: accepted.data['receipt'], subject: accepted.data['subject'] },
    });
    expect(readVerdict(example('havre.event.not-routable.v1'), SOURCE)?.verdict).toEqual({
      kind: 'refused',
      code: 'not-routable',
    });
    expect(readVerdict(example('havre.event.unopened.v1'), SOURCE)?.verdict).toEqual({ kind: 'unopened' });
  });

  it('tells its code where it has one', () => {
    const event = example('havre.event.not-routable.v1');
    const coded = { ...event, data: { ...event.data, code: 'id-reused' } };
    expect(readVerdict(coded, SOURCE)?.verdict).toEqual({ kind: 'refused', code: 'id-reused' });
  });

  it('is nobody else’s, and no other event', () => {
    expect(readVerdict(example('havre.event.accepted.v1'), '/departments/sante')).toBeUndefined();
    expect(readVerdict(example('havre.referral.offered.v1'), SOURCE)).toBeUndefined();
    const event = example('havre.event.unopened.v1');
    for (const position of [
      undefined,
      null,
      3,
      {},
      { partition: '0', offset: '1' },
      { partition: 0, offset: 1 },
    ]) {
      expect(readVerdict({ ...event, data: { ...event.data, position } }, SOURCE)).toBeUndefined();
    }
  });
});

describe('the board of verdicts', () => {
  const at = (offset: number) => ({ partition: 1, offset: String(offset) });
  const heard: string[] = [];
  const listen = (board: VerdictBoard, offset: number) => {
    board.listen(at(offset), ({ kind }) => heard.push(`${String(offset)} ${kind}`));
  };

  it('keeps what comes early, of the last so many', () => {
    const board = new VerdictBoard(2);
    for (const offset of [1, 2, 3]) board.post(at(offset), { kind: 'unopened' });
    for (const offset of [1, 2, 3]) listen(board, offset);
    expect(heard.splice(0)).toEqual(['2 unopened', '3 unopened']);
    for (const offset of [1, 2, 3]) board.post(at(offset), { kind: 'unopened' });
    expect(heard.splice(0)).toEqual(['1 unopened', '2 unopened', '3 unopened']);
  });

  it('tells partitions apart, and is silent to who left', () => {
    const board = new VerdictBoard();
    listen(board, 1);
    board.post({ partition: 2, offset: '1' }, { kind: 'unopened' });
    board.leave(at(1));
    board.post(at(1), { kind: 'unopened' });
    expect([heard, board.waiting]).toEqual([[], 0]);
  });
});
