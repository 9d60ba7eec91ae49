import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from './decide.js';
import type { Effect } from './effects.js';
import { DEFAULT_LIMITS } from './limits.js';
import { ENDED_STATES, hasEnded, REFERRAL_STATES, type Referral } from './referral.js';
import type { ReferralInput } from './referral-input.js';
import { answer, DEPARTMENT, INPUTS, matched, NOW, opened, PROVIDER, STRANGER } from './testing/referrals.js';
import { request } from './testing/city.js';
import { linesFor, TRANSITIONS } from './transitions.js';

const ENDINGS = new Set(['havre.referral.closed.v1', 'havre.referral.unplaced.v1']);

/** What may reach a referral, rightly or wrongly, from anybody. */
const anyInput: fc.Arbitrary<ReferralInput> = fc.oneof(
  fc.constantFrom<ReferralInput>(...Object.values(INPUTS)),
  fc
    .constantFrom('no-place', 'not-eligible', 'client-refused', 'safety', 'no-answer', 'other-service-better')
    .map((reason): ReferralInput => ({
      on: 'declined',
      answer: answer('havre.referral.declined.v1'),
      reason: reason as 'no-place',
    })),
  fc.constantFrom(PROVIDER, STRANGER).map((publisher): ReferralInput => ({
    on: 'accepted',
    answer: answer('havre.referral.accepted.v1', publisher),
  })),
  fc.boolean().map((keepsOffer): ReferralInput => ({
    on: 'corrected',
    answer: answer('havre.intake.corrected.v1', DEPARTMENT),
    request: request({ language: 'en' }),
    keepsOffer,
  })),
);

interface Life {
  referral: Referral;
  effects: Effect[];
  refusals: number;
}

/** Lives through the inputs as the service does: whoever seeks is matched at once. */
function live(inputs: readonly ReferralInput[]): Life {
  const life: Life = { referral: opened(), effects: [], refusals: 0 };
  let holds = 0;
  const apply = (input: ReferralInput): void => {
    const decision = decide(life.referral, input, NOW, DEFAULT_LIMITS);
    if (decision.outcome === 'refused') life.refusals++;
    if (decision.outcome !== 'applied') return;
    life.referral = decision.referral;
    life.effects.push(...decision.effects);
    if (decision.isSeeking) {
      holds++;
      apply(holds % 3 === 0 ? INPUTS.allFull : matched(undefined, `hold-${holds}`));
    }
  };
  apply(matched(undefined, 'hold-0'));
  for (const input of inputs) {
    // Matching and the ledger only ever speak of what is there: a place for whoever has none, an answer to what is held.
    if (input.on === 'no-place' || input.on === 'matched') continue;
    apply(input);
  }
  return life;
}

const emitted = ({ effects }: Life): readonly string[] =>
  effects.flatMap((effect) => (effect.effect === 'emit' ? [effect.type] : []));

describe('any life of a referral', () => {
  it('ends in a legal state, and says each end once', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 40 }), (inputs) => {
        const life = live(inputs);
        expect(REFERRAL_STATES).toContain(life.referral.state);
        const reopenings = inputs.filter(({ on }) => on === 'reopened' || on === 'arrived').length;
        const endings = emitted(life).filter((type) => ENDINGS.has(type)).length;
        expect(endings).toBeLessThanOrEqual(reopenings + 1);
        expect(hasEnded(life.referral) ? endings : 1).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('never leaves a hold behind: each one is current, or was given back, expired or refused', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 40 }), (inputs) => {
        const books = new HoldBooks();
        books.apply(matched(undefined, 'hold-0'));
        for (const input of inputs) if (input.on !== 'no-place') books.apply(input);
        expect(books.lost()).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same answer to the same question', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 20 }), (inputs) => {
        expect(live(inputs)).toEqual(live(inputs));
      }),
      { numRuns: 100 },
    );
  });

  it('passes through no more offers than the loop cap between two reopenings', () => {
    const declineAll: ReferralInput[] = Array.from({ length: 30 }, (_, index) =>
      index % 2 === 0
        ? INPUTS.placed
        : { on: 'declined', answer: answer('havre.referral.declined.v1'), reason: 'client-refused' },
    );
    let referral = opened();
    const apply = (input: ReferralInput): void => {
      const decision = decide(referral, input, NOW, DEFAULT_LIMITS);
      if (decision.outcome !== 'applied') return;
      referral = decision.referral;
      if (decision.isSeeking) apply(matched(undefined, `hold-${referral.attempts}`));
    };
    apply(matched(undefined, 'hold-0'));
    declineAll.forEach(apply);
    expect(referral).toMatchObject({
      state: 'needs-attention',
      reason: 'loop-cap',
      offers: DEFAULT_LIMITS.loopCap,
    });
  });
});

describe('the table', () => {
  it('lets every state be left, the ended ones by a person only', () => {
    for (const state of REFERRAL_STATES) {
      const leaving = TRANSITIONS.filter(
        ({ from, to }) => from.includes(state) && to !== 'same' && to !== state,
      );
      expect(leaving.length).toBeGreaterThan(0);
    }
    for (const state of ENDED_STATES) {
      const inputs = TRANSITIONS.filter(({ from, to }) => from.includes(state) && to !== 'same').map(
        ({ on }) => on,
      );
      expect(new Set(inputs)).toEqual(
        new Set(state === 'not-arrived' ? ['reopened', 'arrived'] : ['reopened']),
      );
    }
  });

  it('reaches every state', () => {
    const reached = new Set(TRANSITIONS.map(({ to }) => to));
    for (const state of REFERRAL_STATES) expect(reached).toContain(state);
  });

  it('has no line that an earlier one without condition hides', () => {
    for (const state of REFERRAL_STATES) {
      for (const on of new Set(TRANSITIONS.map((line) => line.on))) {
        const lines = linesFor(state, on);
        const unconditional = lines.findIndex(({ when }) => when === undefined);
        expect(unconditional === -1 || unconditional === lines.length - 1).toBe(true);
      }
    }
  });
});

/** Follows every hold that a referral asks for until somebody has given it back. */
class HoldBooks {
  private readonly asked = new Set<string>();
  private readonly settled = new Set<string>();
  private referral = opened();
  private holds = 0;

  apply(input: ReferralInput): void {
    const held = this.referral.hold?.id;
    const decision = decide(this.referral, input, NOW, DEFAULT_LIMITS);
    if (decision.outcome !== 'applied') return;
    this.referral = decision.referral;
    const isOver = SETTLING.has(input.on) || this.referral.state === 'completed';
    if (held !== undefined && isOver) this.settled.add(held);
    decision.effects.forEach((effect) => this.note(effect));
    if (decision.isSeeking) this.apply(matched(undefined, `hold-${++this.holds}`));
  }

  lost(): readonly string[] {
    const current = new Set([this.referral.hold?.id, this.referral.inside?.id]);
    return [...this.asked].filter((id) => !this.settled.has(id) && !current.has(id));
  }

  private note(effect: Effect): void {
    if (effect.effect !== 'emit') return;
    if (effect.type === 'havre.hold.requested.v1') this.asked.add(effect.data.holdId);
    if (effect.type === 'havre.hold.release-requested.v1') this.settled.add(effect.data.holdId);
  }
}

const SETTLING: ReadonlySet<string> = new Set(['hold-expired', 'hold-refused', 'hold-released']);
