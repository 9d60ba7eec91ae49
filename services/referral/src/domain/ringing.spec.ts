import { describe, expect, it } from '@jest/globals';
import { match } from './matching.js';
import { profileOf } from './profile.js';
import { city, NOW, outlook, request, type ServiceSketch } from './testing/city.js';
import { INPUTS, opened, when } from './testing/referrals.js';

const old = (id: string, changes: ServiceSketch = {}): ServiceSketch => ({
  id,
  slots: [{ freshness: 'expired' }],
  ...changes,
});
const houses = (...services: readonly ServiceSketch[]) =>
  match(profileOf(request({ exclusions: ['excluded'] }), 'r'), city(...services), outlook()).toRing;

describe('houses to ring', () => {
  it('given that all counts are too old, then a person gets the list, best first', () => {
    expect(houses(old('far', { area: 'nord' }), old('near'), old('english', { languages: ['en'] }))).toEqual([
      'near',
      'far',
      'english',
    ]);
  });

  it('given a confidential house or one that the intake excludes, then it is on no list', () => {
    expect(houses(old('near'), old('hidden', { confidential: true }), old('excluded'))).toEqual(['near']);
  });

  it('given houses that are closed or do not take them in, then nobody is asked to ring in vain', () => {
    const closed = old('closed', { closure: { from: NOW - 1 } });
    const forSeniors = old('seniors', {
      accepts: { ageGroups: ['senior'], families: false, maxHousehold: 1 },
    });
    expect(houses(old('near'), closed, forSeniors)).toEqual(['near']);
  });

  it('given a house with a fresh count, then that one is asked and nobody rings', () => {
    expect(houses(old('near'), { id: 'fresh' })).toEqual([]);
  });

  it('given the list, then it goes with the question to the person, and not at all when it is empty', () => {
    const asked = when(opened(), { ...INPUTS.allStale, toRing: ['near', 'far'] });
    expect(asked.data?.('referral.attention-needed')).toMatchObject({ toRing: ['near', 'far'] });
    expect(when(opened(), INPUTS.allStale).data?.('referral.attention-needed')).not.toHaveProperty('toRing');
  });
});

describe('a service that left an offer unanswered', () => {
  const order = (silence?: number) => {
    const directory = city({ id: 'a-silent' }, { id: 'b-other' });
    if (silence !== undefined) directory.putSilence('a-silent', silence);
    return match(profileOf(request(), 'seed'), directory, outlook()).suitable;
  };
  const first = (silence?: number): string | undefined => order(silence)[0]?.service.entry.serviceId;

  it('given no report since, then its counts rank as stale', () => {
    expect(order(NOW).map(({ service, slot }) => [service.entry.serviceId, slot?.freshness])).toEqual([
      ['b-other', 'fresh'],
      ['a-silent', 'stale'],
    ]);
  });

  it('given a report since, then nothing is held against it', () => {
    expect(first(NOW - 2 * 3_600_000)).toBe(first());
    expect(order(NOW - 2 * 3_600_000).map(({ slot }) => slot?.freshness)).toEqual(['fresh', 'fresh']);
  });
});
