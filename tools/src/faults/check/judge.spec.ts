import { describe, expect, it } from '@jest/globals';
import { type Bendable, goodHistory } from '../testing/good-history.js';
import type { Evidence, Finding } from './evidence.js';
import { judge } from './judge.js';

/** What the judge says of a history in which one thing has been broken. */
function judged(breakIt: (history: Bendable<Evidence>) => void): readonly Pick<Finding, 'kind' | 'what'>[] {
  const history = goodHistory();
  breakIt(history);
  return judge(history).map(({ kind, what, count }) => ({
    kind,
    what,
    ...(count === undefined ? {} : { count }),
  }));
}

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error('no such element');
  return found;
};

describe('a history in which everything is as it must be', () => {
  it('is found to be so', () => {
    expect(judge(goodHistory())).toEqual([]);
  });

  it('stays so when records come again, in any order', () => {
    expect(
      judged(({ log }) => {
        const again = [at(log, 6), at(log, 1), at(log, 0)].map((one, index) => ({
          ...one,
          offset: 100 + index,
        }));
        log.push(...again);
      }),
    ).toEqual([]);
  });
});

describe('the door', () => {
  it('lost an event that it acknowledged', () => {
    const found = judged((history) => {
      history.log = history.log.filter(({ id }) => id !== 'r-walk-2' && id !== 'n-1');
    });
    expect(found).toContainEqual({ kind: 'lost', what: 'acknowledged, and not in the log' });
  });

  it('gave one event two receipts', () => {
    expect(judged(({ sent }) => at(sent, 1).otherReceipts.push('another'))).toEqual([
      { kind: 'doubled', what: 'one event, several receipts' },
    ]);
  });

  it('appended one intake twice, under two ids', () => {
    const found = judged(({ log }) => log.push({ ...at(log, 0), id: 'another', key: 'i-2', offset: 50 }));
    expect(found).toEqual([{ kind: 'doubled', what: 'one intake, several events in the log', count: 1 }]);
  });

  it('refused an event that is in order, or never acknowledged it', () => {
    expect(judged(({ sent }) => (at(sent, 1).refused = '422 not-routable'))).toEqual([
      { kind: 'refused', what: 'the door refused it: 422 not-routable' },
    ]);
    expect(judged(({ sent }) => delete at(sent, 1).acknowledged)).toEqual([
      { kind: 'no-end', what: 'never acknowledged' },
    ]);
  });

  it('did not keep the order of one sender', () => {
    const found = judged(({ log }) => {
      [at(log, 6).offset, at(log, 7).offset] = [at(log, 7).offset, at(log, 6).offset];
    });
    expect(found).toEqual([{ kind: 'order', what: 'in the log before what was sent before it' }]);
  });
});

describe('routing', () => {
  it('lost a need: the offset was committed before the effect', () => {
    const found = judged((history) => {
      history.log = history.log.filter(({ id }) => id !== 'o-2');
      history.tables.referrals.pop();
      history.feeds.forEach((feed) => {
        feed.whole = feed.whole.filter(({ id }) => id !== 'o-2');
      });
    });
    expect(found).toEqual([{ kind: 'lost', what: 'a need without its referral', count: 1 }]);
  });

  it('doubled a need: nobody asked the inbox', () => {
    const found = judged(({ tables }) => {
      tables.referrals.push({ id: 'ref-3', intakeId: 'i-1', state: 'waitlisted', holdId: null });
    });
    expect(found).toEqual([{ kind: 'doubled', what: 'a need with two referrals', count: 1 }]);
  });

  it('lost an answer, or forgot that it was applied', () => {
    expect(judged(({ tables }) => tables.inboxes.referral.delete('r-done'))).toEqual([
      { kind: 'lost', what: 'an answer that nobody took in' },
    ]);
    expect(judged(({ tables }) => (at(tables.referrals, 0).state = 'waitlisted'))).toEqual([
      { kind: 'lost', what: 'an answer that was applied and left no trace' },
    ]);
  });

  it('left a referral without an end, a record aside, an event on the way', () => {
    expect(judged(({ tables }) => (at(tables.referrals, 1).state = 'offered'))).toEqual([
      { kind: 'no-end', what: 'still offered' },
    ]);
    expect(judged(({ tables }) => (tables.parked = 2))).toEqual([
      { kind: 'left-over', what: 'records put aside', count: 2 },
    ]);
    expect(judged(({ tables }) => (tables.unrelayed = 1))).toEqual([
      { kind: 'left-over', what: 'events that were never relayed', count: 1 },
    ]);
  });
});

