import { loadBundle } from '@havre/policy';
import { describe, expect, it } from '@jest/globals';

import { intakeData, intakeEvent, reportEvent } from '../testing/sample-events.js';
import { decideVerdict, type Verdict, type VerdictContext } from './decide-verdict.js';

const NOW = Date.parse('2026-11-22T21:00:00Z');
const DAY_MS = 86_400_000;

const context: VerdictContext = {
  publisher: { role: 'department', sources: ['/departments/accueil'] },
  bundle: loadBundle(),
  allowsFreeText: false,
  retentionMs: 7 * DAY_MS,
  now: NOW,
  fingerprintOf: (text) => `fingerprint of ${text}`,
};

function verdictOn(document: unknown, changes: Partial<VerdictContext> = {}): Verdict {
  return decideVerdict(document, {}, { ...context, ...changes });
}

function fingerprintIn(document: unknown): string {
  const verdict = verdictOn(document);
  if (verdict.verdict !== 'cleared') throw new TypeError(`not cleared: ${verdict.verdict}`);
  return verdict.event.fingerprint;
}

describe('decideVerdict', () => {
  it('clears a good event, given its own source', () => {
    expect(verdictOn(intakeEvent())).toEqual({
      verdict: 'cleared',
      event: {
        source: '/departments/accueil',
        eventId: 'intake-1',
        type: 'havre.intake.received.v1',
        data: intakeData(),
        fingerprint: expect.stringMatching(/^fingerprint of havre\.intake\.received\.v1\n/),
      },
    });
  });

  it('drops status in the content, wherever it stands', () => {
    const dropped = { verdict: 'dropped', category: expect.stringMatching(/^S\d+$/) };
    expect(verdictOn(intakeEvent({ data: intakeData({ note: 'demandeuse d’asile' }) }))).toEqual(dropped);
    expect(verdictOn(intakeEvent({ immigrationStatus: 'x' }))).toEqual(dropped);
    expect(verdictOn({ anything: ['undocumented'] })).toEqual(dropped);
    expect(decideVerdict(intakeEvent(), { 'ce-note': 'sans papiers' }, context)).toEqual(dropped);
  });

  it('drops for status before it tells anything of sources', () => {
    const foreign = intakeEvent({ source: '/departments/sante', id: 'work-permit' });
    expect(verdictOn(foreign)).toMatchObject({ verdict: 'dropped' });
  });

  it.each([
    ['an unknown type', intakeEvent({ type: 'havre.intake.imported.v1' })],
    ['a system type', intakeEvent({ type: 'havre.hold.placed.v1', subject: 'x' })],
    ['an unknown attribute', intakeEvent({ partner: 'x' })],
    ['an attribute of ours', intakeEvent({ receipt: '0198c0de-0001-7000-8000-000000000001' })],
    ['an unknown field', intakeEvent({ data: intakeData({ name: 'x' }) })],
    ['a subject where the gate assigns it', intakeEvent({ subject: 'x' })],
    ['no data', intakeEvent({ data: undefined })],
    ['another version', intakeEvent({ specversion: '0.3' })],
    ['a note, when the city takes none', intakeEvent({ data: intakeData({ note: 'Arrive à 18 h' }) })],
    ['an array', [intakeEvent()]],
    ['nothing', null],
  ])('refuses %s by schema', (_, document) => {
    expect(verdictOn(document)).toEqual({ verdict: 'dropped', category: 'schema' });
  });

  it('lets a screened note through where the city takes notes', () => {
    const document = intakeEvent({ data: intakeData({ note: 'Arrive à 18 h' }) });
    expect(verdictOn(document, { allowsFreeText: true })).toMatchObject({ verdict: 'cleared' });
  });

  // Each of them once looked like a permit, a form or a claimant, cut at its hyphens.
  it.each([
    '9fc1916f-b4f1-4813-898d-0f8543bfd423',
    '01a20544-2b10-7f12-a4f1-4535330824b8',
    '418e89f9-dda9-4d06-aa02-d89381e74225',
    '01a20544-2b74-7fda-bab2-54b6e89d0bba',
    '39dda260-e3b2-4bf3-ab92-109aa9b49271',
  ])('clears an event whose id is the UUID %s', (id) => {
    expect(verdictOn(intakeEvent({ id }))).toMatchObject({ verdict: 'cleared' });
  });

  it('forbids a source that is not the publisher’s', () => {
    expect(verdictOn(intakeEvent({ source: '/departments/sante' }))).toEqual({
      verdict: 'forbidden',
      code: 'source-not-allowed',
    });
  });

  it.each(['provider', 'operator'])('forbids a department’s event to the role %s', (role) => {
    const publisher = { role, sources: ['/departments/accueil'] };
    expect(verdictOn(intakeEvent(), { publisher })).toEqual({
      verdict: 'forbidden',
      code: 'type-not-allowed',
    });
  });

  it('clears a provider’s event for a provider', () => {
    const publisher = { role: 'provider', sources: ['/providers/maison-bonaventure'] };
    expect(verdictOn(reportEvent(), { publisher })).toMatchObject({
      verdict: 'cleared',
      event: { subject: 'maison-bonaventure-lits' },
    });
  });

  it.each([
    ['five minutes ahead', NOW + 5 * 60_000, 'cleared'],
    ['more than five minutes ahead', NOW + 5 * 60_000 + 1, 'dropped'],
    ['as old as the retention', NOW - 7 * DAY_MS, 'cleared'],
    ['older than the retention', NOW - 7 * DAY_MS - 1, 'dropped'],
  ])('given a time %s: %s', (_, time, verdict) => {
    expect(verdictOn(intakeEvent({ time: new Date(time).toISOString() }))).toMatchObject({ verdict });
  });

  it('writes the time in UTC and the content with sorted keys, without the partner’s trace', () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const verdict = verdictOn(intakeEvent({ time: '2026-11-22T15:30:00-05:00', traceparent }));
    expect(verdict).toMatchObject({ event: { time: '2026-11-22T20:30:00.000Z' } });
    const text = JSON.stringify(verdict);
    expect(text).not.toContain('traceparent');
    expect(text).toContain('{"household":{"members":[{"ageGroup":"adult","gender":"woman"}');
  });

  it('takes the fingerprint of what the publisher decided, not of how it was written', () => {
    const reordered = Object.fromEntries(Object.entries(intakeData()).reverse());
    expect(fingerprintIn(intakeEvent({ data: reordered }))).toBe(fingerprintIn(intakeEvent()));
    const base = fingerprintIn(intakeEvent());
    expect(fingerprintIn(intakeEvent({ time: '2026-11-22T20:30:00Z' }))).not.toBe(base);
    expect(fingerprintIn(intakeEvent({ data: intakeData({ language: 'en' }) }))).not.toBe(base);
  });
});
