import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Agenda } from './agenda.js';

describe('the virtual clock', () => {
  it('keeps appointments in the order of their time, then of their making', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { maxLength: 60 }), (delays) => {
        const agenda = new Agenda(1_000);
        const kept: number[] = [];
        delays.forEach((delay, index) => {
          agenda.after(delay, () => kept.push(index));
        });
        agenda.runUntil(2_000);
        const wanted = delays
          .map((delay, index) => ({ delay, index }))
          .sort((one, other) => one.delay - other.delay || one.index - other.index);
        expect(kept).toEqual(wanted.map(({ index }) => index));
      }),
    );
  });

  it('shows the time of the appointment, and what is made meanwhile happens too', () => {
    const agenda = new Agenda(0);
    const seen: number[] = [];
    agenda.at(10, () => {
      seen.push(agenda.now);
      agenda.after(5, () => seen.push(agenda.now));
      agenda.at(3, () => seen.push(agenda.now));
    });
    agenda.runUntil(100);
    expect(seen).toEqual([10, 10, 15]);
    expect(agenda.now).toBe(100);
    expect(agenda.done).toBe(3);
  });

  it('leaves what comes after the end undone', () => {
    const agenda = new Agenda(0);
    const seen: number[] = [];
    agenda.at(11, () => seen.push(agenda.now));
    agenda.runUntil(10);
    expect(seen).toEqual([]);
  });
});