describe('the ledger', () => {
  it('lost a walk-in', () => {
    const found = judged(({ tables }) => {
      tables.movements.delete('r-walk-1');
      at(tables.ledger, 1).occupied = 100;
    });
    expect(found).toEqual([
      { kind: 'lost', what: 'a statement that the ledger does not know' },
      { kind: 'lost', what: 'the sum of places', count: 2 },
    ]);
  });

  it('counted a walk-in twice', () => {
    expect(judged(({ tables }) => (at(tables.ledger, 1).occupied = 104))).toEqual([
      { kind: 'doubled', what: 'the sum of places', count: 2 },
    ]);
  });

  it('may have counted what was never acknowledged, but once', () => {
    const withUnacknowledged = (occupied: number) =>
      judged(({ sent, tables }) => {
        const { acknowledged, ...walkIn } = at(sent, 2);
        sent.push({ ...walkIn, mark: 'walk-3', subject: acknowledged?.subject ?? '' });
        at(tables.ledger, 1).occupied = occupied;
      }).filter(({ kind }) => kind !== 'no-end');
    expect(withUnacknowledged(102)).toEqual([]);
    expect(withUnacknowledged(104)).toEqual([]);
    expect(withUnacknowledged(106)).toEqual([{ kind: 'doubled', what: 'the sum of places', count: 2 }]);
  });

  it('counted what it said not to have counted', () => {
    const found = judged(({ tables }) => {
      tables.movements.add('r-walk-2');
      at(tables.ledger, 1).occupied = 105;
    });
    expect(found).toEqual([
      { kind: 'doubled', what: 'counted, and said not to be' },
      { kind: 'doubled', what: 'the sum of places', count: 3 },
    ]);
  });

  it('let somebody in twice on one hold', () => {
    const found = judged(({ log, tables }) => {
      log.push({ ...at(log, 5), id: 'h-3', offset: 60 });
      at(tables.ledger, 0).occupied = 2;
    });
    expect(found).toEqual([
      { kind: 'doubled', what: 'a hold that was settled twice', count: 1 },
      { kind: 'doubled', what: 'the sum of places', count: 1 },
    ]);
  });

  it('gave a place back when somebody left it for another house', () => {
    const left = (occupied: number) =>
      judged(({ log, tables }) => {
        log.push({ ...at(log, 5), type: 'havre.hold.released.v1', id: 'h-3', offset: 60 });
        at(tables.ledger, 0).occupied = occupied;
      });
    expect(left(0)).toEqual([]);
    expect(left(1)).toEqual([{ kind: 'doubled', what: 'the sum of places', count: 1 }]);
  });

  it('promised a place twice, at some moment or at the end', () => {
    expect(judged(({ ledgerSightings }) => ledgerSightings.push({ at: 2_000, wrongRows: 1 }))).toEqual([
      { kind: 'double-held', what: 'the ledger did not add up when it was looked at', count: 1 },
    ]);
    expect(judged(({ tables }) => (at(tables.ledger, 0).liveHolds = 1))).toEqual([
      { kind: 'double-held', what: 'held places are not the live holds' },
    ]);
    expect(judged(({ tables }) => (at(tables.ledger, 0).total = 0))).toEqual([
      { kind: 'double-held', what: 'held places are not the live holds' },
    ]);
    expect(judged(({ tables }) => (tables.holdsOfNobody = 1))).toEqual([
      { kind: 'double-held', what: 'a live hold for nobody', count: 1 },
    ]);
  });

  it('lost the last report', () => {
    expect(judged(({ tables }) => (at(tables.ledger, 2).reportedTotal = 1_000))).toEqual([
      { kind: 'lost', what: 'the last report is not what the ledger says' },
    ]);
    expect(judged(({ tables }) => tables.inboxes.capacity.delete('r-report'))).toEqual([
      { kind: 'lost', what: 'a report that nobody took in' },
    ]);
  });
});

describe('a feed', () => {
  it('showed an event twice', () => {
    expect(judged(({ feeds }) => at(feeds, 1).whole.push({ ...at(at(feeds, 1).whole, 0) }))).toEqual([
      { kind: 'doubled', what: 'shown twice to parc' },
    ]);
  });

  it('hid from a follower what it shows to those who come later', () => {
    expect(judged(({ feeds }) => at(feeds, 0).followed.shift())).toEqual([
      { kind: 'lost', what: 'never came to accueil, who followed all the time', count: 1 },
    ]);
  });

  it('gave a follower the same event twice', () => {
    expect(judged(({ feeds }) => at(feeds, 0).followed.push('o-1'))).toEqual([
      { kind: 'doubled', what: 'followed twice by accueil', count: 1 },
    ]);
  });

  it('turned two events of one referral round', () => {
    const found = judged(({ feeds }) => {
      const { whole } = at(feeds, 0);
      [whole[0], whole[2]] = [at(whole, 2), at(whole, 0)];
    });
    expect(found).toEqual([{ kind: 'order', what: 'shown to accueil after what follows it' }]);
  });

  it('never told anybody that something was not applied', () => {
    const found = judged(({ feeds }) => feeds.pop());
    expect(found).toEqual([{ kind: 'lost', what: 'in the log, and in no feed' }]);
  });
});
