import { describe, expect, it } from '@jest/globals';
import { parsePartnerEvent } from '@havre/events';
import { Draw } from '../draw.js';
import { drawIntake } from './intake.js';

describe('invented intakes', () => {
  it('are all of the published language', () => {
    const draw = Draw.forModel(3, 1);
    const outcomes = Array.from({ length: 300 }, (_, index) => {
      const result = parsePartnerEvent({
        specversion: '1.0',
        id: `event-${index}`,
        source: '/departments/accueil',
        type: 'havre.intake.received.v1',
        datacontenttype: 'application/json',
        data: drawIntake(draw, { services: ['shelter-0001'] }),
      });
      return result.outcome === 'valid' ? 'valid' : result.code;
    });
    expect([...new Set(outcomes)]).toEqual(['valid']);
  });

  it('ask mostly for shelter and food, for people alone and for families', () => {
    const draw = Draw.forModel(3, 1);
    const intakes = Array.from({ length: 4_000 }, () => drawIntake(draw, { services: [] }));
    const shareOf = (of: (intake: (typeof intakes)[number]) => boolean): number =>
      intakes.filter((intake) => of(intake)).length / intakes.length;
    expect(shareOf(({ needs }) => needs.some(({ kind }) => kind === 'shelter'))).toBeCloseTo(0.46, 1);
    expect(shareOf(({ household }) => household.members.length === 1)).toBeCloseTo(0.66, 1);
    expect(shareOf(({ needs }) => needs.length > 1)).toBeGreaterThan(0.2);
    expect(shareOf(({ accessibility }) => accessibility !== undefined)).toBeCloseTo(0.1, 1);
    expect(shareOf(({ pets }) => pets !== undefined)).toBeGreaterThan(0.02);
  });
});
