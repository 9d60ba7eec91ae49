import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../clock/clock.js';
import { UuidV7Generator } from './id-generator.js';

const START = new Date('2026-11-22T12:00:00.123Z');
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const isAscending = (ids: readonly string[]): boolean =>
  ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? ''));

describe('UUIDs of version 7', () => {
  it('have the version, the variant and the time', () => {
    const id = new UuidV7Generator(new ManualClock(START)).uuid();
    expect(id).toMatch(UUID_V7);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(START.getTime());
  });

  it('ascend within a millisecond, also when its counter overflows', () => {
    const ids = new UuidV7Generator(new ManualClock(START));
    const made = Array.from({ length: 10_000 }, () => ids.uuid());
    expect(isAscending(made)).toBe(true);
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((id) => UUID_V7.test(id))).toBe(true);
  });

  it('ascend when the clock goes back', () => {
    const clock = new ManualClock(START);
    const ids = new UuidV7Generator(clock);
    const made = [ids.uuid()];
    for (const step of [1, -5_000, 0, 2, -1]) {
      clock.advance(step);
      made.push(ids.uuid());
    }
    expect(isAscending(made)).toBe(true);
  });

  it('differ between processes of the same millisecond', () => {
    const clock = new ManualClock(START);
    expect(new UuidV7Generator(clock).uuid()).not.toBe(new UuidV7Generator(clock).uuid());
  });
});
