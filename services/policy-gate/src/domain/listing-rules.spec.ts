import { eventDefinition, type EventData } from '@havre/events';
import { loadBundle, screen } from '@havre/policy';
import { describe, expect, it } from '@jest/globals';
import { decideVerdict, type Verdict } from './decide-verdict.js';

const NOW = Date.parse('2026-11-22T21:00:00Z');
const { example } = eventDefinition('havre.service.listed.v1');
const { accepts } = example.data as EventData<'havre.service.listed.v1'>;
const bundle = loadBundle();

/** The verdict on the published example of a listing, with other data. */
function verdictOn(data: Readonly<Record<string, unknown>>): Verdict {
  const document = { ...example, data: { ...example.data, ...data } };
  return decideVerdict(
    document,
    {},
    {
      publisher: { role: 'provider', sources: [example.source] },
      bundle,
      allowsFreeText: true,
      retentionMs: 7 * 86_400_000,
      now: NOW,
      fingerprintOf: (text) => text,
    },
  );
}

describe('the directory', () => {
  it('Nobody can write a rule on status, nationality or papers', () => {
    expect(verdictOn({}).verdict).toBe('cleared');
    expect(verdictOn({ eligibility: 'citizens only' }).verdict).toBe('dropped');
    expect(verdictOn({ accepts: { ...accepts, requiresPapers: true } }).verdict).toBe('dropped');
    expect(verdictOn({ accepts: { ...accepts, nationalities: ['CA'] } }).verdict).toBe('dropped');
  });

  it.each([
    [{ fr: 'Lits pour citoyens canadiens seulement', en: 'Beds' }],
    [{ fr: 'Lits', en: 'Beds, permanent residents only' }],
    [{ fr: 'Lits, sans-papiers refusés', en: 'Beds' }],
    [{ fr: 'Lits', en: 'Beds. Valid work permit required' }],
  ])('drops a name that says whom a provider turns away by status: %j', (name) => {
    expect(verdictOn({ name })).toMatchObject({
      verdict: 'dropped',
      category: expect.stringMatching(/^S\d+$/),
    });
  });

  it.each(['asylum-seekers', 'work-permit', 'undocumented', 'refugee-claimant-only', 'citizenship.required'])(
    'drops a code of a taxonomy that names status: %s',
    (code) => {
      expect(verdictOn({ taxonomy: [{ scheme: 'open-eligibility', code }] }).verdict).toBe('dropped');
    },
  );

  it('drops a limit or a setting that names status too', () => {
    expect(verdictOn({ limits: { citizensPercent: 50 } }).verdict).toBe('dropped');
    expect(screen({ value: { HAVRE_TAKES_IN: 'permanent residents only' } }, bundle).effect).toBe('drop');
  });
});
