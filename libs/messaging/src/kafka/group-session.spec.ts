import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualScheduler } from '../testing/manual-scheduler.js';
import { GroupSession } from './group-session.js';

describe('session of a group member', () => {
  let scheduler: ManualScheduler;
  let session: GroupSession;

  beforeEach(() => {
    scheduler = new ManualScheduler();
    session = new GroupSession(scheduler, 1_000);
    session.onAssigned({ intake: [0, 1], referral: [0] });
  });

  it('owns what was assigned', () => {
    expect(session.assigned()).toEqual([
      { topic: 'intake', partition: 0 },
      { topic: 'intake', partition: 1 },
      { topic: 'referral', partition: 0 },
    ]);
    expect(session.signal('intake', 2)).toBeUndefined();
  });

  it('aborts when nobody has heard from it for a session', () => {
    const signal = session.signal('intake', 0);
    scheduler.advance(900);
    session.onAlive();
    scheduler.advance(900);
    expect(signal?.aborted).toBe(false);
    scheduler.advance(100);
    expect([signal?.aborted, session.assigned()]).toEqual([true, []]);
  });

  it('knows after standing still that it may have lost everything, before any timer runs', () => {
    const signal = session.signal('intake', 0);
    scheduler.freeze(1_000);
    expect(session.signal('intake', 0)).toBeUndefined();
    expect(signal?.aborted).toBe(true);
  });

  it('owns its partitions again, with new signals, when the coordinator still knows it', () => {
    const before = session.signal('intake', 0);
    scheduler.advance(1_000);
    session.onAlive();
    const after = session.signal('intake', 0);
    expect([before?.aborted, after?.aborted]).toEqual([true, false]);
    expect(session.assigned()).toHaveLength(3);
  });

  it('owns nothing when the coordinator has forgotten it, until the next assignment', () => {
    const signal = session.signal('intake', 0);
    session.end();
    session.onAlive();
    expect([signal?.aborted, session.assigned()]).toEqual([true, []]);
    session.onAssigned({ intake: [5] });
    expect(session.signal('intake', 5)?.aborted).toBe(false);
  });

  it('has new signals for each assignment', () => {
    const before = session.signal('intake', 0);
    session.onAssigned({ intake: [0] });
    expect([before?.aborted, session.signal('intake', 0)?.aborted]).toEqual([true, false]);
  });
});
